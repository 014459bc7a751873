/**
 * Timing: candidates take turns within each round, so that a busy machine slows all of them alike.
 *
 * @module
 */
import type { Run } from './bench.ts';
import type { Peer, Result, Unit } from './result.ts';

/** Work that is repeated until a sample is long enough to be read; it returns something that depends on all of it. */
export type Repeated = () => unknown;

/** Work that uses up what it works on: `fresh` prepares, untimed, and what it returns is timed once. */
export interface Staged {
  readonly fresh: () => () => unknown;
}

/** Work of which one run gets through another number of elements than ours. */
export interface Partial {
  readonly of: number;
  readonly run: Repeated;
}

/** One way to do the work. */
export type Candidate = Repeated | Staged;

/** What is measured, and against what. */
export interface Measurement {
  readonly name: string;
  readonly n: number;
  readonly each: string;
  /** Elements of one run by which its time is divided. Defaults to `n`. */
  readonly elements?: number;
  readonly unit?: Unit;
  /** Rounds that count. Defaults to 9. */
  readonly rounds?: number;
  /** Whether growth is fitted to it: a run works through n. Defaults to yes. */
  readonly grows?: boolean;
  readonly ours: Candidate;
  readonly peers?: Readonly<Record<string, Candidate | Partial>>;
  readonly limits?: Readonly<Record<string, Candidate | Partial>>;
  /** Peers at another size, which their names tell: no baseline holds ours to them. */
  readonly asides?: Readonly<Record<string, Candidate | Partial>>;
  readonly digest?: string;
  readonly also?: Readonly<Record<string, number>>;
  readonly published?: Readonly<Record<string, number>>;
}

/** Timing of one candidate, nanoseconds a run. */
export interface Timing {
  readonly median: number;
  readonly spread: number;
  readonly min: number;
}

const UNITS: Readonly<Record<Exclude<Unit, 'bytes'>, number>> = { ns: 1, us: 1e3, ms: 1e6, s: 1e9 };
/** A sample shorter than this is repeated until it takes as long, nanoseconds. */
const SAMPLE = 3e6;
/** Rounds that only warm up, at least and at most, and the time of all candidates after which that is enough, nanoseconds. */
const WARM_UP = { least: 2, most: 12, enough: 3e8 };

/** What the last run of each candidate returned; kept so that its result counts as used. */
export const kept: { last: unknown } = { last: undefined };

const settled = async (answer: unknown): Promise<void> => {
  kept.last = answer instanceof Promise ? await answer : answer;
};

const sample = async (candidate: Candidate, times: number): Promise<number> => {
  if (typeof candidate !== 'function') {
    // Garbage is not collected first: with the world of the round before, code compiled for it would go too.
    const work = candidate.fresh();
    const start = performance.now();
    await settled(work());
    return (performance.now() - start) * 1e6;
  }
  const start = performance.now();
  for (let k = 0; k < times; k++) await settled(candidate());
  return Math.max(1, ((performance.now() - start) * 1e6) / times);
};

/** Median, interquartile range over the median, and least of samples. */
export const timingOf = (samples: readonly number[]): Timing => {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
  return { median: at(0.5), spread: (at(0.75) - at(0.25)) / at(0.5), min: at(0) };
};

/**
 * Times candidates in turn, so many rounds, after some that only warm up; each round begins with another candidate.
 *
 * @param rounds - Rounds that count, 9 or more for a stable median.
 * @param candidates - The candidates by name.
 */
export const interleave = async (
  rounds: number,
  candidates: Readonly<Record<string, Candidate>>,
): Promise<Readonly<Record<string, Timing>>> => {
  const entries = Object.entries(candidates).map(([name, candidate]) => ({
    name,
    candidate,
    times: 1,
    samples: [] as number[],
  }));
  let spent = 0;
  for (let round = 0; round < WARM_UP.most && (round < WARM_UP.least || spent < WARM_UP.enough); round++) {
    for (const entry of entries) {
      const took = await sample(entry.candidate, entry.times);
      spent += took * entry.times;
      entry.times = Math.max(1, Math.ceil(SAMPLE / took));
    }
  }
  for (let round = 0; round < rounds; round++) {
    for (let k = 0; k < entries.length; k++) {
      const { candidate, times, samples } = entries[(k + round) % entries.length] as (typeof entries)[number];
      samples.push(await sample(candidate, times));
    }
  }
  return Object.fromEntries(entries.map(({ name, samples }) => [name, timingOf(samples)]));
};

/** Three digits: more would be noise. */
export const rounded = (x: number): number => Number(x.toPrecision(3));

const profiled = async (run: Run, ours: Candidate): Promise<void> => {
  const { profiler } = run;
  if (profiler === undefined) return;
  if (typeof ours !== 'function') {
    ours.fresh()();
    const work = ours.fresh();
    return profiler.around(async () => settled(work()));
  }
  for (const end = performance.now() + 200; performance.now() < end; ) await settled(ours());
  await profiler.around(async () => {
    for (const end = performance.now() + 1000; performance.now() < end; ) await settled(ours());
  });
};

/** Times a measurement and writes its line of the report. */
export const measured = async (run: Run, measurement: Measurement): Promise<Result> => {
  const {
    name,
    n,
    each,
    elements = n,
    unit = 'ns',
    grows = true,
    ours,
    peers = {},
    limits = {},
    asides = {},
  } = measurement;
  const { digest, also, published } = measurement;
  const rounds = run.rounds ?? measurement.rounds ?? 9;
  if (run.profiler !== undefined) {
    await profiled(run, ours);
    return { name, n, unit, each, median: 0, spread: 0, min: 0, rounds: 0, peers: {} };
  }
  const others = { ...peers, ...asides, ...limits };
  const timings = await interleave(rounds, {
    ours,
    ...Object.fromEntries(Object.entries(others).map(([peer, one]) => [peer, 'run' in one ? one.run : one])),
  });
  const own = timings.ours as Timing;
  const scale = elements * UNITS[unit as Exclude<Unit, 'bytes'>];
  const lines = Object.entries(others).map(([peer, other]): [string, Peer] => {
    const { median, spread, min } = timings[peer] as Timing;
    const times = 'of' in other ? elements / other.of : 1;
    return [
      peer,
      {
        median: rounded((times * median) / scale),
        ratio: rounded((times * median) / own.median),
        best: rounded((times * min) / own.min),
        spread: rounded(spread),
        ...(peer in limits ? { limit: true as const } : {}),
        ...(peer in asides ? { aside: true as const } : {}),
      },
    ];
  });
  return {
    name,
    n,
    unit,
    each,
    median: rounded(own.median / scale),
    spread: rounded(own.spread),
    min: rounded(own.min / scale),
    rounds,
    ...(grows ? { whole: rounded(own.median / 1e6) } : {}),
    peers: Object.fromEntries(lines),
    ...(digest === undefined ? {} : { digest }),
    ...(also === undefined ? {} : { also }),
    ...(published === undefined ? {} : { published }),
  };
};
