import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const exposed = (): (() => void) => {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
};

let collect: (() => void) | undefined;

/** Readings that are taken at most until two agree. */
const MOST = 10;

/** Bytes held, by where they lie. */
export interface Held {
  /** Objects, plain arrays, compiled code. */
  readonly heap: number;
  /** What stands behind typed arrays. */
  readonly buffers: number;
}

/** Bytes held by objects and by typed arrays, once all garbage is gone: buffers are let go some time after their owners. */
export const held = async (): Promise<Held> => {
  collect ??= exposed();
  let before: Held = { heap: Number.NaN, buffers: 0 };
  for (let reading = 0; reading < MOST; reading++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 5));
    const { heapUsed: heap, arrayBuffers: buffers } = process.memoryUsage();
    if (Math.abs(heap + buffers - before.heap - before.buffers) < 1e-4 * (heap + buffers)) return { heap, buffers };
    before = { heap, buffers };
  }
  return before;
};

/** The same in one sum. */
export const bytesHeld = async (): Promise<number> => {
  const { heap, buffers } = await held();
  return heap + buffers;
};
