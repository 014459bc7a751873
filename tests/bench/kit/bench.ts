import type { Profiler } from './profiler.ts';
import type { Result } from './result.ts';

/** How a benchmark is to be run. */
export interface Run {
  /** Sizes that finish within a few seconds, or those of the targets. */
  readonly small: boolean;
  /** Rounds in place of a benchmark's own. */
  readonly rounds?: number;
  /** When there, only our own code runs, under this profiler, and the figures mean nothing. */
  readonly profiler?: Profiler;
}

/** A benchmark: named in kebab-case, unique in the suite. */
export interface Bench {
  readonly name: string;
  /** What is measured, in one line. */
  readonly says: string;
  /** Asserts that what it times is right, then times it. */
  readonly measure: (run: Run) => Promise<readonly Result[]>;
}

/** A benchmark failed in a process of its own, which has said why. */
export class BenchFailed extends Error {}

/**
 * Fails a benchmark whose candidates disagree, before anything is timed.
 *
 * @param same - Whether they agree.
 * @param what - What was compared.
 */
export const agree = (same: boolean, what: string): void => {
  if (!same) throw new Error(`${what}: the candidates disagree, so timing them would mean nothing`);
};
