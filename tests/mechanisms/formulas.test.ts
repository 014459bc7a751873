import { expect, test } from 'vitest';
import { z } from 'zod';
import { mechanisms } from '../../mechanisms/index.ts';
import { worldModels } from '../../src/world/index.ts';

const MOST_LINES = 3;
const MOST_LETTERS = 160;

/** Words in camel case that are names of the field, and parameters of nobody. */
const NAMES = ['uPnL'];

/** Names of all parameters, also those inside lists and tables. */
const namesOf = (schema: unknown): readonly string[] => {
  if (schema === null || typeof schema !== 'object') return [];
  const { properties = {} } = schema as { readonly properties?: object };
  return [...Object.keys(properties), ...Object.values(schema).flatMap(namesOf)];
};

/** Words written as parameters are, such as `belowMaintenance`. */
const camelWords = (text: string): readonly string[] => text.match(/\b[a-z]+[A-Z]\w*/g) ?? [];

/** What is wrong with a formula. */
const faultsOf = (formula: string | undefined, params: z.ZodType): readonly string[] => {
  if (formula === undefined || formula.trim() === '') return ['has none'];
  const lines = formula.split('\n');
  const known = [...NAMES, ...namesOf(z.toJSONSchema(params, { io: 'input', unrepresentable: 'any' }))];
  return [
    ...(lines.length > MOST_LINES ? [`has ${lines.length} lines`] : []),
    ...lines.filter((line) => line.length > MOST_LETTERS).map((line) => `is too wide: ${line}`),
    ...lines.filter((line) => line !== line.trim() || line === '').map((line) => `has loose space: "${line}"`),
    ...(/^[\n -~]*$/.test(formula) ? [] : ['is not ASCII']),
    ...camelWords(formula).flatMap((word) => (known.includes(word) ? [] : [`speaks of ${word}`])),
  ];
};

test.each([...mechanisms, ...worldModels].map((each) => [`${each.slot} ${each.name}`, each] as const))(
  '%s says its rule in three lines at most, in names it has',
  (_, { formula, params, summary }) => {
    expect(faultsOf(formula, params)).toEqual([]);
    expect(formula).not.toBe(summary);
  },
);

test('finds what is wrong with a formula', () => {
  const params = z.strictObject({ stopsAt: z.int(), terms: z.array(z.strictObject({ perCoin: z.int() })) });
  const wide = 'x'.repeat(MOST_LETTERS + 1);
  expect(faultsOf(undefined, params)).toEqual(['has none']);
  expect(faultsOf('off at stopsAt + perCoin x uPnL', params)).toEqual([]);
  expect(faultsOf('off at startsAt', params)).toEqual(['speaks of startsAt']);
  expect(faultsOf('off at \u2264 1', params)).toEqual(['is not ASCII']);
  expect(faultsOf(wide, params)).toEqual([`is too wide: ${wide}`]);
  expect(faultsOf('a\nb\nc\nd ', params)).toEqual(['has 4 lines', 'has loose space: "d "']);
});
