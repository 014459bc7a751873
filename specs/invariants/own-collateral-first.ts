import { defineInvariant } from 'breakwater';
import { caseOf, paymentOf, raisedForFlat, roundedBy } from './money-of-cases.ts';

/** WF1: who is bankrupt pays first. */
export const ownCollateralFirst = defineInvariant({
  id: 'WF1/own-collateral-first',
  says: 'Others pay for an account that has nothing left to close only once its own money is used up: before a payment of a pool, a charge or a write-off it has less than nothing, and no other asset that would fetch a unit; what a layer does in one answer counts as one payment.',
  scope: 'universal',
  tolerance:
    'with one asset none; with several four units each and what one unit of each other asset is worth, and less than the worth of one unit of any, which cannot be sold',
  source: 'design.md, section 4; catalogue WF1',
  over: 'step',
  reaches: (subject) => raisedForFlat(subject).length,
  holds: (subject) => {
    if (raisedForFlat(subject).length === 0) return undefined;
    const dust = Math.max(...subject.books.assets.map(({ price }) => Math.ceil(price.value / price.units)));
    for (const one of raisedForFlat(subject)) {
      const { after, has, moved, together } = one;
      const before = has - moved;
      if (before >= roundedBy(subject))
        return { who: caseOf(one), expected: 'less than nothing', found: before, ...paymentOf(one) };
      if (!together && after.other > dust)
        return { who: caseOf(one), expected: 'no other asset', found: after.other, ...paymentOf(one) };
    }
    return undefined;
  },
});
