/** The shape of what `allocate --json` prints. @module */
import { z } from 'zod';
import { headShape } from './result-shape.ts';

const amount = (text: string) =>
  z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .describe(text);
const index = (text: string) => z.number().nullable().describe(`${text} Null when nobody gives.`);

const inequalityShape = z.strictObject({
  gini: index('Gini coefficient: 0 when all give alike, near 1 when one gives all.'),
  jain: index("Jain's index: 1 when all give alike, 1 / n when one gives all."),
  theil: index("Theil's index T: 0 when all give alike, ln n when one gives all."),
  maxOverMean: index('Largest over mean.'),
  top1Share: index('Share of the largest hundredth of the rows, at least of one.'),
});

const witnessShape = z.strictObject({
  who: z.array(z.string()).describe('Ids of the claims it is about.'),
  bound: z.enum(['equal', 'at-least', 'at-most']).describe('How what was found should stand to what was expected.'),
  expected: amount('What the axiom asks for, before tolerance.'),
  found: amount('What was found; left out where it is no amount.').optional(),
  says: z.string().describe('Both in a sentence.'),
});

const axiomShape = z.strictObject({
  status: z
    .enum(['held', 'broken', 'not-tried'])
    .describe('`held`: in all ways it was tried on this table; no proof beyond them.'),
  tried: z.int().min(0).describe('In how many ways it was tried.'),
  reason: z.string().optional().describe('Why it was not tried.'),
  witness: witnessShape.optional(),
});

const ruleShape = z.strictObject({
  gives: z.record(z.string(), amount('What the claim gives.')).describe('By id, in the order of the file.'),
  total: amount('All gives together.'),
  metrics: z
    .strictObject({
      payers: z.int().min(0).describe('Rows that give anything.'),
      amounts: inequalityShape.describe('Of gives.'),
      rates: inequalityShape.describe('Of gives over capacities.'),
    })
    .describe('Over all rows with a capacity above zero, whether they give or not.'),
  standardErrors: z
    .record(z.string(), z.number().describe('In whole units, as the amounts.'))
    .optional()
    .describe('Of rules that draw samples: standard error of what each gives, by id.'),
  axioms: z.record(z.string(), axiomShape).describe('Which axioms the rule keeps on this table, by id.'),
});

/** Rules side by side on one table of claims. */
export const allocateResultShape = z
  .strictObject({
    need: amount('What shall be raised.'),
    unit: amount('The unit of which all amounts are whole multiples: the finest decimal in the file and the need.'),
    rows: z.int().min(1).describe('Claims in the table.'),
    capacity: amount('What all can give together.'),
    uncovered: amount('What of the need is beyond it; nobody can give that.'),
    columns: z
      .array(z.string())
      .describe('Columns the table has; one that it lacks follows the claim, the claim the capacity.'),
    seed: z.int().min(0).describe('Seed of rules that draw, and of the ways axioms are tried.'),
    version: headShape.version,
    rules: z.record(z.string(), ruleShape).describe('By rule, as it was asked for.'),
  })
  .describe('Allocation rules on one table of claims: `breakwater allocate --json`.');
/** Rules side by side on one table of claims. */
export type AllocateResult = z.infer<typeof allocateResultShape>;
