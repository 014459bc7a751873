import type { z } from 'zod';
import { nearest } from '../contract/index.ts';
import type { Path } from './place.ts';
import type { Problem } from './problems.ts';
import { keysOf, type Schema, schemasAt, unitOf, unwrap } from './schema-walk.ts';

type Issue = z.core.$ZodIssue;

/** What a schema was asked to read, for messages about it. */
export interface Reading {
  readonly schema: Schema;
  /** The value as written. */
  readonly value: unknown;
  /** Where the value stands in the file. */
  readonly path: Path;
  /** Whose keys they are, when an unknown one is met: the name of a mechanism; nothing for the file's own. */
  readonly owner?: string;
}

/** Says what is wrong with a value in words a user of the file understands, one problem for each fault. */
export const explain = (issues: readonly Issue[], reading: Reading): readonly Problem[] =>
  issues.flatMap((issue) => explainOne(issue, reading));

/** The value at the end of a path; undefined when there is none. */
export const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (held, key) =>
      held !== null && typeof held === 'object' && Object.hasOwn(held, key)
        ? (held as Record<PropertyKey, unknown>)[key]
        : undefined,
    value,
  );

/** The words after a list of names: the one that was probably meant, and all of them. */
export const suggest = (word: string, names: readonly string[], all: string): string => {
  const near = nearest(word, names);
  return near === undefined ? all : `did you mean ${near}? (${all})`;
};

/** What a value with a unit is called when something of another type stands there. */
const UNITS: Readonly<Record<string, string>> = {
  duration: 'a duration such as 30s',
  'settlement asset': 'an amount such as "1000.50"',
  ratio: 'a ratio such as "0.2" or "2/3"',
  share: 'a share such as "0.0005"',
};

/** What is expected at a path, by the unit of the field there. */
const byUnit = (schema: Schema, path: readonly PropertyKey[]): string | undefined =>
  schemasAt(schema, path).map((each) => UNITS[unitOf(each) ?? ''])[0];

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'a map',
  record: 'a map',
  null: 'nothing',
};

/** A value as a message names it. */
export const named = (value: unknown): string => {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'string') return `the text "${value.length > 60 ? `${value.slice(0, 60)}...` : value}"`;
  return typeof value === 'number' ? `the number ${value}` : String(value);
};

const was = (value: unknown, expected: string): string => `was ${named(value)}, but ${expected} is expected`;

const oneOf = (values: readonly unknown[]): string =>
  values.length === 1 ? String(values[0]) : `one of ${values.map(String).join(', ')}`;

const either = (names: readonly string[]): string => [...new Set(names)].join(' or ');

const explainOne = (issue: Issue, reading: Reading): readonly Problem[] => {
  const inner = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  const path = [...reading.path, ...inner];
  const value = valueAt(reading.value, issue.path);
  const problem = (message: string, hint?: string): readonly Problem[] => [
    hint === undefined ? { path, message } : { path, message, hint },
  ];
  if (value === undefined && issue.code !== 'unrecognized_keys' && issue.code !== 'custom')
    return problem('is missing', missingHint(issue, reading));
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, inner, reading));
    case 'invalid_type':
      if (value === null) return problem('is empty', 'give it a value, or take the line out');
      return problem(was(value, byUnit(reading.schema, issue.path) ?? KINDS[issue.expected] ?? `a ${issue.expected}`));
    case 'invalid_value':
      return typeof value === 'string'
        ? problem(was(value, oneOf(issue.values)), nearOf(value, issue.values))
        : problem(was(value, oneOf(issue.values)));
    case 'invalid_union':
      return explainUnion(issue, value, path, reading);
    case 'too_small':
    case 'too_big':
      return problem(outOfBounds(issue, value));
    case 'invalid_key':
      return explain(issue.issues, { ...reading, value: inner.at(-1), path }).map((each) => ({
        ...each,
        end: 'key' as const,
      }));
    case 'custom':
      return problem(issue.message, typeof issue.params?.hint === 'string' ? issue.params.hint : undefined);
    default:
      return problem(`was ${named(value)}; ${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}`);
  }
};

