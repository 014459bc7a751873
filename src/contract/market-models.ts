/**
 * Market models: what the world does, not what exchanges choose. Floats inside, rounded to tick and lot before they touch a ledger.
 *
 * @module
 */
import type { z } from 'zod';
import type { RandomStream } from '../math/index.ts';
import type { Json } from './json.ts';
import { type MechanismHead, type ParamsSchema, type Stamp, type Stateful, stamp } from './mechanism.ts';
import type { Side, VenueView } from './views.ts';

/** A market as market models see it before and while it trades. */
export interface MarketModelView {
  /** Name: `BTC`. */
  readonly id: string;
  /** Class it belongs to: `major`, `mid-cap`. */
  readonly class: string;
  /** Price at the start, natural units. */
  readonly open: number;
  /** Sensitivity to the common factor. */
  readonly beta: number;
  /** One-sided open interest at the start, natural units of the settlement asset. */
  readonly openInterest: number;
  /** Notional that moves the price by 1 % on one side in calm times, natural units. */
  readonly depthAtOnePercent: number;
}

/** What a shock mechanism declares. */
export interface ShockDeclaration<P extends ParamsSchema> extends MechanismHead<P> {
  /** Reference price of a market at a time, natural units, > 0. */
  price(market: MarketModelView, seconds: number, params: z.infer<P>, random: RandomStream): number;
}
/** A source of reference prices. */
export type Shock<P extends ParamsSchema = ParamsSchema> = Stamp<'shock'> & ShockDeclaration<P>;
/** Declares a source of reference prices. */
export const defineShock = <P extends ParamsSchema>(declaration: ShockDeclaration<P>): Shock<P> =>
  stamp('shock', declaration);

/** One level of a ladder that makers quote, on one side. */
export interface LadderLevel {
  /** Distance from the reference price, as a share of it, > 0. */
  readonly distance: number;
  /** Notional offered there by all makers together, natural units. */
  readonly notional: number;
}
/** What a liquidity mechanism declares. */
export interface LiquidityDeclaration<P extends ParamsSchema> extends MechanismHead<P> {
  /** The ladder of one side in calm times, nearest first. */
  ladder(market: MarketModelView, params: z.infer<P>): readonly LadderLevel[];
}
/** The shape of the quoted book. */
export type Liquidity<P extends ParamsSchema = ParamsSchema> = Stamp<'liquidity'> & LiquidityDeclaration<P>;
/** Declares the shape of the quoted book. */
export const defineLiquidity = <P extends ParamsSchema>(declaration: LiquidityDeclaration<P>): Liquidity<P> =>
  stamp('liquidity', declaration);

/** A market at the moment its depth is asked for. */
export interface DepthView {
  readonly market: MarketModelView;
  /** Seconds since the run began. */
  readonly seconds: number;
  /** Seconds since depth was asked for last. */
  readonly elapsed: number;
  /** Reference price now, natural units, > 0. */
  readonly price: number;
  /** What the makers have left of their opening capital, in [0, 1]. */
  readonly capitalShare: number;
}
/** What a depth mechanism declares. */
export interface DepthDeclaration<P extends ParamsSchema, State extends Json>
  extends MechanismHead<P>,
    Stateful<State, z.infer<P>> {
  /** Multiplier on the calm ladder, in (0, 1]. */
  multiplier(view: DepthView, params: z.infer<P>, state: State): number;
}
/** How depth changes while the run goes on. */
export type Depth<P extends ParamsSchema = ParamsSchema, State extends Json = Json> = Stamp<'depth'> &
  DepthDeclaration<P, State>;
/** Declares how depth changes. */
export const defineDepth = <P extends ParamsSchema, State extends Json = null>(
  declaration: DepthDeclaration<P, State>,
): Depth<P, State> => stamp('depth', { ...declaration, stateOf: 'market' as const });

/** A market as impact mechanisms see it now. */
export interface ImpactView {
  readonly market: MarketModelView;
  /** Share of the calm ladder that makers are ready to quote now, here and elsewhere, (0, 1]. */
  readonly multiplier: number;
  /** Share of the calm ladder that stands in the venue's book now, in [0, multiplier]: less where makers have left or lack capital. */
  readonly quoted: number;
}
/** Aggressive flow: orders that took what rested in the book. */
export interface ImpactFlow {
  /** 1 buys, -1 sells. */
  readonly side: Side;
  /** Notional, natural units of the settlement asset, >= 0. */
  readonly notional: number;
}
/** What a flow finds. Prices are multiples of the price that the market would have without displacement. */
export interface ImpactQuote {
  /** Notional that finds a counterparty, <= that of the flow and <= the depth offered. */
  readonly filled: number;
  /** Average price over what is filled; the price before the flow when that is nothing. */
  readonly vwap: number;
  /** Price afterwards, > 0. */
  readonly endPrice: number;
}
/**
 * What an impact mechanism declares.
 *
 * Fills happen in the venue's book. Impact says where the makers' reference price goes because of them, and how it comes back:
 * reference = undisplaced price x exp(-displacement). `apply` and `step` write into the state; the others only read it.
 */
