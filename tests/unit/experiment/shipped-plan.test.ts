import { expect, test } from 'vitest';
import { indexPhase, markPhase, unwatched, Venue } from '../../../src/exchange/index.ts';
import { builtIns, planOf, type RunTask } from '../../../src/experiment/index.ts';
import { inspectHere } from '../../../src/experiment/inspect-here.ts';
import { modules } from '../../../src/experiment/registry.ts';
import { METRIC_IDS } from '../../../src/measure/index.ts';
import { parseRatio } from '../../../src/money/index.ts';
import { readExchange, readExperiment, readScenario, shippedExperiments } from '../../../src/spec/index.ts';
import { listedBy } from '../../../src/world/listing.ts';
import { inVenueOrder, setUpMarkets } from '../../../src/world/markets.ts';
import { fundTotalOf } from '../../../src/world/open-interest.ts';
import type { Scenario } from '../../../src/world/scenario.ts';

const known = builtIns();
const watch = { ...unwatched, phase: () => {}, steps: () => {} };
/** Reads the files as they are; what the plan puts into them is read when a venue is opened with it. */
const reader = () => {
  let asked = 0;
  return {
    inspect: async (task: Parameters<typeof inspectHere>[0]) =>
      asked++ === 0 ? inspectHere(task, watch, known) : { exchanges: [], scenarios: [] },
  };
};

/** Values by what they are made from, each made once. */
const once = <T>(make: (key: string) => Promise<T>) => {
  const made = new Map<string, Promise<T>>();
  return (key: string): Promise<T> => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
};
const scenarioOf = once((key) => {
  const [name, overrides] = JSON.parse(key) as [string, never];
  return readScenario(name, known, { overrides, modules });
});
const designOf = once((key) => {
  const [name, overrides] = JSON.parse(key) as [string, never];
  return readExchange(name, known, { overrides, modules });
});

/** Notionals at which margin is asked for, units: from a cent to a billion at six decimals. */
const NOTIONALS = Array.from({ length: 12 }, (_, i) => 10 ** (i + 4));

/** The venue a run begins with, without people: its mechanisms bound to its markets, its margin asked for at opening prices. */
const opened = async ({ exchange, overrides, fundShare }: RunTask, plain: Scenario): Promise<Venue> => {
  const design = await designOf(JSON.stringify([exchange, overrides]));
  const scenario = inVenueOrder(listedBy(design, plain));
  const venue = new Venue({
    design,
    assets: scenario.assets.map(({ name, decimals }) => ({ name, decimals })),
    markets: setUpMarkets(scenario),
    seed: 1,
    ...fundTotalOf(plain, fundShare === undefined ? {} : { fundShare: parseRatio(fundShare) }),
  });
  indexPhase(
    venue,
    venue.markets.map(({ setup }) => setup.open),
  );
  markPhase(venue);
  return venue;
};

/** What is wrong with the margin of a venue that has just opened. */
const wrongMargin = ({ markets }: Venue): string[] =>
  markets.flatMap(({ id, schedule }) =>
    NOTIONALS.filter((notional) => schedule.initial(notional, 1) < schedule.maintenance(notional, 1)).map(
      (notional) => `${id}: asks less to open ${notional} than to keep it`,
    ),
  );

/** Whether the file has a `full`; one without has nothing more to run. */
const inFull = async (name: string) => {
  const read = (full: boolean) => readExperiment(name, { full, metrics: METRIC_IDS });
  return read(true).catch((error: Error) =>
    /has no `full`/.test(error.message) ? read(false) : Promise.reject(error),
  );
};

// Reads every design with every variant and every end of an assumed range and opens its venue, as a run that takes an hour would.
test.each(shippedExperiments())('all that %s runs in full can begin', { timeout: 120_000 }, async (name) => {
  const { runs, exchanges, leftOut } = await planOf(await inFull(name), reader(), { plugins: [] });
  expect(new Set(runs.map(({ file }) => file.toLowerCase())).size).toBe(runs.length);
  expect(Math.max(...runs.map(({ file }) => file.length))).toBeLessThan(200);
  expect(leftOut.length).toBeLessThan(exchanges.length);

  const begins = new Map(runs.map(({ task }) => [JSON.stringify({ ...task, seed: 0, figures: false }), task]));
  const wrong: string[] = [];
  for (const task of begins.values()) {
    const what = `${task.exchange} ${JSON.stringify(task.overrides.map(({ path, value }) => [path, value])).slice(0, 200)}`;
    try {
      const scenario = await scenarioOf(JSON.stringify([task.scenario, task.scenarioOverrides ?? []]));
      wrong.push(...wrongMargin(await opened(task, scenario)).map((each) => `${what}: ${each}`));
    } catch (error) {
      wrong.push(`${what}: ${(error as Error).message}`);
    }
  }
  expect(wrong).toEqual([]);
});
