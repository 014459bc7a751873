import { defineRowInvariant, type StepRow } from 'breakwater';

const PEOPLE: ReadonlySet<string> = new Set(['trader', 'maker', 'member']);
const empties = ({ heldByA, heldByB, lots }: StepRow): boolean => heldByA === lots || heldByB === -lots;

/** CS10: what is over holds nothing back. */
export const noGhosts = defineRowInvariant({
  id: 'CS10/no-ghosts',
  says: 'Of an account without positions no margin is asked, initial or maintenance, and nothing accrues to it; and no order rests on behalf of a case that is closed.',
  scope: 'universal',
  tolerance: 0,
  source: 'catalogue CS10',
  rows: {
    kinds: ['fill'],
    ask: empties,
    rest: ({ accounts, books, full }) => {
      for (const id of accounts()) {
        if (!PEOPLE.has(books.kindOf(id))) continue;
        let held = 0;
        for (const { lots } of books.walk(id)) held += lots === 0 ? 0 : 1;
        if (held > 0) continue;
        const { initial, maintenance } = books.account(id);
        let accrued = 0;
        for (const one of books.walk(id)) accrued += Math.abs(one.accrued);
        if (initial !== 0 || maintenance !== 0 || accrued !== 0)
          return {
            who: `account ${id}, which holds nothing`,
            expected: 'no margin and no charges',
            found: { initial, maintenance, accrued },
          };
      }
      if (!full) return undefined;
      for (const { account, market, lots, case: id } of books.resting())
        if (id > 0 && books.case(id)?.isOpen !== true)
          return {
            who: `case ${id}, which is closed`,
            expected: 'no resting order',
            found: `${lots} lots of account ${account} in market ${books.markets[market]?.id}`,
          };
      return undefined;
    },
  },
});
