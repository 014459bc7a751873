import type { Books, Branches, StepRow } from '../contract/index.ts';
import { isHedged } from './standings.ts';

interface Score {
  readonly score: number;
  readonly gives: number;
  readonly limit: number;
}

/** Whether the counterparty of a cut was hedged before it and is not after it. */
export const brokeHedge = ({ ofB }: StepRow): boolean =>
  ofB !== undefined && isHedged(ofB.before) && !isHedged(ofB.after);

/** No branch reached. */
export const NO_BRANCHES: Branches = Object.freeze({
  fundEmptied: 0,
  adlFired: 0,
  cascades: 0,
  ties: 0,
  partialFills: 0,
  hedgesBroken: 0,
  uncovered: 0,
});

/** Counts the branches of a run that are worth reaching, row by row. Ties and partial fills are seen in logs that hold scores only. */
export class BranchCounter {
  readonly #books: Books;
  readonly #counts: { -readonly [B in keyof Branches]: number } = { ...NO_BRANCHES };
  #round = 0;
  #cascading = false;
  #scores: Score[] = [];

  constructor(books: Books) {
    this.#books = books;
  }

  get counts(): Branches {
    return this.#counts;
  }

  /** Takes the next row, which the books have taken before. */
  take(row: StepRow): void {
    const counts = this.#counts;
    switch (row.kind) {
      case 'step':
        this.#round = 0;
        this.#cascading = false;
        return;
      case 'round':
        this.#round += 1;
        return;
      case 'open-case':
        if (this.#round < 2 || this.#cascading) return;
        this.#cascading = true;
        counts.cascades += 1;
        return;
      case 'score':
        this.#scores.push({ score: row.value, gives: row.cost, limit: row.lots });
        return;
      case 'decision':
        return this.#decided();
      case 'fill':
        if (row.cause !== 'adl') return;
        counts.adlFired += 1;
        if (brokeHedge(row)) counts.hedgesBroken += 1;
        return;
      case 'transfer':
        return this.#paid(row);
    }
  }

  #paid(row: StepRow): void {
    const counts = this.#counts;
    if (row.cause === 'charge') counts.adlFired += 1;
    else if (row.cause === 'write-off') counts.uncovered += 1;
    else if (row.cause === 'pay' && row.freeAfter !== undefined) {
      const pool = this.#books.pools.find(({ account }) => account === row.a);
      if (pool !== undefined && row.freeAfter <= pool.floor) counts.fundEmptied += 1;
    }
  }

  #decided(): void {
    let least = Number.POSITIVE_INFINITY;
    let spared = Number.NEGATIVE_INFINITY;
    for (const { score, gives, limit } of this.#scores) {
      if (gives > 0) least = Math.min(least, score);
      if (gives < limit) spared = Math.max(spared, score);
      if (gives > 0 && gives < limit) this.#counts.partialFills += 1;
    }
    // Whoever gives a part of what it could stands on both sides: with nobody else at its score who may give it is tied with nobody.
    const atLevel = this.#scores.filter(({ score, limit }) => score === least && limit > 0).length;
    if (atLevel > 1 && least === spared) this.#counts.ties += 1;
    this.#scores = [];
  }
}
