/** How the burden lay on those who bore it. @module */
import { gini, tailOf, topShare } from '../inequality.ts';
import { asNumber, defineMetric, type Metric, totalOf } from '../metric.ts';

const PAYERS =
  'A payer is an account whose ADL losses against mark (executed value less value at mark), direct charges and index charges sum to more than nothing.';

/** What winners and others bore in all, over what was needed, and how it was spread. */
export const payers: readonly Metric[] = [
  defineMetric({
    id: 'haircutOverShortfall',
    title: 'haircut / shortfall',
    definition:
      'What ADL and charges raised in default cases over the shortfall: 1 when winners lost exactly what was missing and nobody else paid, more when they were cut too deep.',
    unit: 'ratio',
    numeraire: 'none',
    formula: '(adl + socialised) / shortfall, over default cases; none without a shortfall',
    better: 'lower',
    compute: (run) => {
      const shortfall = totalOf(run.defaults, (one) => one.shortfall);
      const raised = totalOf(run.defaults, (one) => one.adl + one.socialised);
      return shortfall.isZero() ? null : asNumber(raised) / asNumber(shortfall);
    },
  }),
  defineMetric({
    id: 'payersBore',
    title: 'payers bore',
    definition: `What all payers bore together, in cases of every kind: also where a fund or vault was rid of positions it had taken over. ${PAYERS}`,
    unit: 'amount',
    numeraire: 'USD',
    formula: 'sum of what payers bore',
    better: 'lower',
    compute: (run) => totalOf(run.deleveraging.payers(), (units) => units),
  }),
  defineMetric({
    id: 'giniOfPayers',
    title: 'Gini of payers',
    definition: `Inequality of what payers bore: 0 when all bore alike. ${PAYERS}`,
    unit: 'ratio',
    numeraire: 'none',
    formula: 'sum((2i - n - 1) x_i) / (n sum(x_i)) over what n payers bore, ascending; none without payers',
    better: 'neither',
    tail: (run) => tailOf(run.deleveraging.payers()),
    compute: (run) => gini(run.deleveraging.payers()),
  }),
  defineMetric({
    id: 'top10ShareOfPayers',
    title: 'top 10 payers',
    definition: `Share of the ten largest payers in what all payers bore. ${PAYERS}`,
    unit: 'ratio',
    numeraire: 'none',
    formula: 'sum of the ten largest / sum of all; none without payers',
    better: 'neither',
    tail: (run) => tailOf(run.deleveraging.payers()),
    compute: (run) => topShare(run.deleveraging.payers(), 10),
  }),
];
