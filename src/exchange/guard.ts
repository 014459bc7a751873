import {
  type BreakwaterError,
  contractError,
  isBreakwaterError,
  type Mechanism,
  pluginError,
} from '../contract/index.ts';

/** Told which mechanism is about to run and when it has returned; a watching process names the one that does not return. */
export interface Watch {
  enter(mechanism: string): void;
  leave(): void;
}

/** A watch that looks away. */
export const unwatched: Watch = { enter: () => {}, leave: () => {} };

/**
 * Stands between the engine and the mechanisms: names the one that runs, and turns what it throws into an error that names it.
 */
export class Guard {
  readonly #watch: Watch;
  readonly #labels = new Map<Mechanism, string>();
  /** Mechanism that was named last, and its label: one is named many times in a row. */
  #named: Mechanism | undefined;
  #label = '';
  /** Slot and name of the mechanism that runs, or of the last that ran. */
  current = 'engine';

  constructor(watch: Watch = unwatched) {
    this.#watch = watch;
  }

  #labelOf(mechanism: Mechanism): string {
    if (mechanism === this.#named) return this.#label;
    this.#named = mechanism;
    this.#label = this.#labels.get(mechanism) ?? `${mechanism.slot} ${mechanism.name}`;
    this.#labels.set(mechanism, this.#label);
    return this.#label;
  }

  /** Does the engine's own work on behalf of a mechanism, so that what is refused names it; errors pass through as they are. */
  name<T>(mechanism: Mechanism, run: () => T): T {
    const before = this.current;
    this.current = this.#labelOf(mechanism);
    try {
      return run();
    } finally {
      this.current = before;
    }
  }

  /** Calls a mechanism's function; what it throws becomes a {@link BreakwaterError} that names it. */
  call<T>(mechanism: Mechanism, run: () => T): T {
    const before = this.current;
    this.current = this.#labelOf(mechanism);
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
      if (isWriteRefused(error)) throw viewChanged(this.current, error.message, error);
      throw pluginError('threw', `${this.current} threw: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
        hint: 'the ledger is as it was before the call; mend the mechanism and run again',
      });
    } finally {
      this.current = before;
      // Last, since a watch may refuse what the mechanism did.
      this.#watch.leave();
    }
  }
}

/** Whether the language refused to write: to a property that only has a getter, or to an object that is frozen. */
const isWriteRefused = (error: unknown): error is TypeError =>
  error instanceof TypeError &&
  /^Cannot (set property|assign to read only property|add property|define property|delete property)\b/.test(
    error.message,
  );

/** The error of a mechanism that writes to a view, to claims or to parameters. @param what - Where, or what the language said. */
export const viewChanged = (mechanism: string, what: string, cause?: unknown): BreakwaterError =>
  contractError('view-changed', `${mechanism} writes to what is read-only: ${what}`, {
    ...(cause === undefined ? {} : { cause }),
    hint: 'views, cases, claims and parameters are for reading: copy what is to be changed, and keep state in the state',
  });
