/** Ids of all metrics, in the order in which results show them. */
export const METRIC_IDS = [
  'shortfall',
  'overshoot',
  'book',
  'backstop',
  'fund',
  'adl',
  'socialised',
  'uncovered',
  'inventoryResult',
  'openCases',
  'liquidatedAccounts',
  'liquidatedNotional',
  'longShareOfLiquidated',
  'adlFills',
  'adlAccounts',
  'adlNotional',
  'adlOverLiquidated',
  'firstAdlAfter',
  'haircutOverShortfall',
  'giniOfPayers',
  'top10ShareOfPayers',
  'hedgedShareOfAdl',
  'hedgeGroupsBroken',
  'residualDelta',
  'replacementCost',
  'fundLow',
  'feeRevenue',
] as const;

/** Id of a metric. */
export type MetricId = (typeof METRIC_IDS)[number];
