import { defineRowInvariant } from 'breakwater';
import { isMargined } from './margins.ts';

/** Kinds of row after which an account, or all of them, may stand otherwise than a withdrawal left it. */
const OF_TWO: ReadonlySet<string> = new Set(['transfer', 'settle-index', 'sell-collateral', 'raise-cost', 'open-case']);

/** LQ12, the other half: what may leave is what initial margin leaves free, whatever the payout rule says. */
export const initialStays = defineRowInvariant({
  id: 'LQ12/initial-stays',
  says: 'A withdrawal that is paid, with what is withheld of it, leaves an account with equity at or above its initial margin.',
  scope: 'universal',
  tolerance: 0,
  source:
    'design.md, section 5: the engine limits a withdrawal to what initial margin leaves free before a payout rule is asked; catalogue LQ12',
  rows: {
    // Whoever took money out, and to whom nothing happened since: it is asked how they stand when the step is over.
    begin: () => new Set<number>(),
    ask: ({ kind, cause, a, b }, { books }, stand) => {
      const isWithdrawal = kind === 'transfer' && cause === 'withdraw' && isMargined(books.kindOf(a));
      if (isWithdrawal) stand.add(a);
      else if (OF_TWO.has(kind)) {
        if (cause !== 'withheld') stand.delete(a);
        stand.delete(b);
        // Prices, charges and the interest in a market change what is asked of everybody.
      } else if (
        kind === 'step' ||
        kind === 'fill' ||
        kind === 'price' ||
        kind === 'asset-price' ||
        kind === 'shift-index'
      )
        stand.clear();
      return isWithdrawal;
    },
    rest: ({ books, step }, stand) => {
      for (const id of stand) {
        const { equity, initial } = books.account(id);
        if (equity < initial)
          return {
            who: `account ${id}`,
            expected: `equity >= ${initial} of initial margin`,
            found: equity,
            difference: equity - initial,
            detail: `after a withdrawal in step ${step}`,
          };
      }
      return undefined;
    },
  },
});
