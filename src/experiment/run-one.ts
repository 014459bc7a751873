import type { Sight } from './progress-block.ts';
import type { RunOutcome, RunTask } from './task.ts';
import { type PoolOptions, WatchedPool } from './watched-pool.ts';

/** How one run is watched. */
export interface RunOneOptions extends Omit<PoolOptions, 'workers'> {
  /** Ends the run early. */
  readonly signal?: AbortSignal;
  /** Told how far it is, a few times a second. */
  readonly onLook?: (sight: Sight) => void;
}

/**
 * Does one run in a watched worker of its own.
 *
 * @param task - What to run.
 * @param options - Limits, and who is told.
 * @throws BreakwaterError what the run throws; `stalled` and `out-of-memory` name the mechanism at fault.
 */
export const runOne = async <V = unknown>(task: RunTask, options: RunOneOptions = {}): Promise<RunOutcome<V>> => {
  const { signal, onLook, ...limits } = options;
  const pool = new WatchedPool({ ...limits, workers: 1 });
  try {
    return await pool.run<V>(task, {
      ...(signal === undefined ? {} : { signal }),
      ...(onLook === undefined ? {} : { onLook }),
    });
  } finally {
    await pool.close();
  }
};
