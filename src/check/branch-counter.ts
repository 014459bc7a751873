import type { Books, Branches, FoldedBooks, StepRow } from '../contract/index.ts';

/** Share of the smaller side by which a hedge may be off and still be one. */
const HEDGED = 0.05;

interface Score {
  readonly score: number;
  readonly gives: number;
  readonly limit: number;
}

/** Counts the branches of a run that are worth reaching, row by row. Ties and partial fills are seen in logs that hold scores only. */
export class BranchCounter {
  readonly #books: Books;
  readonly #folded: FoldedBooks;
  readonly #counts: { -readonly [B in keyof Branches]: number } = {
    fundEmptied: 0,
    adlFired: 0,
    cascades: 0,
    ties: 0,
    partialFills: 0,
    hedgesBroken: 0,
    uncovered: 0,
  };
  #round = 0;
  #cascading = false;
  #scores: Score[] = [];

  constructor(books: Books, folded: FoldedBooks) {
    this.#books = books;
    this.#folded = folded;
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
        if (this.#brokeHedge(row)) counts.hedgesBroken += 1;
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
    if (this.#scores.length > 1 && least === spared) this.#counts.ties += 1;
    this.#scores = [];
  }

  /** Whether the counterparty of a cut was flat in the common factor before it and is not after it. */
  #brokeHedge({ b, market, lots }: StepRow): boolean {
    let long = 0;
    let short = 0;
    let cut = 0;
    for (const position of this.#folded.walk(b)) {
      const notional = Math.abs(position.value);
      if (position.market === market) cut = position.lots === 0 ? 0 : notional / Math.abs(position.lots);
      if (position.lots > 0) long += notional;
      else short += notional;
    }
    if (cut === 0) return false;
    const moved = cut * lots;
    const [longBefore, shortBefore] = moved > 0 ? [long, short + moved] : [long - moved, short];
    const isHedged = (one: number, other: number): boolean =>
      Math.min(one, other) > 0 && Math.abs(one - other) <= HEDGED * Math.min(one, other);
    return isHedged(longBefore, shortBefore) && !isHedged(long, short);
  }
}
