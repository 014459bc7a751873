import { defineRowInvariant, type PoolBooks, type StepRow, type Witness } from 'breakwater';

const PAYS: ReadonlySet<string> = new Set(['pay', 'take-over-difference', 'adl-difference']);

/** Pool whose loss a payment counts to. */
const payerOf = (row: StepRow, pools: readonly PoolBooks[]): PoolBooks | undefined =>
  row.kind === 'transfer' && row.resultAfter !== undefined && PAYS.has(row.cause)
    ? pools.find(({ account, lossCap }) => account === row.a && lossCap !== Number.POSITIVE_INFINITY)
    : undefined;

const whoOf = ({ kind, a, step }: StepRow, payer: PoolBooks | undefined): string => {
  if (payer !== undefined) return `pool ${payer.name}, by its loss cap`;
  return kind === 'decision'
    ? `decision for account ${a} in step ${step}`
    : `account ${a} in a decision of step ${step}`;
};

/** Says that a row goes beyond its cap, if it does. */
const beyond = (row: StepRow, most: number, found: number, payer?: PoolBooks): Witness | undefined =>
  found <= most
    ? undefined
    : {
        who: whoOf(row, payer),
        expected: `at most ${most}`,
        found,
        difference: found - most,
        detail: `${row.kind} of case ${row.case} in step ${row.step}`,
      };

/** WF3: no stage goes beyond what it may. */
export const stageCaps = defineRowInvariant({
  id: 'WF3/stage-caps',
  says: 'A decision raises no more than it was asked for and takes from nobody more than its limit; and no payment in a case takes what a pool has lost beyond its loss cap.',
  scope: 'universal',
  tolerance: 0,
  source: 'catalogue WF3; the floor of a pool is IF1',
  rows: {
    kinds: ['decision', 'score', 'transfer'],
    ask: (row, { books: { pools, assets } }) => {
      if (row.kind === 'decision') return beyond(row, row.lots, row.value) ?? true;
      if (row.kind === 'score') return beyond(row, row.lots, row.cost) ?? true;
      const payer = payerOf(row, pools);
      if (payer === undefined) return false;
      // Pools with other assets than the settlement asset count those at prices that move.
      return (assets.length === 1 ? beyond(row, payer.lossCap, -(row.resultAfter ?? 0), payer) : undefined) ?? true;
    },
  },
});
