/**
 * Whole steps of a big venue: prices that move, accounts that trade, and nobody in breach or many.
 *
 * @module
 */
import { agree, type Bench, type Run } from './kit/bench.ts';
import { held } from './kit/heap.ts';
import { measured, rounded, type Timing, timingOf } from './kit/measure.ts';
import type { Peer, Result } from './kit/result.ts';
import { Driven, type DrivenOptions, SETTLING, sameDigest } from './worlds/driven.ts';

/** What others report for a quiet tick in which one market of many moves: all positions are walked. */
const FLOX = { 'FLOX (C++), 3.2 ns a position': 9600 };

const percentile = (times: Float64Array, share: number): number => {
  const sorted = times.slice().sort();
  return sorted[Math.floor(share * (sorted.length - 1))] as number;
};

/** Asserts that the engine and the plain sweep write the same log. */
const digestOf = (options: Omit<DrivenOptions, 'accounts'>, accounts: number, steps: number): string => {
  const { ours, plain } = sameDigest({ ...options, accounts }, steps);
  agree(ours === plain, `the event logs of ${steps} steps`);
  return ours;
};

const quietStep = async (run: Run): Promise<Result[]> => {
  const sizes = run.small ? [1_000, 10_000, 100_000] : [10_000, 100_000, 1_000_000];
  const options = { sigma: 1 };
  const results: Result[] = [];
  for (const accounts of run.profiler === undefined ? sizes : sizes.slice(-1)) {
    // A step of a million accounts is slow in the plain sweep: fewer steps are compared there.
    const compared = accounts > 100_000 ? 20 : accounts > 10_000 ? 50 : 300;
    const digest = run.profiler === undefined ? digestOf(options, accounts, compared) : '';
    const ours = new Driven({ ...options, accounts });
    const plain = new Driven({ ...options, accounts, plainSweep: true });
    ours.steps(SETTLING);
    const times = ours.steps(run.small ? 500 : 2_000);
    results.push(
      await measured(run, {
        name: 'quiet-step',
        n: accounts,
        each: 'step',
        unit: 'us',
        elements: 1,
        ours: () => ours.step(),
        peers: { 'plain sweep': () => plain.step() },
        digest,
        also: { 'median step, µs': rounded(percentile(times, 0.5)), 'p99 step, µs': rounded(percentile(times, 0.99)) },
        ...(accounts === 1_000_000 ? { published: FLOX } : {}),
      }),
    );
  }
  return results;
};

const sweepTrading = async (run: Run): Promise<Result[]> => {
  const accounts = run.small ? 20_000 : 1_000_000;
  const results: Result[] = [];
  for (const trading of run.profiler === undefined ? [0, 20, 100] : [100]) {
    const options = { accounts, sigma: 1, trading };
    const digest = run.profiler === undefined ? digestOf(options, 5_000, 200) : '';
    const ours = new Driven(options);
    // At the full size brute force is shown on a hundredth of the accounts, or it would take the day.
    const plain = new Driven({ ...options, accounts: run.small ? accounts : 10_000, plainSweep: true });
    ours.steps(SETTLING);
    const times = ours.steps(run.small ? 300 : 20_000);
    results.push(
      await measured(run, {
        name: `sweep-trading/${trading}`,
        n: accounts,
        each: 'step',
        unit: 'us',
        elements: 1,
        grows: false,
        ours: () => ours.step(),
        ...(run.small
          ? { peers: { 'plain sweep': () => plain.step() } }
          : { asides: { 'plain sweep, 10,000 accounts': () => plain.step() } }),
        digest,
        also: { 'median step, µs': rounded(percentile(times, 0.5)), 'p99 step, µs': rounded(percentile(times, 0.99)) },
      }),
    );
  }
  return results;
};

/** One long run of ours alone, with what it took and holds. */
const longRound = async (run: Run, options: DrivenOptions, steps: number) => {
  const before = await held();
  const start = performance.now();
  const driven = new Driven(options);
  const setUp = (performance.now() - start) / 1000;
  let largest = 0;
  const work = (): void => {
    const times = driven.steps(steps);
    largest = times.reduce((most, time) => Math.max(most, time), 0) / 1000;
  };
  const began = performance.now();
  if (run.profiler === undefined) work();
  else await run.profiler.around(async () => work());
  const total = (performance.now() - began) / 1000;
  const after = await held();
  // Read after the weighing, so that the venue is alive until then.
  const cases = driven.venue.cases.all.length;
  return { setUp, total, largest, heap: after.heap - before.heap, buffers: after.buffers - before.buffers, cases };
};

