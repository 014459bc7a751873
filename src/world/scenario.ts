/**
 * A scenario as the world runs it: models resolved, parameters parsed. Decimals are kept as text until the ledger's units are known.
 *
 * @module
 */
import type {
  Agent,
  AgentPoint,
  Depth,
  Impact,
  Liquidity,
  MarketModelView,
  Population,
  Shock,
} from '../contract/index.ts';
import type { Use } from '../exchange/design.ts';

/** An asset: its smallest unit, and its price when it is not the settlement asset. */
export interface AssetSpec {
  readonly name: string;
  /** Decimals of the unit: 6 for micro-dollars. */
  readonly decimals: number;
  /** Price in the settlement asset at the start, decimal text; left out for the settlement asset. */
  readonly price?: string;
  /** Market whose index is its price, instead of `price` and `path`. */
  readonly follows?: string;
  /** Price multipliers over time, as [seconds, multiplier], linear between them. */
  readonly path?: readonly (readonly [number, number])[];
  /** Price on the venue's own book over the index, as [seconds, multiplier], linear between them; at the index when left out. */
  readonly book?: readonly (readonly [number, number])[];
  /** What its issuer redeems it for, a share of its par (the price at the start, or the index it follows), decimal text; at the index when left out. */
  readonly redemption?: string;
}

/** A market: its instrument, its band, and what models need to know of it. */
export interface MarketSpec extends MarketModelView {
  readonly kind: 'linear' | 'inverse';
  /** Asset it settles in; the venue's settlement asset when left out. */
  readonly settle?: string;
  /** Price step, decimal text. */
  readonly tick: string;
  /** Size of one lot in coins (linear), decimal text. */
  readonly lot?: string;
  /** Face value of one lot in quote currency (inverse), decimal text. */
  readonly face?: string;
  /** Hard price band for the whole run, decimal text; a mark beyond it ends the run with an error. */
  readonly band: { readonly floor: string; readonly cap: string };
}

/** An account written out by hand. */
export interface AccountSpec {
  /** Name in the file; unique. */
  readonly name: string;
  /** Owner name; the account's own when left out. */
  readonly owner?: string;
  readonly kind: 'trader' | 'maker' | 'member';
  /** Deposits by asset, decimal text. */
  readonly deposit: Readonly<Record<string, string>>;
  /** What a member has committed beyond its deposit, decimal text of the settlement asset. */
  readonly commitment?: string;
  /** Positions at the start: signed lots, and the entry price as decimal text. */
  readonly positions: readonly { readonly market: string; readonly lots: number; readonly entry: string }[];
}

/** Something that happens to a named account, or to a market, at a time. */
export type ScriptedEvent =
  | { readonly at: number; readonly do: 'close-market'; readonly market: string }
  | ({
      readonly at: number;
      /** Point of the step at which it happens; at its beginning when left out. */
      readonly when?: AgentPoint;
      readonly account: string;
    } & (
      | { readonly do: 'deposit' | 'withdraw'; readonly amount: string; readonly asset?: string }
      | {
          readonly do: 'place';
          readonly market: string;
          readonly lots: number;
          readonly limit?: string;
          readonly timeInForce: 'ioc' | 'fok' | 'gtc' | 'post-only';
        }
      | { readonly do: 'cancel-all' }
      /** Takes every offer that stands for the account: opens again what ADL has cut. */
      | { readonly do: 'reopen' }
    ));

/** A whole scenario. */
export interface Scenario {
  readonly name: string;
  readonly summary: string;
  readonly sources: readonly string[];
  /** Assumed fields by dotted path, each with the range it may lie in, as written. */
  readonly assumed?: Readonly<Record<string, readonly [string, string]>>;
  /** Length of a step, seconds. */
  readonly step: number;
  /** Seconds from which to which the step is finer, in file order; the rest uses `step`. */
  readonly steps: readonly { readonly from: number; readonly to: number; readonly step: number }[];
  /** Length of the run, seconds. */
  readonly duration: number;
  /** Clock time of second 0 for labels only: `2025-10-10T20:50Z`. */
  readonly clock?: string;
  /** Settlement asset of the venue. */
  readonly settle: string;
  readonly assets: readonly AssetSpec[];
  readonly markets: readonly MarketSpec[];
  readonly shock: Use<Shock>;
  /** Whether the given path is the total price, or the run's own forced flow moves the price on top of its exogenous part. */
  readonly price: 'path' | 'path+impact';
  /** Exogenous part of the log path, from 0 to 1, for all markets and for single classes; all of it when left out. Only with `path+impact`. */
  readonly exogenous?: { readonly share: number; readonly classes: Readonly<Record<string, number>> };
  /** What the run's own flow does to the price; there when `price` is `path+impact`. */
  readonly impact?: Use<Impact>;
  readonly liquidity?: Use<Liquidity>;
  readonly depth?: Use<Depth>;
  readonly population?: Use<Population>;
  readonly agents: readonly Use<Agent>[];
  readonly accounts: readonly AccountSpec[];
  readonly events: readonly ScriptedEvent[];
}

/** Decimals of the settlement asset. */
export const decimalsOf = ({ assets, settle }: Pick<Scenario, 'assets' | 'settle'>): number =>
  assets.find(({ name }) => name === settle)?.decimals ?? 0;
