/** Parameters of mechanisms in words: what each is, and what it was set to. @module */
import type { z } from 'zod';
import { UnboundAmount } from '../contract/index.ts';

/** One parameter, as `show` prints it. */
export interface ParamFacts {
  readonly name: string;
  /** What a file writes: `decimal`, `duration`, `whole number`, `one of wait, whole`. */
  readonly type: string;
  /** Unit the value is in; left out when it has none. */
  readonly unit?: string;
  /** Value when it is left out; left out here when the parameter is required or optional without one. */
  readonly default?: unknown;
  readonly required: boolean;
  /** Least and greatest value, where the schema itself says so. */
  readonly range?: readonly [number | undefined, number | undefined];
  readonly description?: string;
}

interface Def {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly defaultValue?: unknown;
  readonly entries?: Readonly<Record<string, string | number>>;
  readonly options?: readonly z.ZodType[];
  readonly values?: readonly unknown[];
}

const defOf = (schema: z.ZodType): Def => schema.def as unknown as Def;

/** The schema and all it wraps, outermost first. */
const layersOf = (schema: z.ZodType): readonly z.ZodType[] => {
  const { innerType, in: input } = defOf(schema);
  const inner = innerType ?? input;
  return inner === undefined ? [schema] : [schema, ...layersOf(inner)];
};

const meta = (schema: z.ZodType): { readonly unit?: unknown; readonly description?: string | undefined } =>
  schema.meta?.() ?? {};

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  boolean: 'true or false',
  array: 'list',
  tuple: 'list',
  object: 'map',
  record: 'map by name',
};

const UNITS: Readonly<Record<string, string>> = {
  ratio: 'decimal or fraction',
  share: 'decimal',
  duration: 'duration',
  'settlement asset': 'decimal',
};

const typeOf = (schema: z.ZodType, unit: string | undefined): string => {
  if (unit !== undefined && UNITS[unit] !== undefined) return UNITS[unit];
  const inner = layersOf(schema).at(-1) as z.ZodType;
  const def = defOf(inner);
  if (def.entries !== undefined) return `one of ${Object.values(def.entries).join(', ')}`;
  if (def.values !== undefined) return `one of ${def.values.map(String).join(', ')}`;
  if (def.options !== undefined)
    return [...new Set(def.options.map((option) => typeOf(option, undefined)))].join(' or ');
  if (def.type === 'number' && (inner as z.ZodNumber).isInt) return 'whole number';
  return TYPES[def.type] ?? def.type;
};

const rangeOf = (schema: z.ZodType): ParamFacts['range'] => {
  const { minValue, maxValue } = schema as z.ZodNumber;
  const bound = (value: number | null | undefined): number | undefined =>
    typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined;
  const range = [bound(minValue), bound(maxValue)] as const;
  return range.every((each) => each === undefined) ? undefined : range;
};

/** What is to know of each parameter of a mechanism, in the order of its schema. */
export const paramFacts = (params: z.ZodObject): readonly ParamFacts[] =>
  Object.entries(params.shape as Readonly<Record<string, z.ZodType>>).map(([name, schema]) => {
    const layers = layersOf(schema);
    const found = layers.map(meta);
    const unit = found.map((each) => each.unit).find((each) => typeof each === 'string') as string | undefined;
    const description = found.map((each) => each.description).find((each) => each !== undefined);
    const fallback = layers.map(defOf).find((def) => 'defaultValue' in def);
    const range = rangeOf(layers.at(-1) as z.ZodType);
    return {
      name,
      type: typeOf(schema, unit),
      ...(unit === undefined || unit === 'ratio' || unit === 'duration' || unit === 'share' ? {} : { unit }),
      ...(fallback === undefined ? {} : { default: fallback.defaultValue }),
      required: !schema.safeParse(undefined).success,
      ...(range === undefined ? {} : { range }),
      ...(description === undefined ? {} : { description }),
    };
  });

const isRatio = (value: object): value is { readonly n: number; readonly d: number } =>
  Object.keys(value).length === 2 && 'n' in value && 'd' in value;

const ratioText = ({ n, d }: { readonly n: number; readonly d: number }): string => {
  const text = String(n / d);
  // Written as a decimal where that is exact.
  return d === 1 || /^10*$/.test(String(d)) || text.length < 8 ? text : `${n}/${d}`;
};

/** A parsed value in the words of a file; long lists and maps are told by their keys. */
export const valueText = (value: unknown, schema?: z.ZodType): string => {
  const unit =
    schema === undefined
      ? undefined
      : layersOf(schema)
          .map((each) => meta(each).unit)
          .find((each) => each !== undefined);
  if (value instanceof UnboundAmount) return value.decimal;
  if (typeof value === 'number' && unit === 'duration') return `${value} s`;
  if (typeof value === 'number' && unit === 'share') return String(value / 1_000_000);
  if (value === null || typeof value !== 'object') return String(value);
  if (isRatio(value)) return ratioText(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return 'none';
    return value.every((each) => each === null || typeof each !== 'object')
      ? `[${value.map(String).join(', ')}]`
      : `${value.length} entries`;
  }
  const keys = Object.keys(value);
  if (keys.length === 0) return 'none';
  return keys.length <= 12
    ? `for ${keys.join(', ')}`
    : `for ${keys.slice(0, 11).join(', ')} and ${keys.length - 11} more`;
};

/** The parameters a mechanism was set to, as `name value` pairs. */
export const settingsText = (schema: z.ZodObject, params: unknown): string =>
  Object.entries((params ?? {}) as Readonly<Record<string, unknown>>)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${valueText(value, (schema.shape as Record<string, z.ZodType>)[name])}`)
    .join(', ');
