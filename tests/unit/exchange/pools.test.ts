import { describe, expect, test } from 'vitest';
import { payFromPool } from '../../../src/exchange/fund-layer.ts';
import { collateralPhase, deposit, type Pool, type Venue } from '../../../src/exchange/index.ts';
import { defineFund, z } from '../../../src/index.ts';
import { design, person, use, venueOf } from '../../fixtures/exchange.ts';

const ASSETS = [
  { name: 'USD', decimals: 0 },
  { name: 'COIN', decimals: 0 },
];
const UNIT = 1_000_000;

const opened = (over: object = {}, assets = 1) => {
  const fund = defineFund({
    name: 'told',
    summary: 'Says what a test wants.',
    source: 'tests',
    params: z.strictObject({}),
    holds: 'vault',
    scope: () => 'all',
    capital: () => 1000,
    ...over,
  });
  const markets = [{}, { settle: assets - 1 }];
  const venue = venueOf(design([], { funds: { vault: use(fund) } }), markets, ASSETS.slice(0, assets));
  if (assets > 1) collateralPhase(venue, new Map([[1, { units: 1, value: 10 }]]));
  const [pool] = venue.pools as [Pool];
  const take = (market: number, lots: number, price: number) =>
    venue.ledger.fill(market, venue.ledger.outsideAccount, pool.account, lots, lots * price, 'trade');
  return { venue, pool, take };
};
const mark = (venue: Venue, market: number, ticks: number) => venue.ledger.setPrice(market, ticks, ticks);

describe('what a pool may spend', () => {
  test('is its cash above its floor, where each position counts at the lesser of cost and mark', () => {
    const { venue, pool, take } = opened({ floor: () => 100 });
    take(0, 10, 100);
    expect([pool.spendable, pool.withdrawable, pool.cash, pool.equity]).toEqual([900, 900, 1000, 1000]);
    mark(venue, 0, 120);
    expect([pool.spendable, pool.withdrawable, pool.cash, pool.equity]).toEqual([900, 900, 1000, 1200]);
    mark(venue, 0, 70);
    expect([pool.spendable, pool.withdrawable, pool.cash, pool.equity]).toEqual([600, 600, 1000, 700]);
    mark(venue, 0, 5);
    expect([pool.spendable, pool.withdrawable]).toEqual([0, 0]);
  });

  test('is less what a position owes, and not more by what is owed to it', () => {
    const { venue, pool, take } = opened();
    take(0, 10, 100);
    venue.ledger.shiftIndex(0, 1, 3 * UNIT, 'funding');
    expect([pool.spendable, pool.equity]).toEqual([970, 970]);
    venue.ledger.shiftIndex(0, 1, -8 * UNIT, 'funding');
    expect([pool.spendable, pool.equity]).toEqual([1000, 1050]);
  });

  test('is less what it owes of another asset, and not more by what it has of one', () => {
    const { venue, pool, take } = opened({}, 2);
    deposit(venue, pool.account, 4, 1);
    expect([pool.spendable, pool.equity]).toEqual([1000, 1040]);
    take(1, 2, 100);
    mark(venue, 1, 97);
    // 4 - 6 coins at 10.
    expect([pool.spendable, pool.equity]).toEqual([980, 980]);
  });

  test('ends with its loss cap, which counts the profit of all markets', () => {
    const { venue, pool, take } = opened({ lossCap: () => 300 });
    expect(pool.spendable).toBe(300);
    take(0, 10, 100);
    take(1, -5, 100);
    mark(venue, 0, 90);
    mark(venue, 1, 92);
    expect([pool.profit(0), pool.profit(1), pool.spendable]).toEqual([-100, 40, 240]);
    venue.ledger.shiftIndex(0, 1, 2 * UNIT, 'funding');
    expect([pool.profit(0), pool.spendable]).toEqual([-120, 220]);
    mark(venue, 0, 50);
    expect([pool.profit(0), pool.spendable, pool.withdrawable]).toEqual([-520, 0, 480]);
  });
});

describe('the profit of a pool in a market', () => {
  test('stays when the position is closed', () => {
    const { venue, pool, take } = opened();
    take(0, 10, 100);
    mark(venue, 0, 108);
    take(0, -10, 108);
    mark(venue, 0, 50);
    expect([pool.profit(0), pool.profit(1), pool.lots(0)]).toEqual([80, 0, 0]);
  });
});

describe('traders face a pool', () => {
  test.each<[string, object, readonly (boolean | number)[]]>([
    ['never, where it absorbs losses', { faces: () => 1 }, [0, false, false]],
    ['on both sides', { holds: 'pool' }, [0, true, true]],
    ['on the long side', { holds: 'pool', faces: () => 1 }, [1, true, false]],
    ['on the short side', { holds: 'pool', faces: () => -1 }, [-1, false, true]],
  ])('%s', (_, over, expected) => {
    const { pool } = opened(over);
    expect([pool.faces, pool.facesSide(1), pool.facesSide(-1)]).toEqual(expected);
  });
});

describe('the layer of a fund', () => {
  const flat = (short: number, over: object = {}) => {
    const { venue, pool } = opened(over);
    const subject = person(venue, 0);
    venue.ledger.transfer(0, subject, venue.ledger.outsideAccount, short, 'withdraw');
    return { venue, pool, live: venue.cases.openDefault(subject), subject };
  };
  const paid = (venue: Venue) =>
    [...venue.ledger.log].filter(({ cause }) => cause === 'pay').map(({ a, b, value }) => [a, b, value]);

  test('pays a deficit, as far as the pool may spend', () => {
    const { venue, pool, live, subject } = flat(70);
    payFromPool(venue, live, 'vault');
    expect([paid(venue), live.deficit, pool.cash]).toEqual([[[pool.account, subject, 70]], 0, 930]);
    payFromPool(venue, live, 'vault');
    expect(paid(venue)).toHaveLength(1);
    const poor = flat(70, { floor: () => 960 });
    payFromPool(poor.venue, poor.live, 'vault');
    expect([poor.live.deficit, poor.pool.spendable]).toEqual([30, 0]);
    payFromPool(poor.venue, poor.live, 'vault');
    expect(paid(poor.venue)).toHaveLength(1);
  });

  test('pays nothing where there is no such pool, and a pool does not pay itself', () => {
    const { venue, pool, live } = flat(70);
    payFromPool(venue, live, 'other');
    expect(live.deficit).toBe(70);
    venue.ledger.transfer(0, pool.account, venue.ledger.outsideAccount, 1100, 'withdraw');
    const own = venue.cases.openDefault(pool.account);
    payFromPool(venue, own, 'vault');
    expect([own.deficit, paid(venue)]).toEqual([100, []]);
  });
});
