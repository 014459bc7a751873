import type { WatchOptions } from '../watch-options.ts';

/** Options of `attack`. */
export interface AttackOptions extends WatchOptions {
  readonly exchange?: string;
  /** Seed of the search; 1, or that of the search that is resumed, when left out. */
  readonly seed?: number;
  /** Attacks to try; without bound when `time` is given. */
  readonly runs?: number;
  /** Seconds to search for. */
  readonly time?: number;
  readonly resume?: boolean;
  /** Looks for the shapes of real attacks, in place of gain. */
  readonly rediscover?: boolean;
}
