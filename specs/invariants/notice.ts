import { defineInvariant, type RunSubject, type StepRow, type Witness } from 'breakwater';

interface Cut {
  readonly row: StepRow;
  readonly now: number;
  /** Second from which the last notice before it lets it be. */
  readonly from: number | undefined;
}

/** What layers took that announce themselves. */
const cutsOf = (run: RunSubject): readonly Cut[] => {
  const announces = run.design.waterfall.map(({ notice = 0 }) => notice > 0);
  const notices = new Map<string, number>();
  const found: Cut[] = [];
  let now = 0;
  for (const row of run.rows) {
    if (row.kind === 'step') now = row.value;
    else if (row.kind === 'notice') notices.set(`${row.mark}/${row.market}`, row.value);
    else if (row.kind === 'decision' && row.value > 0 && announces[row.mark] === true)
      found.push({ row, now, from: notices.get(`${row.mark}/${row.market}`) });
  }
  return found;
};

/** HB8: who is to be cut can see it coming. */
export const noticeFirst = defineInvariant({
  id: 'HB8/notice-first',
  says: 'A layer that announces itself takes nothing in a market before it has, and before the second that it named.',
  scope: 'universal',
  given: ({ waterfall }) =>
    waterfall.some(({ notice = 0 }) => notice > 0) ? true : 'no layer of it announces that it will deleverage',
  tolerance: 0,
  source: 'catalogue HB8, for venues that give notice; https://www.kraken.com/features/futures',
  over: 'run',
  reaches: (run) => cutsOf(run).length,
  holds: (run): Witness | undefined => {
    for (const { row, now, from } of cutsOf(run))
      if (from === undefined || now < from)
        return {
          who: `layer ${row.mark}, market ${run.books.markets[row.market]?.id}`,
          expected: from === undefined ? 'a notice first' : `nothing before second ${from}`,
          found: `${row.value} taken at second ${now}`,
        };
    return undefined;
  },
});
