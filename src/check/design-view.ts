import {
  type DesignView,
  isMechanism,
  type LayerFacts,
  type Mechanism,
  type MechanismFacts,
} from '../contract/index.ts';
import type { AdlComposite, ExchangeDesign, WaterfallLayer } from '../exchange/index.ts';

const isUse = (part: object): part is { readonly mechanism: Mechanism; readonly params: Record<string, unknown> } =>
  'mechanism' in part && isMechanism(part.mechanism);

/** Uses of mechanisms anywhere in a part of a design, in the order of its fields. */
function* usesIn(
  part: unknown,
): Generator<{ readonly mechanism: Mechanism; readonly params: Record<string, unknown> }> {
  if (part === null || typeof part !== 'object') return;
  if (isUse(part)) yield part;
  else for (const value of Object.values(part)) yield* usesIn(value);
}

const mechanismsIn = (part: unknown): readonly MechanismFacts[] =>
  [...usesIn(part)].map(({ mechanism, params }) => {
    const { slot, name, capabilities = {} } = mechanism;
    return {
      slot,
      name,
      capabilities,
      params,
      ...('prepare' in mechanism && mechanism.prepare !== undefined ? { prepares: true } : {}),
      ...('keys' in mechanism && mechanism.keys !== undefined ? { severalScores: true } : {}),
    };
  });

/** An invariant that a mechanism says it honestly fails. */
export interface Exemption {
  readonly mechanism: string;
  readonly invariant: string;
  readonly reason: string;
}

/** What the mechanisms of a design say they honestly fail, each once. */
export const exemptionsOf = (design: ExchangeDesign): readonly Exemption[] =>
  [...new Set([...usesIn(design)].map(({ mechanism }) => mechanism))].flatMap(({ slot, name, exempt = {} }) =>
    Object.entries(exempt).map(([invariant, reason]) => ({ mechanism: `${slot} ${name}`, invariant, reason })),
  );

const compositeFacts = ({ settle, notice = 0, closeOut }: AdlComposite): Partial<LayerFacts> => ({
  settle,
  notice,
  meetsInBook: closeOut?.mechanism.by === 'resting-orders',
});

const layerFacts = (layer: WaterfallLayer): LayerFacts => ({
  kind: layer.kind,
  label: layer.label,
  ...(layer.kind === 'fund' ? { pool: layer.pool } : {}),
  ...('composite' in layer ? compositeFacts(layer.composite) : {}),
  mechanisms: mechanismsIn(layer),
});

const known = new WeakMap<ExchangeDesign, DesignView>();

/** A design as an invariant sees it. */
export const designView = (design: ExchangeDesign): DesignView => {
  const before = known.get(design);
  if (before !== undefined) return before;
  const view: DesignView = {
    name: design.name,
    claims: design.claims,
    layers: design.waterfall.map((layer) => layer.kind),
    waterfall: design.waterfall.map(layerFacts),
    fees: design.fees,
    defaultersEligible: design.defaultersEligible,
    dueOrder: design.dueOrder,
    maxRounds: design.maxRounds,
    ...(design.settlement === undefined ? {} : { settlement: design.settlement }),
    mechanisms: mechanismsIn(design),
  };
  known.set(design, view);
  return view;
};
