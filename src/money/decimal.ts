import { Decimal } from 'decimal.js';
import { exact, MAX_EXACT } from './integer.ts';
import { MoneyError } from './money-error.ts';
import type { Total } from './total.ts';

const ACCEPTED = /^(-?)(\d+)(?:\.(\d+))?$/;
const MOST_DECIMALS = 30;

/**
 * Decimal arithmetic at 40 digits, rounding halves to even: for the border where texts come in and go out, and for
 * oracles. A clone, because settings of the global class belong to whoever imported it last.
 *
 * @example
 * new D('0.1').plus('0.2').toString()   // "0.3"
 */
export const D: typeof Decimal = Decimal.clone({
  defaults: true,
  precision: 40,
  rounding: Decimal.ROUND_HALF_EVEN,
});
/** A decimal number of class {@link D}. */
export type D = Decimal;

/**
 * Reads a decimal text as a whole number of units.
 *
 * @param text - For example "1250.5" or "-0.01"; no spaces, no exponent, no plus sign.
 * @param decimals - Decimal places of one unit: 6 when the unit is 0.000001. 0 to 30.
 * @returns The number of units, an exact integer.
 * @throws {@link MoneyError} `bad-decimal` when the text is no decimal number, no whole number of units, or too large.
 * @example
 * parseUnits('1250.5', 6)   // 1250500000
 */
export function parseUnits(text: string, decimals: number): number {
  checkDecimals(decimals);
  const parts = ACCEPTED.exec(text);
  if (parts === null) {
    throw new MoneyError(
      'bad-decimal',
      `"${shorten(text)}" is not a decimal number`,
      'write digits with at most one point, such as "1250.5", without spaces or exponent',
    );
  }
  const [, minus, whole, fraction = ''] = parts;
  const places = fraction.replace(/0+$/, '');
  if (places.length > decimals) {
    throw new MoneyError(
      'bad-decimal',
      `"${shorten(text)}" is no whole multiple of ${formatUnits(1, decimals)}, the finest step here`,
      `round it to ${decimals} decimal places, or use a finer unit`,
    );
  }
  const units = Number(whole! + places.padEnd(decimals, '0'));
  if (units > MAX_EXACT) {
    throw new MoneyError(
      'bad-decimal',
      `"${shorten(text)}" is too large: with steps of ${formatUnits(1, decimals)} the limit is ${formatUnits(MAX_EXACT, decimals)}`,
      'use a smaller number, or a coarser unit',
    );
  }
  return minus === '-' ? 0 - units : units;
}

/**
 * Writes a whole number of units as a decimal text: no exponent, no zeros at the end, no minus sign before zero.
 *
 * @param units - An exact integer, or a total of any size.
 * @param decimals - Decimal places of one unit: 6 when the unit is 0.000001. 0 to 30.
 * @returns The text; {@link parseUnits} reads the same number back.
 * @throws {@link MoneyError} `out-of-range` for bad `decimals`, or as {@link exact} for `units`.
 * @example
 * formatUnits(1_250_500_000, 6)   // "1250.5"
 */
export function formatUnits(units: number | Total, decimals: number): string {
  checkDecimals(decimals);
  const digits = typeof units === 'number' ? String(exact(units)) : units.toBigInt().toString();
  const sign = digits.startsWith('-') ? '-' : '';
  const padded = digits.slice(sign.length).padStart(decimals + 1, '0');
  const whole = padded.slice(0, padded.length - decimals);
  const fraction = padded.slice(padded.length - decimals).replace(/0+$/, '');
  return fraction === '' ? sign + whole : `${sign}${whole}.${fraction}`;
}

function checkDecimals(decimals: number): void {
  if (Number.isInteger(decimals) && decimals >= 0 && decimals <= MOST_DECIMALS) return;
  throw new MoneyError(
    'out-of-range',
    `a unit of ${decimals} decimal places is not supported`,
    `use a whole number of places from 0 to ${MOST_DECIMALS}`,
  );
}

function shorten(text: string): string {
  return text.length <= 64 ? text : `${text.slice(0, 64)}... (${text.length} characters)`;
}
