import { LAYER_KINDS, type LayerKind } from './exchange-shape.ts';
import type { Path } from './place.ts';
import { dotted } from './problems.ts';

/** A layer as written, as far as its kind can be told. */
export interface RawLayer {
  /** Position in the waterfall. */
  readonly position: number;
  readonly kind: LayerKind;
  /** Unique name: the one given by `as`, else the kind, with a number from the second on. */
  readonly label: string;
  /** The whole entry. */
  readonly entry: Readonly<Record<string, unknown>>;
}

const asMap = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;

/** The layers of an exchange file as written; entries that are none are left out. */
export const rawLayers = (data: unknown): readonly RawLayer[] => {
  const waterfall = asMap(data)?.waterfall;
  const used = new Map<string, number>();
  return (Array.isArray(waterfall) ? waterfall : []).flatMap((each: unknown, position): RawLayer[] => {
    const entry = asMap(each);
    const kinds = LAYER_KINDS.filter((kind) => entry !== undefined && Object.hasOwn(entry, kind));
    const kind = kinds[0];
    if (entry === undefined || kind === undefined || kinds.length > 1) return [];
    if (typeof entry.as === 'string') return [{ position, kind, label: entry.as, entry }];
    const before = used.get(kind) ?? 0;
    used.set(kind, before + 1);
    return [{ position, kind, label: before === 0 ? kind : `${kind}-${before + 1}`, entry }];
  });
};

const BESIDE = ['unless', 'as'];

/** Writes paths of an exchange file with the label of a layer in place of its position: `adl.ranking.basis`. */
export const layerNames = (data: unknown) => {
  const layers = new Map(rawLayers(data).map((layer) => [layer.position, layer]));
  return (path: Path): string => {
    const layer = path[0] === 'waterfall' ? layers.get(Number(path[1])) : undefined;
    if (layer === undefined) return dotted(path);
    return dotted([layer.label, ...path.slice(path[2] === layer.kind ? 3 : 2)]);
  };
};

/**
 * Reads a dotted path of an exchange file: `funds.vault.capital`, `waterfall.1.backstop.pool`, or from a layer's label on,
 * `adl.ranking.basis` or `waterfall.adl.ranking.basis`.
 */
export const exchangePath = (text: string, data: unknown): Path => {
  const [head = '', ...rest] = text.split('.');
  const layers = rawLayers(data);
  if (head === 'waterfall' && layers.some(({ label }) => label === rest[0])) return exchangePath(rest.join('.'), data);
  const layer = layers.find(({ label }) => label === head);
  if (layer === undefined || Object.hasOwn(asMap(data) ?? {}, head)) return [head, ...rest];
  const beside = rest.length === 1 && BESIDE.includes(rest[0] as string);
  return ['waterfall', layer.position, ...(beside ? [] : [layer.kind]), ...rest];
};
