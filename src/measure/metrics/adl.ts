/** How much was deleveraged, and when. @module */
import { tailOf } from '../inequality.ts';
import { defineMetric, type Metric, over } from '../metric.ts';

/** Counts, notional and timing of auto-deleveraging, whatever the kind of case. */
export const adl: readonly Metric[] = [
  defineMetric({
    id: 'adlFills',
    title: 'ADL fills',
    definition: 'Fills by which counterparties were auto-deleveraged, in cases of every kind.',
    unit: 'count',
    numeraire: 'none',
    formula: 'number of fill events of cause adl',
    better: 'lower',
    compute: (run) => run.deleveraging.fills,
  }),
  defineMetric({
    id: 'adlAccounts',
    title: 'ADL accounts',
    definition: 'Accounts that were auto-deleveraged at least once.',
    unit: 'count',
    numeraire: 'none',
    formula: 'number of distinct counterparties of fill events of cause adl',
    better: 'lower',
    compute: (run) => run.deleveraging.cut.size,
  }),
  defineMetric({
    id: 'adlNotional',
    title: 'ADL notional',
    definition: 'Value at mark of all positions closed by auto-deleveraging, one side.',
    unit: 'amount',
    numeraire: 'USD',
    formula: 'sum of |value at mark| over fill events of cause adl',
    better: 'lower',
    tail: (run) => tailOf(Float64Array.from(run.deleveraging.cut.values()).sort()),
    compute: (run) => run.deleveraging.notional,
  }),
  defineMetric({
    id: 'adlOverLiquidated',
    title: 'ADL / liquidated',
    definition:
      'ADL notional as a share of the liquidated notional: how much of the forced flow found no other taker. Deleveraging for a pool counts above the line only.',
    unit: 'ratio',
    numeraire: 'none',
    formula: 'adlNotional / liquidatedNotional; none when nothing was liquidated',
    better: 'lower',
    compute: (run) => over(run.deleveraging.notional, run.liquidations.notional),
  }),
  defineMetric({
    id: 'firstAdlAfter',
    title: 'first ADL after',
    definition: 'Seconds from the first default case to the first ADL fill.',
    unit: 'seconds',
    numeraire: 'none',
    formula: 'time of the first fill of cause adl - time of the first open-case of kind default; none without ADL',
    better: 'higher',
    compute: ({ deleveraging, firstDefault }) =>
      deleveraging.first === undefined || firstDefault === undefined ? null : deleveraging.first - firstDefault,
  }),
];
