import type { StepSubject } from '../contract/index.ts';

/** What invariants make of one step, by the functions that make it: there are few, so they are looked for one by one. */
export class MadeOnce {
  readonly #makers: ((subject: StepSubject) => unknown)[] = [];
  readonly #made: unknown[] = [];

  of<T>(make: (subject: StepSubject) => T, subject: StepSubject): T {
    const known = this.#makers.indexOf(make);
    if (known !== -1) return this.#made[known] as T;
    const made = make(subject);
    this.#makers.push(make);
    this.#made.push(made);
    return made;
  }
}
