import { contractError, type Figured, type Json, type Mechanism } from '../contract/index.ts';
import { recordFigure } from '../ledger/index.ts';
import type { BoundUse } from './bind.ts';
import type { Venue } from './venue.ts';
import type { BoundLayer } from './waterfall.ts';

/** A figure that a rule of the waterfall has of its own. */
export interface RuleFigure {
  /** Label of the layer in the waterfall. */
  readonly layer: string;
  /** Name of the mechanism. */
  readonly rule: string;
  readonly figure: string;
  readonly unit: string;
  readonly says: string;
}

type Ruled = Mechanism & Figured<Json, never>;

/** Rules of a layer that may have figures: the one that is asked, or the allocation of a composite. */
const rulesOf = ({ use, adl }: BoundLayer): readonly BoundUse<Ruled>[] =>
  [use, adl?.composite.allocation].filter((one) => one !== undefined) as readonly BoundUse<Ruled>[];

/** The figures that the rules of a waterfall have of their own, numbered by layer and in the order they are declared. */
export class FigureBook {
  readonly all: readonly RuleFigure[];
  /** Number of the first figure of a rule, by where it stands in the design. */
  readonly #first = new Map<string, number>();

  constructor(layers: readonly BoundLayer[]) {
    const all: RuleFigure[] = [];
    for (const layer of layers) {
      for (const { mechanism, place } of rulesOf(layer)) {
        this.#first.set(place, all.length);
        for (const [figure, { unit, says }] of Object.entries(mechanism.figures ?? {}))
          all.push({ layer: layer.head.label, rule: mechanism.name, figure, unit, says });
      }
    }
    this.all = all;
  }

  /**
   * Records the figures of a rule that has decided.
   *
   * @param use - The rule, where it stands.
   * @param decision - Number of its layer, the case it was for (0 for several), the market (-1 for several).
   */
  record(
    venue: Venue,
    use: BoundUse<unknown>,
    state: Json,
    decision: { readonly layer: number; readonly case: number; readonly market: number },
  ): void {
    const mechanism = use.mechanism as Ruled;
    if (mechanism.figures === undefined) return;
    let number = this.#first.get(use.place) as number;
    for (const [name, figure] of Object.entries(mechanism.figures)) {
      const value = venue.guard.call(mechanism, () => figure.of(state, use.params as never));
      if (!Number.isFinite(value))
        throw contractError(
          'figure',
          `${mechanism.name}: its figure ${name} was ${String(value)}; it is a finite number`,
        );
      recordFigure(venue.ledger.log, { figure: number++, value, ...decision });
    }
  }
}
