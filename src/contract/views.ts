/**
 * What mechanisms may see. Every view is read-only and reads the engine's columns when asked; nothing is copied.
 *
 * Amounts are integers of an asset's unit, sizes are lots, prices are ticks unless a field says natural units.
 *
 * @module
 */
import type { RandomStream } from '../math/index.ts';
import type { MarginSchedule } from './margin.ts';

/** Kinds of account in the closed world. */
export type AccountKind =
  | 'trader'
  | 'maker'
  | 'member'
  | 'fund'
  | 'vault'
  | 'pool'
  | 'fees'
  | 'rounding'
  | 'index'
  | 'transit'
  | 'hole'
  | 'outside';

/** One side of a market: 1 holds positive lots, -1 negative. */
export type Side = 1 | -1;

/** A market as mechanisms see it. */
export interface MarketView {
  /** Number of the market within the venue, from 0. */
  readonly number: number;
  /** Name: `BTC`. */
  readonly id: string;
  /** Whether value is linear or inverse in price. */
  readonly kind: 'linear' | 'inverse';
  /** Asset it settles in. */
  readonly settle: string;
  /** Decimal places of that asset: 6 where a unit is a millionth of it. */
  readonly decimals: number;
  /** Price of one tick, natural units of the quote currency. */
  readonly tick: number;
  /** Mark price, ticks. */
  readonly mark: number;
  /** Mark price of the step before, ticks. */
  readonly previousMark: number;
  /** Index (oracle) price, ticks. */
  readonly oracle: number;
  /** Best bid, ticks; 0 when there is none. */
  readonly bestBid: number;
  /** Best ask, ticks; 0 when there is none. */
  readonly bestAsk: number;
  /** Last trade, ticks; 0 before the first. */
  readonly last: number;
  /** Lots held long, which equal the lots held short. */
  readonly openInterest: number;
  /** Sensitivity to the common factor, 1 for the reference coin. */
  readonly beta: number;
  /** Margin rule, in units of the asset it settles in: what a position of another size would need, and where its risk tiers end. */
  readonly schedule: MarginSchedule;
  /** Signed value of signed lots at a price, units of the settlement asset. */
  value(lots: number, ticks: number): number;
  /** Absolute value of lots at a price in ticks (the mark when left out), units of the venue's settlement asset, at the index of the asset. */
  notional(lots: number, ticks?: number): number;
  /** Unrealised profit of all traders, makers and members who hold a side, units of the venue's settlement asset, signed. */
  openProfit(side: Side): number;
  /** Lots an order of that side (1 buys) could fill at once down to a limit, in ticks; no limit when left out. */
  fillable(side: Side, limit?: number): number;
}

/** A position as mechanisms see it. */
export interface PositionView {
  /** The market. */
  readonly market: MarketView;
  /** Lots, signed. */
  readonly lots: number;
  /** Signed cost of the lots held, units. */
  readonly cost: number;
  /** Signed value at mark, units. */
  readonly value: number;
  /** Maintenance margin of this position, units, >= 0. */
  readonly maintenance: number;
}

/** An account as mechanisms see it; a cursor made on demand. */
export interface AccountView {
  /** Account id. */
  readonly id: number;
  /** Owner id; several accounts may have one owner. */
  readonly owner: number;
  /** Kind of account. */
  readonly kind: AccountKind;
  /** Equity in the venue's settlement asset, units, signed. */
  readonly equity: number;
  /** What the account has in money, units: its equity if every position were worth what it cost. */
  readonly wallet: number;
  /** Maintenance margin, units, >= 0. */
  readonly maintenance: number;
  /** Initial margin, units, >= 0. */
  readonly initial: number;
  /** Close-out margin, units, >= 0; markets whose margin rule has no such level add nothing. */
  readonly closeOut: number;
  /** Sum of absolute values at mark, units. */
  readonly notional: number;
  /** Whether a case about this account is open. */
  readonly inCase: boolean;
  /** Equity now less equity at the start of the period and net deposits since, units, signed. */
  readonly gainSincePeriod: number;
  /** When ADL last took lots from the account, seconds since the run began; undefined when it never did. */
  readonly deleveragedAt: number | undefined;
  /** What a member has committed beyond its deposit, units; 0 for others. */
  readonly commitment: number;
  /** Its positions, in the order of the market numbers. */
  positions(): readonly PositionView[];
}

/**
 * A holder who might be closed or charged: one position, with its account.
 *
 * One cursor is moved over all candidates; read what you need and keep numbers, never the object.
 */
export interface Candidate {
  /** Account id. */
  readonly account: number;
  /** Owner id. */
  readonly owner: number;
  /** The market. */
  readonly market: MarketView;
  /** Lots, signed. */
  readonly lots: number;
  /** Side of the position. */
  readonly side: Side;
  /** Lots that may still be closed in this round, >= 0. */
  readonly limit: number;
  /** Average entry price, natural units. */
  readonly entryPrice: number;
  /** Mark price, natural units. */
  readonly markPrice: number;
  /** Mark over entry for longs, entry over mark for shorts; above 1 is a gain. */
  readonly priceRatio: number;
  /** Unrealised profit of the position, units, signed: value at mark less cost. Index charges, settled or not, are money and no part of it. */
  readonly profit: number;
  /** Unrealised profit over entry value, dimensionless, signed. */
  readonly profitRatio: number;
  /** Absolute value at mark, units. */
  readonly notional: number;
  /** Maintenance margin of the position, units. */
  readonly maintenance: number;
  /** Account equity, units, signed. */
  readonly equity: number;
  /** What the account has in money, units: its equity if every position were worth what it cost. */
  readonly wallet: number;
  /** Maintenance margin of the account, units. */
  readonly accountMaintenance: number;
  /** Notional of the whole account over its equity; Infinity at equity <= 0. */
  readonly accountLeverage: number;
  /** Notional of the position over mark value less bankruptcy value; Infinity at equity <= 0. */
  readonly effectiveLeverage: number;
  /** Beta-weighted signed value of the whole account over this position's own, from -1 to 1 or beyond; near 0 is hedged. */
  readonly netExposureRatio: number;
  /** The same over all accounts of its owner on this venue. */
  readonly ownerNetExposureRatio: number;
  /** Share of the position that other positions of the account offset in the common factor, 0 to 1. */
  readonly hedgedShare: number;
  /** The same over all accounts of its owner on this venue; legs in one market offset each other first, and hedge nothing. */
  readonly ownerHedgedShare: number;
}

