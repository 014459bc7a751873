import type { z } from 'zod';
import type { Mechanism } from '../../contract/index.ts';
import type { Dice } from '../dice.ts';

type Schema = z.core.$ZodType;
type Plain = Readonly<Record<string, unknown>>;

/** Amounts, ratios, shares and durations that reach corners: nothing, next to nothing, the usual, far more than there is. */
const AMOUNTS = ['0', '1', '100', '1000', '20000', '1000000'] as const;
const RATIOS = ['0', '0.1', '0.25', '0.5', '2/3', '0.9', '1', '1.5', '2', '5'] as const;
const SHARES = ['0', '0.0005', '0.005', '0.05', '0.5', '1'] as const;
const DURATIONS = ['0s', '1s', '10s', '20s', '30s', '1m', '5m', '1h', '8h'] as const;
const REALS = [0, 0.1, 0.5, 1, 2, 5, 20] as const;

/** What a schema is under its defaults and transforms: each layer, from the outside in. */
const layersOf = (schema: Schema): readonly Schema[] => {
  const layers: Schema[] = [];
  for (let inner: Schema | undefined = schema; inner !== undefined; ) {
    layers.push(inner);
    const { innerType, in: input } = inner._zod.def as { innerType?: Schema; in?: Schema };
    inner = innerType ?? input;
  }
  return layers;
};

const unitOf = (layers: readonly Schema[]): unknown =>
  layers.map((layer) => (layer as z.ZodType).meta?.()?.unit).find((unit) => unit !== undefined);

/** A value for one field, as a file would write it; undefined where nothing but the default is known to make sense. */
const valueFor = (dice: Dice, schema: Schema, key: string, pools: readonly string[]): unknown => {
  const layers = layersOf(schema);
  const core = layers.at(-1) as Schema;
  const def = core._zod.def as { type: string; entries?: Readonly<Record<string, string>> };
  switch (unitOf(layers)) {
    case 'settlement asset':
      return dice.pick(AMOUNTS);
    case 'share':
      return dice.pick(SHARES);
    case 'ratio':
      return dice.pick(RATIOS);
    case 'duration':
      return dice.pick(DURATIONS);
  }
  if (def.type === 'enum') {
    const options = Object.values(def.entries ?? {});
    return options.length === 0 ? undefined : options[dice.below(options.length)];
  }
  if (def.type === 'boolean') return dice.below(2) === 1;
  if (def.type === 'number') return dice.once(2) ? dice.between(0, 8) : dice.pick(REALS);
  if (def.type === 'string' && POOLS.has(key) && pools.length > 0) return pools[dice.below(pools.length)];
  return undefined;
};

/** Parameters that name a pool. */
const POOLS: ReadonlySet<string> = new Set(['pool', 'poolOfShorts', 'from', 'to', 'feeTo', 'by', 'difference']);

/**
 * Parameters of a mechanism as a file would write them, drawn within what its schema takes.
 *
 * Maps and lists, which hold tables of a venue's own, stay at their defaults; a value that is out of a field's range is left out.
 */
export const randomParams = (dice: Dice, mechanism: Mechanism, pools: readonly string[]): Plain => {
  const shape = mechanism.params.shape as Readonly<Record<string, Schema>>;
  let params: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(shape)) {
    // A pool is named always: its default may not be declared.
    if (!POOLS.has(key) && dice.below(3) !== 0) continue;
    const value = valueFor(dice, schema, key, pools);
    if (value === undefined) continue;
    const more = { ...params, [key]: value };
    if (mechanism.params.safeParse(more).success) params = more;
  }
  return params;
};
