import { z } from 'zod';
import { ratio } from '../contract/index.ts';
import { looseUse, name } from './exchange-shape.ts';
import { trilemmaShape } from './trilemma-shape.ts';

const seed = z.int().min(0);

/** What can be made the same in all designs. */
export const EQUALISED = ['fund', 'margin', 'mark'] as const;
/** One of them. */
export type Equalised = (typeof EQUALISED)[number];

const values = (what: string) =>
  z
    .record(z.string().min(1), z.json())
    .optional()
    .describe(`Values by dotted path, put into ${what}; null takes a field away.`);

const equalise = z.union([
  z.array(z.enum(EQUALISED)),
  z.strictObject({
    fund: ratio()
      .optional()
      .describe('What funds and vaults of a design hold together, as a share of one-sided open interest at the start.'),
    margin: looseUse().optional().describe('The margin mechanism of all; `baseline` for that of the baseline.'),
    mark: looseUse().optional().describe('The mark price of all; `baseline` for that of the baseline.'),
  }),
]);

const variation = z.strictObject({
  exchange: z
    .string()
    .min(1)
    .optional()
    .describe('Whose slot is swapped, as listed above; the baseline when left out.'),
  path: z.string().min(1).describe('The slot or field, by dotted path: adl.ranking.'),
  with: z.array(z.json()).min(1).describe('What stands there in turn: mechanisms or values; null for nothing.'),
});

const ablation = z
  .strictObject({
    scenario: values('the scenario'),
    exchange: values('every exchange'),
    scenarios: z
      .array(z.string().min(1))
      .min(1)
      .optional()
      .describe('The scenarios it is for, as listed above; all when left out.'),
  })
  .refine(({ scenario = {}, exchange = {} }) => Object.keys({ ...scenario, ...exchange }).length > 0, {
    error: 'an ablation changes something: write scenario or exchange with values by dotted path',
  });

/** What an experiment does besides running its designs as published. */
const study = {
  seeds: z
    .union([z.array(seed).min(1), z.strictObject({ from: seed.default(1), count: z.int().min(1).max(100_000) })])
    .optional()
    .describe('Seeds, listed or counted; seed 1 when left out.'),
  overrides: values('every exchange'),
  scenarioOverrides: values('every scenario'),
  equalise: equalise
    .optional()
    .describe(
      'What is made the same in all designs for a second reading: a list, which takes a fund of 0.005 of open interest and the rest from the baseline; or a map that says what.',
    ),
  vary: z.array(variation).optional().describe('Slots to swap one at a time: the same venue, five rankings.'),
  ablations: z
    .record(name, ablation)
    .optional()
    .describe('Parts of the world to take away one at a time, by name, for every exchange.'),
  trilemma: trilemmaShape
    .optional()
    .describe('Severity times fee diversion in the baseline: which points are solvent, fair and profitable.'),
  ranges: z
    .boolean()
    .optional()
    .describe('Whether every assumed field is tried at both ends of its range, with the first seed.'),
};

/** The schema of an experiment file. */
export const experimentShape = () =>
  z.strictObject({
    name: name.describe('Name of the experiment, as commands and reports use it.'),
    summary: z.string().min(1).describe('One sentence.'),
    sources: z.array(z.string()).default([]).describe('What it is taken from.'),
    exchanges: z.array(z.string().min(1)).min(1).describe('Shipped designs by name, or files relative to this one.'),
    scenarios: z.array(z.string().min(1)).min(1).describe('Shipped scenarios by name, or files relative to this one.'),
    baseline: z
      .string()
      .min(1)
      .optional()
      .describe('The exchange against which differences are shown; the first when left out.'),
    sortBy: z.string().min(1).default('shortfall').describe('Metric the table is sorted by.'),
    ...study,
    full: z
      .strictObject(study)
      .optional()
      .describe(
        'What `compare --full` adds: it lengthens vary and replaces the rest, values and ablations one by one.',
      ),
  });

/** What an experiment file says, once its shape is known to be right. */
export type ExperimentFile = z.output<ReturnType<typeof experimentShape>>;
/** The part that `full` may write too. */
export type Study = NonNullable<ExperimentFile['full']>;
