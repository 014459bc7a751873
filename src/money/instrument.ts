import { exact, inexact } from './integer.ts';
import { MoneyError } from './money-error.ts';
import { mulDivFloor, mulDivNearest } from './mul-div.ts';

/** What the positions of one account may be worth together: half of what float64 holds, so that sums of them fit too. */
const LARGEST_ADMITTED = 2 ** 52;

/** A contract settled in the currency its price is quoted in: its value is proportional to the price. */
export interface LinearInstrument {
  /** Tells the kinds apart. */
  readonly kind: 'linear';
  /** Units of the settlement asset per lot and tick, an exact integer >= 1. */
  readonly tickValue: number;
  /** Not used by this kind. Both kinds have the same fields, so that `value` reads one shape of object only. */
  readonly face: 0;
}

/** A contract of fixed face in the quote currency, settled in the base asset: its value goes as one over the price. */
export interface InverseInstrument {
  /** Tells the kinds apart. */
  readonly kind: 'inverse';
  /** Not used by this kind. */
  readonly tickValue: 0;
  /** Units of the settlement asset that one lot is worth at a price of one tick, an exact integer >= 1. */
  readonly face: number;
}

/** How the positions of a market turn into money. */
export type Instrument = LinearInstrument | InverseInstrument;

/**
 * Declares a linear instrument.
 *
 * @param terms - `tickValue`: units per lot and tick, an exact integer >= 1.
 * @returns The instrument.
 * @throws {@link MoneyError} `bad-market` when `tickValue` is below 1, or as {@link exact}.
 * @example
 * value(linear({ tickValue: 2 }), 3, 100)   // 600
 */
export function linear(terms: { readonly tickValue: number }): LinearInstrument {
  return { kind: 'linear', tickValue: positive(terms.tickValue, 'tickValue'), face: 0 };
}

/**
 * Declares an inverse instrument.
 *
 * @param terms - `face`: units that one lot is worth at a price of one tick, an exact integer >= 1.
 * @returns The instrument.
 * @throws {@link MoneyError} `bad-market` when `face` is below 1, or as {@link exact}.
 * @example
 * value(inverse({ face: 1000 }), 3, 7)   // -429
 */
export function inverse(terms: { readonly face: number }): InverseInstrument {
  return { kind: 'inverse', tickValue: 0, face: positive(terms.face, 'face') };
}

/**
 * Values a position at a price: the amount whose change is the holder's gain.
 *
 * Linear: lots x ticks x tickValue. Inverse: minus lots x face / ticks, rounded to the nearest unit, halves away from
 * zero. Both are odd in `lots`, so that the two sides of a fill are worth nothing together.
 *
 * @param instrument - The terms of the market.
 * @param lots - Signed size, an exact integer; a short's is negative.
 * @param ticks - Price, an exact integer; >= 1 for an inverse instrument.
 * @returns Signed units of the settlement asset, an exact integer.
 * @throws {@link MoneyError} `overflow` when the value is beyond 2^53 - 1; `not-an-integer`, `division-by-zero` or
 * `out-of-range` for bad operands.
 * @example
 * value(linear({ tickValue: 1 }), -3, 100)     // -300
 * value(inverse({ face: 1000 }), -3, 7)        // 429
 */
export function value(instrument: Instrument, lots: number, ticks: number): number {
  if (instrument.kind === 'linear') {
    const units = lots * (ticks * instrument.tickValue);
    if (Number.isSafeInteger(units)) return units + 0;
    throw tooMuch(units, lots, ticks);
  }
  return 0 - mulDivNearest(lots, instrument.face, ticks);
}

