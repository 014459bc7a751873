/**
 * The layers of a default waterfall: liquidation, backstop, socialisation.
 *
 * @module
 */
import type { z } from 'zod';
import type { LayerAnswer, Outcome } from './actions.ts';
import type { Json } from './json.ts';
import { type Figured, type MechanismHead, type ParamsSchema, type Stamp, stamp } from './mechanism.ts';
import type { CaseView, VenueView } from './views.ts';

/** What a layer decides, asked again after each answer with actions. Pure, but for its own state. */
export type NextFunction<Params, State> = (
  subject: CaseView,
  view: VenueView,
  params: Params,
  state: State,
  outcome: Outcome | undefined,
) => LayerAnswer;

/** What a layer mechanism declares. */
export interface LayerDeclaration<P extends ParamsSchema, State extends Json>
  extends MechanismHead<P>,
    Figured<State, z.infer<P>> {
  /** Whether it can take lots off the subject; a waterfall needs one layer that can. */
  readonly takesLots: boolean;
  /** Whether it is asked although an earlier layer waits. */
  readonly overtakes?: boolean;
  /** What its state belongs to; defaults to `venue`. A layer is asked case by case, so it has none by market or pool. */
  readonly stateOf?: 'case' | 'account' | 'venue';
  /** The decision. */
  next(...asked: Parameters<NextFunction<z.infer<P>, State>>): LayerAnswer;
}

/** What a layer declares that may let a pool take positions over. */
export interface TakingLayerDeclaration<P extends ParamsSchema, State extends Json> extends LayerDeclaration<P, State> {
  /** Works out inventory that pools hold from its take-overs, once a step for each inventory case. Left out: inventory is kept. */
  work?(...asked: Parameters<NextFunction<z.infer<P>, State>>): LayerAnswer;
}

/** A liquidation layer: takes lots to the book, to liquidators or to the venue's own engine. */
export type Liquidation<P extends ParamsSchema = ParamsSchema, State extends Json = Json> = Stamp<'liquidation'> &
  TakingLayerDeclaration<P, State>;

/**
 * Declares a liquidation layer.
 *
 * @example
 * defineLiquidation({ name: 'market-order', ..., takesLots: true,
 *   next: (subject, _view, _params, _state, outcome) =>
 *     outcome ? 'pass' : subject.legs.map((leg) => ({ do: 'order', market: leg.market.number, lots: leg.lots, timeInForce: 'ioc' })) });
 */
export const defineLiquidation = <P extends ParamsSchema, State extends Json = null>(
  declaration: TakingLayerDeclaration<P, State>,
): Liquidation<P, State> => stamp('liquidation', declaration);

/** A backstop layer: a vault, fund, provider or member takes positions over. */
export type Backstop<P extends ParamsSchema = ParamsSchema, State extends Json = Json> = Stamp<'backstop'> &
  TakingLayerDeclaration<P, State>;

/** Declares a backstop layer. */
export const defineBackstop = <P extends ParamsSchema, State extends Json = null>(
  declaration: TakingLayerDeclaration<P, State>,
): Backstop<P, State> => stamp('backstop', declaration);

/** A socialisation layer: spreads what is left over accounts, market sides or depositors. */
export type Socialisation<P extends ParamsSchema = ParamsSchema, State extends Json = Json> = Stamp<'socialisation'> &
  LayerDeclaration<P, State>;

/** Declares a socialisation layer. */
export const defineSocialisation = <P extends ParamsSchema, State extends Json = null>(
  declaration: LayerDeclaration<P, State>,
): Socialisation<P, State> => stamp('socialisation', declaration);

/** Any layer mechanism the waterfall asks through `next`. */
export type Layer = Liquidation | Backstop | Socialisation;
