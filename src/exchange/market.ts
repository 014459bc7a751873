import type { AccountKind, MarginSchedule, MarketView, Side } from '../contract/index.ts';
import { ACCOUNT_KINDS, type Ledger } from '../ledger/index.ts';
import { type Instrument, value } from '../money/index.ts';
import type { Book, FillListener } from './book.ts';

/** Asset a market settles in. */
interface MarketAsset {
  readonly name: string;
  readonly decimals: number;
}

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
const PEOPLE: readonly AccountKind[] = ['trader', 'maker', 'member'];
/** Whether a kind is one of them, by its number in the schema. */
const IS_PEOPLE = ACCOUNT_KINDS.map((kind) => PEOPLE.includes(kind));

/** A live market: setup, prices, book. It is the view mechanisms get. */
export class Market implements MarketView {
  readonly number: number;
  readonly id: string;
  readonly kind: 'linear' | 'inverse';
  readonly settle: string;
  readonly decimals: number;
  readonly tick: number;
  readonly beta: number;
  readonly setup: MarketSetup;
  readonly #ledger: Ledger;
  /** Profit of the longs and of the shorts, and the length of the log when each was added up: what moves them is an event. */
  readonly #profits = new Float64Array(2);
  readonly #profitsAt = new Float64Array(2).fill(-1);
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

  constructor(number: number, setup: MarketSetup, settle: MarketAsset, ledger: Ledger, book: Book) {
    this.number = number;
    this.id = setup.id;
    this.kind = setup.instrument.kind;
    this.settle = settle.name;
    this.decimals = settle.decimals;
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
    return value(this.setup.instrument, lots, ticks);
  }

  notional(lots: number, ticks = this.mark): number {
    return this.worth(Math.abs(this.value(lots, ticks)));
  }

  openProfit(side: Side): number {
    const entry = side === 1 ? 0 : 1;
    const { length } = this.#ledger.log;
    if (this.#profitsAt[entry] !== length) {
      this.#profits[entry] = this.worth(this.#addProfits(side));
      this.#profitsAt[entry] = length;
    }
    return this.#profits[entry] as number;
  }

  #addProfits(side: Side): number {
    const ledger = this.#ledger;
    const { positions, accounts } = ledger;
    const { instrument } = this.setup;
    const ticks = this.mark;
    let profit = 0;
    let row = positions.headOfMarket[this.number] as number;
    for (; row !== -1; row = positions.nextInMarket[row] as number) {
      const lots = positions.lots[row] as number;
      if (lots > 0 !== (side === 1)) continue;
      if (IS_PEOPLE[accounts.kind[positions.account[row] as number] as number] !== true) continue;
      profit += value(instrument, lots, ticks) - (positions.cost[row] as number);
    }
    return profit;
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