/** A pool of institutional money: an insurance fund, a vault, a liquidity pool. */
export interface PoolView {
  /** Name in the config, with its scope key when there are several: `insurance/BTC`. */
  readonly name: string;
  /** Its account. */
  readonly account: number;
  /** Cash of the pool, units: quote plus the cost of what it holds, less index charges it owes. */
  readonly cash: number;
  /** Equity at mark, units, signed. */
  readonly equity: number;
  /** What may still be paid without going below the floor, units, >= 0. */
  readonly spendable: number;
  /** What may leave for its owners: cash that nothing else claims, above the floor, whatever its loss cap, units, >= 0. */
  readonly withdrawable: number;
  /** Floor of the free cash, units. */
  readonly floor: number;
  /** Opening capital, units. */
  readonly opening: number;
  /** Side of the traders whose positions open against it; 0 for both, and for a pool that is nobody's counterparty. */
  readonly faces: Side | 0;
  /** Lots it holds in a market, signed. */
  lots(market: number): number;
  /** Profit of the pool from one market since the run began, at mark, units, signed. */
  profit(market: number): number;
}

/** One market's part of what a case still has to place. */
export interface LegView {
  /** The market. */
  readonly market: MarketView;
  /** Lots still held by the subject in this case, signed. */
  readonly lots: number;
  /** Their cost, units, signed. */
  readonly cost: number;
  /** Their value at mark, units, signed. */
  readonly value: number;
  /** Value at which closing all of this leg uses up exactly its share (by maintenance) of the subject's equity, units, signed. */
  readonly bankruptcyValue: number;
  /** Maintenance margin of the leg, units. */
  readonly maintenance: number;
}

/** A market that the subject of a case holds or has held lots in. */
export interface HeldLeg {
  readonly market: MarketView;
  /** Side it held. */
  readonly side: Side;
  /** Maintenance margin of the position when it was first seen in the case, units: the weight by which a deficit is shared over markets. */
  readonly maintenance: number;
}

/** A loss that is being resolved. */
export interface CaseView {
  /** Case id, from 1. */
  readonly id: number;
  /** What kind of loss. */
  readonly kind: 'default' | 'inventory' | 'pool' | 'market-close';
  /** The account the case is about. */
  readonly subject: AccountView;
  /** When it was opened, seconds since the run began. */
  readonly opened: number;
  /** What it still holds, market by market. */
  readonly legs: readonly LegView[];
  /** Every market the subject has held lots in while the case was open, also once it is flat, with the side it held there. */
  readonly held: readonly HeldLeg[];
  /** Money still missing once the subject is flat: max(0, -equity), units; 0 while lots remain. */
  readonly deficit: number;
  /** Notional at mark when the case was opened, units. */
  readonly openedNotional: number;
}

/** A right of an account that ADL has cut: to open lots again against a pool, at the value it lost them at. */
export interface ReplacementView {
  /** Number of the offer, from 1. */
  readonly id: number;
  readonly account: number;
  readonly market: number;
  /** Lots that may be opened, signed as bought: a short is opened again by negative lots. */
  readonly lots: number;
  /** Signed value of those lots at which, units of the asset the market settles in. */
  readonly value: number;
  /** Pool on the other side. */
  readonly pool: string;
  /** When it was made, and the last moment at which it stands, seconds since the run began. */
  readonly since: number;
  readonly until: number;
}

/** The venue as mechanisms see it. */
export interface VenueView {
  /** Seconds since the run began. */
  readonly now: number;
  /** Number of the step, from 0. */
  readonly step: number;
  /** Length of a step, seconds. */
  readonly stepSeconds: number;
  /** Unit of the settlement asset as natural number: 0.000001 for micro-dollars. */
  readonly unit: number;
  /** Its markets, by number. */
  readonly markets: readonly MarketView[];
  /** Its pools, in the order of the config. */
  readonly pools: readonly PoolView[];
  /** A pool by name; the scope key of a market picks among several. Undefined when the config has none. */
  pool(name: string, market?: number): PoolView | undefined;
  /** An account by id. */
  account(id: number): AccountView;
  /** Accounts of a kind, by id. */
  accountsOf(kind: AccountKind): readonly number[];
  /** Accounts of an owner on this venue, by id. */
  accountsOfOwner(owner: number): readonly number[];
  /** Offers that stand for accounts that were cut, oldest first. */
  readonly replacements: readonly ReplacementView[];
  /** Start of the running settlement period, seconds since the run began. */
  readonly periodStart: number;
  /** End of the running settlement period, seconds since the run began; Infinity when the venue has none. */
  readonly periodEnd: number;
  /** A stream of random numbers from seed, mechanism, step and what else is named. */
  random(...purpose: (string | number)[]): RandomStream;
}
