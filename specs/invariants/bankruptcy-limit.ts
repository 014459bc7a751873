import { type DesignView, defineRowInvariant, type StepRow, type StepSubject } from 'breakwater';
import { isPiece } from './pieces.ts';

const keepsLimit = ({ waterfall }: DesignView): true | string => {
  const sending = waterfall.filter(({ kind }) => kind === 'liquidation');
  if (sending.length === 0) return 'it sends no orders for those in default';
  const other = sending.find(({ mechanisms }) => mechanisms[0]?.params.limit !== 'bankruptcy');
  return other === undefined ? true : `${other.label} sends orders without the limit of bankruptcy`;
};

/** Orders of a default, filled while its subject still owned something. */
const isSolvent = (row: StepRow, subject: StepSubject): boolean =>
  row.cause === 'book' && isPiece(row, subject) && (row.ofA?.before.equity ?? -1) >= 0;

/** Whether orders keep to the limit that they are to have. */
export const bankruptcyLimit = defineRowInvariant({
  id: 'LQ7/bankruptcy-limit',
  says: 'Where orders of a liquidation are limited at bankruptcy, no fill of them takes its subject from having something to owing.',
  scope: 'universal',
  given: keepsLimit,
  tolerance: 'none for linear markets; two units a fill for inverse ones, whose values are rounded to whole units',
  source: 'https://www.bitmex.com/app/liquidation',
  rows: {
    kinds: ['fill'],
    ask: (row, subject) => {
      if (!isSolvent(row, subject)) return false;
      const market = subject.books.markets[row.market];
      const left = row.ofA?.after.equity ?? 0;
      if (left >= (market?.kind === 'inverse' ? -2 : 0)) return true;
      return {
        who: `account ${row.a}, case ${row.case}, market ${market?.id}`,
        expected: 'equity >= 0',
        found: left,
        detail: `${row.lots} lots for ${row.value} in step ${row.step}, worth ${row.mark} at mark`,
      };
    },
  },
});