/** How to write what is missing: its key, and what is expected there. */
const missingHint = (issue: Issue, { schema }: Reading): string => {
  const key = issue.path.at(-1);
  const kind =
    issue.code === 'invalid_type'
      ? KINDS[issue.expected]
      : issue.code === 'invalid_value'
        ? oneOf(issue.values)
        : undefined;
  const expected = byUnit(schema, issue.path) ?? kind ?? 'what breakwater schema allows there';
  return typeof key === 'string' ? `add ${key}: with ${expected}` : `write ${expected} there`;
};

const nearOf = (word: string, values: readonly unknown[]): string | undefined => {
  const near = nearest(word, values.map(String));
  return near === undefined ? undefined : `did you mean ${near}?`;
};

/** So few names need no suggestion, so many are not listed beside one. */
const FEW = 4;
const MANY = 12;

const unknownKey = (key: string, inner: Path, { schema, path, owner }: Reading): Problem => {
  const known = [...new Set(schemasAt(schema, inner).flatMap(keysOf))].filter(
    (name) => owner === undefined || name !== 'use',
  );
  const message = owner === undefined ? 'unknown key' : `unknown key for ${owner}`;
  const all = `expected one of: ${known.join(', ')}`;
  const near = nearest(key, known);
  const hint =
    known.length === 0
      ? `${owner ?? 'it'} has no parameters`
      : near === undefined || known.length <= FEW
        ? all
        : `did you mean ${near}?${known.length <= MANY ? ` (${all})` : ''}`;
  return { path: [...path, ...inner, key], end: 'key', message, hint };
};

const outOfBounds = (issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, value: unknown): string => {
  const small = issue.code === 'too_small';
  const bound = String(small ? issue.minimum : issue.maximum);
  const side = small ? (issue.inclusive ? 'at least' : 'above') : issue.inclusive ? 'at most' : 'below';
  if (issue.origin === 'array' || issue.origin === 'tuple') {
    return `holds ${(value as unknown[]).length} entries, but ${side} ${bound} are expected`;
  }
  if (issue.origin === 'string') {
    return bound === '1' && small
      ? 'is an empty text'
      : `has ${String(value).length} characters, but ${side} ${bound} are expected`;
  }
  return `was ${String(value)}, but ${side} ${bound} is expected`;
};

const explainUnion = (
  issue: z.core.$ZodIssueInvalidUnion,
  value: unknown,
  path: Path,
  reading: Reading,
): readonly Problem[] => {
  const options = (issue as { options?: readonly unknown[] }).options;
  const errors: readonly (readonly Issue[])[] = issue.errors;
  if (options !== undefined && errors.length === 0) {
    const word = typeof value === 'string' ? nearOf(value, options) : undefined;
    const message = was(value, oneOf(options));
    return [word === undefined ? { path, message } : { path, message, hint: word }];
  }
  const at = (error: readonly Issue[]): boolean =>
    error.some(({ path: inner, code }) => inner.length === 0 && code.startsWith('invalid_'));
  const fitting = errors.filter((error) => !at(error));
  const schemas = schemasAt(reading.schema, issue.path).map(unwrap);
  const branches = schemas.flatMap((schema) => {
    const def = (schema as z.core.$ZodTypes)._zod.def;
    return def.type === 'union' ? [...def.options] : [schema];
  });
  const best = [...fitting].sort(
    (a, b) => score(b, branches[errors.indexOf(b)], value) - score(a, branches[errors.indexOf(a)], value),
  )[0];
  if (best !== undefined) {
    const schema = branches[errors.indexOf(best)] ?? reading.schema;
    return explain(best, { ...reading, schema, value, path });
  }
  if (value === null) return [{ path, message: 'is empty', hint: 'give it a value, or take the line out' }];
  const expected = errors.flat().flatMap((each): string[] => {
    if (each.code === 'invalid_type') return [KINDS[each.expected] ?? each.expected];
    return each.code === 'invalid_value' ? [oneOf(each.values)] : [];
  });
  return [{ path, message: was(value, byUnit(reading.schema, issue.path) ?? either(expected)) }];
};

/** How well an alternative fits: first by the keys it shares with the value, then by how little is wrong with it. */
const score = (error: readonly Issue[], branch: Schema | undefined, value: unknown): number => {
  const own = value !== null && typeof value === 'object' ? Object.keys(value) : [];
  const shared = branch === undefined ? 0 : keysOf(branch).filter((key) => own.includes(key)).length;
  return shared * 1000 - error.length;
};
