import { exchangePath } from '../spec/layer-labels.ts';

/** How far a part of a design can be trusted: published, assumed within a range, or a choice of our own. */
export type Fidelity = 'published' | 'assumed' | 'own';

const TOP = ['margin', 'mark', 'index', 'funding', 'collateral', 'payout', 'fees', 'funds'] as const;
const ADL = {
  trigger: 'adl.trigger',
  eligible: 'adl.eligible',
  ranking: 'adl.ranking',
  severity: 'adl.severity',
  allocation: 'adl.allocation',
  closeOut: 'adl.close-out',
  protection: 'adl.protection',
} as const;
const LAYERS = ['liquidation', 'backstop', 'fund', 'socialisation', 'adl'] as const;

/** All parts whose fidelity is told, in the order in which they are told: what holds for all, the layers, the parts of ADL. */
export const PARTS: readonly (readonly string[])[] = [
  TOP,
  LAYERS.filter((layer) => layer !== 'adl'),
  ['adl', ...Object.values(ADL)],
];

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

interface Part {
  readonly slot: string;
  readonly path: readonly (string | number)[];
}

/** The parts of a design as its file writes them: slots at the top, layers, and the parts of ADL. */
const partsOf = (data: Readonly<Record<string, unknown>>): readonly Part[] => {
  const top = TOP.filter((slot) => data[slot] !== undefined).map((slot): Part => ({ slot, path: [slot] }));
  const waterfall = Array.isArray(data.waterfall) ? (data.waterfall as readonly unknown[]) : [];
  const layers = waterfall.flatMap((layer, position): readonly Part[] => {
    if (!isMap(layer)) return [];
    const kind = LAYERS.find((each) => layer[each] !== undefined);
    if (kind === undefined) return [];
    const path = ['waterfall', position, kind];
    const composite = layer[kind];
    if (kind !== 'adl' || !isMap(composite) || composite.use !== undefined) return [{ slot: kind, path }];
    return Object.entries(ADL).flatMap(([key, slot]) =>
      composite[key] === undefined ? [] : [{ slot, path: [...path, key] }],
    );
  });
  return [...top, ...layers];
};

const WORST = ['published', 'assumed', 'own'] as const satisfies readonly Fidelity[];

/**
 * Tells for each slot of an exchange file whether it is published, assumed or our own.
 *
 * A slot is `own` when it, or what it stands in, is listed under `ours`; `assumed` when one of its fields is listed under `assumed`; otherwise
 * `published` when the design names sources, and `own` when it names none. A slot that is used twice is as good as its worse use.
 *
 * @param data - The exchange file as written, known to be right.
 */
export const fidelityOf = (data: Readonly<Record<string, unknown>>): Readonly<Record<string, Fidelity>> => {
  const startsWith = (path: readonly (string | number)[], start: readonly (string | number)[]): boolean =>
    start.every((key, i) => String(path[i]) === String(key));
  const assumed = Object.keys(isMap(data.assumed) ? data.assumed : {}).map((text) => exchangePath(text, data));
  const ours = (Array.isArray(data.ours) ? data.ours : []).map((text) => exchangePath(String(text), data));
  const otherwise: Fidelity = Array.isArray(data.sources) && data.sources.length > 0 ? 'published' : 'own';
  const found: Record<string, Fidelity> = {};
  for (const { slot, path } of partsOf(data)) {
    const isAssumed = assumed.some((field) => startsWith(field, path));
    const use = ours.some((part) => startsWith(path, part)) ? 'own' : isAssumed ? 'assumed' : otherwise;
    const before = found[slot] ?? 'published';
    found[slot] = WORST.indexOf(use) > WORST.indexOf(before) ? use : before;
  }
  return found;
};

/** Fidelity in words: `published: margin, mark; assumed: funds`. */
export const fidelityText = (fidelity: Readonly<Record<string, Fidelity>>): string =>
  (['published', 'assumed', 'own'] as const)
    .map((word) => ({ word, slots: Object.keys(fidelity).filter((slot) => fidelity[slot] === word) }))
    .filter(({ slots }) => slots.length > 0)
    .map(({ word, slots }) => `${word}: ${slots.join(', ')}`)
    .join('; ');
