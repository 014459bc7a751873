import { configError, nearest } from '../contract/index.ts';
import type { Inspection, RunTask, WatchedPool } from '../experiment/index.ts';
import { METRIC_IDS } from '../measure/index.ts';
import { type Experiment, readExperiment } from '../spec/index.ts';
import { CHECKS } from './watch-options.ts';

/** The experiment that is compared unless another is named. */
export const DEFAULT_EXPERIMENT = 'october-2025';

/** What of an experiment the command line may replace. */
export interface Replacements {
  readonly exchange?: readonly string[];
  readonly scenario?: readonly string[];
  readonly seed?: readonly number[];
  readonly sort?: string;
}

/** A run of an experiment: what to do, and what its parts are called. */
export interface PlannedRun {
  readonly task: RunTask;
  readonly exchange: string;
  readonly scenario: string;
}

/** An experiment as it shall be run. */
export interface Plan {
  readonly experiment: Experiment;
  readonly runs: readonly PlannedRun[];
}

/**
 * Reads an experiment and puts what the command line says in its place.
 *
 * @param name - A shipped experiment or a file; the default one when left out.
 * @param replace - What the command line says. Other exchanges or scenarios make it another experiment, called `ad-hoc`.
 * @throws BreakwaterError what reading it throws; `unknown-metric`.
 */
export const experimentOf = async (name: string | undefined, replace: Replacements): Promise<Experiment> => {
  const read = await readExperiment(name ?? DEFAULT_EXPERIMENT, { metrics: METRIC_IDS });
  const { exchange, scenario, seed, sort } = replace;
  if (sort !== undefined && !(METRIC_IDS as readonly string[]).includes(sort)) {
    const near = nearest(sort, METRIC_IDS);
    throw configError('unknown-metric', `there is no metric called "${sort}"`, {
      where: { path: '--sort' },
      hint: `${near === undefined ? '' : `did you mean ${near}? `}metrics: ${METRIC_IDS.join(', ')}`,
    });
  }
  const isOther = exchange !== undefined || scenario !== undefined;
  return {
    ...read,
    ...(isOther ? { name: 'ad-hoc', summary: 'Put together on the command line.', sources: [] } : {}),
    exchanges: exchange ?? read.exchanges,
    scenarios: scenario ?? read.scenarios,
    seeds: seed ?? read.seeds,
    sortBy: sort ?? read.sortBy,
  };
};

const refuseTwins = (kind: string, names: readonly string[], asked: readonly string[]): void => {
  const second = names.findIndex((name, i) => names.indexOf(name) < i);
  if (second === -1) return;
  const first = names.indexOf(names[second] as string);
  throw configError(
    'two-of-one-name',
    `two ${kind}s are called ${names[second]}: ${asked[first]} and ${asked[second]}`,
    {
      hint: 'give one of them another name: results are told apart by name',
    },
  );
};

/**
 * Reads all files of an experiment, so that a mistake in the last is told before the first run, and lays out its runs.
 *
 * @param experiment - The experiment.
 * @param plugins - Plug-in files besides those the exchanges name.
 * @param pool - Workers, in which the files are read.
 * @param signal - Ends it early.
 * @returns The runs, exchange by exchange, scenario by scenario, seed by seed.
 */
export const planOf = async (
  experiment: Experiment,
  plugins: readonly string[],
  pool: Pick<WatchedPool, 'inspect'>,
  signal: AbortSignal,
): Promise<Plan> => {
  const { exchanges, scenarios, seeds, overrides } = experiment;
  const names: Inspection = await pool.inspect({ exchanges, scenarios, plugins, overrides }, { signal });
  refuseTwins('exchange', names.exchanges, exchanges);
  refuseTwins('scenario', names.scenarios, scenarios);
  const runs = exchanges.flatMap((exchange, i) =>
    scenarios.flatMap((scenario, j) =>
      seeds.map(
        (seed): PlannedRun => ({
          task: { exchange, scenario, seed, plugins, overrides, checks: CHECKS },
          exchange: names.exchanges[i] as string,
          scenario: names.scenarios[j] as string,
        }),
      ),
    ),
  );
  return { experiment, runs };
};
