import { expect, test } from 'vitest';
import {
  bookLayer,
  design,
  person,
  quote,
  step,
  takeOverLayer,
  testFund,
  testMargin,
  use,
  venueOf,
} from '../fixtures/exchange.ts';

/**
 * A vault that owes 7 and holds nothing takes ten lots over in the walk of its own default. Its quote is then 7 + 940 below zero, of which
 * the lots are worth 940: only the 7 are nobody's, and only once the lots are sold.
 */
test('what a bankrupt vault owes is not written off with the cost of lots that it has just taken over', () => {
  const venue = venueOf(
    design(
      [
        { label: 'liquidation', kind: 'liquidation', use: use(bookLayer()) },
        { label: 'backstop', kind: 'backstop', use: use(takeOverLayer('vault', 'kept')) },
      ],
      {
        funds: { vault: use(testFund(100, 'vault')) },
        margin: use(testMargin(10_000)),
      },
    ),
  );
  const { ledger } = venue;
  const vault = venue.pools[0]?.account ?? -1;
  const hole = (): number => ledger.accounts.balance(0, ledger.holeAccount);
  ledger.transfer(0, vault, ledger.outsideAccount, 107, 'flow');
  person(venue, 65, [[0, 10, 100]]);
  person(venue, 1000, [[0, -10, 100]]);
  step(venue, [94]);
  expect(venue.pools[0]?.lots(0)).toBe(10);
  expect(venue.valuation.equityOf(vault)).toBe(-7);
  expect(hole()).toBe(0);

  quote(venue, person(venue, 10_000, [], 'maker'), 0, 1, 10, 94);
  step(venue, [94]);
  step(venue, [94]);
  expect(venue.isFlat(vault)).toBe(true);
  expect(hole()).toBe(-7);
});
