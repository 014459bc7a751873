/** Reading the values of options; a wrong one names the option and the range. @module */
import { configError } from '../contract/error.ts';
import { parseDuration } from '../contract/params.ts';

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

/** Runs of each design. */
export const runs = wholeNumber('--runs', 1, 1_000_000_000);

/** Trials played at most to make one counterexample small. */
export const shrink = wholeNumber('--shrink', 0, 1_000_000);

/** Accounts that an exchange of the small scope has at most. */
export const small = wholeNumber('--small', 2, 4);

/** A time above nothing, seconds. */
export const time = (value: string): number => {
  const seconds = parseDuration(value) ?? Number.NaN;
  if (!(seconds > 0 && seconds <= 30 * 86_400)) throw wrong('--time', value, 'a time such as 30s, 10m or 2h');
  return seconds;
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
