import { defineInvariant, type StepRow, type StepSubject, type Witness } from 'breakwater';
import { countRows } from './count-rows.ts';

const isCut = ({ kind, cause }: StepRow): boolean =>
  (kind === 'fill' && cause === 'adl') || (kind === 'transfer' && cause === 'charge');

/** The first key of a row that was seen before since the last reset. */
const repeated = (
  { walk }: StepSubject,
  key: (row: StepRow) => string | undefined,
  resets: (row: StepRow) => boolean,
): StepRow | undefined => {
  const seen = new Set<string>();
  for (const row of walk()) {
    if (resets(row)) seen.clear();
    const of = key(row);
    if (of === undefined) continue;
    if (seen.has(of)) return copyOf(row);
    seen.add(of);
  }
  return undefined;
};

const copyOf = ({ step, kind, cause, case: id, market, a, b, lots, value, cost, mark }: StepRow): StepRow => ({
  step,
  kind,
  cause,
  case: id,
  market,
  a,
  b,
  lots,
  value,
  cost,
  mark,
  heldByA: 0,
  heldByB: 0,
});

/** WF6: a decision asks each once. */
export const countedOnce = defineInvariant({
  id: 'WF6/counted-once',
  says: 'No decision of an ADL layer counts an account twice: what it may give is one limit, for one market.',
  scope: 'universal',
  tolerance: 0,
  source: 'catalogue WF6, of one decision; needs a log that holds scores',
  over: 'step',
  reaches: ({ walk }) => countRows(walk('score')),
  holds: (subject) => {
    const row = repeated(
      subject,
      ({ kind, a, market, mark }) => (kind === 'score' ? `${a}/${market}/${mark}` : undefined),
      ({ kind }) => kind === 'decision' || kind === 'round',
    );
    if (row === undefined) return undefined;
    const witness: Witness = {
      who: `account ${row.a}`,
      expected: 'counted once',
      found: 'counted twice',
      detail: `in market ${subject.books.markets[row.market]?.id} in step ${row.step}`,
    };
    return witness;
  },
});

/** WF6: nobody pays twice for one loss in one round. */
export const cutOnce = defineInvariant({
  id: 'WF6/cut-once',
  says: 'In one round nobody is cut twice in one market, nor charged twice, for the same case.',
  scope: 'design',
  given: ({ layers }) =>
    layers.includes('adl') || layers.includes('socialisation') ? true : 'nobody is cut or charged in it',
  tolerance: 0,
  source: 'catalogue WF6, in which waves over time may cut an account again for what is still open',
  over: 'step',
  reaches: ({ walk }) => countRows(walk(), isCut),
  holds: (subject) => {
    const row = repeated(
      subject,
      (one) => {
        if (!isCut(one)) return undefined;
        return one.kind === 'fill' ? `cut ${one.case}/${one.market}/${one.b}` : `charge ${one.case}/${one.a}`;
      },
      ({ kind }) => kind === 'round',
    );
    if (row === undefined) return undefined;
    const witness: Witness = {
      who: `account ${row.kind === 'fill' ? row.b : row.a}, case ${row.case}`,
      expected: 'once in a round',
      found: `${row.cause} again: ${row.kind === 'fill' ? `${row.lots} lots` : row.value}`,
      detail: `in step ${row.step}`,
    };
    return witness;
  },
});
