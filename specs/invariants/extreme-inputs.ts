import { defineInvariant, type RunSubject, type StepRow } from 'breakwater';

const MOVES: ReadonlySet<string> = new Set(['fill', 'transfer', 'price', 'settle-index', 'raise-cost']);
const FIELDS = ['lots', 'value', 'cost', 'mark'] as const;

/** Prices beyond a tenth or ten times of what a market was first marked at. */
const extremes = ({ rows }: RunSubject): number => {
  const first = new Map<number, number>();
  let count = 0;
  for (const { kind, market, value } of rows) {
    if (kind !== 'price') continue;
    const at = first.get(market) ?? value;
    first.set(market, at);
    if (value * 10 <= at || value >= 10 * at) count += 1;
  }
  return count;
};

const isWrong = (row: StepRow, field: (typeof FIELDS)[number]): boolean => {
  const number = row[field];
  // Scores and figures may be real; what moves something is whole and exact.
  return MOVES.has(row.kind) ? !Number.isSafeInteger(number) : Number.isNaN(number);
};

/** MO6: no number of a run is out of its range, whatever prices do. */
export const extremeInputs = defineInvariant({
  id: 'MO6/extreme-inputs',
  says: 'Whatever prices do, every amount, size and price in the log is a whole number below 2^53, and no number in it is none.',
  scope: 'universal',
  tolerance: 0,
  source: 'catalogue MO6; design.md, section 3: what cannot be is refused when it is asked for, with a typed error',
  over: 'run',
  reaches: extremes,
  holds: ({ rows }) => {
    for (const [i, row] of rows.entries()) {
      const field = FIELDS.find((one) => isWrong(row, one));
      if (field !== undefined)
        return {
          who: `row ${i}: ${row.kind}, ${row.cause}`,
          expected: `${field} that is whole`,
          found: String(row[field]),
        };
    }
    return undefined;
  },
});
