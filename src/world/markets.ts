import { configError } from '../contract/index.ts';
import type { MarketSetup } from '../exchange/index.ts';
import { type Instrument, inverseFromDecimals, linearFromDecimals, MoneyError, stepsOf } from '../money/index.ts';
import { openingUnits } from './open-interest.ts';
import type { MarketSpec, Scenario } from './scenario.ts';

/** The smallest unit of an asset as a decimal: `0.000001` for six decimals. */
export const unitOf = (decimals: number): string => (decimals === 0 ? '1' : `0.${'1'.padStart(decimals, '0')}`);

const instrumentOf = (market: MarketSpec, unit: string): Instrument => {
  try {
    return market.kind === 'linear'
      ? linearFromDecimals({ tick: market.tick, lot: market.lot ?? '1', unit })
      : inverseFromDecimals({ tick: market.tick, face: market.face ?? '1', unit });
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    throw configError('market', `market ${market.id}: ${error.message}`, { hint: error.hint, cause: error });
  }
};

/** Ticks of a decimal price; it must be a whole number of them. */
export const ticksOf = (market: Pick<MarketSpec, 'id' | 'tick'>, price: string): number => {
  const ticks = stepsOf(price, market.tick);
  if (ticks === undefined) {
    throw configError('market', `market ${market.id}: the price ${price} is no multiple of the tick ${market.tick}`, {
      hint: 'use a price on the grid, or a finer tick',
    });
  }
  return ticks;
};

/** The markets of a scenario as a venue is set up with them. */
export const setUpMarkets = (scenario: Scenario): MarketSetup[] =>
  scenario.markets.map((market) => {
    const settle = scenario.assets.findIndex((asset) => asset.name === (market.settle ?? scenario.settle));
    const asset = scenario.assets[settle];
    if (asset === undefined)
      throw configError('market', `market ${market.id} settles in ${market.settle}, which is no asset of the scenario`);
    return {
      id: market.id,
      instrument: instrumentOf(market, unitOf(asset.decimals)),
      settle,
      tick: Number(market.tick),
      floor: ticksOf(market, market.band.floor),
      cap: ticksOf(market, market.band.cap),
      beta: market.beta,
      open: Math.max(1, Math.round(market.open / Number(market.tick))),
      openingInterest: openingUnits(scenario, market),
    };
  });

/** Asset numbers in the order a venue keeps them: the settlement asset first. */
export const inVenueOrder = (scenario: Scenario): Scenario => {
  const assets = [...scenario.assets].sort(
    (a, b) => Number(b.name === scenario.settle) - Number(a.name === scenario.settle),
  );
  return { ...scenario, assets };
};
