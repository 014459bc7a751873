import { defineInvariant, type RunSubject } from 'breakwater';

/** Lots that accounts in default still hold in the end, and the step after which nothing is left to do. */
const leftOver = (run: RunSubject): number => {
  let lots = 0;
  for (const { kind, isOpen, subject } of run.cases())
    if (kind === 'default' && isOpen)
      for (const position of run.books.account(subject).positions) lots += Math.abs(position.lots);
  return lots;
};

/** MR10: orders of one lot hold nobody up. */
export const thinOrdersHoldNothingUp = defineInvariant({
  id: 'MR10/thin-orders',
  says: 'Orders of one lot that somebody puts into the book in every step leave accounts in default with no more lots in the end than they had without them.',
  scope: 'design',
  tolerance: 0,
  source: 'catalogue MR10; dYdX v4 tries the book before it deleverages',
  over: 'pair',
  change: 'thin-orders',
  reaches: ({ first, second, added }) => {
    let met = 0;
    for (const { kind, cause, a, b } of second.rows)
      if (kind === 'fill' && cause === 'book' && (added.includes(a) || added.includes(b))) met += 1;
    return first.branches.adlFired > 0 ? met : 0;
  },
  holds: ({ first, second }) => {
    const before = leftOver(first);
    const after = leftOver(second);
    if (after <= before) return undefined;
    return {
      who: 'accounts in default',
      expected: `at most ${before} lots in the end`,
      found: after,
      difference: after - before,
    };
  },
});
