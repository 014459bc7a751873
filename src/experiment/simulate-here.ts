import { BreakwaterError, isBreakwaterError, type Registry } from '../contract/index.ts';
import { unwatched, type Watch } from '../exchange/index.ts';
import type { EventWriter } from '../ledger/index.ts';
import { figuresOf, type Gathered, resultOf } from '../measure/index.ts';
import { parseRatio, parseUnits } from '../money/index.ts';
import { readExchange, readScenario } from '../spec/index.ts';
import { decimalsOf, simulate, timetable, type World } from '../world/index.ts';
import { hashesOf } from './hashes.ts';
import { LogReader } from './log-reader.ts';
import type { WorkerPhase } from './progress-block.ts';
import { modules, reading, registryWith } from './registry.ts';
import {
  type ChecksModule,
  claimableOf,
  describeTask,
  type EventWriterOf,
  type RunOutcome,
  type RunTask,
} from './task.ts';

/** Told how a run goes on. A watching process reads it; see `progress-block.ts`. */
export interface RunWatch extends Watch {
  phase(phase: WorkerPhase): void;
  steps(done: number, total: number): void;
}

/** A watch that looks away. */
export const lookingAway: RunWatch = { ...unwatched, phase: () => {}, steps: () => {} };

/** Adds to an error of a run where in the run it happened; to a bug, at the end of its stack. */
export const inRun = (error: unknown, place: string): unknown => {
  if (!isBreakwaterError(error)) {
    if (error instanceof Error) error.stack = `${error.stack ?? error.message}\n    (${place})`;
    return error;
  }
  const { kind, code, message, where, hint, cause } = error;
  return new BreakwaterError(kind, code, `${message} (${place})`, {
    ...(where === undefined ? {} : { where }),
    ...(hint === undefined ? {} : { hint }),
    ...(cause === undefined ? {} : { cause }),
  });
};

const writerOf = async ({ events }: RunTask): Promise<EventWriter | undefined> => {
  if (events === undefined) return undefined;
  const made = (await import(events.writer)) as { readonly eventWriterOf: EventWriterOf };
  return made.eventWriterOf(events);
};

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
export const simulateHere = async <V = unknown>(
  task: RunTask,
  watch: RunWatch = lookingAway,
  registry?: Registry,
): Promise<RunOutcome<V>> => {
  watch.phase('reading');
  const known = registry ?? (await registryWith(task.plugins, watch));
  const checks: Partial<ChecksModule<V>> = task.checks === undefined ? {} : await import(task.checks);
  const { exchange, overrides, scenarioOverrides = [], fundShare, fundTotal, equalised, variant } = task;
  const design = await reading(watch, `exchange ${exchange}`, () =>
    readExchange(exchange, known, { overrides, modules, ...claimableOf(checks) }),
  );
  const scenario = await reading(watch, `scenario ${task.scenario}`, () =>
    readScenario(task.scenario, known, { overrides: scenarioOverrides, modules }),
  );
  // Of the files as they were read: they may be edited while the run goes on.
  const hashes = await hashesOf(task);
  const checker = checks.checkerOf?.(design);
  const writer = await writerOf(task);
  const reader = new LogReader(
    {
      ...(writer === undefined ? {} : { writer }),
      needs: () => (checker === undefined ? Number.POSITIVE_INFINITY : (checker.needs?.() ?? 0)),
    },
    { series: task.figures === true },
  );

  watch.phase('running');
  const total = timetable(scenario).length;
  let done = 0;
  watch.steps(done, total);
  let world: World;
  let gathered: Gathered;
  try {
    world = simulate(design, scenario, {
      seed: task.seed,
      trace: task.trace ?? false,
      ...(fundShare === undefined ? {} : { fundShare: parseRatio(fundShare) }),
      ...(fundTotal === undefined ? {} : { fundTotal: parseUnits(fundTotal, decimalsOf(scenario)) }),
      watch,
      onSettling: reader.look,
      onStep: (now) => {
        watch.steps(++done, total);
        checker?.onStep(now);
        reader.look(now);
      },
    });
    watch.phase('measuring');
    gathered = reader.finish(world);
  } catch (error) {
    writer?.stop();
    const running = done === 0 ? 'at the start' : `step ${done + 1} of ${total}`;
    const place = done === total ? `after all ${total} steps` : running;
    throw inRun(error, `${place}, ${describeTask(task)}`);
  }
  return {
    result: resultOf(
      world,
      {
        hashes,
        ...(equalised === undefined ? {} : { equalised }),
        ...(variant === undefined ? {} : { variant }),
      },
      gathered,
    ),
    verdicts: checker?.finish(world) ?? [],
    unbounded: world.venue.marginCheck.unbounded.map((market) => world.venue.markets[market]?.id ?? ''),
    ...(task.figures === true ? { figures: figuresOf(gathered) } : {}),
  };
};
