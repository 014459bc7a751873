import { z } from 'zod';
import { configError, decimalText, PAIR_CHANGES } from '../contract/index.ts';
import type { Source } from './place.ts';
import { ProblemList } from './problems.ts';
import { resolveSpec } from './shipped.ts';
import { readSource } from './source.ts';
import { explain, valueAt } from './wording.ts';

const witness = z.strictObject({
  who: z.string().optional().describe('Account, case, market or event it is about.'),
  expected: z.json().describe('What the statement asks for.'),
  found: z.json().describe('What was found.'),
  difference: z.union([z.number(), z.string()]).optional().describe('Found less expected.'),
  detail: z.string().optional(),
});

const column = z.array(z.int().min(0));

/** What an allocation rule is asked about, in whole lots or units: a column has a number for each claim. */
const question = z
  .strictObject({
    capacity: column.describe('Most that each claim may give.'),
    need: z.int().min(0).describe('What is to be raised.'),
    claim: column.optional().describe('What is claimed from; the capacity when left out.'),
    exposure: column.optional().describe('Value at mark.'),
    equity: column.optional().describe('Equity behind it.'),
    weight: z.array(z.number()).optional().describe('Weight of the ranking.'),
    score: z.array(z.number()).optional().describe('Score of the ranking.'),
  })
  .superRefine(({ need, ...columns }, context) => {
    const claims = columns.capacity.length;
    for (const [name, column] of Object.entries(columns))
      if (column !== undefined && column.length !== claims)
        context.addIssue({
          code: 'custom',
          path: [name],
          message: `it has ${column.length} numbers for ${claims} claims; each claim has one`,
        });
    const able = columns.capacity.reduce((sum, most) => sum + most, 0);
    if (need > able)
      context.addIssue({ code: 'custom', path: ['need'], message: `${need} is asked of claims that can give ${able}` });
  });

/** What is asked in the place of a run, where a statement is about allocation rules or about a model. */
const rules = z
  .strictObject({
    draw: z.int().min(0).describe('Number of what is drawn; with the seed it fixes all random numbers.'),
    rule: z.string().min(1).optional().describe('The allocation rule that is asked, one that the exchange uses.'),
    layer: z
      .string()
      .min(1)
      .optional()
      .describe(
        'Label of the layer whose rule it is, with its parameters; every layer that uses the rule when left out.',
      ),
    question: question.optional().describe('What it is asked; a model draws what it asks itself.'),
  })
  .superRefine(({ rule, layer, question }, context) => {
    if (rule === undefined && layer !== undefined)
      context.addIssue({
        code: 'custom',
        path: ['layer'],
        message: 'a layer is named for its rule; a model has neither',
      });
    if ((rule === undefined) !== (question === undefined))
      context.addIssue({
        code: 'custom',
        path: [rule === undefined ? 'rule' : 'question'],
        message: 'a rule and its question come together; a model has neither',
      });
  });

/** What makes a scenario a counterexample: which statement it breaks, and for which exchange. */
export const counterexampleShape = z.strictObject({
  breaks: z.string().min(1).describe('Id of the invariant it breaks: AF6/rank-monotone.'),
  says: z.string().min(1).describe('The statement in words.'),
  scope: z.enum(['universal', 'design', 'metric', 'statistical', 'refuted']).describe('What a failure means.'),
  change: z.enum(PAIR_CHANGES).optional().describe('How the second run differs, where two runs are compared.'),
  exchange: z
    .union([z.string().min(1), z.record(z.string(), z.unknown())])
    .describe('The exchange: a shipped one, a file relative to this one, or what an exchange file says.'),
  seed: z.int().min(0).describe('Seed of the run.'),
  fund: decimalText
    .optional()
    .describe('What all pools that absorb losses hold together, settlement asset; what they declare when left out.'),
  witness: witness.describe('What was found when it was written.'),
  rules: rules.optional().describe('What is asked, where there is no run to play: the file is then no scenario.'),
  command: z.string().min(1).optional().describe('What to type to see whether it still breaks.'),
});

/** What a file says of the statement that it breaks. */
export type CounterexampleBlock = z.output<typeof counterexampleShape>;

const KEY = 'counterexample';

/**
 * Reads what a scenario file says of the statement that it breaks.
 *
 * @param file - The file.
 * @throws BreakwaterError `no-counterexample` for a file without such a part, `bad-scenario` for a wrong one, and what {@link readSource}
 * throws.
 */
export const readCounterexample = async (file: string): Promise<CounterexampleBlock> => {
  const { file: path, shown } = resolveSpec('scenario', file);
  const source = await readSource(path, shown);
  const held = valueAt(source.data, [KEY]);
  if (held === undefined)
    throw configError('no-counterexample', 'the file does not say which statement it breaks', {
      where: { file: shown, path: KEY },
      hint: 'name a file that check has written; breakwater run plays any scenario',
    });
  const parsed = counterexampleShape.safeParse(held);
  if (parsed.success) return parsed.data;
  const problems = new ProblemList(source, 'bad-scenario');
  problems.add(...explain(parsed.error.issues, { schema: counterexampleShape, value: held, path: [KEY] }));
  problems.throwIfAny();
  throw new RangeError('a shape that was refused has a problem');
};

/** Whether a file asks allocation rules: there is no run in it, and it is no scenario. */
export const asksRules = ({ data }: Source): boolean => valueAt(data, [KEY, 'rules']) !== undefined;

/** Whether a file says which statement it breaks. */
export const isCounterexample = ({ data }: Source): boolean => valueAt(data, [KEY]) !== undefined;

/**
 * The exchange that a counterexample is about: written out in its file, or named there.
 *
 * @returns Nothing for any other file.
 */
export const exchangeWithin = (
  source: Source,
): { readonly written: Source } | { readonly named: string } | undefined => {
  const held = valueAt(source.data, [KEY, 'exchange']);
  if (typeof held === 'string') return { named: held };
  if (held === null || typeof held !== 'object') return undefined;
  const find: Source['find'] = (path, end) => source.find([KEY, 'exchange', ...path], end);
  return { written: { file: source.file, data: held, find } };
};
