import type { RunSubject } from 'breakwater';

/** What accounts lost to ADL against mark and to charges, units of the settlement asset; below zero when they gained. */
export const haircutOf = (run: RunSubject, accounts: Iterable<number>): number => {
  let lost = 0;
  for (const account of accounts) {
    const { adlCost, charged } = run.tally(account);
    lost += adlCost + charged;
  }
  return lost;
};

/** What each account of a run lost so, from the least, of those that lost anything. */
export const haircutsOf = (run: RunSubject): readonly number[] =>
  run.people
    .map((account) => haircutOf(run, [account]))
    .filter((lost) => lost > 0)
    .sort((a, b) => a - b);

/** Lots that ADL closed in a run, over all accounts and markets. */
export const adlLotsOf = (run: RunSubject): number =>
  run.people.reduce((sum, account) => sum + run.tally(account).adlLots, 0);
