import type { RowQuestion, StepSubject, Witness } from '../contract/index.ts';
import { EVENT, EVENT_KINDS, type EventKind } from '../ledger/index.ts';
import type { StepCursor } from './step-rows.ts';

/** Where the answers to a question go. */
interface Asked {
  reached: number;
  witness: Witness | undefined;
  step: number;
}

/** A question about rows that is put to a run, step by step. */
class AskedQuestion {
  readonly tally: Asked;
  readonly #question: RowQuestion;
  readonly #ask: RowQuestion['ask'];
  #state: unknown;
  /** Whether the state is that of the running step. */
  #isBegun = false;

  constructor(question: RowQuestion, tally: Asked) {
    this.#question = question;
    this.#ask = question.ask;
    this.tally = tally;
  }

  take(row: StepCursor, subject: StepSubject): void {
    if (!this.#isBegun) this.#begin(subject);
    const answer = this.#ask(row, subject, this.#state);
    if (answer === false) return;
    this.tally.reached += 1;
    if (answer !== true) this.tally.witness ??= answer;
  }

  /** When the rows of a step are over. */
  end(subject: StepSubject): void {
    const { rest } = this.#question;
    if (rest !== undefined) {
      if (!this.#isBegun) this.#begin(subject);
      this.tally.witness ??= rest(subject, this.#state);
    }
    this.#isBegun = false;
    this.tally.step = subject.step;
  }

  #begin(subject: StepSubject): void {
    this.#state = this.#question.begin?.(subject);
    this.#isBegun = true;
  }
}

/** Questions about rows, asked together: each row is read once, and those that look at rows of its kind are asked. */
export class RowQuestions {
  #asked: readonly AskedQuestion[];
  #byKind: readonly (readonly AskedQuestion[])[] = [];

  /** @throws RangeError where a question looks at rows of a kind that there is not. */
  constructor(questions: readonly { readonly rows: RowQuestion; readonly tally: Asked }[]) {
    for (const { rows } of questions)
      for (const kind of rows.kinds ?? [])
        if (!(kind in EVENT))
          throw new RangeError(`there are no rows of kind "${kind}": the kinds are ${EVENT_KINDS.join(', ')}`);
    this.#asked = questions.map(({ rows, tally }) => new AskedQuestion(rows, tally));
    const looksAt = ({ rows: { kinds } }: { readonly rows: RowQuestion }, kind: EventKind): boolean =>
      kinds === undefined || kinds.includes(kind);
    this.#byKind = EVENT_KINDS.map((kind) =>
      this.#asked.filter((_, i) => looksAt(questions[i] as { readonly rows: RowQuestion }, kind)),
    );
  }

  /** Asks about a step. @param rows - Its rows. */
  ask(rows: StepCursor, subject: StepSubject): void {
    while (rows.next().done !== true)
      for (const one of this.#byKind[rows.kindNumber] as readonly AskedQuestion[]) one.take(rows, subject);
    for (const one of this.#asked) one.end(subject);
    if (this.#asked.some(isBroken)) this.#drop();
  }

  /** What broke is not asked again. */
  #drop(): void {
    this.#asked = this.#asked.filter((one) => !isBroken(one));
    this.#byKind = this.#byKind.map((those) => those.filter((one) => !isBroken(one)));
  }
}

const isBroken = ({ tally }: AskedQuestion): boolean => tally.witness !== undefined;
