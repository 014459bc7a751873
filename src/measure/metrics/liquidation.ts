/** How much was liquidated. @module */
import { Total } from '../../money/index.ts';
import { defineMetric, type Metric, over } from '../metric.ts';

/** Take-overs, open cases, liquidated accounts and notional. */
export const liquidation: readonly Metric[] = [
  defineMetric({
    id: 'inventoryResult',
    title: 'inventory result',
    definition:
      'What take-overs brought those who took over: margin forfeited to them, differences the subjects paid them, and what the inventory gained or lost since it was taken over at mark, up to the default of the taker where that happened.',
    unit: 'amount',
    numeraire: 'USD',
    formula:
      'forfeited margin of default cases + take-over differences paid by subjects - own collateral of inventory cases - mark loss of default cases of pools + (value at the last mark - cost) of inventory still held',
    better: 'higher',
    compute: (run) => {
      const result = new Total();
      result.addTotal(run.takeOverGains);
      for (const one of run.cases) {
        if (one.data.kind === 'default') result.add(one.forfeited);
        if (one.data.kind === 'default' && run.pools.has(one.data.subject)) result.subtract(one.markLoss);
        if (one.data.kind === 'inventory') result.add(one.heldGain - one.ownCollateral);
      }
      return result;
    },
  }),
  defineMetric({
    id: 'openCases',
    title: 'open cases',
    definition: 'Default cases that were still open when the run ended: losses not yet dealt with.',
    unit: 'count',
    numeraire: 'none',
    formula: 'number of default cases without a close-case event',
    better: 'lower',
    compute: (run) => run.defaults.filter((one) => one.data.closed === undefined).length,
  }),
  defineMetric({
    id: 'liquidatedAccounts',
    title: 'liquidated accounts',
    definition: 'Accounts of which at least one piece left in a default case.',
    unit: 'count',
    numeraire: 'none',
    formula: 'number of distinct subjects of fills of default cases (book, offer, take-over, adl)',
    better: 'lower',
    compute: (run) => run.liquidations.accounts.size,
  }),
  defineMetric({
    id: 'liquidatedNotional',
    title: 'liquidated notional',
    definition:
      'Value at mark of all pieces that left the subjects of default cases, whoever took them. What a vault took over counts again when the vault defaults.',
    unit: 'amount',
    numeraire: 'USD',
    formula: 'sum of |value at mark| over fills of default cases (book, offer, take-over, adl)',
    better: 'lower',
    compute: (run) => run.liquidations.notional,
  }),
  defineMetric({
    id: 'longShareOfLiquidated',
    title: 'long share',
    definition: 'Share of the liquidated notional that was long.',
    unit: 'ratio',
    numeraire: 'none',
    formula: 'liquidated notional of pieces with lots > 0 / liquidated notional; none when nothing was liquidated',
    better: 'neither',
    compute: (run) => over(run.liquidations.longNotional, run.liquidations.notional),
  }),
];
