import type { AccountKind, MarginSchedule, MarketView, Side } from '../contract/index.ts';
import type { Ledger } from '../ledger/index.ts';
import type { Instrument } from '../money/index.ts';
import type { Book, FillListener } from './book.ts';

/** A market as a venue is set up with it. */
export interface MarketSetup {
  readonly id: string;
  readonly instrument: Instrument;
  /** Number of the asset it settles in; 0 is the venue's settlement asset. */
  readonly settle: number;
  /** Price of one tick, natural units. */
  readonly tick: number;
  /** Hard band of the run, ticks. */
  readonly floor: number;
  readonly cap: number;
  /** Sensitivity to the common factor. */
  readonly beta: number;
  /** Price at the start, ticks. */
  readonly open: number;
  /** One-sided open interest it is about to open with, units of the venue's settlement asset; 0 when left out. */
  readonly openingInterest?: number;
}

/** Kinds of account that trade on a side, as opposed to pools that face them. */
const PEOPLE: ReadonlySet<AccountKind> = new Set(['trader', 'maker', 'member']);

/** A live market: setup, prices, book. It is the view mechanisms get. */
export class Market implements MarketView {
  readonly number: number;
  readonly id: string;
  readonly kind: 'linear' | 'inverse';
  readonly settle: string;
  readonly tick: number;
  readonly beta: number;
  readonly setup: MarketSetup;
  readonly #ledger: Ledger;
  /** Mark of the step before, ticks. */
  previousMark: number;
  /** Order book; replaced when a run is resumed. */
  book: Book;
  /** Whether the market is closed for good. */
  closed = false;
  /** Notional bought less notional sold by those who took what rested, units of the venue's settlement asset, since the world last read it. */
  takerFlow = 0;
  /** Units of the asset it settles in as units of the venue's settlement asset; set when the venue is built. */
  worth: (units: number) => number = (units) => units;
  /** Margin rule; set when the venue is built. */
  schedule: MarginSchedule = { initial: () => 0, maintenance: () => 0 };

  constructor(number: number, setup: MarketSetup, settle: string, ledger: Ledger, book: Book) {
    this.number = number;
    this.id = setup.id;
    this.kind = setup.instrument.kind;
    this.settle = settle;
    this.tick = setup.tick;
    this.beta = setup.beta;
    this.setup = setup;
    this.previousMark = setup.open;
    this.#ledger = ledger;
    this.book = book;
  }

  get mark(): number {
    return this.#ledger.mark[this.number] as number;
  }

  get oracle(): number {
    return this.#ledger.oracle[this.number] as number;
  }

  get bestBid(): number {
    return this.book.best(1);
  }

  get bestAsk(): number {
    return this.book.best(-1);
  }

  get last(): number {
    return this.book.last;
  }

  get openInterest(): number {
    return this.#ledger.longLots[this.number] as number;
  }

  value(lots: number, ticks: number): number {
    return this.#ledger.value(this.number, lots, ticks);
  }

  notional(lots: number, ticks = this.mark): number {
    return this.worth(Math.abs(this.value(lots, ticks)));
  }

  openProfit(side: Side): number {
    const { positions, accounts } = this.#ledger;
    let profit = 0;
    let row = positions.headOfMarket[this.number] as number;
    for (; row !== -1; row = positions.nextInMarket[row] as number) {
      const lots = positions.lots[row] as number;
      if (lots > 0 !== (side === 1) || !PEOPLE.has(accounts.kindOf(positions.account[row] as number))) continue;
      profit += this.value(lots, this.mark) - (positions.cost[row] as number) - this.#ledger.accrued(row);
    }
    return this.worth(profit);
  }

  /** Matches an incoming order against the book and counts it as aggressive flow; returns the lots filled, as {@link Book.match}. */
  match(account: number, side: Side, lots: number, limit: number | undefined, onFill: FillListener): number {
    return this.book.match(account, side, lots, limit, (maker, filled, ticks) => {
      onFill(maker, filled, ticks);
      this.takerFlow += side * this.notional(filled, ticks);
    });
  }

  fillable(side: Side, limit?: number): number {
    return this.book.fillable(side, limit);
  }
}
