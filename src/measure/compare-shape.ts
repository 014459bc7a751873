/**
 * The shape of a comparison: what `compare --json` prints.
 *
 * @module
 */
import { z } from 'zod';
import { allocateResultShape } from './allocate-shape.ts';
import { checkResultShape, replayResultShape } from './check-shape.ts';
import { designHead, headShape, id, measured, ruleFigures, runResultShape } from './result-shape.ts';
import { trilemmaShape } from './trilemma-shape.ts';

const equalised = z.array(z.string()).describe('What was made equal between the designs; empty as published.');
const bandShape = z.union([z.string(), z.number(), z.null()]);

const designShape = z.strictObject({
  ...designHead,
  equalised,
  variant: z
    .string()
    .optional()
    .describe(
      'What was swapped (`adl.ranking: profit-pct-only`) or taken away (`no-cascade`); left out for the design itself.',
    ),
  variantOf: z.string().optional().describe('Of variants: the dotted path of the slot that is swapped, or `ablation`.'),
  ...measured,
  figures: ruleFigures,
  bands: z
    .record(z.string(), z.tuple([bandShape, bandShape, bandShape]))
    .optional()
    .describe(
      '5th, 50th and 95th percentile over the seeds (least, median and most below 20 seeds), by metric id; left out with one seed.',
    ),
});

const times = (text: string) => z.int().min(0).describe(`Seeds in which the design had ${text}.`);

const differenceShape = z.strictObject({
  scenario: designHead.scenario,
  equalised,
  variant: designShape.shape.variant,
  metric: id('Metric.'),
  design: id('Name of the exchange design.'),
  against: id('What it is compared with: the baseline; of a variant, the same exchange without it.'),
  mean: z.number().describe('Mean over the seeds of the design less the other; amounts in the numeraire.'),
  low: z.number().nullable().describe("Lower end of the 95 % interval of the mean by Student's t; null with one seed."),
  high: z.number().nullable().describe('Upper end of it.'),
  n: z.int().min(1).describe('Seeds in which both had something to measure.'),
  lower: times('less'),
  equal: times('the same'),
  higher: times('more'),
});

const frontierShape = z.strictObject({
  scenario: designHead.scenario,
  equalised,
  objectives: z
    .array(z.string())
    .describe('Metrics the designs are judged by, the less the better; nothing to measure is best.'),
  members: z
    .array(z.string())
    .describe('Designs that no other is at least as good as in every objective and better than in one.'),
  dominated: z
    .array(z.strictObject({ design: z.string(), by: z.array(z.string()) }))
    .describe('The other designs, each with the members that beat it.'),
});

const robustnessShape = z.strictObject({
  tried: z
    .boolean()
    .describe(
      'Whether assumed fields were run at both ends of their ranges; when not, no verdict is known to be robust.',
    ),
  seeds: z.array(z.int()).describe('Seeds with which they were run.'),
  fields: z
    .array(
      z.strictObject({
        of: id('`exchange NAME` or `scenario NAME`.'),
        field: z.string().describe('Dotted path of the assumed field.'),
        low: z.string().describe('Lower end of its range.'),
        value: z.string().describe('Its value in the file.'),
        high: z.string().describe('Upper end of its range.'),
        flips: z
          .array(
            z.strictObject({
              scenario: designHead.scenario,
              metric: z
                .string()
                .describe('Metric by which the verdict changes; `frontier` when membership of the frontier does.'),
              design: z.string().describe('The design that was better, or whose membership changes.'),
              against: z.string().describe('The design that it changes places with, or that beats it; may be empty.'),
              at: z.string().describe('The value at which the verdict is another one.'),
            }),
          )
          .describe('Verdicts that are not robust: they change within the range. Empty when all stand at both ends.'),
      }),
    )
    .describe('Every field that was tried.'),
});

/** Designs side by side. */
export const compareResultShape = z
  .strictObject({
    experiment: id('Name of the experiment.'),
    full: z.boolean().describe('Whether all of the experiment was run (`--full`).'),
    seeds: z.array(z.int()).describe('Seeds of the runs.'),
    ...headShape,
    sortedBy: id('Metric by which the designs are sorted.'),
    baseline: id('Exchange against which differences are shown.').optional(),
    equalisedTo: z
      .record(z.string(), z.string())
      .optional()
      .describe('In words, what was made equal in the equalised reading; left out without one.'),
    leftOut: z
      .array(z.strictObject({ exchange: designHead.exchange, equalised, why: z.string() }))
      .optional()
      .describe(
        'Designs that could not be made equal to the others and so are not in that reading; left out without any.',
      ),
    designs: z
      .array(designShape)
      .describe(
        'By scenario; in each the designs as published, then equalised, then variants; each by the stated metric, best first; medians over the seeds.',
      ),
    differences: z
      .array(differenceShape)
      .describe(
        'Paired over the seeds: both had the same people and draws, and the same prices unless runs move them.',
      ),
    frontiers: z.array(frontierShape).describe('One for each scenario and reading, of medians over the seeds.'),
    solvencyFairnessHedges: z
      .array(frontierShape)
      .describe(
        'The same by three objectives alone, for solvency, fairness and hedges: drawn or unpaid, Gini of haircuts, matched notional broken.',
      ),
    robustness: robustnessShape.describe('Which verdicts hinge on a value that nobody publishes.'),
    trilemma: trilemmaShape.optional(),
  })
  .describe('Result of an experiment: `breakwater compare --json`.');
/** Designs side by side. */
export type CompareResult = z.infer<typeof compareResultShape>;
/** One design of a comparison. */
export type DesignResult = CompareResult['designs'][number];

/** JSON schemas of the result files by kind; `specs/schemas/result-KIND.json` holds each. `npm run schemas` writes them. */
export const resultSchemas = (): Record<'run' | 'compare' | 'allocate' | 'check' | 'replay', unknown> => ({
  run: z.toJSONSchema(runResultShape),
  compare: z.toJSONSchema(compareResultShape),
  allocate: z.toJSONSchema(allocateResultShape),
  check: z.toJSONSchema(checkResultShape),
  replay: z.toJSONSchema(replayResultShape),
});
