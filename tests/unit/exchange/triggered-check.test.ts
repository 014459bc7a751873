import { describe, expect, test, vi } from 'vitest';
import { beginStep, runRounds, type Venue } from '../../../src/exchange/index.ts';
import { TriggeredCheck } from '../../../src/exchange/margin/triggered-check.ts';
import { EventLog, recordAssetPrice } from '../../../src/ledger/index.ts';
import { design, person, testFund, testMargin, use, venueOf } from '../../fixtures/exchange.ts';
import { ruled, sloped, world } from './watched.ts';

/** Whom a check reads, and whom it finds. */
const checking = (venue: Venue, fewest?: number) => {
  const check = new TriggeredCheck(venue, fewest);
  const breaches = () => {
    const read = vi.spyOn(venue.valuation, 'read');
    const found = check.breaches();
    const accounts = read.mock.calls.map(([account]) => account);
    read.mockRestore();
    return { found, read: accounts };
  };
  return { check, breaches, reads: () => breaches().read.length };
};
/** How many accounts each of so many checks reads, with a price before each that moves nothing. */
const readsOf = (venue: Venue, fewest: number, checks: number): number[] => {
  const { reads } = checking(venue, fewest);
  return Array.from({ length: checks }, () => {
    mark(venue, 100);
    return reads();
  });
};
const people = (venue: Venue, count: number, money = 2000): number[] =>
  Array.from({ length: count }, () => person(venue, money, [[0, 10, 100]]));
const mark = (venue: Venue, ticks: number): void => venue.ledger.setPrice(0, ticks, ticks);

describe('the margin check by triggers', () => {
  test('reads everybody once, and then only whom an event names', () => {
    const venue = world(sloped(0), [{}, {}]);
    const everyone = people(venue, 5);
    const { breaches } = checking(venue);
    expect(breaches()).toEqual({ found: [], read: everyone });
    expect(breaches()).toEqual({ found: [], read: [] });
    const [a, b, c] = everyone as [number, number, number];
    venue.ledger.transfer(0, a, b, 5, 'deposit');
    expect(breaches().read.sort((x, y) => x - y)).toEqual([a, b]);
    venue.ledger.fill(1, venue.ledger.outsideAccount, c, 1, 100, 'trade');
    expect(breaches().read).toEqual([c]);
    mark(venue, 99);
    expect(breaches().read).toEqual([]);
  });

  test('finds who is in breach by id, at every check, until they are in breach no more', () => {
    const venue = world(sloped(0));
    const everyone = people(venue, 5, 100);
    const { breaches } = checking(venue);
    expect(breaches().found).toEqual([]);
    mark(venue, 89);
    expect(breaches().found).toEqual(everyone);
    const again = breaches();
    expect([again.found, again.read.length]).toEqual([everyone, 5]);
    mark(venue, 95);
    expect(breaches().found).toEqual([]);
    mark(venue, 89);
    expect(breaches().found).toEqual(everyone);
  });

  test('names them in order however they became due', () => {
    const venue = world(sloped(0));
    const everyone = people(venue, 6, 100);
    const { breaches } = checking(venue);
    breaches();
    for (const account of everyone.toReversed())
      venue.ledger.transfer(0, account, venue.ledger.outsideAccount, 101, 'withdraw');
    expect(breaches().found).toEqual(everyone);
  });

  test('passes over whoever has a case, and reads them again when it is closed', () => {
    const venue = venueOf(design([], { margin: use(testMargin(0)) }));
    const [poor, rich] = [person(venue, 100, [[0, 10, 100]]), person(venue, 2000, [[0, -10, 100]])];
    const { breaches } = checking(venue);
    breaches();
    venue.periods.begin(0);
    beginStep(venue, 1, 1, 1);
    mark(venue, 89);
    expect(breaches().found).toEqual([poor]);
    runRounds(venue);
    expect(venue.cases.inDefault(poor)).toBe(true);
    expect(breaches()).toEqual({ found: [], read: [] });
    expect(venue.cases.inDefault(rich)).toBe(false);
  });

  test('finds a pool whose equity is below zero', () => {
    const venue = venueOf(design([], { funds: { insurance: use(testFund(50)) } }), [{}, {}]);
    const pool = venue.pools[0]?.account as number;
    const { breaches } = checking(venue);
    venue.ledger.fill(0, venue.ledger.outsideAccount, pool, 10, 1000, 'trade');
    expect(breaches().found).toEqual([]);
    mark(venue, 94);
    expect(breaches().found).toEqual([pool]);
    const later = person(venue, 0, [[1, 1, 101]]);
    expect([breaches().found, later > pool]).toEqual([[pool, later], true]);
  });

  test('reads everybody again where rows of the log were let go of unread', () => {
    const venue = world(sloped(0));
    venue.ledger.log = new EventLog(2, 2);
    const everyone = people(venue, 5);
    const { breaches, check } = checking(venue);
    breaches();
    const { log } = venue.ledger;
    const account = everyone[2] as number;
    for (let i = 0; i < 4; i++) venue.ledger.transfer(0, account, venue.ledger.outsideAccount, 1, 'withdraw');
    check.takeIn();
    log.release(log.length);
    expect([log.first > 0, breaches().read]).toEqual([true, [account]]);
    for (let i = 0; i < 4; i++) venue.ledger.transfer(0, account, venue.ledger.outsideAccount, 500, 'withdraw');
    log.release(log.length);
    const { found, read } = breaches();
    expect([found, read.sort((x, y) => x - y)]).toEqual([[account], everyone]);
  });
});

