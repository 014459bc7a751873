/** What deleveraging did to hedged traders. @module */
import { isBroken } from '../collect/hedges.ts';
import { tailOf } from '../inequality.ts';
import { defineMetric, type Metric, over } from '../metric.ts';

const DELTA =
  'Delta is the signed sum of lots x first mark x beta over the legs of a group: the legs it came with, less the lots that ADL and its companion orders took.';

/** Share of hedged accounts in ADL, broken groups, residual delta, cost of re-entry. */
export const hedges: readonly Metric[] = [
  defineMetric({
    id: 'hedgedShareOfAdl',
    title: 'hedged share of ADL',
    definition: 'Share of the ADL notional that hit accounts of a hedge group.',
    unit: 'ratio',
    numeraire: 'none',
    formula: 'ADL notional of hedged accounts / adlNotional; none without ADL',
    better: 'lower',
    compute: (run) => over(run.deleveraging.hedgedNotional, run.deleveraging.notional),
  }),
  defineMetric({
    id: 'hedgeGroupsBroken',
    title: 'hedge groups broken',
    definition: `Groups that were hedged (|delta| at most 5 % of matched notional) and are not any more after ADL. ${DELTA}`,
    unit: 'count',
    numeraire: 'none',
    formula: 'number of groups with |delta| <= 5 % before and > 5 % after, of min(long legs, short legs) before',
    better: 'lower',
    compute: (run) => run.hedges.outcomes().filter(isBroken).length,
  }),
  defineMetric({
    id: 'residualDelta',
    title: 'residual delta',
    definition: `Mean of |delta after ADL| / matched notional before over all hedge groups, weighted by matched notional. ${DELTA}`,
    unit: 'ratio',
    numeraire: 'none',
    formula:
      'sum of |delta after| / sum of matched notional before, over groups with two sides; none without such groups',
    better: 'lower',
    tail: (run) =>
      tailOf(
        Float64Array.from(
          run.hedges
            .outcomes()
            .map((one) => one.matched)
            .filter((one) => one > 0),
        ).sort(),
      ),
    compute: (run) => {
      const outcomes = run.hedges.outcomes().filter((one) => one.matched > 0);
      const matched = outcomes.reduce((sum, one) => sum + one.matched, 0);
      return matched === 0 ? null : outcomes.reduce((sum, one) => sum + one.after, 0) / matched;
    },
  }),
  defineMetric({
    id: 'replacementCost',
    title: 'replacement cost',
    definition:
      'What it would cost hedged accounts to take the positions again that ADL closed, at the next mark of each market. The log holds no order book, so spread, depth and fees are left out: a lower bound.',
    unit: 'amount',
    numeraire: 'USD',
    formula:
      'sum over ADL fills of hedged accounts of executed value - value of the same lots at the next price event of the market (the last mark at the end of the run)',
    better: 'lower',
    compute: (run) => run.hedges.replacement,
  }),
];
