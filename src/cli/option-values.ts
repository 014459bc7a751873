/** Reading the values of options; a wrong one names the option and the range. @module */
import { configError } from '../contract/error.ts';

const wrong = (option: string, value: string, expected: string): Error =>
  configError('bad-option', `was ${value === '' ? 'empty' : value}, but ${expected} is expected`, {
    where: { path: option },
  });

const wholeNumber = (option: string, least: number, most: number) => {
  const expected = `a whole number from ${least} to ${most}`;
  return (value: string): number => {
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    if (!(number >= least && number <= most)) throw wrong(option, value, expected);
    return number;
  };
};

/** A seed: an integer that float64 holds exactly. */
export const seed = wholeNumber('--seed', 0, Number.MAX_SAFE_INTEGER);

/** Several seeds, each once: `1 2 3`, `1,2,3`. */
export const seeds = (value: string, before: readonly number[] | undefined): readonly number[] => {
  const added = value.split(',').map(seed);
  const all = [...(before ?? []), ...added];
  const twice = all.find((each, i) => all.indexOf(each) < i);
  if (twice !== undefined)
    throw configError('bad-option', `the seed ${twice} is listed twice`, { where: { path: '--seed' } });
  return all;
};

/** Number of workers. */
export const workers = wholeNumber('--workers', 1, 256);

/** Megabytes of heap a worker may hold. */
export const memory = wholeNumber('--memory', 16, 1_048_576);

/** Longest call of one mechanism, seconds. */
export const stall = (value: string): number => {
  const number = /^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
  if (!(number > 0 && number <= 86_400)) throw wrong('--stall', value, 'a number of seconds above 0, at most 86400,');
  return number;
};

/** An option that may be repeated: all its values, in order. */
export const values = (value: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  value,
];

/** A list that may be repeated and parted by commas: all its words, in order. */
export const words = (value: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  ...value.split(',').map((word) => word.trim()),
];
