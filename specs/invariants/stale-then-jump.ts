import { defineInvariant, type RunSubject } from 'breakwater';
import { borneByOthers } from './owner-result.ts';

/** The most that one side of all markets can lose by the largest move of a mark from one step to the next, units. */
const envelopeOf = (run: RunSubject): number => {
  const { markets } = run.books;
  const last: number[] = [];
  const jumps: number[] = [];
  const held: number[] = [];
  const lots = markets.map(() => 0);
  for (const row of run.rows) {
    const { kind, market, value } = row;
    const books = markets[market];
    if (books === undefined) continue;
    if (kind === 'price') {
      const worth = Math.abs(books.value(1, value));
      jumps[market] = Math.max(jumps[market] ?? 0, Math.abs(worth - (last[market] ?? worth)));
      last[market] = worth;
    } else if (kind === 'fill') {
      const side = (signed: number): number => Math.max(0, signed);
      const { heldByA, heldByB } = row;
      lots[market] =
        (lots[market] ?? 0) + side(heldByA - row.lots) + side(heldByB + row.lots) - side(heldByA) - side(heldByB);
      held[market] = Math.max(held[market] ?? 0, lots[market] ?? 0);
    }
  }
  return markets.reduce((sum, { number }) => sum + Math.ceil((held[number] ?? 0) * (jumps[number] ?? 0)), 0);
};

/** MR11: who waits with a price takes the loss of one jump, not more. */
export const staleThenJump = defineInvariant({
  id: 'MR11/stale-then-jump',
  says: 'When prices stand still for some steps and then jump to where they would have been, what others bear for accounts in default rises by no more than one side of all markets can lose by the largest jump.',
  scope: 'design',
  tolerance: 'one unit a market',
  source: 'catalogue MR11; reports to percolator of clocks that advance while accounts are not looked at',
  over: 'pair',
  change: 'delay',
  reaches: ({ first, second }) => (borneByOthers(second) > borneByOthers(first) ? 1 : 0),
  holds: ({ first, second }) => {
    const before = borneByOthers(first);
    const after = borneByOthers(second);
    if (after <= before) return undefined;
    const most = before + envelopeOf(second) + second.books.markets.length;
    if (after <= most) return undefined;
    return { who: 'all cases', expected: `at most ${most} borne by others`, found: after, difference: after - before };
  },
});
