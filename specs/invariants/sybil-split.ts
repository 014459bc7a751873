import { defineInvariant, type RunSubject } from 'breakwater';

const lossOf = (run: RunSubject, accounts: Iterable<number>): number => {
  let loss = 0;
  for (const account of accounts) {
    const { adlCost, charged } = run.tally(account);
    loss += adlCost + charged;
  }
  return loss;
};

/** MR1: more names for the same money buy nothing. */
export const sybilSplit = defineInvariant({
  id: 'MR1/sybil-split',
  says: 'An account that is split into several of the same owner, each with an equal part of its positions and money, loses to ADL and charges no less in sum than it did whole.',
  scope: 'design',
  tolerance: 'one lot at mark for each part',
  source: 'catalogue MR1; Chitra, Autodeleveraging (arXiv 2512.01112), Sybil resistance',
  over: 'pair',
  change: 'split',
  reaches: ({ first, changed }) => changed.filter((account) => lossOf(first, [account]) > 0).length,
  holds: ({ first, second, changed, twins, factor }) => {
    for (const account of changed) {
      const whole = lossOf(first, [account]);
      const parts = lossOf(second, twins(account));
      const lot = Math.max(...first.books.markets.map(({ mark }) => mark));
      if (parts < whole - factor * lot)
        return {
          who: `account ${account}, split in ${factor}`,
          expected: `a loss of at least ${whole - factor * lot}`,
          found: parts,
          difference: parts - whole,
        };
    }
    return undefined;
  },
});
