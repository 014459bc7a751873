import { expect, test } from 'vitest';
import { place, type Venue } from '../../../src/exchange/index.ts';
import { defineFund, type Ratio, z } from '../../../src/index.ts';
import { audit } from '../../../src/ledger/index.ts';
import { inverse } from '../../../src/money/index.ts';
import { design, person, quote, testMargin, use, venueOf } from '../../fixtures/exchange.ts';
import { refused } from '../../fixtures/refused.ts';

const sharing = (share: Ratio) =>
  use(
    defineFund({
      name: 'sharing',
      summary: 'Gets a share of fees.',
      source: 'tests',
      params: z.strictObject({}),
      holds: 'fund',
      scope: () => 'all',
      capital: () => 100,
      feeShare: () => share,
    }),
  );
const fees = { takerPerMillion: 10_000, makerPerMillion: 1000 };
const venueWith = (...shares: readonly Ratio[]): Venue =>
  venueOf(
    design([], {
      margin: use(testMargin(100_000)),
      fees,
      funds: Object.fromEntries(shares.map((share, i) => [`fund-${i}`, sharing(share)])),
    }),
  );
const trade = (venue: Venue): void => {
  quote(venue, person(venue, 10_000, [], 'maker'), 0, -1, 5, 101);
  place(venue, { do: 'place', account: person(venue, 1000), market: 0, lots: 5, timeInForce: 'ioc' });
};
const gotOf = (venue: Venue): number[] =>
  [...venue.pools.map(({ account }) => account), venue.ledger.feesAccount].map((id) =>
    venue.ledger.accounts.balance(0, id),
  );

test('pools get their share of each fee, rounded down, and the fee collector all that is left', () => {
  const venue = venueWith({ n: 1, d: 2 }, { n: 1, d: 4 });
  trade(venue);
  // 505: the taker pays 6, of which 3 and 1; the maker 1, of which nothing.
  expect(gotOf(venue)).toEqual([103, 101, 3]);
  expect(venue.pools[0]?.profit(0)).toBe(0);
  expect(audit(venue.ledger)).toEqual([]);
});

test('all fees may go to pools', () => {
  const venue = venueWith({ n: 1, d: 1 });
  trade(venue);
  expect(gotOf(venue)).toEqual([107, 0]);
});

test('more than all fees is refused with the shares', () => {
  expect(refused(() => venueWith({ n: 2, d: 3 }, { n: 2, d: 5 }))).toEqual([
    'config fee-shares',
    'pools are promised more than all trading fees of A: 2/3 to fund-0, 0.4 to fund-1',
    'lower their shares until they add up to at most 1',
  ]);
});

test('a pool gets its share of the fees of the markets it serves, and of no others', () => {
  const fund = {
    ...sharing({ n: 3, d: 4 }),
    mechanism: { ...sharing({ n: 3, d: 4 }).mechanism, scope: ({ id }: { id: string }) => id },
  };
  const silent = { ...sharing({ n: 0, d: 1 }) };
  const venue = venueOf(design([], { margin: use(testMargin(100_000)), fees, funds: { fund, silent } }), [{}, {}]);
  const payer = person(venue, 1000);
  const before = venue.ledger.log.length;
  venue.tradingFees.take(venue.markets[1] as Venue['markets'][number], payer, -700, 10_000);
  expect(gotOf(venue)).toEqual([100, 105, 100, 2]);
  const rows = [...venue.ledger.log].slice(before);
  expect(rows.map(({ cause, a, b, value }) => [cause, a, b, value])).toEqual([
    ['trading-fee', payer, venue.pools[1]?.account, 5],
    ['trading-fee', payer, venue.ledger.feesAccount, 2],
  ]);
});

test.each([[{ n: 3, d: 2 }], [{ n: -1, d: 2 }], [{ n: 1, d: 0 }]])('a share of %o is refused', (share) => {
  expect(() => venueWith(share)).toThrow(`fund sharing: a share of trading fees of ${share.n}/${share.d}`);
});

test('fees in another asset than the settlement asset are not shared: the pool could not pay with them', () => {
  const venue = venueOf(
    design([], { margin: use(testMargin(100_000)), fees, funds: { fund: sharing({ n: 1, d: 1 }) } }),
    [{ settle: 1, instrument: inverse({ face: 1_000_000 }) }],
    [
      { name: 'USD', decimals: 0 },
      { name: 'BTC', decimals: 8 },
    ],
  );
  const [fund, collector] = [venue.pools[0]?.account as number, venue.ledger.feesAccount];
  venue.tradingFees.take(venue.markets[0] as Venue['markets'][number], person(venue, 1000), 500, 10_000);
  expect([fund, collector].map((id) => venue.ledger.accounts.balance(1, id))).toEqual([0, 5]);
});
