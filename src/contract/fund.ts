/**
 * Pools of institutional money, and what may be paid out of profit.
 *
 * @module
 */
import type { z } from 'zod';
import type { Ratio } from '../money/index.ts';
import type { Json } from './json.ts';
import { type MechanismHead, type ParamsSchema, type PoolKind, type Stamp, type Stateful, stamp } from './mechanism.ts';
import type { AccountView, MarketView, PoolView, Side, VenueView } from './views.ts';

/** Money a pool receives from or sends to the rest of the world outside any case, units; positive flows in. */
export interface PoolFlow {
  readonly amount: number;
  /** Why it flows. */
  readonly cause: 'top-up' | 'stake' | 'unstake' | 'distribution';
}

/** What a fund mechanism declares. */
export interface FundDeclaration<P extends ParamsSchema, State extends Json>
  extends MechanismHead<P>,
    Stateful<State, z.infer<P>> {
  /** What kind of account holds the pool. A `pool` is the counterparty of its traders. */
  readonly holds: PoolKind;
  /** Scope key of a market: markets of one key share a pool. */
  scope(market: MarketView, params: z.infer<P>): string;
  /**
   * Opening capital of the pool with that key, units. `openInterest` is what each of its markets is about to open with, one-sided, units
   * of the settlement asset; a list, because the sum over a venue may lie beyond the exact integers.
   */
  capital(key: string, params: z.infer<P>, openInterest: readonly number[]): number;
  /** Side of the traders whose positions open against a `pool`; 0, both, by default. */
  faces?(params: z.infer<P>): Side | 0;
  /** Free cash a payment may not go below, units; default 0. */
  floor?(key: string, params: z.infer<P>): number;
  /** Most the pool may lose in take-overs before it refuses, units; no cap by default. */
  lossCap?(key: string, params: z.infer<P>): number;
  /** Share of the trading fees of its markets that the pool gets as they are paid, 0 to 1; none by default. Fees in another asset than the venue's are not shared. */
  feeShare?(key: string, params: z.infer<P>): Ratio;
  /** Members who have committed more than their deposit: how much each deposits and commits, units. `openInterest` is that of all markets. */
  members?(
    params: z.infer<P>,
    openInterest: readonly number[],
  ): readonly { readonly deposit: number; readonly commitment: number }[];
  /** Flows outside cases, asked once a step; several are done in turn. */
  flow?(pool: PoolView, view: VenueView, params: z.infer<P>, state: State): PoolFlow | readonly PoolFlow[] | undefined;
}

/** A pool mechanism. The `fund` layer of a waterfall is the engine's own and only pays. */
export type Fund<P extends ParamsSchema = ParamsSchema, State extends Json = Json> = Stamp<'fund'> &
  FundDeclaration<P, State>;
/** Declares a pool mechanism. */
export const defineFund = <P extends ParamsSchema, State extends Json = null>(
  declaration: FundDeclaration<P, State>,
): Fund<P, State> => stamp('fund', { ...declaration, stateOf: 'pool' as const });

/** A request to take money out of an account. */
export interface PayoutRequest {
  readonly account: AccountView;
  /** Units asked for, > 0. */
  readonly amount: number;
}

/** What may leave, and what is withheld for good. `paid + withheld <= amount`. */
export interface PayoutDecision {
  /** Units that may leave now. */
  readonly paid: number;
  /** Units taken from the rest of the request. */
  readonly withheld?: number;
  /** Pool that receives what is withheld. */
  readonly to?: string;
}

/** What a payout mechanism declares. */
export interface PayoutDeclaration<P extends ParamsSchema, State extends Json>
  extends MechanismHead<P>,
    Stateful<State, z.infer<P>> {
  /** How much of a withdrawal is paid now. The engine has already limited it to what initial margin leaves free. */
  allow(request: PayoutRequest, view: VenueView, params: z.infer<P>, state: State): PayoutDecision;
}

/** A payout rule: withdrawal factor, gate, vesting, profit cap, lock until settlement. */
export type Payout<P extends ParamsSchema = ParamsSchema, State extends Json = Json> = Stamp<'payout'> &
  PayoutDeclaration<P, State>;
/** Declares a payout rule. A venue without one pays what initial margin leaves free. */
export const definePayout = <P extends ParamsSchema, State extends Json = null>(
  declaration: PayoutDeclaration<P, State>,
): Payout<P, State> => stamp('payout', declaration);
