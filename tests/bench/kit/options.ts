import { parseArgs } from 'node:util';
import type { Bench } from './bench.ts';

/** What `npm run bench --` may be given. */
export const USAGE = `npm run bench -- [options]
  --small          sizes that finish in seconds: what CI runs
  --only NAME      benchmarks whose name begins so; may be given several times
  --rounds N       rounds in place of each benchmark's own
  --json           one JSON document on stdout
  --check          with --small: fail on other hashes, and on ratios worse than the committed ones
  --update         with --small: commit the hashes and ratios of now to tests/bench/baseline.json
  --save           put the results, with a profile of each, into tests/bench/results.json, and write docs/guide/performance.md
  --page           write docs/guide/performance.md from tests/bench/results.json
  --profile NAME   run benchmarks under the profiler and print where their time goes
  --list           the benchmarks, and what each measures`;

/** The options, once understood. */
export interface Options {
  readonly benches: readonly Bench[];
  readonly mode: 'measure' | 'list' | 'page' | 'profile' | 'update';
  readonly small: boolean;
  readonly json: boolean;
  readonly check: boolean;
  readonly save: boolean;
  readonly rounds?: number;
}

/** The options cannot be followed: exit code 2. */
export class UsageError extends Error {}

const chosen = (suite: readonly Bench[], starts: readonly string[]): readonly Bench[] => {
  for (const start of starts) {
    if (!suite.some(({ name }) => name.startsWith(start))) {
      throw new UsageError(
        `there is no benchmark called "${start}"\n  there are: ${suite.map(({ name }) => name).join(', ')}`,
      );
    }
  }
  return starts.length === 0 ? suite : suite.filter(({ name }) => starts.some((start) => name.startsWith(start)));
};

const FLAG = { type: 'boolean', default: false } as const;
const NAMES = { type: 'string', multiple: true } as const;

const parsed = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: {
      small: FLAG,
      json: FLAG,
      check: FLAG,
      update: FLAG,
      save: FLAG,
      page: FLAG,
      list: FLAG,
      rounds: { type: 'string' },
      only: NAMES,
      profile: NAMES,
    },
  }).values;

/**
 * Understands the arguments.
 *
 * @throws UsageError for an unknown option or benchmark, and for options that do not go together.
 */
export const optionsOf = (suite: readonly Bench[], args: readonly string[]): Options => {
  let values: ReturnType<typeof parsed>;
  try {
    values = parsed(args);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  const { small, json, check, update, save, page, list, rounds, only = [], profile } = values;
  if (rounds !== undefined && !/^[1-9]\d{0,3}$/.test(rounds))
    throw new UsageError(`--rounds takes a number from 1 to 9999, it was "${rounds}"`);
  if ((check || update) && !small) throw new UsageError('what is committed is of the small sizes: add --small');
  if (save && small) throw new UsageError('--save is for the full sizes: leave --small out');
  const modes = [list && 'list', page && 'page', profile !== undefined && 'profile', update && 'update'] as const;
  const asked = modes.filter((mode) => mode !== false);
  if (asked.length > 1) throw new UsageError(`--${asked.join(' and --')} do not go together`);
  return {
    benches: chosen(suite, [...only, ...(profile ?? [])]),
    mode: asked[0] ?? 'measure',
    small,
    json,
    check,
    save,
    ...(rounds === undefined ? {} : { rounds: Number(rounds) }),
  };
};
