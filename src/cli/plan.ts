import { configError, nearest } from '../contract/index.ts';
import { METRIC_IDS } from '../measure/index.ts';
import { type Experiment, type Override, readExperiment } from '../spec/index.ts';

/** The experiment that is compared unless another is named. */
export const DEFAULT_EXPERIMENT = 'october-2025';

/** What of an experiment the command line may replace. */
export interface Replacements {
  readonly exchange?: readonly string[];
  readonly scenario?: readonly string[];
  readonly seed?: readonly number[];
  readonly sort?: string;
  readonly full?: boolean;
  /** Values by dotted path, as `PATH=VALUE`; a path of a scenario begins with `scenario.`. */
  readonly set?: readonly string[];
}

const SCENARIO = 'scenario.';

/** Reads `PATH=VALUE`; the value is written as a file would write it. */
const overrideOf = async (text: string): Promise<Override> => {
  const at = text.indexOf('=');
  const wrong = (message: string): Error =>
    configError('bad-option', message, {
      where: { path: '--set' },
      hint: 'write PATH=VALUE, as --set scenario.population.traders=8000 or --set adl.ranking=profit-pct-only',
    });
  if (at < 1) throw wrong(`"${text}" names no path and value`);
  const { parse } = await import('yaml');
  try {
    return { path: text.slice(0, at), value: parse(text.slice(at + 1)), place: { file: `--set ${text}` } };
  } catch {
    throw wrong(`the value of "${text}" cannot be read`);
  }
};

const later = (before: readonly Override[], after: readonly Override[]): readonly Override[] => [
  ...before.filter(({ path }) => !after.some((each) => each.path === path)),
  ...after,
];

/** What was written for exchanges or scenarios that are not compared any more goes with them. */
const replaced = (read: Experiment, { exchange, scenario }: Replacements): Experiment => {
  const exchanges = exchange ?? read.exchanges;
  return {
    ...read,
    exchanges,
    baseline: exchanges.includes(read.baseline) ? read.baseline : (exchanges[0] as string),
    vary: read.vary.filter((each) => exchanges.includes(each.exchange)),
    ...(scenario === undefined
      ? {}
      : {
          scenarios: scenario,
          scenarioOverrides: [],
          ablations: read.ablations
            .filter((each) => each.scenario.length === 0)
            .map((each) => ({ ...each, scenarios: scenario })),
        }),
  };
};

/**
 * Reads an experiment and puts what the command line says in its place.
 *
 * @param name - A shipped experiment or a file; the default one when left out.
 * @param replace - What the command line says. Other exchanges, scenarios or values make it another experiment, called `ad-hoc`.
 * @throws BreakwaterError what reading it throws; `unknown-metric`, `bad-option`.
 */
export const experimentOf = async (name: string | undefined, replace: Replacements): Promise<Experiment> => {
  const read = await readExperiment(name ?? DEFAULT_EXPERIMENT, {
    metrics: METRIC_IDS,
    full: replace.full === true,
  });
  const { exchange, scenario, seed, sort, set = [] } = replace;
  if (sort !== undefined && !(METRIC_IDS as readonly string[]).includes(sort)) {
    const near = nearest(sort, METRIC_IDS);
    throw configError('unknown-metric', `there is no metric called "${sort}"`, {
      where: { path: '--sort' },
      hint: `${near === undefined ? '' : `did you mean ${near}? `}metrics: ${METRIC_IDS.join(', ')}`,
    });
  }
  const values = await Promise.all(set.map(overrideOf));
  const ofScenario = values
    .filter(({ path }) => path.startsWith(SCENARIO))
    .map((each) => ({ ...each, path: each.path.slice(SCENARIO.length) }));
  const ofExchange = values.filter(({ path }) => !path.startsWith(SCENARIO));
  const experiment = replaced(read, replace);
  const isOther = exchange !== undefined || scenario !== undefined || values.length > 0;
  return {
    ...experiment,
    ...(isOther ? { name: 'ad-hoc', summary: 'Put together on the command line.', sources: [] } : {}),
    seeds: seed ?? experiment.seeds,
    sortBy: sort ?? experiment.sortBy,
    overrides: later(experiment.overrides, ofExchange),
    scenarioOverrides: later(experiment.scenarioOverrides, ofScenario),
  };
};
