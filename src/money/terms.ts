import { D } from './decimal.ts';
import { type InverseInstrument, inverse, type LinearInstrument, linear } from './instrument.ts';
import { MAX_EXACT } from './integer.ts';
import { MoneyError } from './money-error.ts';

const ACCEPTED = /^\d{1,40}(?:\.\d{1,40})?$/;
// Two such numbers and a quotient of 16 digits multiply to at most 40 digits, which D holds without rounding.
const MOST_DIGITS = 12;

/**
 * Declares a linear instrument from the decimals an exchange publishes.
 *
 * @param terms - `tick`: smallest price step, in the quote currency; `lot`: smallest size, in the base currency; `unit`:
 * what one unit of the settlement asset is worth, in the quote currency. Decimal texts above zero.
 * @returns The instrument, with tickValue = tick x lot / unit.
 * @throws {@link MoneyError} `bad-market` when that is no exact integer >= 1; `bad-decimal` for a text that is no number.
 * @example
 * linearFromDecimals({ tick: '0.1', lot: '0.00001', unit: '0.000001' }).tickValue   // 1
 * linearFromDecimals({ tick: '0.00000001', lot: '1', unit: '0.000001' })            // throws: raise the lot
 */
export function linearFromDecimals(terms: {
  readonly tick: string;
  readonly lot: string;
  readonly unit: string;
}): LinearInstrument {
  const tick = read(terms.tick, 'tick');
  const lot = read(terms.lot, 'lot');
  const unit = read(terms.unit, 'unit');
  const tickValue = wholeQuotient(tick.times(lot), unit);
  if (tickValue === undefined) {
    const quotient = tick.times(lot).div(unit).toString();
    throw new MoneyError(
      'bad-market',
      `tick ${terms.tick} x lot ${terms.lot} is ${quotient} units of ${terms.unit}, not a whole number from 1 to 2^53 - 1`,
      'raise the lot or use a finer unit (when the number is too large, lower the lot or use a coarser unit)',
    );
  }
  return linear({ tickValue });
}

/**
 * Declares an inverse instrument from the decimals an exchange publishes.
 *
 * @param terms - `tick`: smallest price step, in the quote currency; `face`: what one lot is for, in the quote currency;
 * `unit`: what one unit of the settlement asset is worth, in the base currency. Decimal texts above zero.
 * @returns The instrument, with face = face / (tick x unit).
 * @throws {@link MoneyError} `bad-market` when that is no exact integer >= 1; `bad-decimal` for a text that is no number.
 * @example
 * inverseFromDecimals({ tick: '0.5', face: '1', unit: '0.00000001' }).face   // 200000000
 */
export function inverseFromDecimals(terms: {
  readonly tick: string;
  readonly face: string;
  readonly unit: string;
}): InverseInstrument {
  const tick = read(terms.tick, 'tick');
  const unit = read(terms.unit, 'unit');
  const faceValue = read(terms.face, 'face');
  const face = wholeQuotient(faceValue, tick.times(unit));
  if (face === undefined) {
    const quotient = faceValue.div(tick.times(unit)).toString();
    throw new MoneyError(
      'bad-market',
      `face ${terms.face} is ${quotient} times tick ${terms.tick} x unit ${terms.unit}, not a whole number from 1 to 2^53 - 1`,
      'make the face a multiple of tick x unit, or use a finer unit (a coarser one when the number is too large)',
    );
  }
  return inverse({ face });
}

/** Undefined unless above / below is a whole number that fits. */
function wholeQuotient(above: D, below: D): number | undefined {
  const quotient = above.div(below);
  if (!quotient.isInteger() || quotient.lt(1) || quotient.gt(MAX_EXACT)) return undefined;
  return quotient.times(below).eq(above) ? quotient.toNumber() : undefined;
}

function read(text: string, name: string): D {
  const number = ACCEPTED.test(text) ? new D(text) : undefined;
  if (number?.gt(0) && number.precision() <= MOST_DIGITS) return number;
  throw new MoneyError(
    'bad-decimal',
    `${name} is "${text}", which is not a decimal number above zero with at most ${MOST_DIGITS} significant digits`,
    'write it out with digits and a point, such as "0.01"',
  );
}
