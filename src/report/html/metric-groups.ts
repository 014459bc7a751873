import type { MetricId } from '../../measure/index.ts';

/** Families of metrics, as the table shows them. */
export const GROUPS = ['losses', 'liquidation', 'deleveraging', 'payers', 'hedges', 'venue'] as const;
/** Family of a metric. */
export type MetricGroup = (typeof GROUPS)[number];

const MEMBERS: Readonly<Record<Exclude<MetricGroup, 'hedges'>, readonly string[]>> = {
  losses: ['shortfall', 'overshoot', 'book', 'backstop', 'fund', 'adl', 'socialised', 'uncovered', 'residual'],
  liquidation: ['inventoryResult', 'openCases', 'liquidatedAccounts', 'liquidatedNotional', 'longShareOfLiquidated'],
  deleveraging: ['adlFills', 'adlAccounts', 'adlNotional', 'adlOverLiquidated', 'firstAdlAfter'],
  payers: ['payersBore', 'haircutOverShortfall', 'giniOfPayers', 'top10ShareOfPayers', 'giniOfHaircuts', 'ptsr', 'pmr'],
  venue: [
    'openInterest',
    'medianFall',
    'fundLow',
    'fundDraw',
    'drawnOrUnpaid',
    'feeRevenue',
    'feeDiversion',
    'netRevenue',
  ],
};

/** Family of a metric; what hedges suffered has the most metrics, and is where a metric goes that no other family names. */
export const groupOf = (id: MetricId): MetricGroup =>
  GROUPS.find((group) => group !== 'hedges' && MEMBERS[group].includes(id)) ?? 'hedges';

/** Metrics a reader sees first. */
export const OVERVIEW: ReadonlySet<string> = new Set([
  'shortfall',
  'backstop',
  'fund',
  'adl',
  'socialised',
  'uncovered',
  'adlNotional',
  'adlOverLiquidated',
  'hedgeGroupsBroken',
]);
