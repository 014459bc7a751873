/**
 * Auto-deleveraging: the parts of the composite, and the whole rule at once.
 *
 * @module
 */
import type { z } from 'zod';
import type { RandomStream } from '../math/index.ts';
import type { Action } from './actions.ts';
import type { Json } from './json.ts';
import { type Figured, type MechanismHead, type ParamsSchema, type Stamp, type Stateful, stamp } from './mechanism.ts';
import type { Candidate, CaseView, LegView, MarketView, VenueView } from './views.ts';

/** What ADL shall raise in one market. */
export interface AdlNeed {
  /** Lots to close, or gains to charge in units. */
  readonly in: 'lots' | 'gain';
  readonly market: number;
  /** At most this much, >= 0: lots or units. ADL raises no more than the residual of the cases there. */
  readonly amount: number;
  /** Units the subject keeps back, so that its bankruptcy value is recomputed from there (a fund that bears its part first). */
  readonly priceShift?: number;
  /** Case it is meant for; the cases of the market in due order when left out. */
  readonly case?: number;
  /** Pool whose own position is to be cut, where the pool is the counterparty: opens a pool case. */
  readonly pool?: string;
}

/** Off, or on with needs. */
export type TriggerDecision =
  | 'off'
  | {
      readonly on: true;
      readonly needs: readonly AdlNeed[];
      /** Until when what flat cases owe waits for this layer, seconds since the run began, so that it is not written off before. */
      readonly holdsUntil?: number;
    };

/** What a trigger mechanism declares. */
export interface TriggerDeclaration<P extends ParamsSchema, State extends Json>
  extends MechanismHead<P>,
    Stateful<State, z.infer<P>> {
  /** What its needs always count; left out where a parameter `in` says it. */
  readonly counts?: AdlNeed['in'];
  /** Called once a step before the rounds: peaks, averages. */
  observe?(view: VenueView, params: z.infer<P>, state: State): void;
  /** Whether ADL is on for these cases, and how much it shall raise. */
  decide(view: VenueView, cases: readonly CaseView[], params: z.infer<P>, state: State): TriggerDecision;
}
/** An ADL trigger. */
export type AdlTrigger<P extends ParamsSchema = ParamsSchema, State extends Json = Json> = Stamp<'adl.trigger'> &
  TriggerDeclaration<P, State>;
/** Declares an ADL trigger: quantities with hysteresis, not a boolean. */
export const defineAdlTrigger = <P extends ParamsSchema, State extends Json = null>(
  declaration: TriggerDeclaration<P, State>,
): AdlTrigger<P, State> => stamp('adl.trigger', { stateOf: 'venue' as const, ...declaration });

/** What an eligibility predicate declares. */
export interface EligibleDeclaration<P extends ParamsSchema> extends MechanismHead<P> {
  /** Whether a candidate may be cut at all. */
  candidate?(candidate: Candidate, view: VenueView, params: z.infer<P>): boolean;
  /** Whether a candidate may be cut for this leg; makes the engine choose case by case. */
  pair?(candidate: Candidate, subject: CaseView, leg: LegView, params: z.infer<P>): boolean;
  /** How many candidates are looked at for one case, in ranked order; no limit when left out. */
  scanLimit?(params: z.infer<P>): number;
}
/** A predicate on who may be cut. */
export type AdlEligible<P extends ParamsSchema = ParamsSchema> = Stamp<'adl.eligible'> & EligibleDeclaration<P>;
/** Declares an eligibility predicate. */
export const defineAdlEligible = <P extends ParamsSchema>(declaration: EligibleDeclaration<P>): AdlEligible<P> =>
  stamp('adl.eligible', declaration);

