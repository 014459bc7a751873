import type { LegView, MarketView } from '../../contract/index.ts';

/** A leg while nothing moves: each of its numbers is worked out once, however many candidates it is held against. */
export class StillLeg implements LegView {
  readonly #leg: LegView;
  readonly market: MarketView;
  readonly lots: number;
  #cost: number | undefined;
  #value: number | undefined;
  #bankruptcyValue: number | undefined;
  #maintenance: number | undefined;

  constructor(leg: LegView) {
    this.#leg = leg;
    this.market = leg.market;
    this.lots = leg.lots;
  }

  get cost(): number {
    this.#cost ??= this.#leg.cost;
    return this.#cost;
  }

  get value(): number {
    this.#value ??= this.#leg.value;
    return this.#value;
  }

  get bankruptcyValue(): number {
    this.#bankruptcyValue ??= this.#leg.bankruptcyValue;
    return this.#bankruptcyValue;
  }

  get maintenance(): number {
    this.#maintenance ??= this.#leg.maintenance;
    return this.#maintenance;
  }
}
