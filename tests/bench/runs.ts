/**
 * Whole runs: many small ones, and the comparison of October 2025.
 *
 * @module
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { CHECKS } from '../../src/cli/watch-options.ts';
import { type RunTask, runMany, WatchedPool } from '../../src/experiment/index.ts';
import { readExperiment } from '../../src/spec/index.ts';
import { agree, type Bench, type Run } from './kit/bench.ts';
import { measured, rounded, timingOf } from './kit/measure.ts';
import type { Result } from './kit/result.ts';
import { digestOfRuns, PEOPLE, runOf } from './worlds/monte-carlo.ts';

/** Seeds that a worker is given at a time. */
const BATCH = 2;

const worker = (): Worker => new Worker(new URL('./worlds/monte-carlo-worker.js', import.meta.url));

/** Gives batches of seeds to workers as they are free; the hashes come back in the order of the seeds. */
const overWorkers = async (workers: readonly Worker[], runs: number): Promise<string> => {
  const digests: string[] = new Array(runs);
  let next = 0;
  const serve = async (one: Worker): Promise<void> => {
    while (next < runs) {
      const from = next;
      next += BATCH;
      const seeds = Array.from({ length: Math.min(BATCH, runs - from) }, (_, k) => from + k);
      const done = await new Promise<string[]>((resolve) => {
        one.once('message', resolve);
        one.postMessage(seeds);
      });
      done.forEach((digest, k) => {
        digests[from + k] = digest;
      });
    }
  };
  await Promise.all(workers.map(serve));
  return digestOfRuns(digests);
};

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
};

/** How many times faster two workers are than one. */
const speedUp = async (runs: number, rounds: number): Promise<{ readonly faster: number; readonly digest: string }> => {
  const workers = [worker(), worker()];
  try {
    const digest = await overWorkers(workers, runs);
    agree(digest === (await overWorkers(workers.slice(0, 1), runs)), 'the runs of one worker and of two');
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const one = await seconds(() => overWorkers(workers.slice(0, 1), runs));
      ratios.push(one / (await seconds(() => overWorkers(workers, runs))));
    }
    return { faster: timingOf(ratios).median, digest };
  } finally {
    await Promise.all(workers.map((one) => one.terminate()));
  }
};

const monteCarlo = async (run: Run): Promise<Result[]> => {
  const runs = run.small ? 4 : 64;
  const { faster, digest } =
    run.profiler === undefined ? await speedUp(runs, run.small ? 1 : 7) : { faster: 0, digest: '' };
  agree(runOf(1) === runOf(1, true), 'a run of both engines');
  let seed = 0;
  const result = await measured(run, {
    name: 'mc-runs',
    n: PEOPLE,
    each: 'run',
    unit: 'ms',
    elements: BATCH,
    grows: false,
    ...(run.small ? { rounds: 5 } : {}),
    ours: () => Array.from({ length: BATCH }, () => runOf(seed++ % 64)),
    peers: { 'plain sweep': { of: 1, run: () => runOf(seed % 64, true) } },
    digest,
  });
  return [
    {
      ...result,
      also: {
        'runs a second, one thread': rounded(1000 / result.median),
        'two threads against one, x': rounded(faster),
      },
    },
  ];
};

const taskOf = (exchange: string, scenario: string, traders: number): RunTask => ({
  exchange,
  scenario,
  seed: 1,
  plugins: [],
  overrides: [],
  scenarioOverrides: [{ path: 'population.traders', value: traders }],
  checks: CHECKS,
  figures: true,
});

/** Hash of the results, in order. */
const compared = async (tasks: readonly RunTask[], workers: number): Promise<string> => {
  const pool = new WatchedPool({ workers });
  try {
    const outcomes = await runMany(pool, tasks);
    return digestOfRuns(
      outcomes.map(({ result: { hashes: _hashes, version: _version, ...rest } }) => JSON.stringify(rest)),
    );
  } finally {
    await pool.close();
  }
};

/** The same comparison before the engine was built for speed. */
const BEFORE = { 'before this work: commit 92101a4, npm start on the same machine, free': 53.5 };

const october = async (run: Run): Promise<Result[]> => {
  if (run.profiler !== undefined) return [];
  const workers = availableParallelism();
  const tasks = run.small
    ? ['hyperliquid-2025-10', 'research-pro-rata'].map((exchange) => taskOf(exchange, 'flash-crash', 200))
    : (await readExperiment('october-2025')).exchanges.map((exchange) => taskOf(exchange, 'october-2025', 4_000));
  const times: number[] = [];
  const digests: string[] = [];
  for (let round = 0; round < (run.rounds ?? (run.small ? 1 : 3)); round++)
    times.push(
      await seconds(async () => {
        digests.push(await compared(tasks, workers));
      }),
    );
  const digest = digests[0] as string;
  agree(
    digests.every((one) => one === digest),
    'the results of all rounds',
  );
  if (run.small) agree(digest === (await compared(tasks, 1)), 'the results of one worker and of many');
  const { median, spread, min } = timingOf(times);
  return [
    {
      name: 'october',
      n: tasks.length,
      unit: 's',
      each: run.small ? 'small comparison' : 'comparison',
      median: rounded(median),
      spread: rounded(spread),
      min: rounded(min),
      rounds: times.length,
      peers: {},
      digest,
      ...(run.small ? {} : { published: BEFORE }),
    },
  ];
};

/** Benchmarks of whole runs. */
export const benches: readonly Bench[] = [
  { name: 'mc-runs', says: '2,000 accounts, 500 steps, one market that moves at random', measure: monteCarlo },
  {
    name: 'october',
    says: 'the ten designs of npm start through 10 October 2025, 4,000 traders, checked, over all cores',
    measure: october,
  },
];
