import { defineInvariant, type Moved, type StepRow, type StepSubject } from 'breakwater';
import { countRows } from './count-rows.ts';
import { isMargined, spareOf } from './margins.ts';

interface Act {
  readonly account: number;
  readonly moved: Moved;
  readonly row: StepRow;
  /** Trades of the account in the step before this one. */
  readonly trades: number;
}

/** Whoever took part in a trade of a step at a price worse than mark, from the first such trade on. */
const isWorse = ({ value, mark }: StepRow, isBuyer: boolean): boolean => (isBuyer ? value > mark : value < mark);

/** What accounts did that the venue admitted: withdrawals, and trades of those who lost nothing against mark before. */
function* acts({ walk, books }: StepSubject): Generator<Act> {
  const worse = new Set<number>();
  const trades = new Map<number, number>();
  for (const row of walk()) {
    if (row.kind === 'transfer' && row.cause === 'withdraw' && row.ofA !== undefined && isMargined(books.kindOf(row.a)))
      yield { account: row.a, moved: row.ofA, row, trades: 0 };
    if (row.kind !== 'fill' || row.cause !== 'trade') continue;
    for (const [account, moved, isBuyer] of [
      [row.a, row.ofA, false],
      [row.b, row.ofB, true],
    ] as const) {
      if (isWorse(row, isBuyer)) worse.add(account);
      // A maker was admitted at another price, long ago.
      else if (isBuyer && moved !== undefined && !worse.has(account) && isMargined(books.kindOf(account)))
        yield { account, moved, row, trades: trades.get(account) ?? 0 };
      trades.set(account, (trades.get(account) ?? 0) + 1);
    }
  }
}

/** LQ12: what was admitted stands. */
export const noInstantReliquidation = defineInvariant({
  id: 'LQ12/no-instant-reliquidation',
  says: 'A withdrawal that is paid leaves an account at or above maintenance, and so does an order that is filled at no worse than mark, if the account was there before.',
  scope: 'universal',
  tolerance:
    'none for a withdrawal and the first trade in a step; then a unit for each trade before: fees round up piece by piece',
  source:
    'catalogue LQ12, for fills at no worse than mark: what a price off the mark costs is the own loss of whoever asked for it',
  over: 'step',
  reaches: (subject) => {
    let count = 0;
    for (const { moved } of acts(subject)) if ((spareOf(moved.before) ?? -1) >= 0) count += 1;
    return count;
  },
  holds: (subject) => {
    if (countRows(subject.walk(), ({ cause }) => cause === 'withdraw' || cause === 'trade') === 0) return undefined;
    for (const { account, moved, row, trades } of acts(subject)) {
      const [before, after] = [spareOf(moved.before), spareOf(moved.after)];
      if (before !== undefined && after !== undefined && before >= 0 && after < -trades)
        return {
          who: `account ${account}`,
          expected: `equity >= ${moved.after.maintenance}`,
          found: moved.after.equity ?? 0,
          difference: after,
          detail: `after ${row.cause} of ${row.value} in step ${row.step}`,
        };
    }
    return undefined;
  },
});
