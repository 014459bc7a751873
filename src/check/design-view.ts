import { type DesignView, isMechanism, type Mechanism } from '../contract/index.ts';
import type { ExchangeDesign } from '../exchange/index.ts';

/** Mechanisms anywhere in a design, in the order of its fields. */
const mechanismsIn = (part: unknown, found: Mechanism[] = []): readonly Mechanism[] => {
  if (part === null || typeof part !== 'object') return found;
  if (isMechanism(part)) found.push(part);
  else for (const value of Object.values(part)) mechanismsIn(value, found);
  return found;
};

/** A design as an invariant's `given` sees it. */
export const designView = (design: ExchangeDesign): DesignView => ({
  name: design.name,
  claims: design.claims,
  layers: design.waterfall.map((layer) => layer.kind),
  mechanisms: mechanismsIn(design).map(({ slot, name, capabilities }) => ({
    slot,
    name,
    capabilities: capabilities ?? {},
  })),
});
