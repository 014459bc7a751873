/**
 * Timing for benchmarks: candidates take turns within each round, so that a busy machine slows all of them alike.
 *
 * @module
 */

/** One line of a benchmark report. */
export interface BenchResult {
  /** What was measured, kebab-case. */
  readonly name: string;
  /** Elements a run works through. */
  readonly n: number;
  /** Unit of `median` and of the peers' medians, per element. */
  readonly unit: 'ns' | 'bytes';
  /** Of our own code, over the rounds. */
  readonly median: number;
  /** Interquartile range of the rounds over their median. */
  readonly spread: number;
  /** Other ways to do the same; `ratio` is their median over ours, above 1 where ours is faster. */
  readonly peers: Readonly<Record<string, { readonly median: number; readonly ratio: number }>>;
}

/** One way to do the work: returns something that depends on all of it, so that no compiler drops it. */
export type Candidate = () => unknown;

/** Timing of one candidate. */
export interface Timing {
  /** Nanoseconds per run, over the rounds. */
  readonly median: number;
  /** Interquartile range over the median. */
  readonly spread: number;
}

/** What the last run of each candidate returned; kept so that its result counts as used. */
export const kept: { last: unknown } = { last: undefined };

/**
 * Times candidates in turn, `rounds` times, after two rounds that only warm up.
 *
 * Each round starts with another candidate, and a run shorter than five milliseconds is repeated until it takes as long.
 *
 * @param rounds - Rounds that count, 9 or more for a stable median.
 * @param candidates - The candidates by name.
 * @returns Their timings by name.
 */
export function interleave<Name extends string>(
  rounds: number,
  candidates: Readonly<Record<Name, Candidate>>,
): Record<Name, Timing> {
  const names = Object.keys(candidates) as Name[];
  const samples = new Map<Name, number[]>(names.map((name) => [name, []]));
  const repeats = new Map<Name, number>(names.map((name) => [name, 1]));
  for (let round = -2; round < rounds; round++) {
    for (let k = 0; k < names.length; k++) {
      const name = names[(k + round + 2) % names.length]!;
      const times = repeats.get(name)!;
      const took = nanoseconds(candidates[name], times) / times;
      if (round >= 0) samples.get(name)!.push(took);
      else repeats.set(name, Math.max(1, Math.ceil(5e6 / took)));
    }
  }
  return Object.fromEntries(names.map((name) => [name, timing(samples.get(name)!)])) as Record<Name, Timing>;
}

/**
 * Turns timings of whole runs into a report line per element.
 *
 * @param name - What was measured.
 * @param n - Elements a run works through.
 * @param timings - From {@link interleave}; `ours` is the code under test, the others are its peers.
 * @returns The line.
 */
export function perElement(
  name: string,
  n: number,
  timings: Readonly<Record<string, Timing>> & { readonly ours: Timing },
): BenchResult {
  const { ours, ...others } = timings;
  const peers = Object.fromEntries(
    Object.entries(others).map(([peer, { median }]) => [
      peer,
      { median: rounded(median / n), ratio: rounded(median / ours.median) },
    ]),
  );
  return { name, n, unit: 'ns', median: rounded(ours.median / n), spread: rounded(ours.spread), peers };
}

/**
 * Fails a benchmark whose candidates disagree, before anything is timed.
 *
 * @param same - Whether they agree.
 * @param what - What was compared.
 */
export function agree(same: boolean, what: string): void {
  if (!same) throw new Error(`${what}: the candidates disagree, so timing them would mean nothing`);
}

/**
 * Draws the numbers of a benchmark: a fixed sequence, the same on every machine.
 *
 * @param seed - Any 32-bit integer.
 * @returns A function that returns the next number in [0, 1), of 53 random bits.
 */
export function draws(seed: number): () => number {
  let state = seed | 0;
  const bits = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  return () => ((bits() >>> 5) * 2 ** 26 + (bits() >>> 6)) * 2 ** -53;
}

function nanoseconds(candidate: Candidate, times: number): number {
  const start = performance.now();
  for (let k = 0; k < times; k++) kept.last = candidate();
  return Math.max(1, (performance.now() - start) * 1e6);
}

function timing(samples: number[]): Timing {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  return { median: at(0.5), spread: (at(0.75) - at(0.25)) / at(0.5) };
}

function rounded(x: number): number {
  return Number(x.toPrecision(3));
}
