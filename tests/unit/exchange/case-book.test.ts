import { describe, expect, test } from 'vitest';
import { borneOf, emptyLine, neededOf, overshootOf, shortfallOf, type Venue } from '../../../src/exchange/index.ts';
import { adl, design, person, step, testFund, testMargin, use, venueOf } from '../../fixtures/exchange.ts';

const vaultVenue = () => venueOf(design([], { funds: { vault: use(testFund(10_000, 'vault')) } }), [{}, {}]);
const vaultOf = (venue: Venue): number => venue.pools[0]?.account ?? -1;

describe('inventory', () => {
  /** The vault holds some lots, takes `lots` over from a case and says so. */
  const taken = (before: number, lots: number) => {
    const venue = vaultVenue();
    const vault = vaultOf(venue);
    const subject = person(venue, 1000, [[1, lots, 100]]);
    const other = person(venue, 1000);
    if (before !== 0) venue.ledger.fill(1, other, vault, before, 100 * before, 'trade');
    const { data } = venue.cases.openDefault(subject);
    venue.postings.fill(data, venue.markets[1] as never, vault, lots, 100 * lots, 'take-over');
    const made = venue.cases.addInventory(vault, 1, data, lots);
    return made === undefined
      ? undefined
      : { market: made.market, subject: made.subject === vault, lots: made.inventoryLots };
  };

  test('is what is taken over, but for what only closes lots held before', () => {
    expect(taken(0, 10)).toEqual({ market: 1, subject: true, lots: 10 });
    expect(taken(0, -10)).toEqual({ market: 1, subject: true, lots: -10 });
    expect(taken(5, 10)).toEqual({ market: 1, subject: true, lots: 10 });
    expect(taken(-4, 10)).toEqual({ market: 1, subject: true, lots: 6 });
    expect(taken(4, -10)).toEqual({ market: 1, subject: true, lots: -6 });
    expect(taken(-10, 10)).toBeUndefined();
    expect(taken(-12, 10)).toBeUndefined();
  });

  test('names each case it came from once, market by market', () => {
    const venue = vaultVenue();
    const vault = vaultOf(venue);
    const [a, b] = [0, 1].map((market) => {
      const subject = person(venue, 1000, [[market, 6, 100]]);
      return venue.cases.openDefault(subject).data;
    }) as [never, never];
    for (const [data, market, lots] of [
      [a, 0, 2],
      [a, 0, 4],
      [b, 1, 6],
    ] as const) {
      venue.postings.fill(data, venue.markets[market] as never, vault, lots, 100 * lots, 'take-over');
      venue.cases.addInventory(vault, market, data, lots);
    }
    expect([0, 1].map((market) => venue.cases.inventory(vault, market)?.chain)).toEqual([[1], [2]]);
    expect([0, 1].map((market) => venue.cases.inventory(vault, market)?.inventoryLots)).toEqual([6, 6]);
    expect(venue.cases.inventory(vault + 1, 0)).toBeUndefined();
  });
});

describe('the book of cases', () => {
  test('knows who is in default, and which cases are open', () => {
    const venue = vaultVenue();
    const [first, second, other] = [person(venue, 10), person(venue, 10), person(venue, 10)];
    const one = venue.cases.openDefault(first);
    const two = venue.cases.openDefault(second);
    const close = venue.cases.openMarketClose(other, 1);
    expect([...venue.cases.defaults()]).toEqual([
      [first, one],
      [second, two],
    ]);
    expect([first, second, other].map((account) => venue.cases.inDefault(account))).toEqual([true, true, false]);
    expect(one.data).toMatchObject({ market: -1, workedBy: -1 });
    expect(close.data).toMatchObject({ market: 1, workedBy: -1, kind: 'market-close' });
    venue.cases.close(one, [10]);
    venue.cases.close(close, []);
    expect([...venue.cases.defaults().keys()]).toEqual([second]);
    expect(venue.cases.open()).toEqual([two]);
    expect([first, second].map((account) => venue.cases.inDefault(account))).toEqual([false, true]);
  });

  test('says when each was opened, how large, and what it held', () => {
    const venue = venueOf(design([adl()], { margin: use(testMargin(100_000)) }), [{}, {}]);
    step(venue, [100, 100], 5);
    const loser = person(venue, 60, [
      [1, -2, 100],
      [0, 10, 100],
    ]);
    step(venue, [94, 100], 5);
    const [data] = venue.cases.all;
    expect(data).toMatchObject({ subject: loser, opened: 10, openedStep: 2, openedNotional: 1140 });
    expect(data?.legs).toEqual([
      { market: 0, side: 1, maintenance: 94 },
      { market: 1, side: -1, maintenance: 20 },
    ]);
    expect([0, 1, 2].map((market) => data?.hasLeg(market))).toEqual([true, true, false]);
    expect(data?.firstMarket).toBe(0);
    // No lots are no leg.
    data?.noteLeg(venue.markets[0] as never, 0);
    expect(data?.legs).toHaveLength(2);
  });

  test('forgets the orders of a case with the case, and only those', () => {
    const venue = vaultVenue();
    const [first, second] = [person(venue, 10, [[0, 5, 100]]), person(venue, 10, [[0, 5, 100]])];
    const lives = [venue.cases.openDefault(first), venue.cases.openDefault(second)];
    const book = venue.markets[0]?.book;
    for (const { data } of lives) {
      book?.rest({ account: data.subject, side: -1, ticks: 120, lots: 5, expires: 1e9, case: data.id });
      venue.cases.rests(data);
    }
    venue.cases.close(lives[0] as never, []);
    expect(book?.save().orders.map((order) => order.case)).toEqual([2]);
  });
});

