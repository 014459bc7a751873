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

/** Mechanisms anywhere in a part of a design, in the order of its fields. */
const mechanismsIn = (part: unknown, found: MechanismFacts[] = []): readonly MechanismFacts[] => {
  if (part === null || typeof part !== 'object') return found;
  if (isUse(part)) {
    const { slot, name, capabilities = {} } = part.mechanism;
    found.push({ slot, name, capabilities, params: part.params });
  } else for (const value of Object.values(part)) mechanismsIn(value, found);
  return found;
};

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
    ...(design.settlement === undefined ? {} : { settlement: design.settlement }),
    mechanisms: mechanismsIn(design),
  };
  known.set(design, view);
  return view;
};
