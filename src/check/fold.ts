import type { AccountKind, CaseAccount, CaseBooks } from '../contract/index.ts';
import { CASE_KINDS, CAUSES, type Cause } from '../ledger/index.ts';
import type { BooksFold } from './books-fold.ts';
import type { EventCursor } from './event-cursor.ts';

type Line = { -readonly [F in keyof CaseAccount]: number };
type Bearer = 'book' | 'backstop' | 'fund' | 'adl' | 'socialised' | 'uncovered';

/** A case as the log tells it. */
export interface FoldedCase {
  readonly id: number;
  readonly kind: CaseBooks['kind'];
  readonly subject: number;
  isOpen: boolean;
  /** Markets in which its subject held lots since it opened; the last is that of its last piece. */
  readonly markets: readonly number[];
  /** Its account in each asset. */
  readonly lines: readonly CaseAccount[];
}

type Kept = Omit<FoldedCase, 'lines' | 'markets'> & { readonly lines: Line[]; readonly markets: number[] };

const blank = (): Line => ({
  markLoss: 0,
  slippage: 0,
  fees: 0,
  forfeited: 0,
  ownCollateral: 0,
  book: 0,
  backstop: 0,
  fund: 0,
  adl: 0,
  socialised: 0,
  uncovered: 0,
  left: 0,
});

/** A list by number of the cause. */
const byCause = <T>(named: Partial<Record<Cause, T>>): readonly (T | undefined)[] =>
  CAUSES.map((cause) => named[cause]);

/** Who bears what a cause moves, whoever the account is. */
const BY_CAUSE = byCause<Bearer>({
  adl: 'adl',
  charge: 'socialised',
  'index-shift': 'socialised',
  'write-off': 'uncovered',
});
/** Who bears what an account of that kind pays. */
const BY_KIND: Partial<Record<AccountKind, Bearer>> = {
  fund: 'fund',
  vault: 'backstop',
  pool: 'backstop',
  member: 'backstop',
};
/** What money that leaves the subject is spent on. */
const SPENT_ON = byCause<'fees' | 'forfeited' | 'slippage'>({
  'liquidation-fee': 'fees',
  forfeit: 'forfeited',
  'take-over-difference': 'slippage',
  'adl-difference': 'slippage',
});

const moveToEnd = (list: number[], one: number): void => {
  const at = list.indexOf(one);
  if (at !== -1 && at === list.length - 1) return;
  if (at !== -1) list.splice(at, 1);
  list.push(one);
};

/**
 * The account of every case, recomputed from the event log alone.
 *
 * What a case needed comes from the `cost`, `mark` and `value` of its rows; own collateral from the subject's balances as
 * {@link BooksFold} folds them; the rest from who was on the other side. Nothing is taken from what the venue recorded.
 */
export class CaseFold {
  readonly #books: BooksFold;
  readonly #assets: number;
  readonly #settle: readonly number[];
  /** Cases by id; there is none of id 0. */
  readonly #cases: Kept[] = [];
  readonly #open = new Set<number>();

  /** @param settle - Asset in which each market settles. */
  constructor(books: BooksFold, assets: number, settle: readonly number[]) {
    this.#books = books;
    this.#assets = assets;
    this.#settle = settle;
  }

  /** A case by id. */
  get(id: number): FoldedCase | undefined {
    return this.#cases[id];
  }

  /** Highest id of a case so far. */
  get last(): number {
    return this.#cases.length - 1;
  }

  /** Cases that are open, by id. */
  get open(): Iterable<number> {
    return this.#open;
  }

  /** Takes the next row, which the books have taken before. */
  apply(row: EventCursor): void {
    if (row.case === 0) return;
    if (row.kind === 'open-case') {
      const lines = Array.from({ length: this.#assets }, blank);
      const kind = CASE_KINDS[row.value] as CaseBooks['kind'];
      const markets = [...this.#books.markets(row.a)];
      this.#cases[row.case] = { id: row.case, kind, subject: row.a, isOpen: true, markets, lines };
      this.#open.add(row.case);
      return;
    }
    const one = this.#cases[row.case];
    if (one === undefined) return;
    switch (row.kind) {
      case 'close-case':
        one.isOpen = false;
        this.#open.delete(row.case);
        if (one.kind !== 'default') return;
        for (const [asset, line] of one.lines.entries()) line.left = this.#books.balanceAtMark(one.subject, asset);
        return;
      case 'fill':
        // A companion is an order of somebody else that goes with the case.
        if (row.a !== one.subject || row.cause === 'companion') return;
        moveToEnd(one.markets, row.market);
        return this.#piece(
          this.#line(one.lines, row.market),
          row,
          -this.#books.moneyA,
          this.#bearer(row.causeNumber, row.b),
        );
      case 'net-inventory': {
        // It follows the fill that closed it, in which the holder was either side.
        const money = row.a === this.#books.b ? this.#books.moneyB : this.#books.moneyA;
        return this.#piece(this.#line(one.lines, row.market), row, -money, 'book');
      }
      case 'transfer':
        return this.#payment(one.lines[row.market] as Line, one.subject, row);
      case 'sell-collateral': {
        const line = one.lines[0] as Line;
        line.ownCollateral += row.mark - row.value;
        if (row.value < row.mark) line.slippage += row.mark - row.value;
        else line.book += row.value - row.mark;
      }
    }
  }

  #line(lines: readonly Line[], market: number): Line {
    return lines[this.#settle[market] ?? 0] as Line;
  }

  #bearer(cause: number, payer: number): Bearer {
    return BY_CAUSE[cause] ?? BY_KIND[this.#books.kindOf(payer) ?? 'trader'] ?? 'book';
  }

  /** A piece that left at an executed value. */
  #piece(line: Line, row: EventCursor, own: number, bearer: Bearer): void {
    line.markLoss += row.cost - row.mark;
    line.ownCollateral += own;
    if (row.value < row.mark) line.slippage += row.mark - row.value;
    else line[bearer] += row.value - row.mark;
  }

  #payment(line: Line, subject: number, row: EventCursor): void {
    // What an account pays itself moves nothing, and nobody bears it.
    if (row.a === row.b) return;
    if (row.b === subject) {
      line.ownCollateral -= row.value;
      line[this.#bearer(row.causeNumber, row.a)] += row.value;
    }
    if (row.a === subject) {
      line.ownCollateral += row.value;
      const spentOn = SPENT_ON[row.causeNumber];
      if (spentOn !== undefined) line[spentOn] += row.value;
    }
  }
}