export interface ImpactDeclaration<P extends ParamsSchema, State extends Json>
  extends MechanismHead<P>,
    Stateful<State, z.infer<P>> {
  /** What a flow would find now. */
  quote(flow: ImpactFlow, view: ImpactView, params: z.infer<P>, state: State): ImpactQuote;
  /** Takes a flow into the state. */
  apply(flow: ImpactFlow, view: ImpactView, params: z.infer<P>, state: State): void;
  /** Lets so many seconds pass: `step(a)` and then `step(b)` is `step(a + b)`. */
  step(seconds: number, view: ImpactView, params: z.infer<P>, state: State): void;
  /** Notional offered between the undisplaced price and a displacement >= 0, on one side. */
  depth(displacement: number, view: ImpactView, params: z.infer<P>): number;
  /** Logarithm by which the reference price is below the undisplaced one: positive = pushed down. */
  displacement(view: ImpactView, params: z.infer<P>, state: State): number;
}
/** What the run's own aggressive flow does to the price. */
export type Impact<P extends ParamsSchema = ParamsSchema, State extends Json = Json> = Stamp<'impact'> &
  ImpactDeclaration<P, State>;
/** Declares what aggressive flow does to the price. */
export const defineImpact = <P extends ParamsSchema, State extends Json = null>(
  declaration: ImpactDeclaration<P, State>,
): Impact<P, State> => stamp('impact', { ...declaration, stateOf: 'market' as const });

/** A position to be opened at the start. */
export interface PersonPosition {
  readonly market: string;
  readonly side: Side;
  /** Notional at the opening price, natural units. */
  readonly notional: number;
  /** Entry price, natural units. */
  readonly entry: number;
}
/** A margin account at the start: its money, its positions. */
export interface Person {
  /** Owner; several accounts may share one. */
  readonly owner: number;
  readonly kind: 'trader' | 'maker';
  /** Deposit, natural units of the settlement asset. */
  readonly deposit: number;
  readonly positions: readonly PersonPosition[];
  /** Hedge group its positions belong to; left out when unhedged. */
  readonly hedgeGroup?: number;
}
/** What a population mechanism declares. */
export interface PopulationDeclaration<P extends ParamsSchema> extends MechanismHead<P> {
  /** The people of a run. Depends on the scenario and the seed only, never on the exchange, so that designs meet the same people. */
  people(markets: readonly MarketModelView[], params: z.infer<P>, random: RandomStream): readonly Person[];
}
/** A population. */
export type Population<P extends ParamsSchema = ParamsSchema> = Stamp<'population'> & PopulationDeclaration<P>;
/** Declares a population. */
export const definePopulation = <P extends ParamsSchema>(declaration: PopulationDeclaration<P>): Population<P> =>
  stamp('population', declaration);

/** Points of a step at which agents may act. */
export type AgentPoint = 'before-mark' | 'before-margin-check' | 'between-rounds' | 'before-adl' | 'agents';
/** Many orders as columns of the same length, one entry an order. Lots are signed as bought: positive buys. */
export interface OrderColumns {
  /** Orders; entries of a column from here on mean nothing. */
  readonly count: number;
  readonly account: ArrayLike<number>;
  /** Market number. */
  readonly market: ArrayLike<number>;
  /** Lots, signed. */
  readonly lots: ArrayLike<number>;
  /** Limit, ticks. */
  readonly limit: ArrayLike<number>;
}
/** What an agent may ask of the venue. Lots are signed as bought: positive buys. */
export type AgentAction =
  | {
      readonly do: 'place';
      readonly account: number;
      readonly market: number;
      readonly lots: number;
      readonly limit?: number;
      readonly timeInForce: 'ioc' | 'fok' | 'gtc' | 'post-only';
      readonly expires?: number;
    }
  /**
   * What as many `place` with `timeInForce: 'gtc'` would do, one after the other in the order of the columns: for agents with hundreds of
   * orders. The columns are read before the agent is asked again, so they may be its own memory, written over each time.
   */
  | { readonly do: 'place-many'; readonly orders: OrderColumns }
  /** Takes a standing offer whole, by its number: opens again what ADL has cut. */
  | { readonly do: 'reopen'; readonly offer: number }
  | { readonly do: 'cancel-all'; readonly account: number; readonly market?: number }
  | { readonly do: 'deposit'; readonly account: number; readonly amount: number; readonly asset?: string }
  | { readonly do: 'withdraw'; readonly account: number; readonly amount: number };
/** What an agent mechanism declares. */
export interface AgentDeclaration<P extends ParamsSchema, State extends Json>
  extends MechanismHead<P>,
    Stateful<State, z.infer<P>> {
  /** Points at which it is asked. */
  readonly points: readonly AgentPoint[];
  /** What it does. Orders that the venue refuses (margin, limits) are dropped and counted. */
  act(point: AgentPoint, view: VenueView, params: z.infer<P>, state: State): readonly AgentAction[];
}
/** An agent. */
export type Agent<P extends ParamsSchema = ParamsSchema, State extends Json = Json> = Stamp<'agent'> &
  AgentDeclaration<P, State>;
/** Declares an agent. */
export const defineAgent = <P extends ParamsSchema, State extends Json = null>(
  declaration: AgentDeclaration<P, State>,
): Agent<P, State> => stamp('agent', declaration);

/** What a rail mechanism declares. */
export interface RailDeclaration<P extends ParamsSchema> extends MechanismHead<P> {
  /** Seconds a transfer takes, or undefined while the rail is closed. */
  delay(from: string, to: string, seconds: number, params: z.infer<P>, random: RandomStream): number | undefined;
}
/** How money moves between venues. */
export type Rail<P extends ParamsSchema = ParamsSchema> = Stamp<'rail'> & RailDeclaration<P>;
/** Declares how money moves between venues. */
export const defineRail = <P extends ParamsSchema>(declaration: RailDeclaration<P>): Rail<P> =>
  stamp('rail', declaration);
