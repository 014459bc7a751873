import { defineInvariant, type ModelSubject, type Witness } from 'breakwater';

const HEDGED = 0.05;

interface Account {
  readonly owner: number;
  readonly long: number;
  readonly short: number;
  /** What ADL took of it, units. */
  readonly cut: number;
}

const isHedged = (long: number, short: number): boolean =>
  Math.min(long, short) > 0 && Math.abs(long - short) <= HEDGED * Math.min(long, short);

const drawn = ({ random }: ModelSubject): readonly Account[] =>
  Array.from({ length: 2 + random.below(5) }, () => ({
    owner: random.below(3),
    long: random.below(4),
    short: random.below(4),
    cut: random.below(3),
  }));

/** Notional that ADL took of hedged groups, by who is seen together. */
const taken = (accounts: readonly Account[], together: (one: Account, other: Account) => boolean): number =>
  accounts.reduce((sum, one) => {
    const group = accounts.filter((other) => together(one, other));
    const side = (of: 'long' | 'short'): number => group.reduce((total, other) => total + other[of], 0);
    return isHedged(side('long'), side('short')) ? sum + one.cut : sum;
  }, 0);

/**
 * Hedge bound 7 as it is written: whoever sees more sees more hedges. Two accounts that are hedged, each alone, and a third of the same
 * owner that bets, are no hedge together.
 */
export const widerScope = defineInvariant({
  id: 'hedge-bound/7',
  says: "Of what ADL took, at least as much was of hedges when an owner's accounts are seen together as when each is seen alone.",
  scope: 'refuted',
  tolerance: 0,
  source: 'modelling.md 4.4, HB7: a bet in another account of the owner undoes it',
  over: 'model',
  holds: (subject): Witness | undefined => {
    const accounts = drawn(subject);
    const alone = taken(accounts, (one, other) => one === other);
    const together = taken(accounts, (one, other) => one.owner === other.owner);
    return together >= alone
      ? undefined
      : {
          who: accounts.map(({ owner, long, short }) => `${owner}: +${long} -${short}`).join(', '),
          expected: `at least ${alone}`,
          found: together,
          difference: together - alone,
        };
  },
});
