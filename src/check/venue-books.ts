import type {
  AccountBooks,
  AccountKind,
  AssetBooks,
  Books,
  CaseAccount,
  CaseBooks,
  MarketBooks,
  PoolBooks,
  PositionBooks,
  RestingBooks,
} from '../contract/index.ts';
import { type CaseData, emptyLine, type Venue } from '../exchange/index.ts';
import type { EventLog } from '../ledger/index.ts';
import { PositionCursor, VenueAccount } from './account-books.ts';
import type { CaseFold } from './fold.ts';
import { LiveAsset, LiveMarket, LivePool } from './live-books.ts';

/** The books of a live venue, read from its columns when asked, beside what the log says of its cases. */
export class VenueBooks implements Books {
  readonly #venue: Venue;
  readonly #folded: CaseFold;
  readonly #cases: CaseBooks[] = [];
  #open: readonly CaseBooks[] = [];
  /** Rows of the log when the open cases were listed. */
  #openAt = -1;
  readonly markets: readonly MarketBooks[];
  readonly assets: readonly AssetBooks[];
  readonly pools: readonly PoolBooks[];
  /** The same by account. */
  readonly #poolsOf: (PoolBooks | undefined)[] = [];

  constructor(venue: Venue, folded: CaseFold) {
    this.#venue = venue;
    this.#folded = folded;
    this.markets = venue.markets.map((market) => new LiveMarket(venue, market));
    this.assets = venue.assets.map(({ name }, asset) => new LiveAsset(venue, name, asset));
    this.pools = venue.pools.map((pool) => new LivePool(venue, pool));
    for (const pool of this.pools) this.#poolsOf[pool.account] = pool;
  }

  get count(): number {
    return this.#venue.ledger.accounts.count;
  }

  poolOf(account: number): PoolBooks | undefined {
    return this.#poolsOf[account];
  }

  kindOf(id: number): AccountKind {
    return this.#venue.ledger.accounts.kindOf(id);
  }

  account(id: number): AccountBooks {
    return new VenueAccount(this.#venue, id);
  }

  walk(id: number): Iterable<PositionBooks> {
    return new PositionCursor(this.#venue, id);
  }

  case(id: number): CaseBooks | undefined {
    const known = this.#cases[id - 1];
    if (known !== undefined) return known;
    const data = this.#venue.cases.all[id - 1];
    if (data === undefined) return undefined;
    const made = new LiveCase(data, this.#folded, this.#venue.ledger.log);
    this.#cases[id - 1] = made;
    return made;
  }

  /** Listed anew only when the log has grown, since several ask. */
  open(): readonly CaseBooks[] {
    const { length } = this.#venue.ledger.log;
    if (this.#openAt !== length) {
      this.#open = Array.from(this.#venue.cases.open(), ({ id }) => this.case(id) as CaseBooks);
      this.#openAt = length;
    }
    return this.#open;
  }

  *resting(): Generator<RestingBooks> {
    for (const { number, book } of this.#venue.markets)
      for (const { account, side, lots, case: caseId } of book.save().orders)
        yield { account, market: number, side, lots, case: caseId };
  }

  /** All cases by id. */
  *cases(): Generator<CaseBooks> {
    for (const { id } of this.#venue.cases.all) yield this.case(id) as CaseBooks;
  }
}

/** A case of a live venue: made once, read when asked. */
class LiveCase implements CaseBooks {
  readonly #data: CaseData;
  readonly #fold: CaseFold;
  readonly #log: EventLog;
  #lines: readonly CaseAccount[] = [];
  /** Rows of the log when the lines were read. */
  #readAt = -1;
  readonly id: number;
  readonly kind: CaseBooks['kind'];
  readonly subject: number;
  readonly market: number;

  constructor(data: CaseData, fold: CaseFold, log: EventLog) {
    this.#data = data;
    this.#fold = fold;
    this.#log = log;
    this.id = data.id;
    this.kind = data.kind;
    this.subject = data.subject;
    this.market = data.market;
  }

  get isOpen(): boolean {
    return this.#data.closed === undefined;
  }

  get markets(): readonly number[] {
    return this.#fold.get(this.id)?.markets ?? [];
  }

  get inventory(): number {
    return this.#data.origins.reduce((sum, origin) => sum + origin.lots, 0);
  }

  /** Copied from the columns once a step, since dozens ask. */
  get record(): readonly CaseAccount[] {
    if (this.#readAt !== this.#log.length) {
      this.#lines = this.#data.lines;
      this.#readAt = this.#log.length;
    }
    return this.#lines;
  }

  get folded(): readonly CaseAccount[] {
    return this.#fold.get(this.id)?.lines ?? this.#data.lines.map(emptyLine);
  }
}
