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
import { type CaseData, emptyLine, type Market, type Pool, type Venue } from '../exchange/index.ts';
import type { EventLog } from '../ledger/index.ts';
import { PositionCursor, VenueAccount } from './account-books.ts';
import type { CaseFold } from './fold.ts';

/** A market of a live venue: made once, read when asked. */
const liveMarket = ({ ledger }: Venue, market: Market): MarketBooks => ({
  number: market.number,
  id: market.id,
  kind: market.kind,
  settle: market.setup.settle,
  floor: market.setup.floor,
  cap: market.setup.cap,
  value: (lots, ticks) => market.value(lots, ticks),
  get mark() {
    return market.mark;
  },
  get long() {
    return ledger.longLots[market.number] as number;
  },
  get short() {
    return ledger.shortLots[market.number] as number;
  },
  get indexBalance() {
    return ledger.indexBalance[market.number] as number;
  },
});

/** An asset of a live venue: made once, read when asked. Its world is closed. */
const liveAsset = (venue: Venue, name: string, asset: number): AssetBooks => ({
  name,
  total: 0n,
  get price() {
    return venue.valuation.prices[asset] ?? { units: 1, value: 1 };
  },
  get drift() {
    return venue.ledger.drift[asset] as number;
  },
});

/** A pool of a live venue: made once, read when asked. */
const livePool = (venue: Venue, pool: Pool): PoolBooks => ({
  name: pool.name,
  account: pool.account,
  floor: pool.floor,
  opening: pool.opening,
  lossCap: pool.lossCap,
  servesMarket: (market) => venue.findPoolFor(pool.use.place.slice('funds.'.length), market) === pool,
  get cash() {
    return pool.cash;
  },
  get equity() {
    return pool.equity;
  },
  get spendable() {
    return pool.spendable;
  },
});

/** The books of a live venue, read from its columns when asked, beside what the log says of its cases. */
export class VenueBooks implements Books {
  readonly #venue: Venue;
  readonly #folded: CaseFold;
  readonly #cases: CaseBooks[] = [];
  readonly markets: readonly MarketBooks[];
  readonly assets: readonly AssetBooks[];
  readonly pools: readonly PoolBooks[];

  constructor(venue: Venue, folded: CaseFold) {
    this.#venue = venue;
    this.#folded = folded;
    this.markets = venue.markets.map((market) => liveMarket(venue, market));
    this.assets = venue.assets.map(({ name }, asset) => liveAsset(venue, name, asset));
    this.pools = venue.pools.map((pool) => livePool(venue, pool));
  }

  get count(): number {
    return this.#venue.ledger.accounts.count;
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

  *open(): Generator<CaseBooks> {
    for (const { id } of this.#venue.cases.open()) yield this.case(id) as CaseBooks;
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
