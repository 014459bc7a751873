import type { Depth, Impact, ImpactView, LadderLevel, MarketModelView } from '../contract/index.ts';
import type { Market, Use, Venue } from '../exchange/index.ts';
import { recordDepth } from '../ledger/index.ts';
import { exp, log, type RandomStream, streamsOf } from '../math/index.ts';
import type { Ladder } from './models/makers.ts';
import type { MarketSpec, Scenario } from './scenario.ts';

/** Conditions of all markets as plain data. */
export interface ConditionsSnapshot {
  readonly spot: readonly number[];
  readonly depth: readonly number[];
  readonly displacement: readonly number[];
}

/** Share of a market's path that is exogenous: the rest comes about in the run. */
const exogenousShare = ({ exogenous }: Scenario, { class: group }: MarketModelView): number => {
  if (exogenous === undefined) return 1;
  return Object.hasOwn(exogenous.classes, group) ? (exogenous.classes[group] as number) : exogenous.share;
};

/**
 * Where the makers of each market quote, and how much: reference prices, depth, and what the run's own flow has done to both.
 *
 * With `price: path` the reference is the given path. With `price: path+impact` it is
 *
 *     log reference = log open + share x log(path / open) - displacement
 *
 * where the share is the exogenous part of the path, and displacement follows from the venue's own aggressive flow.
 */
export class MarketConditions {
  /** Reference price of each market, ticks (real). */
  readonly spot: number[];
  /** Share of the calm ladder that makers are ready to quote, by market. */
  readonly depth: number[];
  /** Log price by which the run's own flow has pushed each market down. */
  readonly displacement: number[];
  readonly #scenario: Scenario;
  readonly #venue: Venue;
  /** Ladder of each market in calm times, and the notional of one side of it. */
  readonly #ladders: readonly (readonly LadderLevel[])[];
  readonly #calm: readonly number[];
  readonly #shares: readonly number[];
  /** The stream of the shock at its first draw: every market and step reads it anew. */
  readonly #shockStream: () => RandomStream;

  constructor(scenario: Scenario, venue: Venue, saved?: ConditionsSnapshot) {
    const { liquidity, markets } = scenario;
    this.#scenario = scenario;
    this.#venue = venue;
    this.spot = saved?.spot.slice() ?? venue.markets.map((market) => market.setup.open);
    this.depth = saved?.depth.slice() ?? markets.map(() => 1);
    this.displacement = saved?.displacement.slice() ?? markets.map(() => 0);
    this.#shares = markets.map((market) => exogenousShare(scenario, market));
    this.#ladders = markets.map((market) =>
      liquidity === undefined
        ? []
        : venue.guard.call(liquidity.mechanism, () => liquidity.mechanism.ladder(market, liquidity.params as never)),
    );
    this.#calm = this.#ladders.map((levels) => levels.reduce((sum, { notional }) => sum + notional, 0));
    this.#shockStream = streamsOf(venue.seed, 'shock', scenario.name);
  }

  /** Moves the reference prices to a time. */
  move(now: number): void {
    const { shock, markets } = this.#scenario;
    this.#venue.guard.call(shock.mechanism, () => {
      for (let i = 0; i < markets.length; i++) {
        const market = markets[i] as MarketSpec;
        const path = shock.mechanism.price(market, now, shock.params as never, this.#shockStream());
        this.spot[i] = this.#reference(path, market, i) / (this.#venue.markets[i] as Market).tick;
      }
    });
  }

  #reference(path: number, { open }: MarketModelView, number: number): number {
    const share = this.#shares[number] as number;
    const pushed = this.displacement[number] as number;
    // A path that nothing moves is hit to the last bit.
    if (share === 1 && pushed === 0) return path;
    const exogenous = open * exp(share * log(path / open));
    return pushed === 0 ? exogenous : this.#inBand(exogenous * exp(-pushed), exogenous, number);
  }

  /** A displaced price, held where no quote around it leaves the venue's price band; the exogenous price itself may go further. */
  #inBand(price: number, exogenous: number, number: number): number {
    const { tick, floor, cap } = (this.#venue.markets[number] as Market).setup;
    // Makers lean their quotes by less than the distance itself.
    const reach = 2 * ((this.#ladders[number] as readonly LadderLevel[]).at(-1)?.distance ?? 0);
    const lowest = Math.min(exogenous, reach < 1 ? (floor * tick) / (1 - reach) : exogenous);
    const highest = Math.max(exogenous, (cap * tick) / (1 + reach));
    return Math.min(highest, Math.max(lowest, price));
  }

  /** Ends a step: makers adapt their depth, the flow of the step pushes the price, and both are recorded. */
  settle(capitalShare: number): void {
    const { ledger, markets } = this.#venue;
    const { markets: specs, depth, impact } = this.#scenario;
    for (const market of markets) {
      const i = market.number;
      const spec = specs[i] as MarketSpec;
      this.depth[i] = this.#quoted(depth, spec, i, capitalShare);
      const quoted = this.#standing(market);
      this.displacement[i] = this.#pushed(impact, spec, market, quoted);
      recordDepth(ledger.log, i, quoted, this.displacement[i] as number);
    }
  }

  /** Share of the calm ladder that stands in the book, both sides together: no more than makers are ready to quote. */
  #standing(market: Market): number {
    const calm = this.#calm[market.number] as number;
    const ready = this.depth[market.number] as number;
    if (calm === 0) return ready;
    const lots = market.fillable(1) + market.fillable(-1);
    return Math.min(ready, (market.notional(lots) * this.#venue.view.unit) / (2 * calm));
  }

  #quoted(use: Use<Depth> | undefined, market: MarketSpec, number: number, capitalShare: number): number {
    if (use === undefined) return 1;
    const { mechanism, params } = use;
    const { now: seconds, stepSeconds: elapsed, states, guard } = this.#venue;
    const price = (this.spot[number] as number) * (this.#venue.markets[number] as Market).tick;
    const state = states.of('depth', number, mechanism, params);
    return guard.call(mechanism, () =>
      mechanism.multiplier({ market, seconds, elapsed, price, capitalShare }, params as never, state),
    );
  }

  #pushed(use: Use<Impact> | undefined, spec: MarketSpec, market: Market, quoted: number): number {
    const flow = market.takerFlow * this.#venue.view.unit;
    market.takerFlow = 0;
    if (use === undefined) return 0;
    const { mechanism, params } = use;
    const { stepSeconds, states, guard } = this.#venue;
    const view: ImpactView = { market: spec, multiplier: this.depth[market.number] as number, quoted };
    const state = states.of('impact', market.number, mechanism, params);
    return guard.call(mechanism, () => {
      mechanism.step(stepSeconds, view, params as never, state);
      if (flow !== 0)
        mechanism.apply({ side: flow > 0 ? 1 : -1, notional: Math.abs(flow) }, view, params as never, state);
      return mechanism.displacement(view, params as never, state);
    });
  }

  /** What all makers together quote in a market now. */
  ladder(market: number): Ladder {
    const share = this.depth[market] as number;
    const reference = this.spot[market] as number;
    const levels = (this.#ladders[market] ?? []).map(({ distance, notional }) => ({
      distance,
      notional: notional * share,
    }));
    return { levels, reference };
  }

  save(): ConditionsSnapshot {
    return { spot: this.spot.slice(), depth: this.depth.slice(), displacement: this.displacement.slice() };
  }
}
