import { exp, log, normalQuantile } from '../../math/index.ts';
import { type LiquidationLevel, type LiquidationMap, liquidationMap } from './liquidation-map.ts';

/** Longs of one market as a few numbers: the rest of long open interest is never liquidated. */
export interface LongCohorts {
  /** Share of long open interest held by levered accounts. */
  readonly levered: number;
  /** Median of their leverage, notional over equity, and the standard deviation of its logarithm. */
  readonly median: number;
  readonly sigma: number;
  /** Largest leverage; quantiles beyond it, or below 1, are clipped. */
  readonly maxLeverage: number;
  /** Maintenance margin as a share of notional. */
  readonly maintenance: number;
  /** Entry prices, log-uniform between these moves from the price at the start. */
  readonly entry?: { readonly low: number; readonly high: number };
  /** How fine: leverage quantiles and entry prices. */
  readonly grid?: { readonly leverages: number; readonly entries: number };
}

/**
 * The liquidation map of leverage quantiles crossed with entry prices, all cells of equal weight.
 *
 * An isolated long with entry price E and leverage l is liquidated at E (1 - 1/l) / (1 - maintenance). Cells that would be liquidated at
 * the start already are held by nobody; the other entries of the same leverage carry their weight.
 *
 * @example
 * cohortMap({ levered: 0.22, median: 8, sigma: 0.9, maxLeverage: 100, maintenance: 0.005 })
 */
export const cohortMap = (longs: LongCohorts): LiquidationMap => {
  const { low, high } = longs.entry ?? { low: -0.1, high: 0.05 };
  const { leverages, entries } = longs.grid ?? { leverages: 200, entries: 24 };
  const levels: LiquidationLevel[] = [];
  for (let i = 0; i < leverages; i++) {
    const free = longs.median * exp(longs.sigma * normalQuantile((i + 0.5) / leverages));
    const leverage = Math.min(longs.maxLeverage, Math.max(1, free));
    for (let j = 0; j < entries; j++) {
      const place = (j + 0.5) / entries;
      const entry = (1 - place) * log(1 + low) + place * log(1 + high);
      const price = entry + log((1 - 1 / leverage) / (1 - longs.maintenance));
      if (price < 0) levels.push({ drop: -price, share: longs.levered / (leverages * entries) });
    }
  }
  return liquidationMap(levels);
};
