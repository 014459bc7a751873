import { defineRowInvariant, type StepSubject } from 'breakwater';
import { isMargined } from './margins.ts';

/** A fall below maintenance that a step itself could have seen. */
const isDue = (id: number, { books, acted }: StepSubject): boolean => {
  if (!isMargined(books.kindOf(id)) || acted.has(id)) return false;
  const { equity, maintenance, inCase } = books.account(id);
  return !inCase && equity < maintenance;
};

/** LQ2: the other half of LQ1, so that a check that finds nobody does not pass. */
export const allBelowFound = defineRowInvariant({
  id: 'LQ2/all-below-found',
  says: 'After the rounds of a step every account below maintenance has an open case, unless it traded or withdrew in this step itself, or a bound on rounds was reached and reported.',
  scope: 'universal',
  tolerance: 0,
  source: 'catalogue LQ2',
  rows: {
    kinds: ['open-case'],
    ask: ({ value }, { full }) => full && value === 0,
    rest: (subject) => {
      const { full, bounds, accounts, books } = subject;
      // Prices move accounts that no row touches, so only a look at all of them says anything.
      if (!full || bounds.length > 0) return undefined;
      for (const id of accounts()) {
        if (!isDue(id, subject)) continue;
        const { equity, maintenance } = books.account(id);
        return {
          who: `account ${id}`,
          expected: `equity >= ${maintenance}, or an open case`,
          found: equity,
          difference: equity - maintenance,
        };
      }
      return undefined;
    },
  },
});
