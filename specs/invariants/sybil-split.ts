import { defineInvariant } from 'breakwater';
import { cutOf, largestLot, lossOf } from './owner-result.ts';

const SOURCE = 'catalogue MR1; Chitra, Autodeleveraging (arXiv 2512.01112), Sybil resistance';

/** MR1: more names for the same money buy nothing. */
export const sybilSplit = defineInvariant({
  id: 'MR1/sybil-split',
  says: 'An account that is split into several of the same owner, each with an equal part of its positions and money, loses to ADL and charges no less in sum than it did whole.',
  scope: 'design',
  tolerance: 'one lot at mark for each part',
  source: SOURCE,
  over: 'pair',
  change: 'split',
  reaches: ({ first, changed }) => changed.filter((account) => lossOf(first, [account]) > 0).length,
  holds: ({ first, second, changed, twins, factor }) => {
    for (const account of changed) {
      const whole = lossOf(first, [account]);
      const parts = lossOf(second, twins(account));
      if (whole <= parts) continue;
      const least = whole - factor * largestLot(first, second);
      if (parts < least)
        return {
          who: `account ${account}, split in ${factor}`,
          expected: `a loss of at least ${least}`,
          found: parts,
          difference: parts - whole,
        };
    }
    return undefined;
  },
});

/** MR1 in lots: where ADL closes at the mark, what is lost is the position. */
export const sybilSplitLots = defineInvariant({
  id: 'MR1/sybil-split-lots',
  says: 'An account that is split into several of the same owner, each with an equal part of its positions and money, is closed by ADL in no fewer lots than it was whole.',
  scope: 'design',
  tolerance: 'one lot for each part',
  source: SOURCE,
  over: 'pair',
  change: 'split',
  reaches: ({ first, changed }) => changed.filter((account) => cutOf(first, [account]) > 0).length,
  holds: ({ first, second, changed, twins, factor }) => {
    for (const account of changed) {
      const whole = cutOf(first, [account]);
      const parts = cutOf(second, twins(account));
      if (parts < whole - factor)
        return {
          who: `account ${account}, split in ${factor}`,
          expected: `at least ${whole - factor} lots closed`,
          found: parts,
          difference: parts - whole,
        };
    }
    return undefined;
  },
});
