/**
 * An exchange design as the engine runs it: mechanisms resolved, parameters parsed, amounts still unbound.
 *
 * @module
 */
import type {
  Adl,
  AdlAllocation,
  AdlCloseOut,
  AdlEligible,
  AdlProtection,
  AdlRanking,
  AdlSeverity,
  AdlTrigger,
  Backstop,
  Collateral,
  Fund,
  Funding,
  Index,
  Liquidation,
  Margin,
  Mark,
  Payout,
  Socialisation,
} from '../contract/index.ts';

/** A mechanism with its parsed parameters. */
export interface Use<M> {
  readonly mechanism: M;
  /** Output of the mechanism's schema; amounts are bound when the venue is built. */
  readonly params: unknown;
}

/** What becomes of resting orders when ADL closes a position: of all markets, or of its market, of whom it cuts, or those of whom it closes. */
export type OrdersChoice = 'keep' | 'cancel' | 'cancel-market' | 'cancel-subject';

/** What a fill by ADL costs, per million of its value. */
export interface AdlFees {
  readonly subjectPerMillion: number;
  readonly counterpartyPerMillion: number;
}

/** The ADL composite: each part a slot. */
export interface AdlComposite {
  readonly trigger: Use<AdlTrigger>;
  /** Close positions, or charge gains. */
  readonly settle: 'close' | 'gains';
  /** What becomes of resting orders; kept when left out. */
  readonly orders?: OrdersChoice;
  /** What fills cost; nothing when left out. */
  readonly fees?: AdlFees;
  /** Seconds between the trigger turning on in a market and the first cut there; none when left out. */
  readonly notice?: number;
  readonly eligible: readonly Use<AdlEligible>[];
  readonly ranking: Use<AdlRanking>;
  readonly severity?: Use<AdlSeverity>;
  readonly allocation: Use<AdlAllocation>;
  /** The price at which positions are closed; none where gains are charged. */
  readonly closeOut?: Use<AdlCloseOut>;
  readonly protection?: Use<AdlProtection>;
}

interface LayerHead {
  /** Unique in the waterfall: the kind, or the kind with a number, or the name given by `as`. */
  readonly label: string;
  /** Label of an ADL layer: while its trigger is on for the case's markets, this layer is not asked. */
  readonly unless?: string;
}

/** One layer of a waterfall. */
export type WaterfallLayer = LayerHead &
  (
    | { readonly kind: 'liquidation'; readonly use: Use<Liquidation> }
    | { readonly kind: 'backstop'; readonly use: Use<Backstop> }
    | { readonly kind: 'socialisation'; readonly use: Use<Socialisation> }
    | { readonly kind: 'fund'; readonly pool: string }
    | { readonly kind: 'adl'; readonly composite: AdlComposite }
    | { readonly kind: 'adl'; readonly whole: Use<Adl> }
  );

/** The parts of a step, in the order of {@link DEFAULT_PHASES} unless the config changes it. */
export type Phase = 'shock' | 'index' | 'mark' | 'funding' | 'collateral' | 'rounds' | 'agents' | 'depth' | 'record';

/** The usual order of a step. */
export const DEFAULT_PHASES: readonly Phase[] = [
  'shock',
  'index',
  'mark',
  'funding',
  'collateral',
  'rounds',
  'agents',
  'depth',
  'record',
];

/** How a venue lists a market, where that differs from what the scenario says. Decimals are texts. */
export interface Listing {
  readonly kind: 'linear' | 'inverse';
  /** Asset it settles in; the venue's settlement asset when left out. */
  readonly settle?: string;
  /** Decimals of that asset's unit, where the scenario does not have the asset. */
  readonly decimals: number;
  /** Price step; the scenario's when left out. */
  readonly tick?: string;
  /** Size of one lot in coins (linear) and face value of one lot in quote currency (inverse). */
  readonly lot?: string;
  readonly face?: string;
}

/** A whole design. */
export interface ExchangeDesign {
  readonly name: string;
  readonly summary: string;
  readonly sources: readonly string[];
  /** Assumed fields by dotted path, each with the range it may lie in, as written. */
  readonly assumed: Readonly<Record<string, readonly [string, string]>>;
  /** Markets this venue lists in its own way, by name. */
  readonly instruments?: Readonly<Record<string, Listing>>;
  readonly margin: Use<Margin>;
  readonly mark?: Use<Mark>;
  readonly index?: Use<Index>;
  readonly funding?: Use<Funding>;
  readonly collateral?: Use<Collateral>;
  readonly payout?: Use<Payout>;
  readonly funds: Readonly<Record<string, Use<Fund>>>;
  /** Trading fees per million of executed value, >= 0. */
  readonly fees: { readonly takerPerMillion: number; readonly makerPerMillion: number };
  readonly waterfall: readonly WaterfallLayer[];
  readonly walk: 'breadth' | 'depth';
  readonly dueOrder: 'account' | 'margin-ratio' | 'seed';
  /** Length of the settlement period, seconds, from which gains since the period began are counted; the whole run when left out. */
  readonly settlement?: number;
  /** Bound on the rounds of one step. */
  readonly maxRounds: number;
  readonly phases: readonly Phase[];
  /** Whether accounts with an open case may be chosen as counterparties. */
  readonly defaultersEligible: boolean;
  /** Design invariants this venue says it meets. */
  readonly claims: readonly string[];
}
