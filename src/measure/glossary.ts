import { TERMS } from './glossary-terms.ts';
import type { Metric } from './metric.ts';
import { METRICS } from './metrics/index.ts';

const BETTER = { lower: 'less is better', higher: 'more is better', neither: 'neither good nor bad' } as const;

const UNITS: Readonly<Record<Metric['unit'], string>> = {
  amount: 'amount in USD, a decimal text',
  count: 'whole number',
  ratio: 'ratio',
  seconds: 'seconds',
  'amount-seconds': 'USD x seconds, a number',
};

const unitOf = (metric: Metric): string => UNITS[metric.unit];

const entryOf = (metric: Metric): string[] => [
  `### \`${metric.id}\``,
  '',
  metric.definition,
  '',
  `- Unit: ${unitOf(metric)}; ${BETTER[metric.better]}.`,
  `- Formula: ${metric.formula}.`,
  ...(metric.tail === undefined
    ? []
    : ['- Beside it, under `tails`: the number of accounts or groups and their tail index.']),
  '',
];

/**
 * The glossary page: terms of the field, then every metric.
 *
 * `docs/guide/glossary.md` is this text; `npm run schemas` writes it.
 */
export const glossary = (): string =>
  [
    '# Glossary',
    '',
    'Generated from `src/measure/`: change the terms and metrics there, not here.',
    '',
    '## Terms',
    '',
    ...TERMS.map(([term, meaning]) => `- **${term}**: ${meaning}`),
    '',
    '## Metrics',
    '',
    'Every number of a result can be worked out again from the event log of its run. Amounts are whole units of an asset, written as',
    'decimal texts. They are compared in dollars at the prices of the event they come from: an amount of another asset becomes settlement',
    'asset at its last price event; a settlement asset named as a dollar (USD, USDT, USDC) counts as one; any other is priced by the oracle',
    'of the first inverse market that settles in it; without one, amounts stay in the settlement asset and the result names it. The amounts',
    'of a case are converted when it closes, of an open one when the run ends. Ratios are rounded to nine significant digits. Over several',
    'seeds each metric is the median of its own values, so that medians need not add up; its band runs from the 5th to the 95th percentile,',
    'which below 20 seeds is the least and the most. Each is one of the values and never a mean.',
    '',
    'Totals add default cases only; what take-overs gained or lost stands beside them as `inventoryResult`. Shares and means over accounts',
    'are no more stable than the largest account: the tail index beside them (Hill, largest tenth) says how far to trust them. Below 2 the',
    'spread between seeds is without bound, at 1 and below so is the mean.',
    '',
    ...METRICS.flatMap(entryOf),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
