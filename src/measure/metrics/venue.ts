/** What the day did to the exchange itself. @module */
import { Total } from '../../money/index.ts';
import type { Prices } from '../collect/prices.ts';
import type { Gathered } from '../gathered.ts';
import { defineMetric, type Metric } from '../metric.ts';
import { residualOf } from './losses.ts';

/** Largest fall of each market's mark below its first, ascending. */
const fallsOf = ({ first, lowest }: Prices): Float64Array =>
  first.map((mark, market) => (mark === 0 ? 0 : 1 - (lowest[market] as number) / mark)).sort();

/** Most that all pools together were below what they opened with; null without a pool. */
const drawOf = ({ pools: { opening, low } }: Gathered): Total | null => {
  if (opening === undefined || low === undefined) return null;
  const draw = opening.clone();
  draw.subtractTotal(low);
  return draw;
};

/** Low of the pools, fees, falls. */
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
    compute: drawOf,
  }),
  defineMetric({
    id: 'drawnOrUnpaid',
    title: 'drawn or unpaid',
    definition:
      'What the day cost the venue and who backs it: the most its pools were below what they opened with, and what nobody had paid at the end. Losses that winners and other traders bore are not in it.',
    unit: 'amount',
    numeraire: 'USD',
    formula: 'fundDraw + residual, where no pool is a draw of nothing',
    better: 'lower',
    compute: (run) => {
      const sum = residualOf(run);
      sum.addTotal(drawOf(run) ?? new Total());
      return sum;
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
  defineMetric({
    id: 'feeDiversion',
    title: 'fee diversion',
    definition:
      'Part of the fee revenue that pools received (insurance funds, vaults, counterparty pools): what is set aside against losses instead of being earned.',
    unit: 'amount',
    numeraire: 'USD',
    formula: 'sum of transfers of cause trading-fee and liquidation-fee to accounts of kind fund, vault and pool',
    better: 'neither',
    compute: (run) => run.feesToPools,
  }),
  defineMetric({
    id: 'netRevenue',
    title: 'net revenue',
    definition:
      'Fee revenue less what was diverted to pools: the revenue that the trilemma is about, fees net of diversion, without churn and without what the fund keeps unspent.',
    unit: 'amount',
    numeraire: 'USD',
    formula: 'feeRevenue - feeDiversion',
    better: 'higher',
    compute: ({ fees, feesToPools }) => {
      const net = fees.clone();
      net.subtractTotal(feesToPools);
      return net;
    },
  }),
  defineMetric({
    id: 'openInterest',
    title: 'open interest',
    definition:
      'One-sided open interest before the first step, at the first marks: what is left of the people’s positions once they were scaled to the leverage this design admits. A pool that is the counterparty of every trade is a holder too.',
    unit: 'amount',
    numeraire: 'USD',
    formula: 'sum over markets of |value of the lots held long| at the first mark',
    better: 'neither',
    compute: (run) => run.openInterestWorth,
  }),
  defineMetric({
    id: 'medianFall',
    title: 'median fall',
    definition:
      'Median over the markets of the largest fall of the mark below its first. The same in all designs where the path is given.',
    unit: 'ratio',
    numeraire: 'none',
    formula: 'median over markets of 1 - lowest mark / first mark; the lower of the two middle ones',
    better: 'lower',
    compute: ({ prices }) => fallsOf(prices)[Math.ceil(prices.first.length / 2) - 1] ?? null,
  }),
];
