/**
 * What a benchmark reports; `npm run bench -- --json` prints a document of these.
 *
 * @module
 */

/** Units of a median: a time for each element, or a size. */
export type Unit = 'ns' | 'us' | 'ms' | 's' | 'bytes';

/** Another way to do the same work, measured in the same rounds of the same process. */
export interface Peer {
  /** In the unit of the result. */
  readonly median: number;
  /** Its median over ours: above 1 where ours is faster, or smaller. */
  readonly ratio: number;
  /** The same of the least of the rounds: what a busy machine disturbs less. */
  readonly best: number;
  /** Interquartile range over the median. */
  readonly spread: number;
  /** Whether it is a bound that no way of doing the work can beat, rather than a way of doing it. */
  readonly limit?: true;
  /** Whether it ran at another size or over fewer steps, as its name says: shown, and held to nothing. */
  readonly aside?: true;
}

/** One line of a report. */
export interface Result {
  /** The benchmark, and its variant behind a slash: `money-ops/value`. */
  readonly name: string;
  /** Size of the problem: elements, accounts, positions. */
  readonly n: number;
  readonly unit: Unit;
  /** What one element is: `account`, `step`. */
  readonly each: string;
  /** Of our own code, for each element, over the rounds. */
  readonly median: number;
  /** Interquartile range of the rounds over their median. */
  readonly spread: number;
  /** Least of the rounds. */
  readonly min: number;
  readonly rounds: number;
  /** Median time of a whole run, milliseconds: what cost growth is fitted to. Left out where a run does not work through n. */
  readonly whole?: number;
  readonly peers: Readonly<Record<string, Peer>>;
  /** Hash of what was computed, the same on every machine; event logs mostly. */
  readonly digest?: string;
  /** Further figures, by what they are: `runs per second`. */
  readonly also?: Readonly<Record<string, number>>;
  /** Figures of others, in the unit of the result, from their papers or from runs of their own programs: not measured here. */
  readonly published?: Readonly<Record<string, number>>;
}

/** How the cost of a benchmark grows with n. */
export interface Growth {
  readonly name: string;
  readonly sizes: readonly number[];
  /** Slope of log time over log n, by least squares: 1 is linear, 2 quadratic. */
  readonly exponent: number;
}

/** A function of a profile, and the share of time spent in its own code. */
export interface HotFunction {
  readonly name: string;
  readonly file: string;
  readonly share: number;
}

/** Machine and size of a report. */
export interface Environment {
  readonly node: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly size: 'small' | 'full';
}

/** The whole document. */
export interface Report {
  readonly environment: Environment;
  readonly results: readonly Result[];
  readonly growth: readonly Growth[];
  /** Where the time of each benchmark goes, by its name; only of those that were profiled. */
  readonly profiles: Readonly<Record<string, readonly HotFunction[]>>;
}
