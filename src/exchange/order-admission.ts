import type { Market } from './market.ts';
import type { Venue } from './venue.ts';

/** Why an order or a withdrawal was not carried out. */
export type Refusal =
  | 'in-case'
  | 'closed'
  | 'margin'
  | 'would-cross'
  | 'not-fillable'
  | 'nothing-free'
  | 'too-large'
  /** The offer is taken or over. */
  | 'no-offer'
  /** The pool cannot bear what an offer costs it now, or is being resolved itself. */
  | 'pool';

/** Largest value of a position anywhere in the band of its market, units of the asset it settles in. */
const LARGEST = 2 ** 50;

/** Whether going from so many lots to so many others opens nothing: such an order needs no margin. */
export const onlyReduces = (held: number, after: number): boolean =>
  Math.abs(after) <= Math.abs(held) && Math.sign(after) !== -Math.sign(held);

/** Initial margin at mark of so many lots in a market, units of the venue's settlement asset. */
export const initialOf = (venue: Venue, market: Market, lots: number): number => {
  const notional = Math.abs(market.value(lots, market.mark));
  return venue.valuation.worthUp(market.setup.settle, market.schedule.initial(notional, lots));
};

/** Whether a position could be worth more, somewhere in the band of its market, than an account may be. */
const isTooLarge = (market: Market, lots: number): boolean => {
  const { cap, floor, instrument } = market.setup;
  // What is far too large has no exact value.
  const about =
    instrument.kind === 'linear'
      ? Math.abs(lots) * cap * instrument.tickValue
      : (Math.abs(lots) * instrument.face) / floor;
  if (about > 2 * LARGEST) return true;
  return Math.abs(market.value(lots, cap)) > LARGEST || Math.abs(market.value(lots, floor)) > LARGEST;
};

/** Whether an account could hold so many more lots: initial margin at mark, and the admission rule of the market. */
export const admits = (venue: Venue, account: number, market: Market, lots: number): Refusal | undefined => {
  const held = venue.ledger.lots(account, market.number);
  const after = held + lots;
  if (onlyReduces(held, after)) return undefined;
  if (isTooLarge(market, after)) return 'too-large';
  const { equity, initial } = venue.marginOf.read(account);
  return equity < initial - initialOf(venue, market, held) + initialOf(venue, market, after) ? 'margin' : undefined;
};

/**
 * Whether an account could hold lots again that were taken from it, at a value: it must not be in breach afterwards.
 *
 * Maintenance is asked for and not initial margin, because the account held them at maintenance before.
 *
 * @param lots - Signed as bought. @param cost - Signed value at which, units of the asset the market settles in.
 */
export const admitsAgain = (
  venue: Venue,
  account: number,
  market: Market,
  lots: number,
  cost: number,
): Refusal | undefined => {
  const { valuation, ledger } = venue;
  const held = ledger.lots(account, market.number);
  if (isTooLarge(market, held + lots)) return 'too-large';
  const maintenanceOf = (size: number): number =>
    valuation.worthUp(
      market.setup.settle,
      market.schedule.maintenance(Math.abs(market.value(size, market.mark)), size),
    );
  const gain = valuation.worth(market.setup.settle, market.value(lots, market.mark) - cost);
  const { equity, maintenance } = valuation.read(account);
  const after = maintenance - maintenanceOf(held) + maintenanceOf(held + lots);
  return equity + gain < after ? 'margin' : undefined;
};

/** About the most lots that an account may hold, whatever the price in the band. */
export const mostLots = ({ setup: { instrument, cap, floor } }: Market): number =>
  Math.floor(instrument.kind === 'linear' ? LARGEST / cap / instrument.tickValue : (LARGEST / instrument.face) * floor);

/** Whether lots of that size are certainly not too large, whatever the price in the band. */
export const surelyFits = ({ setup: { instrument, cap, floor } }: Market, size: number): boolean =>
  // A quotient may round up to the whole unit above it.
  instrument.kind === 'linear'
    ? size * (cap * instrument.tickValue) <= LARGEST
    : (size / floor) * instrument.face <= LARGEST / 2;
