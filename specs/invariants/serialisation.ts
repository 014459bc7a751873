import { defineInvariant, type PairSubject } from 'breakwater';
import { borneByOthers, largestLot } from './owner-result.ts';

/** How many times as much others bear, for each time as many people; what single lots come to left out. */
const growth = ({ first, second, factor }: PairSubject): number | undefined => {
  const before = borneByOthers(first);
  if (before <= 0) return undefined;
  let cases = 0;
  for (const { kind } of second.cases()) if (kind === 'default') cases += 1;
  const rounding = cases * largestLot(first, second);
  return Math.max(0, borneByOthers(second) - rounding) / (factor * before);
};

/** MR12: twice the people in default, twice the loss. */
export const serialisation = defineInvariant({
  id: 'MR12/serialisation',
  says: 'With k times the people and k times the money in pools, others bear no more than k times as much for accounts in default: what can be done in a step is not the narrower the more are due.',
  scope: 'metric',
  tolerance: 'one lot at mark for each case',
  source: 'catalogue MR12; a report to percolator of a loss that grows with the square of the accounts',
  over: 'pair',
  change: 'more-bankrupts',
  metric: { unit: 'share of k times the loss', most: 1, measure: growth },
  reaches: ({ first }) => (borneByOthers(first) > 0 ? 1 : 0),
  holds: (pair) => {
    const found = growth(pair);
    if (found === undefined || found <= 1) return undefined;
    return {
      who: `all cases, with ${pair.factor} times the people`,
      expected: `at most ${pair.factor} x ${borneByOthers(pair.first)}`,
      found: borneByOthers(pair.second),
    };
  },
});
