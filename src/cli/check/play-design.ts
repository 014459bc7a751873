import { mergeBatches } from '../../check/index.ts';
import type { WatchedPool } from '../../experiment/index.ts';
import { addressOf } from '../watch-options.ts';
import type { CheckSubject } from './subject.ts';
import type { BatchAnswer, BatchTask, CheckAnswers, CheckTask } from './work.ts';

/** How a design is played. */
export interface PlayDesign {
  /** Ids of the invariants to ask. */
  readonly ids: readonly string[];
  readonly seed: number;
  /** Runs at most; without bound when left out. */
  readonly runs?: number;
  /** Accounts of the small scope whose exchanges are played, in place of drawn ones. */
  readonly small?: number;
  /** Whether time is up: batches that are at work are finished. */
  readonly isOver: () => boolean;
  readonly signal: AbortSignal;
  /** Told a few times a second how many runs are done. */
  readonly onProgress: (done: number) => void;
}

/** Runs of one batch: enough that reading the design does not count, few enough that all workers end together, fewer where a clock ends it. */
const BATCH = { least: 10, most: 50, timed: 20 } as const;

/** Asks a worker of a check for something. */
export const askWorker = <T extends CheckTask>(
  pool: Pick<WatchedPool, 'work'>,
  task: T,
  options: Parameters<WatchedPool['work']>[1] = {},
): Promise<CheckAnswers[T['what']]> =>
  pool.work<CheckAnswers[T['what']]>({ module: addressOf('check/work'), input: task }, options);

/**
 * Plays runs of a design over the workers of a pool until all are done, time is up or somebody ends it.
 *
 * What the batches come to does not depend on the number of workers. When one fails, the others are ended.
 *
 * @returns What was played; nothing when not one batch was finished.
 */
export const playDesign = async (
  pool: Pick<WatchedPool, 'work' | 'workers'>,
  subject: CheckSubject,
  { ids, seed, runs = Number.POSITIVE_INFINITY, small, isOver, signal, onProgress }: PlayDesign,
): Promise<BatchAnswer | undefined> => {
  const size =
    runs === Number.POSITIVE_INFINITY
      ? BATCH.timed
      : Math.min(BATCH.most, Math.max(BATCH.least, Math.ceil(runs / (pool.workers * 4))));
  const finished: BatchAnswer[] = [];
  const atWork = new Map<number, number>();
  let done = 0;
  let next = 0;
  const failed = new AbortController();
  const end = AbortSignal.any([signal, failed.signal]);
  const tell = (): void => onProgress(done + [...atWork.values()].reduce((sum, each) => sum + each, 0));
  const worker = async (): Promise<void> => {
    while (next < runs && !isOver() && !end.aborted) {
      const from = next;
      const task: BatchTask = {
        what: 'batch',
        subject,
        ids,
        seed,
        from,
        runs: Math.min(size, runs - from),
        ...(small === undefined ? {} : { small }),
      };
      next += task.runs;
      try {
        const answer = await askWorker(pool, task, {
          signal: end,
          onLook: (sight) => {
            atWork.set(from, sight.done);
            tell();
          },
        });
        finished.push(answer);
        done += task.runs;
      } catch (error) {
        if (end.aborted) return;
        failed.abort();
        throw error;
      } finally {
        atWork.delete(from);
        tell();
      }
    }
  };
  await Promise.all(Array.from({ length: pool.workers }, worker));
  const [first] = finished;
  return first && { ...first, batch: mergeBatches(finished.map(({ batch }) => batch)) };
};
