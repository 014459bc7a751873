import { type DesignView, defineInvariant } from 'breakwater';
import { countRows } from './count-rows.ts';

const TAKES: ReadonlySet<string> = new Set(['adl', 'socialisation']);

/** Whether a pool pays or takes over before the first layer that takes from other accounts. */
const fundComesFirst = ({ waterfall }: DesignView): true | string => {
  const first = waterfall.findIndex(({ kind }) => TAKES.has(kind));
  const before = waterfall.slice(0, Math.max(0, first));
  const uses = before.some(
    ({ pool, kind, mechanisms }) =>
      pool !== undefined || (kind === 'backstop' && mechanisms[0]?.params.pool !== undefined),
  );
  return uses ? true : 'no pool pays or takes over before its first ADL or socialisation layer';
};

/** WF2: the fund is used up first. */
export const fundBeforeCuts = defineInvariant({
  id: 'WF2/fund-before-cuts',
  says: 'Where a fund layer or the backstop of a pool comes before ADL and socialisation, nobody is cut or charged while such a pool of the same market has free cash above its floor and within its loss cap.',
  scope: 'design',
  given: fundComesFirst,
  tolerance: 0,
  source: 'catalogue WF2',
  over: 'step',
  reaches: ({ walk }) => countRows(walk(), ({ fundFree }) => fundFree !== undefined),
  holds: ({ walk, books }) => {
    for (const row of walk()) {
      const { fundFree: free } = row;
      if (free === undefined || free <= 0) continue;
      const payer = row.kind === 'fill' ? row.b : row.a;
      return {
        who: `account ${payer}, cut for case ${row.case} in step ${row.step}`,
        expected: 'no free cash in the fund',
        found: free,
        detail: `${row.cause}${row.kind === 'fill' ? ` in market ${books.markets[row.market]?.id}` : ''}`,
      };
    }
    return undefined;
  },
});
