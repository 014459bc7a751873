import { defineRowInvariant, type StepRow } from 'breakwater';

const isCut = ({ kind, cause }: StepRow): boolean =>
  (kind === 'fill' && cause === 'adl') || (kind === 'transfer' && cause === 'charge');

/** Adds a key; says whether it was not there before. */
const isNew = (seen: Set<string>, key: string): boolean => seen.size < seen.add(key).size;

/** WF6: a decision asks each once. */
export const countedOnce = defineRowInvariant({
  id: 'WF6/counted-once',
  says: 'No decision of an ADL layer counts an account twice: what it may give is one limit, for one market.',
  scope: 'universal',
  tolerance: 0,
  source: 'catalogue WF6, of one decision; needs a log that holds scores',
  rows: {
    kinds: ['score', 'decision', 'round'],
    begin: () => new Set<string>(),
    ask: ({ kind, a, market, mark, step }, { books }, seen) => {
      if (kind !== 'score') {
        seen.clear();
        return false;
      }
      if (isNew(seen, `${a}/${market}/${mark}`)) return true;
      return {
        who: `account ${a}`,
        expected: 'counted once',
        found: 'counted twice',
        detail: `in market ${books.markets[market]?.id} in step ${step}`,
      };
    },
  },
});

/** WF6: nobody pays twice for one loss in one round. */
export const cutOnce = defineRowInvariant({
  id: 'WF6/cut-once',
  says: 'In one round nobody is cut twice in one market, nor charged twice, for the same case.',
  scope: 'design',
  given: ({ layers }) =>
    layers.includes('adl') || layers.includes('socialisation') ? true : 'nobody is cut or charged in it',
  tolerance: 0,
  source: 'catalogue WF6, in which waves over time may cut an account again for what is still open',
  rows: {
    kinds: ['fill', 'transfer', 'round'],
    begin: () => new Set<string>(),
    ask: (row, _, seen) => {
      if (row.kind === 'round') seen.clear();
      if (!isCut(row)) return false;
      const isFill = row.kind === 'fill';
      const account = isFill ? row.b : row.a;
      if (isNew(seen, isFill ? `cut ${row.case}/${row.market}/${account}` : `charge ${row.case}/${account}`))
        return true;
      return {
        who: `account ${account}, case ${row.case}`,
        expected: 'once in a round',
        found: `${row.cause} again: ${isFill ? `${row.lots} lots` : row.value}`,
        detail: `in step ${row.step}`,
      };
    },
  },
});
