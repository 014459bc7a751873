/**
 * Prices and what is paid on them: index, mark, funding, collateral.
 *
 * @module
 */
import type { z } from 'zod';
import type { Ratio } from '../money/index.ts';
import type { Json } from './json.ts';
import { type MechanismHead, type ParamsSchema, type Stamp, type Stateful, stamp } from './mechanism.ts';
import type { MarketView, VenueView } from './views.ts';

/** What a price mechanism declares. */
export interface PriceDeclaration<P extends ParamsSchema, State extends Json>
  extends MechanismHead<P>,
    Stateful<State, z.infer<P>> {
  /**
   * The price of this step, in ticks; a real number, rounded to a tick by the engine. State is kept by market.
   *
   * For an index, `spot` is the reference price of the world in ticks; for a mark it is the index just made.
   */
  price(market: MarketView, spot: number, view: VenueView, params: z.infer<P>, state: State): number;
}

/** An index (oracle) mechanism. */
export type Index<P extends ParamsSchema = ParamsSchema, State extends Json = Json> = Stamp<'index'> &
  PriceDeclaration<P, State>;
/** Declares an index mechanism. A venue without one reads the spot price. */
export const defineIndex = <P extends ParamsSchema, State extends Json = null>(
  declaration: PriceDeclaration<P, State>,
): Index<P, State> => stamp('index', { ...declaration, stateOf: 'market' as const });

/** A mark-price mechanism. */
export type Mark<P extends ParamsSchema = ParamsSchema, State extends Json = Json> = Stamp<'mark'> &
  PriceDeclaration<P, State>;
/** Declares a mark-price mechanism. */
export const defineMark = <P extends ParamsSchema, State extends Json = null>(
  declaration: PriceDeclaration<P, State>,
): Mark<P, State> => stamp('mark', { ...declaration, stateOf: 'market' as const });

/** Funding falls due when a step ends on a whole multiple of the interval. */
/** What a funding mechanism declares. */
export interface FundingDeclaration<P extends ParamsSchema, State extends Json>
  extends MechanismHead<P>,
    Stateful<State, z.infer<P>> {
  /** Seconds between two payments. */
  interval(params: z.infer<P>): number;
  /** Called each step, for averages of the premium. */
  observe?(market: MarketView, view: VenueView, params: z.infer<P>, state: State): void;
  /** Rate of the interval that ends now, per hundred million of notional at mark; positive: longs pay shorts. */
  rate(market: MarketView, view: VenueView, params: z.infer<P>, state: State): number;
}

/** A funding mechanism. */
export type Funding<P extends ParamsSchema = ParamsSchema, State extends Json = Json> = Stamp<'funding'> &
  FundingDeclaration<P, State>;
/** Declares a funding mechanism. */
export const defineFunding = <P extends ParamsSchema, State extends Json = null>(
  declaration: FundingDeclaration<P, State>,
): Funding<P, State> => stamp('funding', { ...declaration, stateOf: 'market' as const });

/** A collateral asset as the collateral mechanism sees it. */
export interface CollateralView {
  /** Asset name. */
  readonly asset: string;
  /** Balance of the account, units of that asset, signed. */
  readonly balance: number;
  /** Value of the balance at the price at which the asset counts, units of the settlement asset, signed. */
  readonly value: number;
  /** Value of the balance on the venue's own book, units of the settlement asset, signed. */
  readonly book: number;
}

/** What an asset is worth by source: units of the settlement asset, each for the same number of units of the asset. */
export interface CollateralQuotes {
  /** Asset name. */
  readonly asset: string;
  /** Over the venues of the world. */
  readonly index: number;
  /** On the venue's own book. */
  readonly book: number;
  /** What its issuer redeems it for. */
  readonly redemption: number;
}

/** What a collateral mechanism declares. */
export interface CollateralDeclaration<P extends ParamsSchema> extends MechanismHead<P> {
  /**
   * Price at which an asset counts, from its quotes and in their measure; a whole number of at least 1. The index when left out. The log
   * records it, and markets that settle in the asset convert at it.
   */
  price?(quotes: CollateralQuotes, params: z.infer<P>): number;
  /** Share of the value that counts as margin, for a balance above zero. */
  weight(collateral: CollateralView, params: z.infer<P>): Ratio;
  /**
   * The weight of an asset where it depends on nothing but the asset: what `weight` answers for every balance above zero. Without it the
   * engine reads every holder of such collateral at every margin check.
   */
  fixedWeight?(asset: string, params: z.infer<P>): Ratio;
  /** Share of the value lost when it is sold to the rest of the world. */
  saleDiscount(collateral: CollateralView, params: z.infer<P>): Ratio;
  /** Order in which assets are sold, from a list of those the account holds. */
  saleOrder(assets: readonly string[], params: z.infer<P>): readonly string[];
}

/** A collateral mechanism. */
export type Collateral<P extends ParamsSchema = ParamsSchema> = Stamp<'collateral'> & CollateralDeclaration<P>;
/** Declares a collateral mechanism. A venue without one counts only its settlement asset. */
export const defineCollateral = <P extends ParamsSchema>(declaration: CollateralDeclaration<P>): Collateral<P> =>
  stamp('collateral', declaration);
