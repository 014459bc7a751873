import type {
  AccountBooks,
  AccountKind,
  AssetBooks,
  Books,
  CaseBooks,
  DesignView,
  MarketBooks,
  PoolBooks,
  PositionBooks,
  RestingBooks,
} from '../contract/index.ts';
import type { LedgerShape } from '../ledger/index.ts';
import { value } from '../money/index.ts';
import type { BooksFold } from './books-fold.ts';
import type { CaseFold, FoldedCase } from './fold.ts';
import { LogSilence } from './log-silence.ts';

/** What must be known of an event log to read it. */
export interface LogHead {
  /** Assets and markets: how many, of what kind, what they settle in. */
  readonly shape: LedgerShape;
  /** Ids of the markets and names of the assets, by number. */
  readonly markets: readonly string[];
  readonly assets: readonly string[];
  /** The design that ran, where it is known. */
  readonly design?: DesignView;
}

const silent = (what: string): never => {
  throw new LogSilence(what);
};

const POOLS = 'what its pools may spend, and which markets they serve';

/** Books as an event log alone tells them. What it does not say cannot be read: a {@link LogSilence} is thrown. */
export class LogBooks implements Books {
  readonly #folded: BooksFold;
  readonly #cases: CaseFold;
  readonly markets: readonly MarketBooks[];
  readonly assets: readonly AssetBooks[];

  constructor(head: LogHead, folded: BooksFold, cases: CaseFold) {
    this.#folded = folded;
    this.#cases = cases;
    this.markets = head.shape.markets.map(({ instrument, settle }, number) => ({
      number,
      id: head.markets[number] ?? `market ${number}`,
      kind: instrument.kind,
      settle,
      get mark() {
        return folded.markOf(number);
      },
      get floor() {
        return silent('between which prices a run may go');
      },
      get cap() {
        return silent('between which prices a run may go');
      },
      value: (lots, ticks) => value(instrument, lots, ticks),
      get long() {
        return silent('what running totals its venue keeps');
      },
      get short() {
        return silent('what running totals its venue keeps');
      },
      get indexBalance() {
        return silent('what running totals its venue keeps');
      },
    }));
    this.assets = Array.from({ length: head.shape.assets }, (_, asset) => ({
      name: head.assets[asset] ?? `asset ${asset}`,
      total: 0n,
      get price() {
        return folded.priceOf(asset);
      },
      get drift() {
        return silent('what running totals its venue keeps');
      },
    }));
  }

  get pools(): readonly PoolBooks[] {
    return silent(POOLS);
  }

  poolOf(): never {
    return silent(POOLS);
  }

  get count(): number {
    return this.#folded.count;
  }

  kindOf(id: number): AccountKind {
    return this.#folded.kindOf(id) ?? silent(`what kind of account ${id} is`);
  }

  account(id: number): AccountBooks {
    const folded = this.#folded;
    const cases = this.#cases;
    const { assets } = this;
    const walk = (): Iterable<PositionBooks> => this.walk(id);
    return {
      id,
      kind: this.kindOf(id),
      owner: folded.ownerOf(id) ?? id,
      get quote() {
        return assets.map((_, asset) => folded.quote(id, asset));
      },
      get positions() {
        return Array.from(walk(), ({ market, lots, cost, value, accrued }) => ({ market, lots, cost, value, accrued }));
      },
      get equity() {
        return folded.equity(id);
      },
      get maintenance() {
        return silent('what margin is asked');
      },
      get initial() {
        return silent('what margin is asked');
      },
      get inCase() {
        for (const one of cases.open) if (isDefaultOf(cases.get(one), id)) return true;
        return false;
      },
      get mayBeNegative() {
        return silent('which pools may end below zero');
      },
    };
  }

  *walk(id: number): Generator<PositionBooks> {
    for (const { market, lots, cost, value, accrued } of this.#folded.walk(id))
      yield { market, lots, cost, value, accrued };
  }

  case(id: number): CaseBooks | undefined {
    const one = this.#cases.get(id);
    return one === undefined ? undefined : caseBooks(one);
  }

  *open(): Generator<CaseBooks> {
    for (const id of this.#cases.open) yield this.case(id) as CaseBooks;
  }

  /** All cases by id. */
  *cases(): Generator<CaseBooks> {
    for (let id = 1; id <= this.#cases.last; id++) {
      const one = this.case(id);
      if (one !== undefined) yield one;
    }
  }

  resting(): Iterable<RestingBooks> {
    return silent('which orders rest');
  }
}

const isDefaultOf = (one: FoldedCase | undefined, account: number): boolean =>
  one?.kind === 'default' && one.subject === account;

/** A case by the log: its record is what the log comes to. */
const caseBooks = (one: FoldedCase): CaseBooks => ({
  id: one.id,
  kind: one.kind,
  subject: one.subject,
  isOpen: one.isOpen,
  get market() {
    return silent('which market a case of inventory is about');
  },
  markets: one.markets,
  get inventory() {
    return silent('how much inventory is left');
  },
  record: one.lines,
  folded: one.lines,
});
