import type { RowQuestion, StepSubject, Witness } from '../contract/index.ts';
import type { AskPlan } from './ask-plan.ts';
import type { StepCursor } from './step-rows.ts';

/** Where the answers to a question go. */
interface Asked {
  reached: number;
  witness: Witness | undefined;
  step: number;
}

/** A question about rows that is put to a run, step by step. What broke is not asked again. */
class AskedQuestion {
  readonly #tally: Asked;
  readonly #question: RowQuestion;
  readonly #ask: RowQuestion['ask'];
  readonly #rest: RowQuestion['rest'];
  #state: unknown;
  /** Whether the state is that of the running step. */
  #isBegun = false;

  constructor(question: RowQuestion, tally: Asked) {
    this.#question = question;
    this.#ask = question.ask;
    this.#rest = question.rest;
    this.#tally = tally;
  }

  take(row: StepCursor, subject: StepSubject): void {
    const tally = this.#tally;
    if (tally.witness !== undefined) return;
    if (!this.#isBegun) this.#begin(subject);
    const answer = this.#ask(row, subject, this.#state);
    if (answer === false) return;
    tally.reached += 1;
    if (answer !== true) this.#breaks(answer, subject);
  }

  /** When the rows of a step are over. */
  end(subject: StepSubject): void {
    if (this.#rest !== undefined && this.#tally.witness === undefined) {
      if (!this.#isBegun) this.#begin(subject);
      const witness = this.#rest(subject, this.#state);
      if (witness !== undefined) this.#breaks(witness, subject);
    }
    this.#isBegun = false;
  }

  #begin(subject: StepSubject): void {
    this.#state = this.#question.begin?.(subject);
    this.#isBegun = true;
  }

  #breaks(witness: Witness, { step }: StepSubject): void {
    this.#tally.witness = witness;
    this.#tally.step = step;
  }
}

/** Questions about rows, asked together: each row is read once, and those that look at rows of its kind are asked. */
export class RowQuestions {
  readonly #asked: readonly AskedQuestion[];
  readonly #byKind: readonly (readonly number[])[];

  /** @param tallies - Where the answers go, by place of the invariant. */
  constructor({ ofRows, byKind }: AskPlan, tallies: readonly Asked[]) {
    this.#asked = ofRows.map(({ question, place }) => new AskedQuestion(question, tallies[place] as Asked));
    this.#byKind = byKind;
  }

  /** Asks about a step. @param rows - Its rows. */
  ask(rows: StepCursor, subject: StepSubject): void {
    const asked = this.#asked;
    while (rows.next().done !== true)
      for (const number of this.#byKind[rows.kindNumber] as readonly number[])
        (asked[number] as AskedQuestion).take(rows, subject);
    for (const one of asked) one.end(subject);
  }
}
