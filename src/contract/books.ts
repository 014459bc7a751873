/**
 * Books as an auditor reads them: plain facts, whoever keeps them.
 *
 * @module
 */
import type { AccountKind } from './views.ts';

/** One row of an event log. Kinds, causes and the use of each field are those of the event schema. */
export interface EventRow {
  readonly step: number;
  readonly kind: string;
  readonly cause: string;
  /** Case it belongs to; 0 for none. */
  readonly case: number;
  readonly market: number;
  readonly a: number;
  readonly b: number;
  readonly lots: number;
  readonly value: number;
  readonly cost: number;
  readonly mark: number;
}

/** How an account stands, by the log alone: units of the settlement asset. */
export interface Standing {
  /**
   * Equity at mark, and maintenance margin. Undefined where the log does not say: equity where it has money in other assets, maintenance
   * where a margin rule looks beyond notional and lots.
   */
  readonly equity: number | undefined;
  readonly maintenance: number | undefined;
  /** Exposure to the common factor, |value at mark| x beta: of what gains when it rises, and of what loses; >= 0. */
  readonly long: number;
  readonly short: number;
  /** Unrealised profit in the market of the row, value at mark less cost; 0 without lots there. */
  readonly profit: number;
}

/** An account before and after a row. */
export interface Moved {
  readonly before: Standing;
  readonly after: Standing;
}

/** How the subject of a default case stands right after money of the case came to it or left it. */
export interface SubjectAfter {
  /** Balance at mark in the asset that moved, units. */
  readonly balance: number;
  /** Equity at mark, all assets at their full price, units of the settlement asset. */
  readonly equity: number;
  /** Markets in which it holds lots. */
  readonly positions: number;
  /** Largest worth it has in any other asset, units of the settlement asset; 0 for none. */
  readonly other: number;
}

/** A row with what the rows before it say about its two accounts. */
export interface StepRow extends EventRow {
  /** Signed lots that a and b held in the row's market before a fill; 0 for other kinds. */
  readonly heldByA: number;
  readonly heldByB: number;
  /** For a payment from a pool: the lesser of the pool's cash and equity after it, units of the settlement asset. */
  readonly freeAfter?: number | undefined;
  /**
   * How its accounts stand around the row, when whole runs are counted: a and b of a fill of a case or a trade; a of a charge, a
   * liquidation fee, a withdrawal, a score, or a default that opens.
   */
  readonly ofA?: Moved | undefined;
  readonly ofB?: Moved | undefined;
  /** For the same: what the pool has won, negative what it has lost, by cases and lots since the run began, units. */
  readonly resultAfter?: number | undefined;
  /** For money that the subject of a default case receives or pays in it: how the subject stands after it. */
  readonly subjectAfter?: SubjectAfter | undefined;
  /** For a charge: equity of the payer after it, all assets at their full price, units of the settlement asset. */
  readonly payerAfter?: number | undefined;
  /** For a cut and a charge: most that a pool which a fund layer or a backstop before it uses has free above its floor for that market, units. */
  readonly fundFree?: number | undefined;
}

/** A position. */
export interface PositionBooks {
  readonly market: number;
  /** Signed lots. */
  readonly lots: number;
  /** Signed cost of the lots held, units. */
  readonly cost: number;
  /** Signed value at mark, units. */
  readonly value: number;
  /** Index charges not yet settled, units; positive is owed by the holder. */
  readonly accrued: number;
}

/** An account. */
export interface AccountBooks {
  readonly id: number;
  readonly kind: AccountKind;
  /** Owner id: the first account of whoever owns it. */
  readonly owner: number;
  /** Cash less signed cost of open positions, units, by asset number. */
  readonly quote: readonly bigint[];
  readonly positions: readonly PositionBooks[];
  /** Equity, units of the settlement asset. */
  readonly equity: number;
  /** Maintenance and initial margin, units of the settlement asset. */
  readonly maintenance: number;
  readonly initial: number;
  /** Whether a default case about it is open. */
  readonly inCase: boolean;
  /** Whether it is a pool that may end below zero by design. */
  readonly mayBeNegative: boolean;
}

/** A market, with the running totals its keeper relies on. */
export interface MarketBooks {
  readonly number: number;
  readonly id: string;
  readonly kind: 'linear' | 'inverse';
  /** Number of the asset it settles in. */
  readonly settle: number;
  /** Mark price, ticks. */
  readonly mark: number;
  /** Hard band of the run, ticks. */
  readonly floor: number;
  readonly cap: number;
  /** Signed value of signed lots at a price in ticks, units of the asset it settles in. */
  value(lots: number, ticks: number): number;
  /** Running totals: lots held long, lots held short (negative), units the index account holds for it. */
  readonly long: number;
  readonly short: number;
  readonly indexBalance: number;
}

