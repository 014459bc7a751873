/**
 * How figures are written for people.
 *
 * @module
 */
import type { Unit } from './result.ts';

/** A size: `100k`, `1M`. */
export const sizeText = (n: number): string =>
  n >= 1e6 && n % 1e5 === 0 ? `${n / 1e6}M` : n >= 1e3 && n % 100 === 0 ? `${n / 1e3}k` : String(n);

/** A time or a size, three digits. */
export const timeText = (x: number, unit: Unit): string => `${plain(x)} ${unit === 'us' ? 'µs' : unit}`;

/** A ratio. */
export const ratioText = (x: number): string => (x >= 100 ? x.toFixed(0) : x >= 10 ? x.toFixed(1) : x.toPrecision(2));

/** A spread, as a share. */
export const spreadText = (x: number): string => `${Math.round(100 * x)} %`;

/** Three digits, never with an exponent. */
export const plain = (x: number): string => {
  if (Math.abs(x) >= 1000) return Math.round(x).toLocaleString('en-US');
  return String(Number(x.toPrecision(3)));
};
