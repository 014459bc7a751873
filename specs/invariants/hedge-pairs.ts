import { defineInvariant } from 'breakwater';
import { deleverages } from './cuts.ts';
import { haircutOf } from './haircuts.ts';

/** HB2 from outside: a hedge beside a leg. */
export const hedgedTwinCut = defineInvariant({
  id: 'HB2/hedged-twin',
  says: 'Of two accounts with the same leg and money, the one that is hedged in its account loses no more lots to ADL.',
  scope: 'design',
  given: deleverages,
  tolerance: 'one lot',
  source: 'catalogue HB2; its hedge may be cut as well, in lots of another market',
  over: 'pair',
  change: 'hedged-twin',
  reaches: ({ second, changed, twins }) =>
    changed.flatMap(twins).filter((twin) => second.tally(twin).adlLots > 0).length,
  holds: ({ second, changed, twins }) => {
    for (const account of changed) {
      const [naked, hedged] = twins(account);
      if (naked === undefined || hedged === undefined) continue;
      // Who fell into default was closed otherwise.
      if (second.tally(naked).defaults > 0 || second.tally(hedged).defaults > 0) continue;
      const [of, other] = [second.tally(naked).adlLots, second.tally(hedged).adlLots];
      if (other > of + 1)
        return {
          who: `accounts ${naked} and ${hedged}`,
          expected: `at most ${of + 1} lots of the hedged one`,
          found: other,
          difference: other - of,
        };
    }
    return undefined;
  },
});

/** Hedge bound 5: a pair that hedges nothing buys nothing. */
export const noFreeProtection = defineInvariant({
  id: 'hedge-bound/5',
  says: 'An owner who adds a long and a short of one market in two more accounts loses no less to ADL and charges in all.',
  scope: 'design',
  given: deleverages,
  tolerance: 'one lot at mark for each account',
  source: 'modelling.md 4.4, HB5; splitting an owner is MR1',
  over: 'pair',
  change: 'self-offset',
  reaches: ({ first, changed }) => changed.filter((account) => haircutOf(first, [account]) > 0).length,
  holds: ({ first, second, changed, twins }) => {
    for (const account of changed) {
      const lot = Math.max(...first.books.markets.map(({ mark, value }) => Math.abs(value(1, mark))));
      const before = haircutOf(first, [account]);
      const after = haircutOf(second, twins(account));
      const least = before - 3 * lot;
      if (after < least)
        return {
          who: `account ${account} and two that offset each other`,
          expected: `a loss of at least ${least}`,
          found: after,
          difference: after - before,
        };
    }
    return undefined;
  },
});
