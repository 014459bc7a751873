import { defineInvariant, type PairSubject, type Witness } from 'breakwater';
import { haircutOf } from './haircuts.ts';

/** What must agree between two runs, of each account: lots that defaults and ADL took of it, and what cuts and charges cost it. */
const compared = (
  { first, second, twins, factor }: PairSubject,
  lots: number,
  tolerance: (account: number) => number,
): Witness | undefined => {
  for (const account of first.people) {
    const [twin] = twins(account);
    if (twin === undefined) continue;
    const [one, other] = [first.tally(account), second.tally(twin)];
    for (const field of ['liquidatedLots', 'adlLots'] as const)
      if (other[field] !== lots * one[field])
        return {
          who: `account ${account}`,
          expected: lots * one[field],
          found: other[field],
          difference: other[field] - lots * one[field],
          detail: `${field}, at a factor of ${factor}`,
        };
    const [expected, found] = [factor * haircutOf(first, [account]), haircutOf(second, [twin])];
    if (Math.abs(found - expected) > tolerance(account))
      return {
        who: `account ${account}`,
        expected,
        found,
        difference: found - expected,
        detail: `what cuts and charges cost it, at a factor of ${factor}`,
      };
  }
  return undefined;
};

const reaches = ({ first }: PairSubject): number =>
  first.people.filter((account) => first.tally(account).adlLots > 0 || first.tally(account).liquidatedLots > 0).length;

/** Units by which each fill and charge of the smaller run may be off. */
const roundings = ({ first, factor }: PairSubject): number =>
  factor *
  (1 + first.rows.reduce((count, { kind, cause }) => count + (kind === 'fill' || cause === 'charge' ? 1 : 0), 0));

/** MO7: a unit is a unit. */
export const scaleInvariance = defineInvariant({
  id: 'MO7/scale-invariance',
  says: 'With all prices and money tenfold the same lots are liquidated and cut of each account, and with all sizes and money tenfold ten times as many; what it costs is tenfold.',
  scope: 'design',
  tolerance: 'ten units for each fill and charge of the run, by rounding',
  source: 'catalogue MO7; designs with amounts of their own (risk tiers, caps, thresholds) fail it honestly',
  over: 'pair',
  change: ['scale-price', 'scale-lots'],
  reaches,
  holds: (pair) => compared(pair, pair.change === 'scale-lots' ? pair.factor : 1, () => roundings(pair)),
});

/** MO8: sides are alike. */
export const mirrorInvariance = defineInvariant({
  id: 'MO8/mirror',
  says: 'With longs and shorts exchanged and prices reflected, the same lots are liquidated and cut of each account, at the same cost.',
  scope: 'design',
  tolerance: 'one unit for each fill and charge of the run, by rounding',
  source:
    'catalogue MO8; margin that is a share of notional at mark is larger for the short at the higher price, so most designs fail it',
  over: 'pair',
  change: 'mirror',
  reaches,
  holds: (pair) => compared(pair, 1, () => roundings(pair)),
});

/** MO9: how far a unit reaches. */
export const continuity = defineInvariant({
  id: 'MO9/continuity',
  says: 'The largest change of what any account loses to ADL and charges when one starts with one unit more.',
  scope: 'metric',
  tolerance: 0,
  source: 'catalogue MO9; queues jump where an account crosses a threshold or a rank',
  over: 'pair',
  change: 'nudge',
  metric: {
    unit: 'units for one',
    measure: ({ first, second, twins }) => {
      const changes = first.people.map((account) =>
        Math.abs(haircutOf(second, twins(account)) - haircutOf(first, [account])),
      );
      return changes.length === 0 ? undefined : Math.max(...changes);
    },
  },
  reaches: ({ first }) => first.people.filter((account) => haircutOf(first, [account]) !== 0).length,
  holds: () => undefined,
});
