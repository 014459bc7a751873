/** What deleveraging did to hedged traders. @module */
import {
  brokenCount,
  brokenShare,
  exposureOf,
  lossOf,
  maxResidual,
  meanResidual,
  protectionOf,
  replacementOf,
  twoSided,
} from '../hedge-scope.ts';
import { tailOf } from '../inequality.ts';
import { defineMetric, type Metric, over } from '../metric.ts';

const DELTA =
  'Delta is the signed sum of lots x first mark x beta over the legs of a group: the legs it came with, less the lots that ADL and its companion orders took.';
const TWIN =
  'The gap of a group is its lots less those of a twin that was never deleveraged: ADL and companion orders open it; what the group trades afterwards, or what is liquidated of it, closes it as far as it brings the delta of the gap back to zero.';

/** Share of hedged accounts in ADL, broken groups, residual delta, exposure and loss of what was broken, cost of re-entry. */
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
    compute: (run) => brokenCount(run, 'all'),
  }),
  defineMetric({
    id: 'hedgeMatchedBroken',
    title: 'matched notional broken',
    definition: `Share of the matched notional of hedged groups that was in groups which ADL broke. ${DELTA}`,
    unit: 'ratio',
    numeraire: 'none',
    formula:
      'matched notional of broken groups / matched notional of groups that were hedged before; none without such groups',
    better: 'lower',
    compute: (run) => brokenShare(run, 'all'),
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
    tail: (run) => tailOf(Float64Array.from(twoSided(run, 'all').map((one) => one.matched)).sort()),
    compute: (run) => meanResidual(run, 'all'),
  }),
  defineMetric({
    id: 'residualDeltaMax',
    title: 'largest residual delta',
    definition: `Largest |delta after ADL| / matched notional before of any hedge group. ${DELTA}`,
    unit: 'ratio',
    numeraire: 'none',
    formula: 'max of |delta after| / matched notional before, over groups with two sides; none without such groups',
    better: 'lower',
    compute: (run) => maxResidual(run, 'all'),
  }),
  defineMetric({
    id: 'hedgeExposure',
    title: 'hedge exposure',
    definition: `Delta that broken groups were exposed to, times how long, at the marks of the time. ${TWIN}`,
    unit: 'amount-seconds',
    numeraire: 'USD',
    formula:
      'sum over groups and steps of |sum over markets of gap lots x mark x beta| x seconds to the next step, while the group is broken: |delta| > 5 % of matched notional, at the first marks',
    better: 'lower',
    compute: (run) => exposureOf(run, 'all'),
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
    compute: (run) => replacementOf(run, 'all'),
  }),
  defineMetric({
    id: 'hedgeLoss',
    title: 'hedge loss',
    definition: `What hedge groups have less at the end than twins that were never deleveraged or charged would have on the same marks; below zero where ADL did them a favour. Trading fees are left out, amounts of other assets are converted at the end. ${TWIN}`,
    unit: 'amount',
    numeraire: 'USD',
    formula:
      'sum over gaps of what they were executed at - value of the gap lots at the last mark + gap lots x rise of the index of their side (funding and index charges) + direct charges',
    better: 'lower',
    compute: (run) => lossOf(run, 'all').total,
  }),
  defineMetric({
    id: 'hedgeProtection',
    title: 'hedge protection',
    definition:
      'How well hedged accounts were spared: 1 where each ADL decision cut as little of them as any rule could have, 0 where it cut as much. Open interest is that of all people whose own case is not open, whether or not the rule admits them.',
    unit: 'ratio',
    numeraire: 'none',
    formula:
      '1 - (A - A_min) / (A_max - A_min) by market, weighted by its ADL notional: A hedged ADL notional, A_min = sum over decisions of max(0, Q - directional opposite open interest), A_max = sum of min(Q, hedged opposite open interest), Q ADL notional of the decision; 1 where A_min = A_max; none without ADL or hedge groups',
    better: 'higher',
    compute: (run) => protectionOf(run, 'all'),
  }),
];
