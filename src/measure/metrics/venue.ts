/** What the day did to the exchange itself. @module */
import { defineMetric, type Metric } from '../metric.ts';

/** Low of the pools, fees. */
export const venue: readonly Metric[] = [
  defineMetric({
    id: 'fundLow',
    title: 'fund low',
    definition:
      'Least that all pools together (insurance funds, vaults, counterparty pools) were worth at the end of any step, positions at mark; the start counts too.',
    unit: 'amount',
    numeraire: 'USD',
    formula: 'min over steps of the equity of accounts of kind fund, vault and pool together; none without a pool',
    better: 'higher',
    compute: (run) => run.pools.low ?? null,
  }),
  defineMetric({
    id: 'fundDraw',
    title: 'fund draw',
    definition:
      'Most that all pools together (insurance funds, vaults, counterparty pools) were below what they opened with, positions at mark.',
    unit: 'amount',
    numeraire: 'USD',
    formula: 'equity of accounts of kind fund, vault and pool before the first step, less fundLow; none without a pool',
    better: 'lower',
    compute: ({ pools: { opening, low } }) => {
      if (opening === undefined || low === undefined) return null;
      const draw = opening.clone();
      draw.subtractTotal(low);
      return draw;
    },
  }),
  defineMetric({
    id: 'feeRevenue',
    title: 'fee revenue',
    definition: 'Trading and liquidation fees paid by accounts, whoever received them.',
    unit: 'amount',
    numeraire: 'USD',
    formula: 'sum of transfers of cause trading-fee and liquidation-fee',
    better: 'neither',
    compute: (run) => run.fees,
  }),
];
