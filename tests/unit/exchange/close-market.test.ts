import { describe, expect, test } from 'vitest';
import { closeMarket, type Venue } from '../../../src/exchange/index.ts';
import { audit } from '../../../src/ledger/index.ts';
import { inverse } from '../../../src/money/index.ts';
import { design, person, quote, type TestMarket, testMargin, use, venueOf } from '../../fixtures/exchange.ts';

const opened = (markets: readonly TestMarket[] = [{}, {}]): Venue =>
  venueOf(design([], { margin: use(testMargin(100_000)) }), markets);
/** Fills and transfers from a row of the log on. */
const rowsFrom = (venue: Venue, from: number) =>
  [...venue.ledger.log]
    .slice(from)
    .filter(({ kind }) => kind === 'fill' || kind === 'transfer')
    .map(({ kind, cause, case: of, a, b, lots, value }) => ({ kind, cause, of, a, b, lots, value }));

describe('a market that is closed for good', () => {
  test('ends every position at mark, by account, on behalf of the case of its closure', () => {
    const venue = opened();
    const people = [3, -5, 4].map((lots) => person(venue, 1000, [[0, lots, 100]]));
    // The chain of a market begins with whoever came last.
    const rest = venue.ledger.outsideAccount;
    quote(venue, people[0] as number, 0, 1, 1, 90);
    venue.ledger.setPrice(0, 110, 110);
    const from = venue.ledger.log.length;
    closeMarket(venue, 0);
    const { transitAccount } = venue.ledger;
    expect(rowsFrom(venue, from)).toEqual(
      [
        [rest, -2],
        [people[0], 3],
        [people[1], -5],
        [people[2], 4],
      ].map(([account, lots]) => ({
        kind: 'fill',
        cause: 'market-close',
        of: 1,
        a: account,
        b: transitAccount,
        lots,
        value: 110 * (lots as number),
      })),
    );
    expect(people.map((account) => venue.valuation.equityOf(account))).toEqual([1030, 950, 1040]);
    const [market] = venue.markets;
    expect([market?.closed, market?.bestBid, market?.openInterest]).toEqual([true, 0, 0]);
    const [data] = venue.cases.all;
    expect([data?.kind, data?.isOpen, data?.subject]).toEqual(['market-close', false, transitAccount]);
    expect(venue.markets[1]?.closed).toBe(false);
  });

  test('lets the piece of an account in default go in its own case', () => {
    const venue = opened();
    const subject = person(venue, 50, [
      [0, 10, 100],
      [1, 1, 100],
    ]);
    const live = venue.cases.openDefault(subject);
    venue.ledger.setPrice(0, 80, 80);
    const from = venue.ledger.log.length;
    closeMarket(venue, 0);
    const own = rowsFrom(venue, from).filter(({ a }) => a === subject);
    expect(own).toMatchObject([{ kind: 'fill', cause: 'market-close', of: live.id, lots: 10, value: 800 }]);
    expect([venue.inCase(subject), venue.ledger.lots(subject, 1)]).toEqual([true, 1]);
  });

  // A lot is worth 1,000 / 300 units: 3.33, and two are worth 6.67.
  test.each([
    [1, -1],
    [-1, 1],
  ])(
    'leaves the clearing account as it was: what values are rounded by goes to the rounding account, side %i',
    (side, left) => {
      const venue = opened([{ instrument: inverse({ face: 1000 }), open: 300 }]);
      for (const lots of [side, side, -2 * side]) person(venue, 1000, [[0, lots, 300]]);
      const { transitAccount, roundingAccount, accounts } = venue.ledger;
      venue.ledger.transfer(0, venue.ledger.outsideAccount, transitAccount, 40, 'deposit');
      const from = venue.ledger.log.length;
      closeMarket(venue, 0);
      expect([accounts.balance(0, transitAccount), accounts.balance(0, roundingAccount)]).toEqual([40, left]);
      expect(rowsFrom(venue, from).filter(({ kind }) => kind === 'transfer')).toEqual([
        {
          kind: 'transfer',
          cause: 'rounding',
          of: 0,
          a: left > 0 ? transitAccount : roundingAccount,
          b: left > 0 ? roundingAccount : transitAccount,
          lots: 0,
          value: 1,
        },
      ]);
      expect(audit(venue.ledger)).toEqual([]);
    },
  );
});