/**
 * Decides whether a position may be opened: whatever the price inside the band, as many such positions as an account may
 * hold have to stay within 2^52 units together.
 *
 * @param instrument - The terms of the market.
 * @param lots - Signed size, an exact integer.
 * @param priceFloorTicks - Lowest price of the band, an exact integer; >= 1 for an inverse instrument, >= 0 for a linear one.
 * @param priceCapTicks - Highest price of the band, an exact integer, >= the floor.
 * @param positions - Positions an account may hold, >= 1.
 * @returns Undefined when admitted, otherwise the reason, with the numbers and the largest size that fits.
 * @throws {@link MoneyError} `bad-market` for a band or a number of positions that makes no sense, or as {@link exact}.
 * @example
 * admits(linear({ tickValue: 1 }), 10 ** 9, 1, 10 ** 6, 4)   // undefined: 4e15 is below 2^52
 * admits(linear({ tickValue: 1 }), 10 ** 9, 1, 10 ** 7, 4)   // "1000000000 lots at 10000000 ticks are worth ..."
 */
export function admits(
  instrument: Instrument,
  lots: number,
  priceFloorTicks: number,
  priceCapTicks: number,
  positions: number,
): string | undefined {
  const size = Math.abs(exact(lots));
  checkTerms(instrument, priceFloorTicks, priceCapTicks, positions);
  const isLinear = instrument.kind === 'linear';
  const worstTicks = isLinear ? priceCapTicks : priceFloorTicks;
  const most = Math.floor(LARGEST_ADMITTED / positions);
  // Products of integers that pass 2^53 on the way cannot round back to 2^52 or below, so a plain comparison is enough;
  // a rounded quotient can, so the exact one decides among those that are small enough to form.
  const rough = isLinear ? size * (worstTicks * instrument.tickValue) : (size / worstTicks) * instrument.face;
  if (rough <= most * 1.5 && Math.abs(value(instrument, size, worstTicks)) <= most) return undefined;
  const perLot = isLinear ? worstTicks * instrument.tickValue : 0;
  const fits = isLinear ? Math.floor(most / perLot) : mulDivFloor(most, worstTicks, instrument.face);
  return (
    `${size} lots at ${worstTicks} ticks are worth about ${rough} units, and an account may hold ${positions} such ` +
    `positions, which must stay within ${LARGEST_ADMITTED} units (2^52) together: at most ${fits} lots fit`
  );
}

/**
 * Checks that a price lies inside the hard band of its market. A price beyond it is an error, not a number that wraps.
 *
 * @param ticks - The price, an exact integer.
 * @param floor - Lowest price of the band.
 * @param cap - Highest price of the band.
 * @param market - Name of the market, for the message.
 * @returns `ticks`.
 * @throws {@link MoneyError} `outside-band`, or as {@link exact} when the price is no exact integer.
 * @example
 * checkBand(100, 1, 1000, 'BTC')    // 100
 * checkBand(1001, 1, 1000, 'BTC')   // throws
 */
export function checkBand(ticks: number, floor: number, cap: number, market: string): number {
  if (Number.isSafeInteger(ticks) && ticks >= floor && ticks <= cap) return ticks + 0;
  throw outside(ticks, floor, cap, market);
}

function outside(ticks: number, floor: number, cap: number, market: string): MoneyError {
  if (!Number.isSafeInteger(ticks)) return inexact(ticks, `the price of ${market}`);
  return new MoneyError(
    'outside-band',
    `the price of ${market} is ${ticks} ticks, outside its band of ${floor} to ${cap}`,
    'widen the band of the market, or make the shock smaller',
  );
}

function checkTerms(instrument: Instrument, floor: number, cap: number, positions: number): void {
  const lowest = instrument.kind === 'linear' ? 0 : 1;
  if (exact(floor) >= lowest && floor <= exact(cap) && exact(positions) >= 1) return;
  throw new MoneyError(
    'bad-market',
    `a band of ${floor} to ${cap} ticks with ${positions} positions an account cannot be checked`,
    `use a floor of at least ${lowest}, a cap at or above it, and at least one position`,
  );
}

// Apart from `value`, because a template in a hot function makes V8 box its operands.
function tooMuch(units: number, lots: number, ticks: number): MoneyError {
  return inexact(units, `the value of ${lots} lots at ${ticks} ticks`);
}

function positive(x: number, name: string): number {
  if (exact(x) >= 1) return x;
  throw new MoneyError('bad-market', `${name} is ${x}, below 1`, 'use a larger lot or face, or a finer unit');
}
