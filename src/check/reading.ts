import type { DesignView } from '../contract/index.ts';
import type { Venue } from '../exchange/index.ts';
import { CAUSE, type Cause, EVENT } from '../ledger/index.ts';
import { BooksFold } from './books-fold.ts';
import { BranchCounter } from './branch-counter.ts';
import { designView } from './design-view.ts';
import { CaseFold } from './fold.ts';
import { LiveStep } from './live-step.ts';
import { PoolMeter } from './pool-meter.ts';
import { paysFirst, RowNotes } from './row-notes.ts';
import { flags, RowsMet } from './rows-met.ts';
import { Standings } from './standings.ts';
import { Beside, type StepCursor, StepRows } from './step-rows.ts';
import { Tallies } from './tallies.ts';
import { VenueBooks } from './venue-books.ts';

/** Causes of transfers around which it is told how the payer stands. */
const TOLD = flags<Cause>(CAUSE, ['charge', 'liquidation-fee', 'withdraw']);
/** Reads the log of a venue as it grows, and hands out one subject a step. */
export class Reading {
  readonly venue: Venue;
  readonly folded: BooksFold;
  readonly books: VenueBooks;
  readonly #cases: CaseFold;
  readonly #met = new RowsMet();
  readonly #beside = new Beside();
  readonly #notes: RowNotes;
  readonly #design: DesignView;
  /** What the run did to each account, and which branches it reached: counted when somebody asks about whole runs. */
  readonly counts:
    | {
        readonly tallies: Tallies;
        readonly branches: BranchCounter;
        readonly standings: Standings;
        readonly pools: PoolMeter;
      }
    | undefined;
  #next = 0;

  /** @param counting - Whether what whole runs are asked about is counted. */
  constructor(venue: Venue, counting = false) {
    this.venue = venue;
    const { shape } = venue.ledger;
    this.folded = new BooksFold(shape);
    this.#cases = new CaseFold(
      this.folded,
      shape.assets,
      shape.markets.map((market) => market.settle),
    );
    this.books = new VenueBooks(venue, this.#cases);
    this.#design = designView(venue.design);
    this.#notes = new RowNotes(this.folded, this.#cases, this.books, paysFirst(this.#design));
    this.counts = counting
      ? {
          tallies: new Tallies((asset, units) => venue.valuation.worth(asset, units)),
          branches: new BranchCounter(this.books),
          standings: new Standings(venue, this.folded),
          pools: new PoolMeter(this.books.pools),
        }
      : undefined;
  }

  /** Number of the first row of the log that was not read yet. */
  get needs(): number {
    return this.#next;
  }

  /**
   * What happened since the last time.
   *
   * @throws RangeError when the log has let go of rows that were not read.
   */
  next(full: boolean): LiveStep {
    const { venue, books, folded } = this;
    const { log } = venue.ledger;
    const rows = new StepRows(log.spans(this.#next), this.#beside);
    this.#next = log.length;
    this.#met.begin();
    const row = rows.walk();
    while (row.next().done !== true) this.#take(row);
    this.counts?.pools.endStep();
    return new LiveStep({ venue, rows, met: this.#met, books, folded, design: this.#design }, full);
  }

  #take(row: StepCursor): void {
    const { folded } = this;
    const { a, b, kindNumber: kind } = row;
    const standings = isTold(row) ? this.counts?.standings : undefined;
    // The market of a transfer is an asset.
    const market = kind === EVENT.transfer ? -1 : row.market;
    const ofA = a < 0 ? undefined : standings?.of(a, market);
    const ofB = kind === EVENT.fill && b >= 0 ? standings?.of(b, market) : undefined;
    folded.apply(row);
    if (standings !== undefined && ofA !== undefined) {
      // A score or a case that opens moves nothing.
      const moves = kind === EVENT.fill || kind === EVENT.transfer;
      row.noteMoved(
        { before: ofA, after: moves ? standings.of(a, market) : ofA },
        ofB && { before: ofB, after: standings.of(b, market) },
      );
    }
    this.#cases.apply(row);
    this.#met.take(row);
    this.#notes.take(row);
    this.counts?.tallies.take(row);
    this.counts?.branches.take(row);
  }
}

/** Whether it is told how the accounts of a row stand around it. */
const isTold = ({ kindNumber: kind, causeNumber: cause, case: id }: StepCursor): boolean => {
  if (kind === EVENT.fill) return id > 0 || cause === CAUSE.trade;
  return kind === EVENT.score || kind === EVENT['open-case'] || (kind === EVENT.transfer && TOLD[cause] === 1);
};
