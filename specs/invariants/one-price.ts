import { defineInvariant, type StepRow } from 'breakwater';
import { hasComposite } from './cuts.ts';
import { decisionsOf, placeOf } from './decisions.ts';

/** Whether two fills have one price a lot, but for the units that sharing and an inverse contract round. */
const agree = (one: StepRow, other: StepRow): boolean => {
  const off = BigInt(one.value) * BigInt(other.lots) - BigInt(other.value) * BigInt(one.lots);
  const most = 2n * BigInt(Math.abs(one.lots) + Math.abs(other.lots));
  return off <= most && -off <= most;
};

/** AF5: nobody is cut at a worse price than the next. */
export const onePrice = defineInvariant({
  id: 'AF5/one-price',
  says: 'All cuts of one decision have one price a lot.',
  scope: 'design',
  given: hasComposite,
  tolerance: 'two units a fill, by sharing and by the rounding of inverse contracts',
  source: 'catalogue AF5',
  over: 'step',
  reaches: (subject) => decisionsOf(subject).filter(({ fills }) => fills.length > 1).length,
  holds: (subject) => {
    for (const decision of decisionsOf(subject)) {
      const [first, ...others] = decision.fills;
      const other = first && others.find((fill) => !agree(first, fill));
      if (first !== undefined && other !== undefined)
        return {
          who: `accounts ${first.b} and ${other.b}, ${placeOf(decision, subject)}`,
          expected: `${other.lots} lots at the price of ${first.lots} at ${first.value}`,
          found: other.value,
          detail: `cases ${first.case} and ${other.case} in step ${decision.step}`,
        };
    }
    return undefined;
  },
});
