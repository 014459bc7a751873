import type { DesignView, PoolBooks } from '../contract/index.ts';
import { CAUSE, EVENT } from '../ledger/index.ts';
import type { BooksFold } from './books-fold.ts';
import type { CaseFold } from './fold.ts';
import { isCut, type StepCursor } from './step-rows.ts';

const TAKES: ReadonlySet<string> = new Set(['adl', 'socialisation']);

/**
 * Names of the pools that fund layers pay from, and backstops take over for, before the first layer that takes from other accounts; none
 * where there is no such layer.
 */
export const paysFirst = ({ waterfall }: DesignView): readonly string[] => {
  const first = waterfall.findIndex(({ kind }) => TAKES.has(kind));
  return waterfall.slice(0, Math.max(0, first)).flatMap(({ kind, pool, mechanisms }) => {
    const named = pool ?? (kind === 'backstop' ? mechanisms[0]?.params.pool : undefined);
    return typeof named === 'string' ? [named] : [];
  });
};

/** What notes must know of a venue: its pools. */
interface HasPools {
  readonly markets: readonly unknown[];
  readonly pools: readonly PoolBooks[];
}

/** Says beside each row what the rows before it came to, as the folds tell it. */
export class RowNotes {
  readonly #books: BooksFold;
  readonly #cases: CaseFold;
  /** Pools by account. */
  readonly #pools: (PoolBooks | undefined)[] = [];
  /** What each pool received less paid outside of cases, by account: capital, fees, flows. */
  readonly #outside = new Map<number, number>();
  /** Pools that a fund layer pays from, by the market they serve. */
  readonly #payers: readonly (readonly PoolBooks[])[];
  /** What the best of them has free, by market; NaN when it must be read anew. */
  readonly #free: Float64Array;

  /** @param payers - Names of the pools that fund layers pay from. */
  constructor(books: BooksFold, cases: CaseFold, { markets, pools }: HasPools, payers: readonly string[]) {
    this.#books = books;
    this.#cases = cases;
    for (const pool of pools) {
      this.#pools[pool.account] = pool;
      this.#outside.set(pool.account, 0);
    }
    const pays = ({ name }: PoolBooks): boolean => payers.some((one) => name === one || name.startsWith(`${one}/`));
    this.#payers = markets.map((_, market) => pools.filter((pool) => pays(pool) && pool.servesMarket(market)));
    this.#free = new Float64Array(markets.length).fill(Number.NaN);
  }

  /** Takes the next row, which the folds have taken before. */
  take(row: StepCursor): void {
    const { kindNumber: kind, a, b } = row;
    const books = this.#books;
    if (kind === EVENT.fill) row.noteHeld(books.heldByA, books.heldByB);
    else if (kind === EVENT.price) this.#free.fill(Number.NaN);
    if (isCut(row)) this.#cut(row);
    const payer = a < 0 ? undefined : this.#pools[a];
    const payee = b < 0 ? undefined : this.#pools[b];
    if (payer !== undefined || payee !== undefined) this.#free.fill(Number.NaN);
    if (kind !== EVENT.transfer) return;
    // The fee of a pool that was cut is its own affair, and no part of any case's account.
    if (row.case === 0 || (row.causeNumber === CAUSE['liquidation-fee'] && this.#cases.get(row.case)?.subject !== a)) {
      if (payer !== undefined) this.#putIn(a, -row.value);
      if (payee !== undefined) this.#putIn(b, row.value);
    } else this.#ofCase(row);
    if (payer !== undefined) row.noteFree(books.free(a), this.#result(a));
  }

  /** What a pool has won by cases and lots, units. */
  #result(pool: number): number {
    return this.#books.balanceAtMark(pool, 0) - (this.#outside.get(pool) as number);
  }

  #putIn(pool: number, units: number): void {
    this.#outside.set(pool, (this.#outside.get(pool) as number) + units);
  }

  /** What the subject of a default has after a payment. */
  #ofCase(row: StepCursor): void {
    const one = this.#cases.get(row.case);
    if (one?.kind === 'default' && (row.a === one.subject || row.b === one.subject))
      row.noteSubject(this.#books.standing(one.subject, row.market));
  }

  #cut(row: StepCursor): void {
    const isFill = row.kindNumber === EVENT.fill;
    if (!isFill) row.notePayer(this.#books.equity(row.a));
    const market = isFill ? row.market : (this.#cases.get(row.case)?.markets.at(-1) ?? -1);
    row.noteFunds(market === -1 ? Number.NaN : this.#freeFor(market));
  }

  #freeFor(market: number): number {
    const payers = this.#payers[market] ?? [];
    if (payers.length === 0) return Number.NaN;
    const known = this.#free[market] as number;
    if (!Number.isNaN(known)) return known;
    const free = Math.max(
      ...payers.map(({ account, floor, lossCap }) =>
        Math.min(this.#books.free(account) - floor, lossCap + this.#result(account)),
      ),
    );
    this.#free[market] = free;
    return free;
  }
}
