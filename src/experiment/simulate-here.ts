import { mechanisms } from '../../mechanisms/index.ts';
import { BreakwaterError, isBreakwaterError, Registry } from '../contract/index.ts';
import { unwatched, type Watch } from '../exchange/index.ts';
import { resultOf } from '../measure/index.ts';
import { loadPlugins, readExchange, readScenario } from '../spec/index.ts';
import { simulate, timetable, type World, worldModels } from '../world/index.ts';
import { hashesOf } from './hashes.ts';
import type { WorkerPhase } from './progress-block.ts';
import type { Checker, EventTable, RunOutcome, RunTask } from './task.ts';
import { VERSION } from './version.ts';

/** The built-in mechanisms and market models. */
export const builtIns = (): Registry => new Registry([...mechanisms, ...worldModels]);

/** Told how a run goes on. A watching process reads it; see `progress-block.ts`. */
export interface RunWatch extends Watch {
  phase(phase: WorkerPhase): void;
  steps(done: number, total: number): void;
}

const lookingAway: RunWatch = { ...unwatched, phase: () => {}, steps: () => {} };

/** Does something under the name of what is being read, so that a plug-in that loops while it loads is named too. */
export const reading = async <T>(watch: Watch, what: string, read: () => Promise<T>): Promise<T> => {
  watch.enter(what);
  try {
    return await read();
  } finally {
    watch.leave();
  }
};

/** Loads plug-ins one by one, each under its own name. */
export const registryWith = async (plugins: readonly string[], watch: Watch = unwatched): Promise<Registry> => {
  let registry = builtIns();
  for (const file of plugins) {
    const before = registry;
    registry = await reading(watch, `plug-in ${file}`, () => loadPlugins([file], before));
  }
  return registry;
};

/** Adds to an error of a run where in the run it happened. */
const inRun = (error: unknown, place: string): unknown => {
  if (!isBreakwaterError(error)) return error;
  const { kind, code, message, where, hint, cause } = error;
  return new BreakwaterError(kind, code, `${message} (${place})`, {
    ...(where === undefined ? {} : { where }),
    ...(hint === undefined ? {} : { hint }),
    ...(cause === undefined ? {} : { cause }),
  });
};

const eventsOf = ({ venue }: World): EventTable => ({
  columns: venue.ledger.log.save(),
  markets: venue.markets.map(({ id }) => id),
  assets: venue.assets.map(({ name, decimals }) => ({ name, decimals })),
});

/**
 * Does one run in this process: reads, simulates, checks, measures.
 *
 * What a worker calls; and tests that need no worker. A mechanism that loops is not stopped here.
 *
 * @param task - What to run.
 * @param watch - Told which mechanism runs and how far the run is; nobody by default.
 * @param registry - The mechanisms; the built-in ones and the task's plug-ins when left out.
 * @throws BreakwaterError what reading throws as it is; what the run throws with step, design, scenario and seed.
 */
export const simulateHere = async <V = unknown>(task: RunTask, watch: RunWatch = lookingAway, registry?: Registry): Promise<RunOutcome<V>> => {
  watch.phase('reading');
  const known = registry ?? (await registryWith(task.plugins, watch));
  const design = await reading(watch, `exchange ${task.exchange}`, () => readExchange(task.exchange, known, { overrides: task.overrides }));
  const scenario = await reading(watch, `scenario ${task.scenario}`, () => readScenario(task.scenario, known));
  const { checks } = task;
  const check = checks === undefined ? undefined : ((await import(checks)) as { readonly check: Checker<V> }).check;

  watch.phase('running');
  const total = timetable(scenario).length;
  let done = 0;
  watch.steps(done, total);
  let world: World;
  try {
    world = simulate(design, scenario, {
      seed: task.seed,
      watch,
      onStep: () => watch.steps(++done, total),
    });
  } catch (error) {
    throw inRun(error, `step ${Math.min(done + 1, total)} of ${total}; ${design.name}, ${scenario.name}, seed ${task.seed}`);
  }
  watch.phase('measuring');
  return {
    result: resultOf(world, { version: VERSION, hashes: hashesOf(task) }),
    verdicts: check === undefined ? [] : await check(world),
    ...(task.events === true ? { events: eventsOf(world) } : {}),
  };
};
