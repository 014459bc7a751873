/**
 * What a mechanism answers, told from nonsense before it is used.
 *
 * @module
 */
import { contractError } from '../contract/index.ts';

/** A whole number of units or lots, at least `least`. */
export const wholeOf = (what: string, value: number, least = 0): number => {
  if (!Number.isSafeInteger(value) || value < least)
    throw refused(what, value, `it is a whole number, at least ${least}`);
  return value;
};

/** A finite number above a bound. */
export const aboveOf = (what: string, value: number, bound: number): number => {
  if (!Number.isFinite(value) || value <= bound) throw refused(what, value, `it is a number above ${bound}`);
  return value;
};

/** A list. */
export const listOf = <T>(what: string, value: readonly T[]): readonly T[] => {
  if (!Array.isArray(value)) throw refused(what, value, 'it is a list');
  return value;
};

/** One of a few words. */
export const oneOf = <T extends string>(what: string, value: T, known: readonly T[]): T => {
  if (!known.includes(value)) throw refused(what, value, `it is ${known.join(' or ')}`);
  return value;
};

/** The error of a share per million that is none: made apart from the check, which stands on a hot path. */
export const noPerMillion = (what: string, value: unknown): Error =>
  refused(what, value, 'it is a whole number between 0 and 1,000,000 per million');

/** Made apart, so that a check on a hot path stays small. */
const refused = (what: string, value: unknown, rule: string): Error =>
  contractError('answer', `${what} was ${typeof value === 'object' ? JSON.stringify(value) : String(value)}; ${rule}`);