/** An asset. */
export interface AssetBooks {
  readonly name: string;
  /** What all quotes sum to: 0 in a closed world, else what the rest of the world has put in. */
  readonly total: bigint;
  /** Its price: `value` units of the settlement asset for `units` of its own. */
  readonly price: { readonly units: number; readonly value: number };
  /** Running total of all changes since the books were opened, units. */
  readonly drift: number;
}

/** A pool of institutional money. */
export interface PoolBooks {
  readonly name: string;
  readonly account: number;
  /** Floor of the free cash, and opening capital, units. */
  readonly floor: number;
  readonly opening: number;
  /** Most it may lose before it pays no more, units; Infinity for no cap. */
  readonly lossCap: number;
  /** Whether it serves a market, by number. */
  servesMarket(market: number): boolean;
  /** What the venue believes: cash, equity and what may still be paid, units. */
  readonly cash: number;
  readonly equity: number;
  readonly spendable: number;
}

/** The account of a case in one asset, units; the fields of the identity of a loss. */
export interface CaseAccount {
  readonly markLoss: number;
  readonly slippage: number;
  readonly fees: number;
  readonly forfeited: number;
  readonly ownCollateral: number;
  readonly book: number;
  readonly backstop: number;
  readonly fund: number;
  readonly adl: number;
  readonly socialised: number;
  readonly uncovered: number;
  readonly left: number;
}

/** A case. */
export interface CaseBooks {
  readonly id: number;
  readonly kind: 'default' | 'inventory' | 'pool' | 'market-close';
  readonly subject: number;
  readonly isOpen: boolean;
  /** Market of an inventory or pool case; -1 for the whole account. */
  readonly market: number;
  /** Markets in which its subject has held lots since it opened, by the log. */
  readonly markets: readonly number[];
  /** Signed lots of inventory it still answers for. */
  readonly inventory: number;
  /** What the venue recorded, by asset number. */
  readonly record: readonly CaseAccount[];
  /** The same from the log alone. */
  readonly folded: readonly CaseAccount[];
}

/** A resting order. */
export interface RestingBooks {
  readonly account: number;
  readonly market: number;
  /** 1 to buy, -1 to sell. */
  readonly side: 1 | -1;
  readonly lots: number;
  /** Case on whose behalf it rests; 0 for none. */
  readonly case: number;
}

/** The books of a venue. */
export interface Books {
  readonly assets: readonly AssetBooks[];
  readonly markets: readonly MarketBooks[];
  readonly pools: readonly PoolBooks[];
  /** The pool whose account it is; undefined where it is nobody's or no pool's. */
  poolOf(account: number): PoolBooks | undefined;
  /** Number of accounts; ids run from 0. */
  readonly count: number;
  /** An account by id. */
  account(id: number): AccountBooks;
  /**
   * Positions of an account one after the other, by one object that moves on, so that nothing is made for a position.
   *
   * Take from it what is to be kept: it stands for the next position when the loop goes on.
   */
  walk(id: number): Iterable<PositionBooks>;
  /** Kind of an account. */
  kindOf(id: number): AccountKind;
  /** A case by id; undefined when there is none. */
  case(id: number): CaseBooks | undefined;
  /** Cases that are open, by id. */
  open(): Iterable<CaseBooks>;
  /** Orders that rest in the books of all markets. */
  resting(): Iterable<RestingBooks>;
}

/** A position as an event log alone tells it. */
export interface FoldedPosition {
  readonly market: number;
  /** Signed lots, not 0. */
  readonly lots: number;
  /** Signed cost of the lots held, units. */
  readonly cost: number;
  /** Signed value at the mark the log told last, units. */
  readonly value: number;
  /** Index charges not yet settled, units; positive is owed by the holder. */
  readonly accrued: number;
}

/** What an event log alone says of accounts. */
export interface FoldedBooks {
  /** Quote of an account, units. */
  quote(account: number, asset: number): bigint;
  /** Quote in an asset plus what the positions that settle in it are worth at mark, accrued charges taken off, units. */
  balanceAtMark(account: number, asset: number): number;
  /** Owner of an account. */
  ownerOf(account: number): number | undefined;
  /** Signed lots of an account in a market. */
  lots(account: number, market: number): number;
  /** Markets in which an account holds lots. */
  markets(account: number): Iterable<number>;
  /** Positions of an account one after the other, by one object that moves on: take from it what is to be kept. */
  walk(account: number): Iterable<FoldedPosition>;
  /** Signed cost of those lots, units. */
  cost(account: number, market: number): number;
}