/** What a ranking mechanism declares. */
export interface RankingDeclaration<P extends ParamsSchema> extends MechanismHead<P> {
  /** One number from which all scores of a market and round are made: a random offset, a chosen account. */
  prepare?(market: MarketView, view: VenueView, params: z.infer<P>): number;
  /** Score of a candidate; the highest is cut first, ties go to the lower account id. Infinity is allowed, NaN is not. */
  score?(candidate: Candidate, params: z.infer<P>, prepared: number): number;
  /** Several scores compared in turn, instead of `score`. */
  readonly keys?: readonly {
    // A method, so that a ranking with parameters of its own is a ranking.
    at(candidate: Candidate, params: z.infer<P>, prepared: number): number;
  }['at'][];
  /** Weight for proportional allocations, real, >= 0; the claim when left out. */
  weigh?(candidate: Candidate, params: z.infer<P>): number;
}
/** An ADL ranking. */
export type AdlRanking<P extends ParamsSchema = ParamsSchema> = Stamp<'adl.ranking'> & RankingDeclaration<P>;
/** Declares an ADL ranking. */
export const defineAdlRanking = <P extends ParamsSchema>(declaration: RankingDeclaration<P>): AdlRanking<P> =>
  stamp('adl.ranking', declaration);

/** What a severity mechanism declares. */
export interface SeverityDeclaration<P extends ParamsSchema> extends MechanismHead<P> {
  /** How much of a need is raised: 0 <= result <= need. */
  raise(need: AdlNeed, view: VenueView, params: z.infer<P>): number;
}
/** How much of the need is raised at all. */
export type AdlSeverity<P extends ParamsSchema = ParamsSchema> = Stamp<'adl.severity'> & SeverityDeclaration<P>;
/** Declares a severity. */
export const defineAdlSeverity = <P extends ParamsSchema>(declaration: SeverityDeclaration<P>): AdlSeverity<P> =>
  stamp('adl.severity', declaration);

/** The ranked order of the claims of one problem; made when first asked for. */
export interface Rank {
  /** All claim numbers, the first to be cut first. */
  order(): Int32Array;
  /** The shortest ranked prefix whose limits reach a need (all claims when they cannot). */
  prefix(need: number): Int32Array;
}

/** What stands behind each claim besides the position it is on, for rules that look at whole books. */
export interface ClaimBooks {
  /** Owner of each claim's account. */
  readonly owner: Float64Array;
  /** Net exposure of the account to the common factor, in lots of this market (real): positive where it wins as the position does. */
  readonly net: Float64Array;
  /** The same over all accounts of its owner on this venue. */
  readonly ownerNet: Float64Array;
  /** Equity of these accounts together, units, each floored at 0. */
  readonly ownerEquity: Float64Array;
}

/** A claims problem in integers: who gives how much of a need. The columns are in one order; keep none of them, and write to none. */
export interface ClaimsProblem {
  /** Number of claims: everybody who is eligible, or those of a prefix for a rule that declares one. */
  readonly n: number;
  /** To be raised: lots or units, >= 0. */
  readonly need: number;
  /** What is claimed from: lots held, or gains in units. */
  readonly claim: Float64Array;
  /** Most each may give, <= claim. */
  readonly limit: Float64Array;
  /** Absolute value at mark, units. */
  readonly exposure: Float64Array;
  /** Account equity, units, floored at 0. */
  readonly equity: Float64Array;
  /** Whole books behind the claims; left out where a claim is not on lots of a position, or nothing is known but the claims. */
  readonly books?: ClaimBooks | undefined;
  /** Integer weights >= 0; real ones on a grid that depends on the largest of all. */
  readonly weight: Float64Array;
  /** The ranked order. */
  readonly rank: Rank;
  /** Random stream of this decision. */
  readonly random: RandomStream;
}

/** What an allocation rule declares. */
export interface AllocationDeclaration<P extends ParamsSchema, State extends Json>
  extends MechanismHead<P>,
    Figured<State, z.infer<P>> {
  /**
   * Says that the rule looks along the ranked order from its front: what it answers depends on nobody behind the shortest prefix whose
   * limits reach the need and that holds at least this many claims, whole, >= 0; and none of those gives. The engine may then ask it about
   * the claims of that prefix alone, unless the ranking weighs, and spare itself a look at all the others. Left out: everybody counts.
   */
  prefix?(params: z.infer<P>): number;
  /** How much each claim gives: whole, 0 <= give <= limit, in sum min(need, total limit). */
  allocate(problem: ClaimsProblem, params: z.infer<P>, state: State): Float64Array;
  /**
   * Standard error of what each claim gives, in its unit, for a rule that draws samples; 0 where it had no need to. The problem is one of
   * its own, with a random stream at its first draw. Left out: the rule is exact.
   */
  standardErrors?(problem: ClaimsProblem, params: z.infer<P>): Float64Array;
}
/** An allocation rule. */
export type AdlAllocation<P extends ParamsSchema = ParamsSchema, State extends Json = Json> = Stamp<'adl.allocation'> &
  AllocationDeclaration<P, State>;
