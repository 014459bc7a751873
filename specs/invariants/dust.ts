import { defineInvariant } from 'breakwater';
import { comparable, heldUp } from './held-up.ts';
import { gainOf, largestLot } from './owner-result.ts';

/** MR6: grains do not turn wheels. */
export const dustIsDust = defineInvariant({
  id: 'MR6/dust-is-dust',
  says: 'When two accounts more hold one lot each, one long and one short, what anybody else has in the end differs by no more than that dust.',
  scope: 'design',
  tolerance: 'for each market three lots at mark: the dust on one side, on the other, and one by rounding',
  source: 'catalogue MR6, made a design property: at the edge of a fund or of maintenance a lot decides who defaults',
  over: 'pair',
  change: 'dust',
  reaches: ({ first }) => (first.branches.adlFired > 0 ? 1 : 0),
  holds: ({ first, second, twins, factor }) => {
    const most = 3 * factor * largestLot(first, second);
    for (const account of first.people) {
      const before = gainOf(first, [account]);
      const after = gainOf(second, twins(account));
      if (Math.abs(after - before) > most)
        return { who: `account ${account}`, expected: before, found: after, difference: after - before };
    }
    return undefined;
  },
});

/** MR6, the other half: dust stops nobody. */
export const dustBlocksNothing = defineInvariant({
  id: 'MR6/dust-blocks-nothing',
  says: 'An account that defaults in the same step with and without two accounts more of one lot each, one long and one short, and whose case is over without them, is not left with an open case by them.',
  scope: 'design',
  tolerance: 0,
  source:
    'catalogue MR6, made a design property: where the closes of a step are capped, dust takes its place among them',
  over: 'pair',
  change: 'dust',
  reaches: comparable,
  holds: heldUp,
});
