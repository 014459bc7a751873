import { defineInvariant, type PairSubject } from 'breakwater';
import { cutOf, largestLot, lossOf } from './owner-result.ts';

/** Accounts apart and as one: two that merge, or the parts of one that is split, read from the second run to the first. */
const apartAndOne = ({ first, second, change, changed, twins }: PairSubject) => {
  const [account = -1] = changed;
  return change === 'merge'
    ? { apart: { run: first, accounts: changed }, one: { run: second, accounts: twins(account) } }
    : { apart: { run: second, accounts: twins(account) }, one: { run: first, accounts: changed } };
};

const SOURCE =
  'catalogue MR2; O’Neill, A problem of rights arbitration from the Talmud, 1982 (no advantageous merging)';

/** MR2: fewer names for the same money buy nothing either. */
export const mergeNoGain = defineInvariant({
  id: 'MR2/merge',
  says: 'Accounts that become one, with the positions and the money of all, lose to ADL and charges no less than they did apart.',
  scope: 'design',
  tolerance: 'one lot at mark for each account',
  source: SOURCE,
  over: 'pair',
  change: ['merge', 'split'],
  reaches: (pair) => {
    const { apart } = apartAndOne(pair);
    return lossOf(apart.run, apart.accounts) > 0 ? 1 : 0;
  },
  holds: (pair) => {
    const { apart, one } = apartAndOne(pair);
    const before = lossOf(apart.run, apart.accounts);
    const after = lossOf(one.run, one.accounts);
    if (after >= before) return undefined;
    const least = before - pair.factor * largestLot(pair.first, pair.second);
    if (after >= least) return undefined;
    return {
      who: `accounts ${apart.accounts.join(', ')} as one`,
      expected: `a loss of at least ${least}`,
      found: after,
      difference: after - before,
    };
  },
});

/** MR2 in lots. */
export const mergeNoGainLots = defineInvariant({
  id: 'MR2/merge-lots',
  says: 'Accounts that become one, with the positions and the money of all, are closed by ADL in no fewer lots than they were apart.',
  scope: 'design',
  tolerance: 'one lot for each account',
  source: SOURCE,
  over: 'pair',
  change: ['merge', 'split'],
  reaches: (pair) => {
    const { apart } = apartAndOne(pair);
    return cutOf(apart.run, apart.accounts) > 0 ? 1 : 0;
  },
  holds: (pair) => {
    const { apart, one } = apartAndOne(pair);
    const before = cutOf(apart.run, apart.accounts);
    const after = cutOf(one.run, one.accounts);
    if (after >= before - pair.factor) return undefined;
    return {
      who: `accounts ${apart.accounts.join(', ')} as one`,
      expected: `at least ${before - pair.factor} lots closed`,
      found: after,
      difference: after - before,
    };
  },
});