describe('a sweep', () => {
  /** Of the first who are settled one is the rest of the world, which nobody reads. */
  const OTHERS = 1;

  test('settles nobody while many have become due, then so many at each check', () => {
    const venue = world(sloped(0));
    people(venue, 100);
    // A quarter of all accounts is less than the fewest. The filter knows all of them.
    expect(readsOf(venue, 40, 6)).toEqual([0, 40 - OTHERS, 40, 21, 0, 0]);
  });

  test('settles a quarter of all where that is more', () => {
    const venue = world(sloped(0));
    people(venue, 194);
    expect(readsOf(venue, 2, 6)).toEqual([0, 50 - OTHERS, 50, 50, 45, 0]);
  });

  test('pays where more than a sixty-fourth of all are due', () => {
    const venue = world(sloped(0));
    const everyone = people(venue, 250);
    const { reads } = checking(venue, 2);
    for (let i = 0; i < 8; i++) {
      mark(venue, 100);
      reads();
    }
    const pay = (count: number): void => {
      for (const account of everyone.slice(0, count))
        venue.ledger.transfer(0, account, venue.ledger.outsideAccount, 1, 'withdraw');
      mark(venue, 100);
    };
    // Four of 256 are few, with the account that they pay: they are read and settled.
    pay(3);
    expect([reads(), reads()]).toEqual([3, 0]);
    pay(4);
    const first = reads();
    mark(venue, 100);
    expect([first, reads(), reads()]).toEqual([0, 4, 0]);
  });

  test('reads whom the filter cannot tell, and finds who is in breach by id', () => {
    const venue = world(sloped(0));
    people(venue, 20);
    const poor = people(venue, 3, 100);
    people(venue, 2);
    const { breaches } = checking(venue, 4);
    mark(venue, 89);
    expect(breaches()).toEqual({ found: poor, read: poor });
  });

  /** After a sweep of people whom the filter knows, and of one in breach. */
  const swept = (margin = sloped(0)) => {
    const venue = world(margin);
    const rich = people(venue, 20);
    const [poor] = people(venue, 1, 100) as [number];
    const { breaches } = checking(venue, 4);
    mark(venue, 89);
    const first = breaches();
    const pay = (account: number) => venue.ledger.transfer(0, account, venue.ledger.outsideAccount, 1900, 'withdraw');
    return { venue, rich, poor, breaches, first, pay };
  };

  test('asks again only whom an event names while prices stand', () => {
    const { rich, poor, breaches, first, pay } = swept();
    expect(first.found).toEqual([poor]);
    expect(breaches()).toEqual({ found: [], read: [] });
    const [, , , named] = rich as [number, number, number, number];
    pay(named);
    expect(breaches()).toEqual({ found: [named], read: [named] });
  });

  test.each<[string, (venue: Venue) => void]>([
    ['a price', (venue) => mark(venue, 89)],
    ['the price of an asset', (venue) => void recordAssetPrice(venue.ledger.log, 0, 1, 1)],
    ['an index', (venue) => venue.ledger.shiftIndex(0, 1, 0, 'funding')],
  ])('asks everybody again after %s has moved', (_, move) => {
    const { venue, poor, breaches } = swept();
    move(venue);
    expect(breaches().found).toEqual([poor]);
  });

  test('asks everybody again where a rule gives no bound', () => {
    const { rich, poor, breaches, first } = swept(ruled({}));
    expect(first).toEqual({ found: [poor], read: [...rich, poor] });
    expect(breaches()).toEqual({ found: [poor], read: [...rich, poor] });
  });
});
