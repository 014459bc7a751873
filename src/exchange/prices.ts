import { contractError, type Index, type Mark } from '../contract/index.ts';
import { recordAssetPrice } from '../ledger/index.ts';
import { checkBand, type MoneyError, mulDivNearest } from '../money/index.ts';
import { aboveOf, wholeOf } from './answers.ts';
import type { BoundUse } from './bind.ts';
import type { Market } from './market.ts';
import type { Venue } from './venue.ts';

const tickOf = (what: string, market: Market, price: number): number => {
  const { floor, cap } = market.setup;
  const ticks = Math.max(1, Math.round(price));
  // NaN is in no band.
  return Number.isFinite(price) && ticks >= floor && ticks <= cap ? ticks : refused(what, market, price, ticks);
};

/** Made apart, so that the check of a price stays small. */
const refused = (what: string, market: Market, price: number, ticks: number): number => {
  if (!Number.isFinite(price)) throw contractError('price', `${what}: the price of ${market.id} was ${price}`);
  try {
    return checkBand(ticks, market.setup.floor, market.setup.cap, market.id);
  } catch (error) {
    const { message, hint } = error as MoneyError;
    throw contractError('outside-band', `${what}: ${message}`, { hint, cause: error });
  }
};

/**
 * Asks a mechanism for the price of each market in turn, in one guarded call.
 *
 * @param given - What the price of each market is made from, ticks. @param set - Takes each price before the next is asked for.
 */
const askPrices = (
  venue: Venue,
  { mechanism, params, place }: BoundUse<Index | Mark>,
  given: ArrayLike<number>,
  set: (venue: Venue, market: Market, price: number) => void,
): void => {
  venue.guard.call(mechanism, () => {
    for (const market of venue.markets) {
      const state = venue.states.of(place, market.number, mechanism, params);
      const spot = given[market.number] as number;
      const price: unknown = mechanism.price(market, spot, venue.view, params as never, state);
      // The guard names whoever answers with a promise.
      if (price instanceof Promise) return price;
      set(venue, market, price as number);
    }
    return undefined;
  });
};

const setIndex = ({ ledger }: Venue, market: Market, price: number): void => {
  ledger.oracle[market.number] = tickOf('index', market, price);
};

/** Makes this step's index of each market from its spot price, in ticks; a venue without an index mechanism reads the spot. */
export const indexPhase = (venue: Venue, spot: ArrayLike<number>): void => {
  if (venue.index !== undefined) return askPrices(venue, venue.index, spot, setIndex);
  for (const market of venue.markets) setIndex(venue, market, spot[market.number] as number);
};

const setMark = ({ ledger }: Venue, market: Market, price: number): void => {
  const { number, mark: before, oracle } = market;
  market.previousMark = before === 0 ? market.setup.open : before;
  ledger.setPrice(number, tickOf('mark', market, price), oracle);
};

/** Makes this step's mark of each market and records both prices; a venue without a mark mechanism marks at the index. */
export const markPhase = (venue: Venue): void => {
  if (venue.mark !== undefined) return askPrices(venue, venue.mark, venue.ledger.oracle, setMark);
  for (const market of venue.markets) setMark(venue, market, market.oracle);
};

/** Lets funding average its premium, and charges it where an interval ends with this step. */
export const fundingPhase = (venue: Venue): void => {
  const { funding } = venue;
  if (funding === undefined) return;
  const { mechanism, params } = funding;
  const asked = venue.guard.call(mechanism, () => mechanism.interval(params as never));
  const interval = aboveOf(`funding ${mechanism.name}: the interval`, asked, 0);
  const ends = Math.floor(venue.now / interval) > Math.floor((venue.now - venue.stepSeconds) / interval);
  if (!ends && mechanism.observe === undefined) return;
  venue.guard.call(mechanism, () => {
    for (const market of venue.markets) {
      const state = venue.states.of(funding.place, market.number, mechanism, params);
      mechanism.observe?.(market, venue.view, params as never, state);
      if (!ends) continue;
      const rate = mechanism.rate(market, venue.view, params as never, state);
      if (!Number.isSafeInteger(rate))
        throw contractError(
          'rate',
          `${mechanism.name}: the rate of ${market.id} was ${rate}; it is a whole number per hundred million`,
        );
      charge(venue, market, rate);
    }
  });
};

/** A rate per hundred million of one lot's value, in millionths of a unit: the value times the rate over a hundred. */
const charge = (venue: Venue, market: Market, rate: number): void => {
  if (rate === 0) return;
  const { instrument } = market.setup;
  const perLot =
    instrument.kind === 'linear'
      ? mulDivNearest(instrument.tickValue * market.mark, rate, 100)
      : mulDivNearest(mulDivNearest(instrument.face, rate, 100), 1, market.mark);
  venue.ledger.shiftIndex(market.number, 1, perLot, 'funding');
  venue.ledger.shiftIndex(market.number, -1, perLot, 'funding');
};

/** What an asset is worth: `value` units of the settlement asset for `units` of its own at the index, and by other sources. */
export interface AssetQuotes {
  readonly units: number;
  readonly value: number;
  /** On the venue's own book; `value` when left out. */
  readonly book?: number;
  /** What its issuer redeems it for; `value` when left out. */
  readonly redemption?: number;
}

/** Value at which an asset counts: what the collateral mechanism takes it from, the index when it does not say. */
const countedAt = ({ guard, collateral, assets }: Venue, asset: number, quotes: AssetQuotes): number => {
  const { value, book = value, redemption = value } = quotes;
  if (collateral?.mechanism.price === undefined) return value;
  const { mechanism, params } = collateral;
  const { name } = assets[asset] as Venue['assets'][number];
  const seen = { asset: name, index: value, book, redemption };
  const price = guard.call(mechanism, () => mechanism.price?.(seen, params as never));
  return wholeOf(`collateral ${mechanism.name}: the price of ${seen.asset}`, price ?? Number.NaN, 1);
};

/** Sets the prices of the other assets and records them. */
export const collateralPhase = (venue: Venue, prices: ReadonlyMap<number, AssetQuotes>): void => {
  for (const [asset, quotes] of prices) {
    const { units, book } = quotes;
    const value = countedAt(venue, asset, quotes);
    const before = venue.valuation.prices[asset];
    venue.valuation.prices[asset] = { units, value, ...(book === undefined ? {} : { book }) };
    if (before?.units === units && before.value === value) continue;
    recordAssetPrice(venue.ledger.log, asset, units, value);
  }
};
