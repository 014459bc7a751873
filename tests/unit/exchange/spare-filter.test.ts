import { describe, expect, test } from 'vitest';
import { deposit, type Venue } from '../../../src/exchange/index.ts';
import { SpareFilter } from '../../../src/exchange/margin/spare-filter.ts';
import type { MarginSchedule } from '../../../src/index.ts';
import { inverse } from '../../../src/money/index.ts';
import { person, type TestMarket } from '../../fixtures/exchange.ts';
import { ruled, TWO, world } from './watched.ts';

/** Units that the filter leaves for rounding, once for the account and once for each position. */
const SLACK = 64;
const UNIT = 1_000_000;

const filtered = (
  rule: Partial<MarginSchedule>,
  markets: readonly TestMarket[] = [{}],
  assets = TWO.slice(0, 1),
): { venue: Venue; isSafe: (account: number) => boolean } => {
  const venue = world(ruled(rule), markets, assets);
  const filter = new SpareFilter(venue);
  return {
    venue,
    isSafe: (account) => {
      filter.prepare();
      return filter.isSafe(account);
    },
  };
};

/** The least money with which an account that holds such positions is told to be safe. */
const leastMoney = (
  { venue, isSafe }: ReturnType<typeof filtered>,
  positions: readonly (readonly [number, number, number])[],
) => {
  for (let money = 0; money < 5000; money++) {
    const account = person(venue, 0, positions);
    deposit(venue, account, money);
    if (isSafe(account)) return money;
  }
  return Number.NaN;
};

describe('the filter of accounts that are certainly safe', () => {
  test('asks for more than what rounding may take', () => {
    expect(leastMoney(filtered({ slopePerMillion: 0 }), [])).toBe(SLACK + 1);
  });

  // A tenth of 1,000, the rounding of one position more, and a share of a thousand millionth that makes it one unit more.
  test.each([
    ['a long', [10, 100], SLACK * 2 + 100 + 1],
    ['a short', [-10, 100], SLACK * 2 + 100 + 1],
    ['a long at a loss', [10, 130], SLACK * 2 + 100 + 300 + 1],
    ['a short at a loss', [-10, 70], SLACK * 2 + 100 + 300 + 1],
  ] as const)('asks for what the slope says besides: %s', (_, [lots, at], least) => {
    expect(leastMoney(filtered({ slopePerMillion: 100_000 }), [[0, lots, at]])).toBe(least);
  });

  test('asks for what several positions need in all', () => {
    const both = filtered({ slopePerMillion: 100_000 }, [{}, { open: 50 }]);
    expect(
      leastMoney(both, [
        [0, 10, 100],
        [1, -10, 40],
      ]),
    ).toBe(SLACK * 3 + 150 + 100 + 1);
  });

  test.each([1, -1])('reads a lot of an inverse market as the money that it owes: side %i', (side) => {
    const one = filtered({ slopePerMillion: 100_000 }, [{ instrument: inverse({ face: 100_000 }), open: 1000 }]);
    expect(leastMoney(one, [[0, 10 * side, 1000]])).toBe(SLACK * 2 + 100 + 1);
  });

  test.each([
    [1, 7],
    [-1, -7],
  ] as const)('takes charges off that are still owed: side %i', (side, perLot) => {
    const { venue, isSafe } = filtered({ slopePerMillion: 0 });
    venue.ledger.shiftIndex(0, side, 3 * perLot * UNIT, 'funding');
    const [poor, rich] = [SLACK * 2 + 70, SLACK * 2 + 71].map((money) => person(venue, money, [[0, 10 * side, 100]]));
    venue.ledger.shiftIndex(0, side, perLot * UNIT, 'funding');
    expect([isSafe(poor as number), isSafe(rich as number)]).toEqual([false, true]);
    venue.ledger.shiftIndex(0, side, -perLot * UNIT, 'funding');
    expect(isSafe(poor as number)).toBe(true);
  });

  test('says nothing of accounts that hold another asset', () => {
    const { venue, isSafe } = filtered({ slopePerMillion: 0 }, [{}], TWO);
    const [mixed, plain] = [person(venue, 1000), person(venue, 1000)];
    deposit(venue, mixed, 1, 1);
    expect([isSafe(mixed), isSafe(plain)]).toEqual([false, true]);
  });

  test('says nothing of positions in a market that settles in another asset', () => {
    const { venue, isSafe } = filtered({ slopePerMillion: 0 }, [{ settle: 1 }, {}], TWO);
    const [other, own] = [person(venue, 5000), person(venue, 5000, [[1, 1, 100]])];
    // At no cost, so that it holds none of the other asset.
    venue.ledger.fill(0, venue.ledger.outsideAccount, other, 1, 0, 'trade');
    expect([isSafe(other), isSafe(own)]).toEqual([false, true]);
  });

  const lotsOfMost = 2 ** 50 / 1_000_000;
  test.each<[string, Partial<MarginSchedule>, boolean]>([
    ['a slope bounds', { slopePerMillion: 0 }, true],
    ['no slope bounds', {}, false],
    ['slopes bound by tiers', { tiers: [10], slopesPerMillion: [0, 0] }, false],
    ['rounding adds a unit to', { slopePerMillion: 0, maintenance: () => 1 }, true],
    ['lots add two units to', { slopePerMillion: 0, maintenance: () => 2 }, false],
    ['a long lot adds to', { slopePerMillion: 0, maintenance: (_, lots) => (lots === 1 ? 2 : 0) }, false],
    ['a short lot adds to', { slopePerMillion: 0, maintenance: (_, lots) => (lots === -1 ? 2 : 0) }, false],
    [
      'very many long lots add to',
      { slopePerMillion: 0, maintenance: (_, lots) => (lots > lotsOfMost / 2 ? 2 : 0) },
      false,
    ],
    [
      'very many short lots add to',
      { slopePerMillion: 0, maintenance: (_, lots) => (lots < -lotsOfMost / 2 ? 2 : 0) },
      false,
    ],
    [
      'the rule does not know for very many lots',
      {
        slopePerMillion: 0,
        maintenance: (_, lots) => {
          if (lots > 1000) throw new Error('never seen so many');
          return 0;
        },
      },
      false,
    ],
  ])('trusts a margin only which %s: %s', (_, rule, trusted) => {
    const { venue, isSafe } = filtered(rule);
    expect(isSafe(person(venue, 5000, [[0, 2, 100]]))).toBe(trusted);
  });
});
