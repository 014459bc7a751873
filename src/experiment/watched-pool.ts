import { availableParallelism, totalmem } from 'node:os';
import { extname } from 'node:path';
import Tinypool from 'tinypool';
import { isBreakwaterError, pluginError } from '../contract/index.ts';
import type { Inspection, InspectTask } from './inspect-here.ts';
import { type Holder, MemoryWatch } from './memory-watch.ts';
import { lookAt, makeBlock, type Sight } from './progress-block.ts';
import { READING_PATIENCE, STALL_SECONDS, StallWatch } from './stall.ts';
import { describeTask, type RunOutcome, type RunTask, type WorkTask } from './task.ts';
import { type Answer, unpackError } from './transport.ts';

/** How often the main side looks at its workers, milliseconds. */
const LOOK_EVERY = 200;

/** Most heap that a worker is given unless told otherwise, megabytes. */
const MOST_MEMORY = 4096;

/** How a pool is set up. */
export interface PoolOptions {
  /** Number of workers. Defaults to the number of processors. */
  readonly workers?: number;
  /** Longest call of one mechanism, seconds. Defaults to {@link STALL_SECONDS}. */
  readonly stall?: number;
  /** Heap of one worker, megabytes, and as much again for columns. Defaults to 4096, or to an equal part of 70 % of the machine's memory if that is less. */
  readonly memory?: number;
}

interface Call {
  readonly what: 'run' | 'inspect' | 'work';
  readonly task: unknown;
  /** Words that say in a message which run it was; empty when there is none. */
  readonly place: string;
  readonly signal?: AbortSignal;
  readonly onLook?: (sight: Sight) => void;
}

/** A task that is being done. */
interface Running extends Holder {
  /** Ends it, because it holds too much. */
  endForMemory(): void;
}

/**
 * Workers that are watched: one that hangs in a mechanism or eats memory is ended, and the mechanism is named.
 *
 * A worker that was ended is replaced, so the others go on and further tasks find a place.
 */
export class WatchedPool {
  readonly #pool: Tinypool;
  readonly #stall: number;
  readonly #memory: number;
  readonly #memoryWatch: MemoryWatch;
  readonly #running = new Set<Running>();
  /** Workers that are free, and tasks that wait for one: a pool that loses a worker forgets what it had queued. */
  #free: number;
  readonly #waiting: (() => void)[] = [];
  /** Errors that a worker told us of, as opposed to those that ended it. */
  readonly #answered = new WeakSet<Error>();
  /** Number of workers. */
  readonly workers: number;

