import { contractError } from '../contract/index.ts';
import { recordAssetPrice } from '../ledger/index.ts';
import { checkBand, MoneyError, mulDivNearest } from '../money/index.ts';
import { aboveOf } from './answers.ts';
import type { Market } from './market.ts';
import type { Venue } from './venue.ts';

const tickOf = (what: string, market: Market, price: number): number => {
  if (!Number.isFinite(price)) throw contractError('price', `${what}: the price of ${market.id} was ${price}`);
  const ticks = Math.max(1, Math.round(price));
  try {
    return checkBand(ticks, market.setup.floor, market.setup.cap, market.id);
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    throw contractError('outside-band', `${what}: ${error.message}`, { hint: error.hint, cause: error });
  }
};

/** Makes this step's index of each market from its spot price, in ticks; a venue without an index mechanism reads the spot. */
export const indexPhase = (venue: Venue, spot: ArrayLike<number>): void => {
  const { index } = venue;
  for (const market of venue.markets) {
    const reference = spot[market.number] as number;
    const price =
      index === undefined
        ? reference
        : venue.guard.call(index.mechanism, () => {
            const state = venue.states.of(index.place, market.number, index.mechanism, index.params);
            return index.mechanism.price(market, reference, venue.view, index.params as never, state);
          });
    venue.ledger.oracle[market.number] = tickOf('index', market, price);
  }
};

/** Makes this step's mark of each market and records both prices; a venue without a mark mechanism marks at the index. */
export const markPhase = (venue: Venue): void => {
  const { mark } = venue;
  for (const market of venue.markets) {
    const before = market.mark;
    const price =
      mark === undefined
        ? market.oracle
        : venue.guard.call(mark.mechanism, () => {
            const state = venue.states.of(mark.place, market.number, mark.mechanism, mark.params);
            return mark.mechanism.price(market, market.oracle, venue.view, mark.params as never, state);
          });
    market.previousMark = before === 0 ? market.setup.open : before;
    venue.ledger.setPrice(market.number, tickOf('mark', market, price), market.oracle);
  }
};

/** Lets funding average its premium, and charges it where an interval ends with this step. */
export const fundingPhase = (venue: Venue): void => {
  const { funding } = venue;
  if (funding === undefined) return;
  const { mechanism, params } = funding;
  const asked = venue.guard.call(mechanism, () => mechanism.interval(params as never));
  const interval = aboveOf(`funding ${mechanism.name}: the interval`, asked, 0);
  const ends = Math.floor(venue.now / interval) > Math.floor((venue.now - venue.stepSeconds) / interval);
  for (const market of venue.markets) {
    venue.guard.call(mechanism, () => {
      const state = venue.states.of(funding.place, market.number, mechanism, params);
      mechanism.observe?.(market, venue.view, params as never, state);
      if (!ends) return;
      const rate = mechanism.rate(market, venue.view, params as never, state);
      if (!Number.isSafeInteger(rate))
        throw contractError(
          'rate',
          `${mechanism.name}: the rate of ${market.id} was ${rate}; it is a whole number per hundred million`,
        );
      charge(venue, market, rate);
    });
  }
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

/** Sets the prices of the other assets and records them. */
export const collateralPhase = (
  venue: Venue,
  prices: ReadonlyMap<number, { readonly units: number; readonly value: number }>,
): void => {
  for (const [asset, price] of prices) {
    const before = venue.valuation.prices[asset];
    if (before?.units === price.units && before.value === price.value) continue;
    venue.valuation.prices[asset] = price;
    recordAssetPrice(venue.ledger.log, asset, price.units, price.value);
  }
};
