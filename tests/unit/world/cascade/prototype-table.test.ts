import { describe, expect, test } from 'vitest';
import { type CascadeMarket, cascade, cohortMap, log } from '../../../../src/index.ts';

/**
 * The table of a throwaway prototype with the parameters below, written before this project and derived by nobody else: evidence on
 * mechanism and sign, not on markets. Its standby demand was fitted to the base drops and then printed with one decimal, to which BTC is
 * sensitive (20 % of it moves the fall from 9.6 to 19 %), so it is fitted again here and compared with what was printed.
 */
const TABLE = {
  //       shock  OI    d1     m     levered median sigma max  mmr    w     base  liquid A    m=1    38 % absorbed
  BTC: [0.06, 68e9, 500e6, 0.15, 0.22, 8, 0.9, 100, 0.005, 0.9, 0.129, 0.087, 2.2, 0.061, 0.074],
  ETH: [0.075, 55e9, 250e6, 0.12, 0.25, 8, 0.9, 100, 0.006, 1.1, 0.18, 0.144, 2.6, 0.088, 0.11],
  SOL: [0.09, 15e9, 60e6, 0.1, 0.3, 7, 0.9, 75, 0.008, 1.0, 0.26, 0.209, 3.2, 0.142, 0.164],
  'mid-cap': [0.11, 1e9, 5e6, 0.05, 0.35, 6, 0.8, 50, 0.01, 0.5, 0.5, 0.314, 6.0, 0.279, 0.349],
  'long tail': [0.13, 0.1e9, 0.4e6, 0.02, 0.4, 5, 0.7, 25, 0.02, 0.4, 0.68, 0.38, 8.2, 0.487, 0.516],
} as const;

describe.each(Object.entries(TABLE))('%s', (_, row) => {
  const [drop, openInterest, depthAtOnePercent, multiplier, levered, median, sigma, maxLeverage, maintenance] = row;
  const [printed, base, liquidated, amplification, depthKept, absorbed] = row.slice(9) as number[];
  const liquidation = cohortMap({ levered, median, sigma, maxLeverage, maintenance });
  const shock = -log(1 - drop);
  const market = (standby: number, over: Partial<CascadeMarket> = {}): CascadeMarket => ({
    openInterest,
    offBook: 0,
    liquidated: liquidation,
    depthAtOnePercent,
    multiplier,
    refills: 8,
    shape: 0.4,
    standby,
    ...over,
  });
  const fallOf = (one: CascadeMarket): number => 1 - Math.exp(-cascade(shock, one).fall);
  let [low, high] = [0.05, 5];
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (fallOf(market(middle)) > base!) low = middle;
    else high = middle;
  }
  const fitted = high;

  test('needs the standby demand that was printed, to its one decimal', () => {
    expect(Math.abs(fitted - printed!)).toBeLessThan(0.06);
  });
  test('falls as far, liquidates as much and is amplified as much', () => {
    const result = cascade(shock, market(fitted));
    expect(Math.abs(fallOf(market(fitted)) - base!)).toBeLessThan(0.01);
    expect(Math.abs(result.liquidated - liquidated!)).toBeLessThan(0.01);
    expect(Math.abs(result.amplification - amplification!)).toBeLessThan(0.11);
  });
  test('falls by the shock alone when nothing is sold into the book', () => {
    expect(fallOf(market(fitted, { offBook: 1 }))).toBeCloseTo(drop, 9);
  });
  test('falls as far with all depth kept', () => {
    expect(Math.abs(fallOf(market(fitted, { multiplier: 1 })) - depthKept!)).toBeLessThan(0.015);
  });
  test('falls as far with 38 % of the selling absorbed off the book', () => {
    expect(Math.abs(fallOf(market(fitted, { offBook: 0.38 })) - absorbed!)).toBeLessThan(0.015);
  });
});
