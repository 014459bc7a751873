import type { Instrument } from '../money/index.ts';

/** An index is kept in millionths of a unit per lot. */
export const INDEX_SCALE = 1_000_000;

/** A market as the ledger needs to know it. */
export interface LedgerMarket {
  readonly instrument: Instrument;
  /** Number of the asset it settles in. */
  readonly settle: number;
}

/** What a ledger is made for. */
export interface LedgerShape {
  /** Number of assets; asset 0 is the venue's settlement asset. */
  readonly assets: number;
  readonly markets: readonly LedgerMarket[];
  /** Accounts to make room for; grows as needed. */
  readonly accounts?: number;
  /** Positions to make room for; grows as needed. */
  readonly positions?: number;
}
