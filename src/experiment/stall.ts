import type { Sight } from './progress-block.ts';

/** Seconds one call of a mechanism may last before the run is given up. */
export const STALL_SECONDS = 10;

/** How many times longer the reading of a file may take: a plug-in is compiled, perhaps on a busy machine. */
export const READING_PATIENCE = 3;

/** How many times longer the engine may be at work without asking any mechanism; then whoever was last is named. */
const ENGINE_PATIENCE = 6;

/**
 * Tells from looks at a worker whether one call of a mechanism has lasted too long.
 *
 * The clock is an argument, so that a test needs no waiting.
 */
export class StallWatch {
  readonly #limit: number;
  #outer: { readonly calls: number; readonly since: number } | undefined;
  #calls = -1;

  /** @param seconds - Longest call that is still patience, seconds. */
  constructor(seconds: number) {
    this.#limit = seconds * 1000;
  }

  /** When the outermost call that is going on was first seen, by the clock of the looks; Infinity before the first. */
  get since(): number {
    return this.#outer?.since ?? Number.POSITIVE_INFINITY;
  }

  /**
   * Takes one look.
   *
   * @param sight - What the worker says of itself.
   * @param now - Any steady clock, milliseconds.
   * @returns The one that does not return, or undefined while all is well.
   */
  look(sight: Sight, now: number): string | undefined {
    const moving = sight.calls !== this.#calls;
    this.#calls = sight.calls;
    if (this.#outer === undefined || this.#outer.calls !== sight.outerCalls) {
      this.#outer = { calls: sight.outerCalls, since: now };
      return undefined;
    }
    if (sight.phase !== 'reading' && sight.phase !== 'running') return undefined;
    const times = sight.phase === 'reading' ? READING_PATIENCE : sight.busy ? 1 : ENGINE_PATIENCE;
    if (now - this.#outer.since <= this.#limit * times) return undefined;
    // Calls inside the long one still come and go: the outer one makes them without end.
    return moving ? sight.outermost : sight.current;
  }
}
