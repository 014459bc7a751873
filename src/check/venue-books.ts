import type {
  AccountBooks,
  AccountKind,
  AssetBooks,
  Books,
  CaseBooks,
  MarketBooks,
  PoolBooks,
  PositionBooks,
  RestingBooks,
} from '../contract/index.ts';
import { type CaseData, emptyLine, type Market, type Pool, type Venue } from '../exchange/index.ts';
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
    const made = liveCase(data, this.#folded);
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
const liveCase = (data: CaseData, folded: CaseFold): CaseBooks => ({
  id: data.id,
  kind: data.kind,
  subject: data.subject,
  get isOpen() {
    return data.closed === undefined;
  },
  market: data.market,
  get markets() {
    return folded.get(data.id)?.markets ?? [];
  },
  get inventory() {
    return data.origins.reduce((sum, origin) => sum + origin.lots, 0);
  },
  get record() {
    return data.lines;
  },
  get folded() {
    return folded.get(data.id)?.lines ?? data.lines.map(emptyLine);
  },
});
