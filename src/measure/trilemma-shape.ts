/**
 * The shape of the trilemma's part of a comparison.
 *
 * @module
 */
import { z } from 'zod';
import { designHead, id } from './result-shape.ts';

const share = (text: string) => z.number().describe(text);
const mean = (text: string) => z.number().nullable().describe(text);
const bounds = (text: string) => z.tuple([z.number(), z.number()]).readonly().describe(text);

const thresholdsShape = z.strictObject({
  residual: share('Most that may stay unpaid, as a share of all deficits.'),
  breaches: share('Most runs, as a share, in which more stays unpaid.'),
  ptsr: bounds('Least and most mean of `ptsr`.'),
  pmr: bounds('Least and most mean of `pmr`.'),
  revenue: share('Least net revenue, as a share of the best fees of any point.'),
});
/** What passes as solvent, fair and profitable. */
export type Thresholds = z.infer<typeof thresholdsShape>;

const pointShape = z.strictObject({
  severity: id('Share of each deficit that winners bear, as written.'),
  diversion: id('Share of trading fees that the fund gets, as written.'),
  runs: z.int().min(1).describe('Runs, one a seed.'),
  deficit: z.number().describe('Mean of what defaulted accounts lost beyond their own money.'),
  raised: z.number().describe('Mean of what winners gave.'),
  diverted: z.number().describe('Mean of the fees that pools received.'),
  residual: z.number().describe('Mean of what nobody had paid at the end.'),
  residualShare: share('residual / deficit; 0 without a deficit.'),
  breachShare: share('Share of the runs in which more than the threshold of its own deficit stayed unpaid.'),
  ptsr: mean('Mean of `ptsr` over the runs in which something was raised; null without any.'),
  pmr: mean('Mean of `pmr` over the same runs.'),
  tailIndex: z.number().nullable().describe('Median tail index of what winners kept; below 2 means are unstable.'),
  netRevenue: z.number().describe('Mean of `netRevenue`.'),
  revenueShare: share('netRevenue / best fees.'),
  solvent: z.boolean().describe('residualShare and breachShare are at most their thresholds.'),
  fair: z.boolean().describe('ptsr and pmr are within theirs; not where nothing was raised: the ratios have no bound.'),
  profitable: z.boolean().describe('revenueShare is at least its threshold.'),
});
/** One point of the sweep. */
export type TrilemmaPoint = z.infer<typeof pointShape>;

const sweepShape = z.strictObject({
  scenario: designHead.scenario,
  exchange: designHead.exchange,
  bestFees: z.number().describe('Largest mean of `feeRevenue` of any point.'),
  deficit: z.number().describe('Mean of the deficit over all points.'),
  sustainable: z.number().describe('Most that may be diverted with revenue still enough: (1 - revenue) x bestFees.'),
  structural: z.boolean().describe('Whether deficit > sustainable: only then does the theorem say anything.'),
  passing: z
    .strictObject({ all: z.int(), solventFair: z.int(), solventProfitable: z.int(), fairProfitable: z.int() })
    .describe('Points that pass all three, and that pass each pair, whatever the third.'),
  frontier: z
    .strictObject({
      fairest: mean('Largest `ptsr` among points that are solvent and profitable; null without any.'),
      mostProfitable: mean('Largest revenueShare among points that are solvent and fair.'),
      leastResidual: mean('Least residualShare among points that are fair and profitable.'),
    })
    .describe('How far the third can be had where two are: a threshold beyond it excludes all three at once.'),
  points: z.array(pointShape).describe('By severity, then diversion, as the experiment lists them.'),
});
/** The sweep in one scenario. */
export type TrilemmaSweep = z.infer<typeof sweepShape>;

/** Severity times fee diversion: which points are solvent, fair and profitable. */
export const trilemmaShape = z
  .strictObject({ thresholds: thresholdsShape, sweeps: z.array(sweepShape).describe('One for each scenario.') })
  .describe(
    'The sweep of severity and fee diversion; left out where the experiment has none. Amounts in the numeraire.',
  );
/** All sweeps of a comparison. */
export type Trilemma = z.infer<typeof trilemmaShape>;
