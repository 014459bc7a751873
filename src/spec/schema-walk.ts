import { z } from 'zod';

/** A schema of any kind, as the walk sees it. */
export type Schema = z.core.$ZodType;

/** The schema just inside a wrapper: optional, default, readonly or the input of a pipe; undefined when it is none. */
const inside = (schema: Schema): Schema | undefined => {
  const def = (schema as z.core.$ZodTypes)._zod.def;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
    case 'catch':
    case 'nonoptional':
      return def.innerType;
    case 'pipe':
      return def.in;
    case 'lazy':
      return def.getter();
    default:
      return undefined;
  }
};

/** The schema inside all its wrappers. */
export const unwrap = (schema: Schema): Schema => {
  const inner = inside(schema);
  return inner === undefined ? schema : unwrap(inner);
};

/** The unit a field declares: `duration`, `settlement asset`, `ratio`, `share`. */
export const unitOf = (schema: Schema): string | undefined => {
  const unit = z.globalRegistry.get(schema)?.unit;
  if (typeof unit === 'string') return unit;
  const inner = inside(schema);
  return inner === undefined ? undefined : unitOf(inner);
};

/** The alternatives of a schema, flat; the schema alone when it has none. */
export const alternatives = (schema: Schema): readonly Schema[] => {
  const inner = unwrap(schema);
  const def = (inner as z.core.$ZodTypes)._zod.def;
  return def.type === 'union' ? def.options.flatMap((option) => alternatives(option)) : [inner];
};

/** The keys a schema knows, over all its alternatives; none for what is no map of fixed keys. */
export const keysOf = (schema: Schema): readonly string[] => [
  ...new Set(
    alternatives(schema).flatMap((inner) => {
      const def = (inner as z.core.$ZodTypes)._zod.def;
      return def.type === 'object' ? Object.keys(def.shape) : [];
    }),
  ),
];

/** Whether a schema takes any text, rather than one of a list. */
export const takesAnyText = (schema: Schema): boolean =>
  alternatives(schema).every((inner) => (inner as z.core.$ZodTypes)._zod.def.type === 'string');

/** The schemas of an entry: of a key of a map or record, of a position in a list; one for each alternative that has it. */
export const entriesOf = (schema: Schema, key: string | number): readonly Schema[] =>
  alternatives(schema).flatMap((inner): readonly Schema[] => {
    const def = (inner as z.core.$ZodTypes)._zod.def;
    switch (def.type) {
      case 'object':
        return Object.hasOwn(def.shape, key) ? [def.shape[key] as Schema] : [];
      case 'record':
        return [def.valueType];
      case 'array':
        return [def.element];
      case 'tuple':
        return def.items[Number(key)] === undefined ? [] : [def.items[Number(key)] as Schema];
      default:
        return [];
    }
  });

/** The schemas at the end of a path. */
export const schemasAt = (schema: Schema, path: readonly PropertyKey[]): readonly Schema[] =>
  path.reduce<readonly Schema[]>(
    (held, key) => held.flatMap((each) => entriesOf(each, typeof key === 'symbol' ? '' : key)),
    [schema],
  );
