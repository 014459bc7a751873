import { defineInvariant } from 'breakwater';
import { gainOf } from './owner-result.ts';

/** MR5: a bet on both sides is no bet. */
export const matchedPairDrain = defineInvariant({
  id: 'MR5/matched-pair-drain',
  says: 'Somebody who comes with a long and a short of the same size at the same price, in two accounts, leaves with no more than was paid in: what one side wins, the other has lost, unless others pay its loss.',
  scope: 'design',
  tolerance: 'one unit an account, by rounding',
  source: 'catalogue MR5; reports of attacks on percolator: a fund is drained by a pair whose losing side defaults',
  over: 'pair',
  change: 'matched-pair',
  reaches: ({ second, added }) => (added.some((account) => second.tally(account).defaults > 0) ? 1 : 0),
  holds: ({ second, added, factor }) => {
    const gain = gainOf(second, added);
    if (gain <= added.length) return undefined;
    return {
      who: `accounts ${added.join(' and ')}, ${factor} lots on each side`,
      expected: 'a gain of at most 0 together',
      found: gain,
      difference: gain,
    };
  },
});
