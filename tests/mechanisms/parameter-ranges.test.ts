import { expect, test } from 'vitest';
import type { z } from 'zod';
import { mechanisms } from '../../mechanisms/index.ts';

/** A numeric parameter of a mechanism: where it stands, and how a file would write a value there. */
interface Leaf {
  readonly path: string;
  readonly file: (value: unknown) => unknown;
  readonly described: string;
}

interface Inner {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
}

const WORDS = ['enum', 'boolean', 'string', 'literal'];

/** All numeric parameters of a schema; one entry stands for all of a table or a list. */
const leavesOf = (schema: z.ZodType, path: string, file: Leaf['file'], described = ''): readonly Leaf[] => {
  const { type, innerType, valueType, element, shape } = schema._zod.def as unknown as Inner;
  const said = schema.description ?? described;
  if (innerType !== undefined) return leavesOf(innerType, path, file, said);
  if (shape !== undefined)
    return Object.entries(shape).flatMap(([key, one]) =>
      leavesOf(one, `${path}.${key}`, (value) => file({ [key]: value }), ''),
    );
  if (valueType !== undefined) return leavesOf(valueType, `${path}.*`, (value) => file({ default: value }), said);
  if (element !== undefined) return leavesOf(element, `${path}[]`, (value) => file([value]), said);
  return WORDS.includes(type) ? [] : [{ path, file, described: said }];
};

/** Parameters that may be below zero. */
const SIGNED = ['.interest'];

/** Messages about a value at a parameter; those about what else is missing in the file are not of interest. */
const refusals = (params: z.ZodObject, { path, file }: Leaf, value: unknown): readonly string[] =>
  (params.safeParse(file(value)).error?.issues ?? [])
    .filter((issue) => `.${issue.path.join('.')}`.startsWith(path.replaceAll('.*', '.default').replaceAll('[]', '.0')))
    .map(({ message }) => message);

/** Every numeric parameter there is, by the name of its mechanism. */
const all = mechanisms.flatMap(({ slot, name, params }) =>
  leavesOf(params, '', (value) => value).map((leaf) => [`${slot} ${name}${leaf.path}`, leaf, params] as const),
);

test.each(all)('%s has a description and refuses what is no value', (_, leaf, params) => {
  expect(leaf.described).not.toBe('');
  for (const value of [...(SIGNED.includes(leaf.path) ? [] : ['-1', -1]), Number.NaN, 'much', '', null])
    expect(refusals(params, leaf, value), JSON.stringify(value)).not.toEqual([]);
});

test('finds the parameters it is about', () => {
  const paths = all.map(([, { path }]) => path);
  expect(paths).toContain('.brackets.*[].maxLeverage');
  expect(paths).toContain('.window.skewScale.*');
  expect(paths.length).toBeGreaterThan(200);
});
