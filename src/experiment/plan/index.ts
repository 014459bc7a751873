/** What an experiment runs. @module */
import { configError } from '../../contract/index.ts';
import type { Experiment, Override } from '../../spec/index.ts';
import type { InspectedExchange, InspectedScenario, Inspection, Reading } from '../inspect-here.ts';
import type { RunTask } from '../task.ts';
import type { WatchedPool } from '../watched-pool.ts';
import { type Cell, fileNames } from './cells.ts';
import { type LayOut, layOut } from './lay-out.ts';

/** A run of an experiment: what to do, and what it is a part of. */
export interface PlannedRun extends Pick<Cell, 'variantOf' | 'rangeEnd' | 'point'> {
  readonly task: RunTask;
  /** Name of the file for its result, without folder; no two runs share one. */
  readonly file: string;
}

/** An experiment as it shall be run. */
export interface Plan extends Omit<LayOut, 'cells'> {
  readonly experiment: Experiment;
  readonly runs: readonly PlannedRun[];
  /** What its exchanges and scenarios say of themselves, in its order. */
  readonly exchanges: readonly InspectedExchange[];
  readonly scenarios: readonly InspectedScenario[];
}

/** How an experiment is planned. */
export interface PlanOptions {
  /** Plug-in files besides those the exchanges name. */
  readonly plugins: readonly string[];
  /** Module that checks runs; nothing is checked when left out. */
  readonly checks?: string;
  /** Ends it early. */
  readonly signal?: AbortSignal;
}

const refuseTwins = (kind: string, inspected: readonly { readonly name: string }[], asked: readonly string[]): void => {
  const names = inspected.map(({ name }) => name);
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

/** An end of a range is put in by us, not by the user, so a message has to say it. */
const whyOf = ({ rangeEnd }: Cell): Pick<Reading, 'why'> =>
  rangeEnd === undefined ? {} : { why: `with ${rangeEnd.field} at ${rangeEnd.at}, an end of its assumed range` };

/** Readings that differ, each once. */
const distinct = (readings: readonly Reading[]): readonly Reading[] => {
  const byText = new Map(
    readings.map((reading) => {
      const values = reading.overrides.map(({ path, value }) => [path, value]);
      return [JSON.stringify([reading.name, values]), reading];
    }),
  );
  return [...byText.values()];
};

/**
 * Reads all files of an experiment, as they are and with all that is put into them, so that a mistake in the last is told before the
 * first run; and lays out its runs.
 *
 * @param experiment - The experiment.
 * @param pool - Workers, in which the files are read.
 * @param options - Plug-ins and checks.
 * @returns The runs: as published, equalised, variants, ablations, points of the sweep, ends of ranges; in each exchange by exchange, seed by seed.
 * @throws BreakwaterError what reading throws; `two-of-one-name`.
 */
export const planOf = async (
  experiment: Experiment,
  pool: Pick<WatchedPool, 'inspect'>,
  { plugins, checks, signal }: PlanOptions,
): Promise<Plan> => {
  const { exchanges, scenarios, overrides, scenarioOverrides, seeds } = experiment;
  const inspect = (task: Omit<Parameters<typeof pool.inspect>[0], 'plugins' | 'checks'>): Promise<Inspection> =>
    pool.inspect(
      { ...task, plugins, ...(checks === undefined ? {} : { checks }) },
      signal === undefined ? {} : { signal },
    );
  const found = await inspect({
    exchanges: exchanges.map((name) => ({ name, overrides })),
    scenarios: scenarios.map((name) => ({ name, overrides: scenarioOverrides })),
  });
  refuseTwins('exchange', found.exchanges, exchanges);
  refuseTwins('scenario', found.scenarios, scenarios);

  const { cells, ...about } = layOut(experiment, found);
  const exchangeOf = (cell: Cell): Reading => ({
    name: exchanges[cell.exchange] as string,
    overrides: [...overrides, ...(cell.overrides ?? [])],
    ...whyOf(cell),
  });
  const scenarioOf = (cell: Cell): Reading => ({
    name: scenarios[cell.scenario] as string,
    overrides: [...scenarioOverrides, ...(cell.scenarioOverrides ?? [])],
    ...whyOf(cell),
  });
  const changed = (list: readonly Override[] | undefined): boolean => list !== undefined && list.length > 0;
  await inspect({
    exchanges: distinct(cells.filter((cell) => changed(cell.overrides)).map(exchangeOf)),
    scenarios: distinct(cells.filter((cell) => changed(cell.scenarioOverrides)).map(scenarioOf)),
  });

  const nameFile = fileNames();
  const runOf = (cell: Cell, seed: number): PlannedRun => {
    const { fundShare, equalised, variant, variantOf, rangeEnd, point } = cell;
    const [exchange, scenario] = [exchangeOf(cell), scenarioOf(cell)];
    const names = [found.exchanges[cell.exchange], found.scenarios[cell.scenario]].map((each) => each?.name ?? '');
    return {
      file: nameFile(cell, names[0] as string, names[1] as string, seed),
      task: {
        exchange: exchange.name,
        scenario: scenario.name,
        seed,
        plugins,
        overrides: exchange.overrides,
        scenarioOverrides: scenario.overrides,
        // A report draws the first seed of each design; variants and ends of ranges stand in its tables only.
        figures: seed === seeds[0] && variant === undefined && rangeEnd === undefined,
        ...(checks === undefined ? {} : { checks }),
        ...(fundShare === undefined ? {} : { fundShare }),
        ...(equalised === undefined ? {} : { equalised }),
        ...(variant === undefined ? {} : { variant }),
      },
      ...(variantOf === undefined ? {} : { variantOf }),
      ...(rangeEnd === undefined ? {} : { rangeEnd }),
      ...(point === undefined ? {} : { point }),
    };
  };
  const seedsOf = ({ rangeEnd }: Cell): readonly number[] => (rangeEnd === undefined ? seeds : seeds.slice(0, 1));
  const runs = cells.flatMap((cell) => seedsOf(cell).map((seed) => runOf(cell, seed)));
  return { experiment, runs, exchanges: found.exchanges, scenarios: found.scenarios, ...about };
};
