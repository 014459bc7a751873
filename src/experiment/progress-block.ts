/**
 * What a worker says of itself while it is too busy to answer: a few integers in shared memory.
 *
 * @module
 */
import { getHeapStatistics } from 'node:v8';
import type { Watch } from '../exchange/index.ts';

const WORDS = 9;
const TEXT_BYTES = 16_384;

// Places of the integers.
const PHASE = 0;
const DONE = 1;
const TOTAL = 2;
const CALLS = 3;
const OUTER_CALLS = 4;
const CURRENT = 5;
const OUTERMOST = 6;
const TEXT_LENGTH = 7;
const OUTSIDE = 8;

/** What a worker does: nothing yet, reading files, stepping, or measuring a finished run. */
export const PHASES = ['idle', 'reading', 'running', 'measuring'] as const;
/** What a worker does now. */
export type WorkerPhase = (typeof PHASES)[number];

/** One look at a worker. */
export interface Sight {
  readonly phase: WorkerPhase;
  /** Steps done and steps of the whole run; 0 of 0 before the run begins. */
  readonly done: number;
  readonly total: number;
  /** Megabytes that the worker held outside its heap after its last step. */
  readonly outside: number;
  /** Counts up at every beginning and end of a mechanism's call. */
  readonly calls: number;
  /** Counts up at every beginning and end of an outermost call: one that was not made inside another. */
  readonly outerCalls: number;
  /** Whether a mechanism, or the reading of a file, is at work. */
  readonly busy: boolean;
  /** Slot and name of the innermost mechanism at work, or of the last that was; empty before the first. */
  readonly current: string;
  /** The same of the outermost. */
  readonly outermost: string;
}

/** Makes the shared memory of one task. */
export const makeBlock = (): SharedArrayBuffer => new SharedArrayBuffer(WORDS * 4 + TEXT_BYTES);

/**
 * Looks at a worker, whatever it is doing.
 *
 * @param block - Memory of {@link makeBlock}, given to the worker.
 */
export const lookAt = (block: SharedArrayBuffer): Sight => {
  const words = new Int32Array(block, 0, WORDS);
  const at = (place: number): number => Atomics.load(words, place);
  const text = new Uint8Array(block, WORDS * 4, at(TEXT_LENGTH)).slice();
  const names = new TextDecoder().decode(text).split('\n');
  const depthAndName = at(CURRENT);
  return {
    phase: PHASES[at(PHASE)] ?? 'idle',
    done: at(DONE),
    total: at(TOTAL),
    outside: at(OUTSIDE),
    calls: at(CALLS),
    outerCalls: at(OUTER_CALLS),
    busy: depthAndName > 0,
    current: names[Math.abs(depthAndName) - 1] ?? '',
    outermost: names[Math.abs(at(OUTERMOST)) - 1] ?? '',
  };
};

/**
 * The worker's side of a block: a {@link Watch} that writes down which mechanism runs, and how far the run is.
 *
 * A name is written once; later calls store its number only, so that watching costs two stores a call.
 */
export class BlockWriter implements Watch {
  readonly #words: Int32Array;
  readonly #text: Uint8Array;
  readonly #numbers = new Map<string, number>();
  readonly #open: number[] = [];
  #calls = 0;
  #outerCalls = 0;
  #written = 0;

  /** @param block - Memory of {@link makeBlock}. */
  constructor(block: SharedArrayBuffer) {
    this.#words = new Int32Array(block, 0, WORDS);
    this.#text = new Uint8Array(block, WORDS * 4);
  }

  /** Says what begins. */
  phase(phase: WorkerPhase): void {
    Atomics.store(this.#words, PHASE, PHASES.indexOf(phase));
  }

  /** Says how many steps are done. */
  steps(done: number, total: number): void {
    Atomics.store(this.#words, TOTAL, total);
    Atomics.store(this.#words, DONE, done);
    Atomics.store(this.#words, OUTSIDE, Math.floor(getHeapStatistics().external_memory / 2 ** 20));
  }

  enter(mechanism: string): void {
    const number = this.#numbers.get(mechanism) ?? this.#write(mechanism);
    this.#open.push(number);
    if (this.#open.length === 1) {
      Atomics.store(this.#words, OUTERMOST, number);
      Atomics.store(this.#words, OUTER_CALLS, ++this.#outerCalls);
    }
    Atomics.store(this.#words, CURRENT, number);
    Atomics.store(this.#words, CALLS, ++this.#calls);
  }

  leave(): void {
    const left = this.#open.pop() ?? 0;
    const outer = this.#open.at(-1);
    // Below zero: nobody is at work, and this one was last.
    Atomics.store(this.#words, CURRENT, outer ?? -left);
    Atomics.store(this.#words, CALLS, ++this.#calls);
    if (outer === undefined) Atomics.store(this.#words, OUTER_CALLS, ++this.#outerCalls);
  }

  #write(name: string): number {
    const bytes = new TextEncoder().encode(`${name.replaceAll('\n', ' ')}\n`);
    // A table that is full says nothing of further names; 16 KB hold hundreds.
    if (this.#written + bytes.length > this.#text.length) return this.#numbers.size + 1;
    this.#text.set(bytes, this.#written);
    this.#written += bytes.length;
    Atomics.store(this.#words, TEXT_LENGTH, this.#written);
    const number = this.#numbers.size + 1;
    this.#numbers.set(name, number);
    return number;
  }
}
