import { grown } from '../../ledger/index.ts';
import { MAX_EXACT } from '../../money/index.ts';

/** Most decimal places a number may have. */
export const MOST_PLACES = 18;
const DECIMAL = /^(-?)(\d+)(?:\.(\d*))?$/;

/** Powers of ten that float64 holds exactly. */
export const POWERS: readonly number[] = Array.from({ length: MOST_PLACES + 1 }, (_, k) => Number(`1e${k}`));

/** A decimal number: digits without the point, and how many of them stand behind it; or what is wrong with its text. */
export type ReadDecimal =
  | { readonly digits: number; readonly places: number }
  | { readonly fault: string; readonly hint?: string };

const shown = (text: string): string =>
  text.length <= 40 ? `"${text}"` : `"${text.slice(0, 40)}..." (${text.length} characters)`;

/**
 * Reads a decimal number exactly; zeros at its end do not count as places.
 *
 * @param signed - Whether it may be below zero.
 */
export const readDecimal = (raw: string, signed = false): ReadDecimal => {
  const text = raw.trim();
  if (text === '') return { fault: 'is empty', hint: 'write a number; 0 is one' };
  const parts = DECIMAL.exec(text);
  if (parts === null) {
    const hint = /^[\d,' ]+(\.\d+)?$/.test(text)
      ? 'leave out what groups the digits'
      : 'write digits with at most one point, as 1250.5, without exponent';
    return { fault: `${shown(text)} is no decimal number`, hint };
  }
  const [, minus, whole = '', fraction = ''] = parts;
  const places = fraction.length === 0 ? '' : fraction.replace(/0+$/, '');
  if (places.length > MOST_PLACES)
    return { fault: `${shown(text)} has ${places.length} decimal places, but at most ${MOST_PLACES} are read` };
  const digits = Number(whole + places);
  if (digits > MAX_EXACT)
    return {
      fault: `${shown(text)} has more digits than are kept exactly`,
      hint: `without its point it is at most ${MAX_EXACT} (2^53 - 1); round it`,
    };
  if (minus === '-' && digits !== 0 && !signed) return { fault: `${text} is below zero`, hint: 'write 0 or more' };
  return { digits: minus === '-' ? 0 - digits : digits, places: places.length };
};

/** A column that grows as a file is read: each number with the places it was written with. */
export class DecimalColumn {
  #digits = new Float64Array(1024);
  #places = new Uint8Array(1024);
  #length = 0;
  /** Most places of any number so far. */
  finest = 0;

  /** Adds a number. */
  add(digits: number, places: number): void {
    if (this.#length === this.#digits.length) {
      this.#digits = grown(this.#digits, 2 * this.#length);
      this.#places = grown(this.#places, 2 * this.#length);
    }
    this.#digits[this.#length] = digits;
    this.#places[this.#length] = places;
    this.#length += 1;
    if (places > this.finest) this.finest = places;
  }

  /**
   * All numbers as whole ones of a unit.
   *
   * @param decimals - Decimal places of the unit, at least {@link finest}.
   * @param beyond - Told the first row whose number passes 2^53 - 1.
   */
  inUnit(decimals: number, beyond: (row: number) => void): Float64Array {
    const whole = new Float64Array(this.#length);
    for (let row = 0; row < whole.length; row++) {
      const x = (this.#digits[row] as number) * (POWERS[decimals - (this.#places[row] as number)] as number);
      if (Math.abs(x) > MAX_EXACT) {
        beyond(row);
        break;
      }
      whole[row] = x;
    }
    return whole;
  }

  /** All numbers as the nearest real ones: where only their order counts. */
  asReal(): Float64Array {
    return Float64Array.from({ length: this.#length }, (_, row) => {
      return (this.#digits[row] as number) / (POWERS[this.#places[row] as number] as number);
    });
  }
}