  constructor(options: PoolOptions = {}) {
    this.workers = options.workers ?? availableParallelism();
    this.#stall = options.stall ?? STALL_SECONDS;
    this.#memory = options.memory ?? Math.min(MOST_MEMORY, Math.floor((0.7 * totalmem()) / 2 ** 20 / this.workers));
    this.#free = this.workers;
    this.#memoryWatch = new MemoryWatch(this.workers, this.#memory);
    this.#pool = new Tinypool({
      // The ending is that of this very file: .js when built.
      filename: new URL(`./worker${extname(import.meta.url)}`, import.meta.url).href,
      name: 'run',
      minThreads: 0,
      maxThreads: this.workers,
      // Milliseconds: a worker knows its modules already, so it is kept for the next task.
      idleTimeout: 60_000,
      resourceLimits: { maxOldGenerationSizeMb: this.#memory },
      trackUnmanagedFds: false,
    });
    // A worker that ends while it has nothing to do is replaced; nobody waits for it.
    this.#pool.on('error', () => {});
  }

  /**
   * Does one run in a worker.
   *
   * @param task - The run.
   * @param options - `signal` ends it early; `onLook` is told how far it is, a few times a second.
   * @throws BreakwaterError what the run throws; `stalled` and `out-of-memory` name the mechanism at fault.
   */
  run<V>(task: RunTask, options: Pick<Call, 'signal' | 'onLook'> = {}): Promise<RunOutcome<V>> {
    return this.#call<RunOutcome<V>>({ what: 'run', task, place: describeTask(task), ...options });
  }

  /**
   * Reads files in a worker, where a plug-in that loops while it loads can be ended.
   *
   * @param task - What to read.
   * @param options - `signal` ends it early.
   */
  inspect(task: InspectTask, options: Pick<Call, 'signal'> = {}): Promise<Inspection> {
    return this.#call<Inspection>({ what: 'inspect', task, place: '', ...options });
  }

  /**
   * Does the work of a module in a worker.
   *
   * @param task - The module, and what it works on.
   * @param options - `signal` ends it early; `onLook` is told how far it is, a few times a second.
   */
  work<T>(task: WorkTask, options: Pick<Call, 'signal' | 'onLook'> = {}): Promise<T> {
    return this.#call<T>({ what: 'work', task, place: '', ...options });
  }

  /** Ends all workers. */
  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  async #call<T>(call: Call): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((begin) => this.#waiting.push(begin));
    try {
      return await this.#inWorker<T>(call);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }

  async #inWorker<T>({ what, task, place, signal, onLook }: Call): Promise<T> {
    const block = makeBlock();
    const watch = new StallWatch(this.#stall);
    const stop = new AbortController();
    const end = (): void => stop.abort();
    signal?.throwIfAborted();
    signal?.addEventListener('abort', end, { once: true });
    let reason: (() => Error) | undefined;
    const endBecause = (why: () => Error): void => {
      reason = why;
      stop.abort();
    };
    const running: Running = {
      get since() {
        return watch.since;
      },
      get outside() {
        return lookAt(block).outside;
      },
      endForMemory: () => {
        const sight = lookAt(block);
        endBecause(() => this.#outOfMemory(sight, place));
      },
    };
    const timer = setInterval(() => {
      const sight = lookAt(block);
      onLook?.(sight);
      const now = performance.now();
      const by = watch.look(sight, now);
      if (by !== undefined) endBecause(() => this.#stalled(by, sight, place));
      else this.#memoryWatch.look(this.#running, now)?.endForMemory();
    }, LOOK_EVERY);
    this.#running.add(running);
    try {
      const answer = (await this.#pool.run({ task, block }, { name: what, signal: stop.signal })) as Answer<T>;
      if ('value' in answer) return answer.value;
      const thrown = unpackError(answer.failure);
      this.#answered.add(thrown);
      throw thrown;
    } catch (error) {
      if (reason !== undefined) throw reason();
      signal?.throwIfAborted();
      throw this.#ended(error, lookAt(block), place);
    } finally {
      clearInterval(timer);
      this.#running.delete(running);
      signal?.removeEventListener('abort', end);
    }
  }

  #stalled(by: string, sight: Sight, place: string): Error {
    const what =
      sight.phase === 'reading'
        ? `was not read within ${this.#stall * READING_PATIENCE} s`
        : `did not return within ${this.#stall} s`;
    return pluginError('stalled', `${by || 'a mechanism'} ${what}${within(sight, place)}`, {
      hint: 'if it loops, mend it; if it is only slow, allow more with --stall SECONDS',
    });
  }

  #outOfMemory(sight: Sight, place: string): Error {
    return pluginError(
      'out-of-memory',
      `${sight.current || 'a mechanism'}, which ran last, used more than ${this.#memory} MB of memory${within(sight, place)}`,
      {
        hint: 'if a mechanism keeps what it should let go, mend it; if the run needs it, allow more with --memory MEGABYTES',
      },
    );
  }

  /** What ended a worker from inside: memory, or something thrown where nobody could catch it. */
  #ended(error: unknown, sight: Sight, place: string): unknown {
    if (isBreakwaterError(error) || sight.current === '') return error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_WORKER_OUT_OF_MEMORY') return this.#outOfMemory(sight, place);
    if (this.#answered.has(error as Error)) return error;
    const message = error instanceof Error ? error.message : String(error);
    // Whoever set the timer need not be who ran last, so nobody is named.
    const what = 'a timer or promise that a mechanism left behind ended the run';
    return pluginError('crashed', `${what}: ${message}${within(sight, place)}`, {
      cause: error,
      hint: 'a mechanism is a pure, synchronous function: it leaves nothing behind',
    });
  }
}

/** ` (step 41 of 420, hyperliquid-2025-10, flash-crash, seed 1)`, as far as it is known. */
const within = ({ phase, done, total }: Sight, place: string): string => {
  const step = phase === 'reading' || total === 0 ? [] : [`step ${Math.min(done + 1, total)} of ${total}`];
  const words = [...step, ...(place === '' ? [] : [place])];
  return words.length === 0 ? '' : ` (${words.join(', ')})`;
};