/** Declares an allocation rule; the same rule serves lots to close and gains to charge. */
export const defineAdlAllocation = <P extends ParamsSchema, State extends Json = null>(
  declaration: AllocationDeclaration<P, State>,
): AdlAllocation<P, State> => stamp('adl.allocation', { stateOf: 'market' as const, ...declaration });

/** The piece of a subject's leg that is being closed. Values are units, signed as the subject's lots. */
export interface CloseOutPiece {
  readonly subject: CaseView;
  readonly market: MarketView;
  /** Lots of the piece, signed as the subject's. */
  readonly lots: number;
  /** Value at mark. */
  readonly mark: number;
  /** Value at which the subject's equity, by share of maintenance, is used up exactly. */
  readonly bankruptcy: number;
  /** The same with all of the subject's equity on this leg. */
  readonly bankruptcyOnLeg: number;
  /** Value at a price in ticks. */
  at(ticks: number): number;
  /** What a pool may still pay for this piece, units, >= 0: less what pieces priced before it in the same decision take from it. */
  spendable(pool: string): number;
}

/** What the subject receives for the piece and what the counterparties pay, units, signed as the subject's lots. */
export interface CloseOutPrice {
  readonly subject: number;
  /** Where it differs from the subject's. */
  readonly counterparty?: number;
  /** Pool that bears or receives the difference. */
  readonly difference?: string;
  /** Of orders that rest: refused where they would cross the book, instead of standing there without taking from it. */
  readonly postOnly?: boolean;
}

/** What a close-out rule declares. */
export interface CloseOutDeclaration<P extends ParamsSchema> extends MechanismHead<P> {
  /** Values of a piece. */
  value(piece: CloseOutPiece, view: VenueView, params: z.infer<P>): CloseOutPrice;
  /** Fills at once, or rests orders of the counterparties in the book at the tick of that value, for the subject's order to meet. */
  readonly by?: 'fill' | 'resting-orders';
}
/** A close-out price rule. */
export type AdlCloseOut<P extends ParamsSchema = ParamsSchema> = Stamp<'adl.close-out'> & CloseOutDeclaration<P>;
/** Declares a close-out price rule. */
export const defineAdlCloseOut = <P extends ParamsSchema>(declaration: CloseOutDeclaration<P>): AdlCloseOut<P> =>
  stamp('adl.close-out', declaration);

/** What a whole ADL rule declares. */
export interface AdlDeclaration<P extends ParamsSchema, State extends Json>
  extends MechanismHead<P>,
    Figured<State, z.infer<P>> {
  /** Actions for each case, in the order they shall be done. Joint, cross-market and learning rules live here. */
  plan(
    view: VenueView & { candidates(market: number, side: 1 | -1): readonly AdlCandidate[] },
    cases: readonly CaseView[],
    params: z.infer<P>,
    state: State,
  ): readonly { readonly case: number; readonly actions: readonly Action[] }[];
}

/** A candidate as a whole rule sees it: plain numbers, since such a rule looks at all of them at once. */
export interface AdlCandidate {
  readonly account: number;
  readonly owner: number;
  /** Lots, signed. */
  readonly lots: number;
  /** Unrealised profit, units, signed. */
  readonly profit: number;
  /** Absolute value at mark, units. */
  readonly notional: number;
  /** Account equity, units, signed. */
  readonly equity: number;
}

/** A whole ADL rule. */
export type Adl<P extends ParamsSchema = ParamsSchema, State extends Json = Json> = Stamp<'adl'> &
  AdlDeclaration<P, State>;
/** Declares a whole ADL rule at once. */
export const defineAdl = <P extends ParamsSchema, State extends Json = null>(
  declaration: AdlDeclaration<P, State>,
): Adl<P, State> => stamp('adl', declaration);
