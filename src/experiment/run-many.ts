import type { Sight } from './progress-block.ts';
import type { RunOutcome, RunTask } from './task.ts';
import type { WatchedPool } from './watched-pool.ts';

/** How far many runs are. */
export interface Progress {
  /** Runs done, counting the done part of those at work, and all runs. */
  readonly done: number;
  readonly total: number;
  /** Runs that are wholly done. */
  readonly finished: number;
}

/** Who is told what while many runs go on. */
export interface RunManyOptions<V, K = RunOutcome<V>> {
  /** Told of each finished run at once, in the order they finish; what it throws is a failure of that run. */
  readonly onFinished?: (outcome: RunOutcome<V>, index: number) => void | Promise<void>;
  /** What is kept of an outcome once `onFinished` has seen it; all of it by default. */
  readonly keep?: (outcome: RunOutcome<V>) => K;
  /** Told a few times a second how far all are. */
  readonly onProgress?: (progress: Progress) => void;
  /** Ends everything early. */
  readonly signal?: AbortSignal;
}

/**
 * Does many runs over the workers of a pool.
 *
 * The outcomes are in the order of the tasks, whoever did them, so the number of workers changes no byte. When runs fail, the error is
 * that of the first task that fails, again whatever the number of workers: earlier ones are waited for, later ones are ended. Runs that
 * had finished have been given to `onFinished`.
 *
 * @param pool - The workers.
 * @param tasks - The runs.
 * @param options - Who is told.
 */
export const runMany = async <V = unknown, K = RunOutcome<V>>(
  pool: Pick<WatchedPool, 'run' | 'workers'>,
  tasks: readonly RunTask[],
  { onFinished, keep, onProgress, signal }: RunManyOptions<V, K> = {},
): Promise<readonly K[]> => {
  const outcomes: K[] = [];
  const shares = new Float64Array(tasks.length);
  const running = new Map<number, AbortController>();
  let finished = 0;
  let next = 0;
  let failed: { readonly index: number; readonly error: unknown } | undefined;

  const tell = (): void =>
    onProgress?.({ done: shares.reduce((sum, share) => sum + share, 0), total: tasks.length, finished });
  const endFrom = (index: number): void => {
    for (const [each, controller] of running) if (each > index) controller.abort();
  };
  const onAbort = (): void => endFrom(-1);
  signal?.addEventListener('abort', onAbort, { once: true });

  const one = async (index: number): Promise<void> => {
    const controller = new AbortController();
    running.set(index, controller);
    const onLook = ({ done, total }: Sight): void => {
      shares[index] = total === 0 ? 0 : (0.99 * done) / total;
      tell();
    };
    try {
      const outcome = await pool.run<V>(tasks[index] as RunTask, { signal: controller.signal, onLook });
      await onFinished?.(outcome, index);
      outcomes[index] = keep === undefined ? (outcome as K) : keep(outcome);
      shares[index] = 1;
      finished += 1;
      tell();
    } catch (error) {
      if (failed !== undefined && failed.index < index) return;
      failed = { index, error };
      endFrom(index);
    } finally {
      running.delete(index);
    }
  };
  const worker = async (): Promise<void> => {
    while (next < tasks.length && failed === undefined && signal?.aborted !== true) await one(next++);
  };
  try {
    await Promise.all(Array.from({ length: Math.min(pool.workers, tasks.length) }, worker));
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
  signal?.throwIfAborted();
  const failure = failed as { readonly error: unknown } | undefined;
  if (failure !== undefined) throw failure.error;
  return outcomes;
};
