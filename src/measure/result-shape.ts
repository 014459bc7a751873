/**
 * The shapes of result files. What `--json` prints is an interface: changed only with a changelog line.
 *
 * @module
 */
import { z } from 'zod';
import { BEARERS } from '../exchange/index.ts';
import { CASE_KINDS } from '../ledger/index.ts';
import { hedgesShape } from './hedge-shape.ts';
import type { MetricValue } from './metric.ts';
import type { MetricId } from './metric-ids.ts';
import { METRICS } from './metrics/index.ts';

/** A decimal as a text. */
export const decimal = (text: string) =>
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .describe(text);
/** A name. */
export const id = (text: string) => z.string().describe(text);
const count = (text: string) => z.int().min(0).describe(text);

const metricSchema = (metric: (typeof METRICS)[number]): z.ZodType<MetricValue> => {
  const text = `${metric.definition} Unit: ${metric.unit}${metric.unit === 'amount' ? ' of the numeraire' : ''}.`;
  if (metric.unit === 'count') return count(text);
  if (metric.unit === 'amount') return decimal(text).nullable();
  return z.number().nullable().describe(text);
};

/** Value of every metric. */
export const metricsShape = z
  .strictObject(
    Object.fromEntries(METRICS.map((metric) => [metric.id, metricSchema(metric)])) as Record<
      MetricId,
      z.ZodType<MetricValue>
    >,
  )
  .describe('Metrics by id; null where there was nothing to measure.');

/** The account of a case in one asset. */
const LINE = {
  markLoss: 'Cost less value at mark of the pieces that left; signed.',
  slippage: 'Value at mark less executed value, where that was worse.',
  fees: 'Liquidation fees.',
  forfeited: 'Margin forfeited.',
  needed: 'markLoss + slippage + fees + forfeited; equal to ownCollateral and all bearers together.',
  ownCollateral: "What was taken from the subject's own money; signed.",
  ...Object.fromEntries(BEARERS.map((bearer) => [bearer, `Borne by: ${bearer}.`])),
  left: 'Equity of the subject at mark when the case closed; 0 while it is open.',
};
const lineShape = z.strictObject(
  Object.fromEntries(Object.entries(LINE).map(([field, text]) => [field, decimal(text)])) as Record<
    keyof typeof LINE | (typeof BEARERS)[number],
    z.ZodString
  >,
);

const tailShape = z
  .record(
    z.string(),
    z.strictObject({
      count: count('Number of accounts or groups the metric stands over.'),
      tailIndex: z.number().nullable().describe("Hill's tail index of the largest tenth; null below 20 entries."),
    }),
  )
  .describe('Tail indices, by metric id.');

const caseShape = z.strictObject({
  id: id('Number of the case.'),
  kind: z.enum(CASE_KINDS).describe('What is being resolved.'),
  subject: id('Account the case is about.'),
  name: id('Name of the account in the scenario, where it has one.').optional(),
  legs: z.array(id('Market.')).describe('Markets in which the subject held lots while the case was open.'),
  opened: z.number().describe('Seconds since the run began.'),
  closed: z.number().optional().describe('Seconds since the run began; left out while it is open.'),
  asset: z.record(z.string(), lineShape).describe('Account of the case in each asset it touched, in that asset.'),
  shortfall: decimal('In the numeraire, at the prices when the case closed.'),
  overshoot: decimal('In the numeraire, at the prices when the case closed.'),
  origins: z
    .array(
      z.strictObject({
        case: id('Case the lots came from.'),
        lots: z.number().describe('Signed lots of it still held.'),
      }),
    )
    .optional()
    .describe('Inventory cases only: where the lots came from.'),
  residual: z
    .record(z.string(), z.strictObject({ lots: z.number(), value: decimal('Value at the last mark.') }))
    .optional()
    .describe(
      'Open cases only: signed lots not yet placed, by market, with their value in the asset the market settles in.',
    ),
});

const marketShape = z.strictObject({
  low: z.number().describe('Lowest mark over the first mark, less one.'),
  openInterestFall: z
    .number()
    .nullable()
    .describe('1 - open interest at the end over that at the start; null without any.'),
});

const figureShape = z.strictObject({
  layer: id('Label of the layer in the waterfall.'),
  rule: id('Mechanism whose figure it is.'),
  figure: id('Name of the figure.'),
  unit: z.string().describe('What it counts.'),
  says: z.string().describe('What it is.'),
  records: count('Decisions after which it was recorded.'),
  last: z.number().nullable().describe('After the last of them; null without any.'),
  smallest: z.number().nullable().describe('The smallest of all.'),
  largest: z.number().nullable().describe('The largest of all.'),
});

/** Figures that rules have of their own. */
export const ruleFigures = z
  .array(figureShape)
  .optional()
  .describe(
    'Figures that rules of the waterfall have of their own, by their number in the event log; left out where no rule has any.',
  );

/** What every result says of itself. */
export const headShape = {
  version: z.string().describe('Version of breakwater.'),
  hashes: z.record(z.string(), z.string()).describe('Hashes of what the result was made from, by name.'),
  numeraire: z
    .string()
    .describe('What amounts of metrics are in: USD, or the settlement asset when it has no price in dollars.'),
};
/** Of which design in which market a result is. */
export const designHead = {
  exchange: id('Name of the exchange design.'),
  scenario: id('Name of the scenario.'),
  price: z
    .enum(['path', 'path+impact'])
    .describe("Whether the run's own forced flow moves prices (`path+impact`) or they follow the given path (`path`)."),
};
const peopleShape = {
  people: count('People of the population.'),
  scaledDown: count("People whose positions were scaled down to the exchange's maximum leverage."),
};
/** What was measured. */
export const measured = {
  metrics: metricsShape,
  ownCollateral: decimal('What default cases took from the money of their subjects, in the numeraire; signed.'),
  tails: tailShape,
  markets: z.record(z.string(), marketShape).describe('By market, in the order of their numbers in the event log.'),
  ...peopleShape,
};

/** Result of one run. */
export const runResultShape = z
  .strictObject({
    ...designHead,
    seed: z.int().describe('Seed of every random stream.'),
    equalised: z
      .array(z.string())
      .optional()
      .describe('What was made equal between designs in this run; left out as published.'),
    variant: z
      .string()
      .optional()
      .describe('Which variant of the design or scenario was run; left out for the design itself.'),
    ...headShape,
    ...measured,
    steps: count('Steps done.'),
    seconds: z.number().describe('Simulated seconds.'),
    refusals: z.record(z.string(), z.int()).describe('Requests of agents that the venue refused, by reason.'),
    bounds: z
      .array(
        z.strictObject({
          step: count('Step.'),
          bound: count('The bound on rounds that was reached.'),
          open: count('Accounts still in breach.'),
        }),
      )
      .describe('Bounds on rounds that were reached.'),
    assets: z
      .array(z.strictObject({ name: z.string(), decimals: z.int() }))
      .describe('Assets by their number in the event log; 0 is the settlement asset.'),
    figures: ruleFigures,
    hedges: hedgesShape,
    cases: z.array(caseShape).describe('Every case, by id.'),
    digest: z.string().describe('Hash of the event log.'),
  })
  .describe('Result of one run: `breakwater run --json`.');
/** Result of one run. */
export type RunResult = z.infer<typeof runResultShape>;
/** A figure of a rule in a result. */
export type RuleFigureResult = NonNullable<RunResult['figures']>[number];
/** One case of a result. */
export type CaseResult = RunResult['cases'][number];
