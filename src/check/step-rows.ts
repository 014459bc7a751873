import { keptRow, type Moved, type StepRow, type SubjectAfter } from '../contract/index.ts';
import { CAUSE, EVENT, EVENT_KINDS, type EventKind, type EventSpan } from '../ledger/index.ts';
import { EventCursor } from './event-cursor.ts';

const NONE: readonly StepCursor[] = [];

/** What the rows before each row of a step say about it: one for all steps. */
export class Beside {
  /** Which kinds of row the step has, by number of the kind. */
  readonly kinds = new Uint8Array(EVENT_KINDS.length);
  /** By number of the row; of rows that are no fills, anything. */
  heldByA = new Float64Array(0);
  heldByB = new Float64Array(0);
  /** Of cuts and charges; of other rows, anything. */
  fundFree = new Float64Array(0);
  readonly freeAfter = new Map<number, number>();
  readonly resultAfter = new Map<number, number>();
  readonly subjectAfter = new Map<number, SubjectAfter>();
  readonly payerAfter = new Map<number, number>();
  readonly ofA = new Map<number, Moved>();
  readonly ofB = new Map<number, Moved>();

  /** Forgets the last step. */
  begin(rows: number): void {
    const { freeAfter, resultAfter, subjectAfter, payerAfter, ofA, ofB } = this;
    this.kinds.fill(0);
    for (const notes of [freeAfter, resultAfter, subjectAfter, payerAfter, ofA, ofB]) notes.clear();
    if (rows <= this.heldByA.length) return;
    this.heldByA = new Float64Array(2 * rows);
    this.heldByB = new Float64Array(2 * rows);
    this.fundFree = new Float64Array(2 * rows);
  }
}

/**
 * Rows of a log since the last step, read from its columns, with what the rows before say about each.
 *
 * They are there until the next step begins.
 */
export class StepRows {
  readonly #spans: readonly EventSpan[];
  readonly #beside: Beside;
  #array: readonly StepRow[] | undefined;

  /** @param spans - The rows, in order. @param beside - Room for what is said about them; that of the last step is forgotten. */
  constructor(spans: Iterable<EventSpan>, beside: Beside) {
    let count = 0;
    this.#spans = [...spans];
    for (const { from, to } of this.#spans) count += to - from;
    beside.begin(count);
    for (const { columns, from, to } of this.#spans)
      for (let at = from; at < to; at++) beside.kinds[columns.kind[at] as number] = 1;
    this.#beside = beside;
  }

  /** The rows one at a time: by one object that moves on, so that nothing is made for a row. */
  walk(): StepCursor {
    return new StepCursor(this.#spans, this.#beside);
  }

  /** Those of a kind. */
  walkOnly(kind: string): Iterable<StepCursor> {
    // Most steps have rows of few kinds, and dozens ask.
    return this.#beside.kinds[EVENT[kind as EventKind]] === 1 ? new StepCursor(this.#spans, this.#beside, kind) : NONE;
  }

  /** The rows as objects that stay as they are. */
  get array(): readonly StepRow[] {
    this.#array ??= Array.from(this.walk(), keptRow);
    return this.#array;
  }
}

/** Whether a row takes lots or money from an account for the loss of another. */
export const isCut = ({ kindNumber, causeNumber }: EventCursor): boolean =>
  (kindNumber === EVENT.fill && causeNumber === CAUSE.adl) ||
  (kindNumber === EVENT.transfer && causeNumber === CAUSE.charge);

/** A row of a step. */
export class StepCursor extends EventCursor implements StepRow {
  readonly #beside: Beside;

  constructor(spans: readonly EventSpan[], beside: Beside, kind?: string) {
    super(spans, kind);
    this.#beside = beside;
  }

  /** Says what the rows before say about this fill. */
  noteHeld(byA: number, byB: number): void {
    this.#beside.heldByA[this.row] = byA;
    this.#beside.heldByB[this.row] = byB;
  }

  /** Says what a pool has left to spend after this payment, and what it has won so far, units. */
  noteFree(units: number, result: number): void {
    this.#beside.freeAfter.set(this.row, units);
    this.#beside.resultAfter.set(this.row, result);
  }

  /** Says how the subject of the case stands after this payment. */
  noteSubject(standing: SubjectAfter): void {
    this.#beside.subjectAfter.set(this.row, standing);
  }

  /** Says what the payer of this charge has left, units. */
  notePayer(equity: number): void {
    this.#beside.payerAfter.set(this.row, equity);
  }

  /** Says what the funds that come before this cut or charge still have, units; NaN where none serves its market. */
  noteFunds(units: number): void {
    this.#beside.fundFree[this.row] = units;
  }

  /** Says how the accounts of this row stand around it. */
  noteMoved(ofA: Moved, ofB: Moved | undefined): void {
    this.#beside.ofA.set(this.row, ofA);
    if (ofB !== undefined) this.#beside.ofB.set(this.row, ofB);
  }

  get heldByA(): number {
    return this.kindNumber === EVENT.fill ? (this.#beside.heldByA[this.row] as number) : 0;
  }
  get heldByB(): number {
    return this.kindNumber === EVENT.fill ? (this.#beside.heldByB[this.row] as number) : 0;
  }
  get freeAfter(): number | undefined {
    return this.#beside.freeAfter.get(this.row);
  }
  get ofA(): Moved | undefined {
    return this.#beside.ofA.get(this.row);
  }
  get ofB(): Moved | undefined {
    return this.#beside.ofB.get(this.row);
  }
  get resultAfter(): number | undefined {
    return this.#beside.resultAfter.get(this.row);
  }
  get subjectAfter(): SubjectAfter | undefined {
    return this.#beside.subjectAfter.get(this.row);
  }
  get payerAfter(): number | undefined {
    return this.#beside.payerAfter.get(this.row);
  }
  get fundFree(): number | undefined {
    if (!isCut(this)) return undefined;
    const units = this.#beside.fundFree[this.row] as number;
    return Number.isNaN(units) ? undefined : units;
  }
}
