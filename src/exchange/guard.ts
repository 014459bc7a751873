import { contractError, isBreakwaterError, type Mechanism, pluginError } from '../contract/index.ts';

/** Told which mechanism is about to run and when it has returned; a watching process names the one that does not return. */
export interface Watch {
  enter(mechanism: string): void;
  leave(): void;
}

/** A watch that looks away. */
export const unwatched: Watch = { enter: () => {}, leave: () => {} };

const labelOf = (mechanism: Mechanism): string => `${mechanism.slot} ${mechanism.name}`;

/**
 * Stands between the engine and the mechanisms: names the one that runs, and turns what it throws into an error that names it.
 */
export class Guard {
  readonly #watch: Watch;
  /** Slot and name of the mechanism that runs, or of the last that ran. */
  current = 'engine';

  constructor(watch: Watch = unwatched) {
    this.#watch = watch;
  }

  /** Does the engine's own work on behalf of a mechanism, so that what is refused names it; errors pass through as they are. */
  name<T>(mechanism: Mechanism, run: () => T): T {
    const before = this.current;
    this.current = labelOf(mechanism);
    try {
      return run();
    } finally {
      this.current = before;
    }
  }

  /** Calls a mechanism's function; what it throws becomes a {@link BreakwaterError} that names it. */
  call<T>(mechanism: Mechanism, run: () => T): T {
    const before = this.current;
    this.current = labelOf(mechanism);
    this.#watch.enter(this.current);
    try {
      const result = run();
      if (result instanceof Promise) {
        result.catch(() => {});
        throw contractError('promise', `${this.current} answered with a promise`, {
          hint: 'decide at once: a mechanism is a pure, synchronous function',
        });
      }
      return result;
    } catch (error) {
      if (isBreakwaterError(error)) throw error;
      throw pluginError('threw', `${this.current} threw: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
        hint: 'the ledger is as it was before the call; mend the mechanism and run again',
      });
    } finally {
      this.#watch.leave();
      this.current = before;
    }
  }
}
