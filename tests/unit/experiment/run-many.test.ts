import { describe, expect, test } from 'vitest';
import { type RunManyOptions, runMany } from '../../../src/experiment/run-many.ts';
import type { RunOutcome, RunTask } from '../../../src/experiment/task.ts';
import type { WatchedPool } from '../../../src/experiment/watched-pool.ts';

const tasks = Array.from(
  { length: 6 },
  (_, i): RunTask => ({ exchange: 'e', scenario: 's', seed: i, plugins: [], overrides: [] }),
);

/** A pool whose runs end when told; each outcome is its seed. */
const pool = (workers: number) => {
  const open = new Map<number, { readonly end: (error?: Error) => void; readonly aborted: () => boolean }>();
  const run: WatchedPool['run'] = <V>(task: RunTask, { signal }: { readonly signal?: AbortSignal } = {}) =>
    new Promise<RunOutcome<V>>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
      const end = (error?: Error): void =>
        error === undefined
          ? resolve({ result: { seed: task.seed } as never, verdicts: [], unbounded: [] })
          : reject(error);
      open.set(task.seed, { end, aborted: () => signal?.aborted === true });
    });
  const end = async (seed: number, error?: Error): Promise<void> => {
    await expect.poll(() => open.has(seed)).toBe(true);
    open.get(seed)?.end(error);
  };
  return { workers, run, end, open };
};

const start = (workers: number, options: RunManyOptions<unknown> = {}) => {
  const workersPool = pool(workers);
  const done = runMany(workersPool, tasks, options).then(
    (outcomes) => outcomes.map(({ result }) => result.seed),
    (error: Error) => error.message,
  );
  return { ...workersPool, done };
};

describe('many runs', () => {
  test('come out in the order of the tasks, whichever ended first', async () => {
    const finished: number[] = [];
    const { end, done } = start(3, { onFinished: (_, index) => void finished.push(index) });
    for (const seed of [2, 1, 3, 0, 5, 4]) await end(seed);
    expect(await done).toEqual([0, 1, 2, 3, 4, 5]);
    expect(finished).toEqual([2, 1, 3, 0, 5, 4]);
  });

  test('fail with the first task that fails, not with the first that ends', async () => {
    const { end, done, open } = start(3);
    await end(2, new Error('two'));
    await expect.poll(() => open.get(1)?.aborted()).toBe(false);
    await end(1, new Error('one'));
    await end(0);
    expect(await done).toBe('one');
  });

  test('begin nothing after a failure, and end what comes later', async () => {
    const { end, done, open } = start(3);
    await end(0, new Error('zero'));
    expect(await done).toBe('zero');
    expect([...open.keys()]).toEqual([0, 1, 2]);
    expect([...open.values()].map(({ aborted }) => aborted())).toEqual([true, true, true].map((_, i) => i > 0));
  });

  test('a result that cannot be kept is a failure of its run', async () => {
    const { end, done } = start(1, {
      onFinished: () => {
        throw new Error('disk full');
      },
    });
    await end(0);
    expect(await done).toBe('disk full');
  });

  test('end when told to', async () => {
    const controller = new AbortController();
    const { done, open } = start(2, { signal: controller.signal });
    await expect.poll(() => open.size).toBe(2);
    controller.abort(new Error('enough'));
    expect(await done).toBe('enough');
  });

  test('tell how many are finished', async () => {
    const told: number[] = [];
    const { end, done } = start(2, { onProgress: ({ finished }) => void told.push(finished) });
    for (let seed = 0; seed < 6; seed++) await end(seed);
    await done;
    expect(told).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
