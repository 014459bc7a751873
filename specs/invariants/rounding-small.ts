import { defineInvariant, type RunSubject } from 'breakwater';

/** What the rounding account has paid for a market, and how often less than a unit may have been lost there. */
const paidFor = ({ rows, books }: RunSubject, market: number): { readonly paid: number; readonly pieces: number } => {
  let paid = 0;
  let pieces = 0;
  for (const row of rows) {
    if (row.kind === 'settle-index' && row.market === market) pieces += 1;
    if (row.kind === 'fill' && row.market === market) pieces += 2;
    if (row.kind === 'transfer' && row.cause === 'rounding' && row.lots === market) {
      if (books.kindOf(row.a) === 'rounding') paid += row.value;
      if (books.kindOf(row.b) === 'rounding') paid -= row.value;
    }
  }
  return { paid, pieces };
};

const isCharged = (run: RunSubject, market: number): boolean =>
  run.rows.some(({ kind, market: of }) => kind === 'shift-index' && of === market);

/** Whether rounding is all that the rounding account pays for. */
export const roundingSmall = defineInvariant({
  id: 'LV6/rounding-small',
  says: 'What holders of a market pay by its indices is what others receive by them and what was advanced: the rounding account adds less than a unit for each time that a position changed or was settled.',
  scope: 'universal',
  tolerance: 'a unit for each side of a fill and each settlement, by rounding',
  source: 'design.md, section 3: the residue, below one unit a position, goes to the rounding account',
  over: 'run',
  reaches: (run) => run.books.markets.filter(({ number }) => isCharged(run, number)).length,
  holds: (run) => {
    for (const { number, id } of run.books.markets) {
      if (!isCharged(run, number)) continue;
      const { paid, pieces } = paidFor(run, number);
      if (paid > pieces)
        return { who: `market ${id}`, expected: `at most ${pieces} from the rounding account`, found: paid };
    }
    return undefined;
  },
});
