import { defineInvariant, type PairSubject } from 'breakwater';
import { cutOf, gainOf, lossOf } from './owner-result.ts';

const gained = ({ first, second, changed, twins }: PairSubject): number =>
  gainOf(
    second,
    changed.flatMap((account) => twins(account)),
  ) - gainOf(first, changed);

/** MR8: money that comes and goes within a step. */
export const collateralShuffle = defineInvariant({
  id: 'MR8/collateral-shuffle',
  says: 'What an account gains that pays in money, or takes some out, just before accounts are judged in every step, and undoes it when the step ends.',
  scope: 'metric',
  tolerance: 'one unit, by rounding',
  source: 'catalogue MR8',
  over: 'pair',
  change: 'shuffle-collateral',
  metric: { unit: 'units of the settlement asset', measure: gained },
  reaches: ({ first, changed }) => (cutOf(first, changed) > 0 || lossOf(first, changed) > 0 ? 1 : 0),
  holds: () => undefined,
});
