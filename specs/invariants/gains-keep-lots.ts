import { type DesignView, defineInvariant, type LayerFacts } from 'breakwater';
import { countRows } from './count-rows.ts';
import { cutOf } from './cuts.ts';

/** Whether a layer takes money from winners and leaves their lots. */
const leavesLots = ({ kind, settle, mechanisms }: LayerFacts): boolean =>
  kind !== 'adl' ||
  settle === 'gains' ||
  mechanisms.some(({ slot, capabilities }) => slot === 'adl' && capabilities.closes === 'none');

const given = ({ waterfall }: DesignView): true | string => {
  if (!waterfall.some(({ kind }) => kind === 'adl' || kind === 'socialisation')) return 'it takes nothing from winners';
  return waterfall.every(leavesLots) ? true : 'a layer of it closes positions of winners';
};

/** Hedge bound 8: who loses a gain keeps the hedge. */
export const gainsKeepLots = defineInvariant({
  id: 'hedge-bound/8',
  says: 'Where losses are met from gains alone, no position of a winner is closed: exposure stays as it is, and only money moves.',
  scope: 'universal',
  given,
  tolerance: 0,
  source: 'modelling.md 4.4, HB8',
  over: 'step',
  reaches: ({ walk }) => countRows(walk('transfer'), ({ cause }) => cause === 'charge'),
  holds: ({ walk, books }) => {
    for (const row of walk()) {
      const cut = row.kind === 'fill' || row.cause === 'charge' ? cutOf(row) : undefined;
      const isLotCut = row.kind === 'fill' && (row.cause === 'adl' || row.cause === 'companion');
      const moved = cut?.moved;
      const changed =
        moved !== undefined && (moved.before.long !== moved.after.long || moved.before.short !== moved.after.short);
      if (isLotCut || changed)
        return {
          who: `account ${cut?.account ?? row.b}`,
          expected: 'the same lots',
          found: `${row.cause} of ${row.lots} lots in market ${books.markets[row.market]?.id}, step ${row.step}`,
        };
    }
    return undefined;
  },
});