/** A step of the plain sweep, seconds, from the first few of the same run: all of them would take hours. */
const plainStep = (options: DrivenOptions, steps: number): number => {
  const plain = new Driven({ ...options, plainSweep: true });
  return timingOf([...plain.steps(steps)]).median / 1e6;
};

/** All steps of the plain sweep, from the few that were timed, against all of ours. */
const extrapolated = (plain: Timing, steps: number, ours: Timing): Peer => ({
  median: rounded(plain.median * steps),
  ratio: rounded((plain.median * steps) / ours.median),
  best: rounded((plain.min * steps) / ours.min),
  spread: rounded(plain.spread),
  aside: true,
});

/**
 * A long run, as often as there are rounds: whole seconds, and what set-up took and holds.
 *
 * The memory is all that is alive after the run and was not before set-up, of ours alone: the columns of the ledger, the index of
 * triggers and the blocks of the log in typed arrays; the records of all cases, the books and what else there is in objects.
 */
const longRun = async (run: Run, name: string, options: DrivenOptions, steps: number): Promise<Result[]> => {
  const crash = options.crash === undefined ? {} : { crash: { at: 100, over: 100, depth: 0.1 } };
  const digest = run.profiler === undefined ? digestOf({ ...options, ...crash }, 4_000, 300) : '';
  const few = run.small ? 20 : 3;
  const done: Awaited<ReturnType<typeof longRound>>[] = [];
  const plainSteps: number[] = [];
  const rounds = run.profiler === undefined ? (run.rounds ?? 3) : 1;
  for (let round = 0; round < rounds; round++) {
    done.push(await longRound(run, options, steps));
    if (run.profiler === undefined) plainSteps.push(plainStep(options, few));
  }
  const total = timingOf(done.map((one) => one.total));
  const { largest, heap, buffers, cases } = done.at(-1) as (typeof done)[number];
  return [
    {
      name,
      n: options.accounts,
      unit: 's',
      each: `${steps.toLocaleString('en-US')} steps`,
      median: rounded(total.median),
      spread: rounded(total.spread),
      min: rounded(total.min),
      rounds,
      digest,
      peers:
        plainSteps.length === 0
          ? {}
          : { [`plain sweep, from ${few} quiet steps`]: extrapolated(timingOf(plainSteps), steps, total) },
      also: {
        'set-up, s': rounded(timingOf(done.map((one) => one.setUp)).median),
        'memory, MB': rounded((heap + buffers) / 1e6),
        'of it typed arrays (columns, index, log), MB': rounded(buffers / 1e6),
        'of it objects (case records, books), MB': rounded(heap / 1e6),
        'largest step, ms': rounded(largest),
        cases,
      },
    },
  ];
};

const longQuiet = (run: Run): Promise<Result[]> => {
  const [accounts, steps] = run.small ? [10_000, 1_000] : [1_000_000, 100_000];
  const crash = { at: steps / 2, over: 100, depth: 0.1 };
  return longRun(run, 'long-run', { accounts, sigma: 1, crash }, steps);
};

const longTrading = (run: Run): Promise<Result[]> => {
  const [accounts, steps] = run.small ? [10_000, 400] : [1_000_000, 20_000];
  const options = { accounts, sigma: 1, trading: 100, funding: true, coins: true, seconds: 10 };
  return longRun(run, 'long-run-trading', options, steps);
};

/** Benchmarks of whole steps. */
export const benches: readonly Bench[] = [
  { name: 'quiet-step', says: 'one step, three positions each in 200 markets that move 1 bp', measure: quietStep },
  {
    name: 'sweep-trading',
    says: 'one step in which 0, 20 or 100 accounts trade through the book',
    measure: sweepTrading,
  },
  {
    name: 'long-run',
    says: 'a long run of 1 bp steps with a fall of a tenth inside, nobody trades',
    measure: longQuiet,
  },
  {
    name: 'long-run-trading',
    says: 'a long run with 100 accounts trading each step, hourly funding, and a coin that moves',
    measure: longTrading,
  },
];