describe('a holder with several cases', () => {
  const opened = () => {
    const venue = vaultVenue();
    const vault = vaultOf(venue);
    const subject = person(venue, 1000, [
      [0, 6, 100],
      [1, 6, 100],
    ]);
    const { data } = venue.cases.openDefault(subject);
    for (const market of [0, 1]) {
      venue.postings.fill(data, venue.markets[market] as never, vault, 6, 600, 'take-over');
      venue.cases.addInventory(vault, market, data, 6);
    }
    const own = venue.cases.openDefault(vault);
    const pools = [0, 1].map((market) => venue.cases.openPoolCase('vault', market));
    return { venue, vault, own, pools };
  };
  const standing = ({ cases }: Venue, vault: number) => [
    cases.inDefault(vault),
    ...[0, 1].map((market) => cases.inventory(vault, market)?.id),
  ];

  test('keeps the others when one of them is closed', () => {
    const { venue, vault, own, pools } = opened();
    expect(standing(venue, vault)).toEqual([true, 2, 3]);
    const [, ofA] = venue.cases.open();
    venue.cases.close(ofA as never, []);
    expect(standing(venue, vault)).toEqual([true, undefined, 3]);
    expect([0, 1].map((market) => venue.cases.openPoolCase('vault', market))).toEqual(pools);
    venue.cases.close(pools[1] as never, []);
    expect([0, 1].map((market) => venue.cases.openPoolCase('vault', market).id)).toEqual([pools[0]?.id, 7]);
    venue.cases.close(own, []);
    expect(standing(venue, vault)).toEqual([false, undefined, 3]);
    // A closure of a market stands by itself.
    venue.cases.close(venue.cases.openMarketClose(vault, 1), []);
    expect(standing(venue, vault)).toEqual([false, undefined, 3]);
  });

  test('has them all again after a snapshot', () => {
    const { venue, vault, pools } = opened();
    const close = venue.cases.openMarketClose(vault, 1);
    const again = vaultVenue();
    again.cases.restore(structuredClone(venue.cases.save()));
    expect(standing(again, vault)).toEqual([true, 2, 3]);
    expect([0, 1].map((market) => again.cases.openPoolCase('vault', market).id)).toEqual(pools.map(({ id }) => id));
    expect(again.cases.open().map(({ id, kind }) => [id, kind])).toEqual(
      venue.cases.open().map(({ id, kind }) => [id, kind]),
    );
    expect(again.cases.open().at(-1)?.id).toBe(close.id);
  });
});

test('a shortfall is all that others lost, less what was left', () => {
  const line = {
    ...emptyLine(),
    backstop: 1,
    fund: 20,
    adl: 300,
    socialised: 4000,
    uncovered: 50_000,
    book: 7_000_000,
  };
  expect(shortfallOf(line)).toBe(54_321);
  expect(borneOf(line)).toBe(7_054_321);
  expect([shortfallOf({ ...line, left: 321 }), overshootOf({ ...line, left: 321 })]).toEqual([54_000, 321]);
  expect([shortfallOf({ ...line, left: 60_000 }), overshootOf({ ...line, left: 60_000 })]).toEqual([0, 54_321]);
  expect(neededOf({ ...emptyLine(), markLoss: 1, slippage: 20, fees: 300, forfeited: 4000 })).toBe(4321);
});

describe('cases that fall due in one step', () => {
  /**
   * At 90, with maintenance of a tenth of the notional:
   *
   *   mild     equity  89 of maintenance  90    0.99
   *   severe   equity   1 of maintenance   9    0.11
   *   worst    equity  -9 of maintenance  90   -0.1
   */
  const order = (dueOrder: 'account' | 'margin-ratio') => {
    const venue = venueOf(design([], { dueOrder, margin: use(testMargin(100_000)) }));
    const mild = person(venue, 189, [[0, 10, 100]]);
    const severe = person(venue, 11, [[0, 1, 100]]);
    const worst = person(venue, 91, [[0, 10, 100]]);
    step(venue, [90]);
    const names = new Map([
      [mild, 'mild'],
      [severe, 'severe'],
      [worst, 'worst'],
    ]);
    return venue.cases.all.map(({ subject }) => names.get(subject));
  };

  test('are taken by account, or the one whose equity is the least part of its margin first', () => {
    expect(order('account')).toEqual(['mild', 'severe', 'worst']);
    expect(order('margin-ratio')).toEqual(['worst', 'severe', 'mild']);
  });
});
