import { describe, expect, test } from 'vitest';
import { closeMarket, deposit, place, type Venue, withdraw } from '../../../src/exchange/index.ts';
import { type AgentAction, definePayout, z } from '../../../src/index.ts';
import { audit } from '../../../src/ledger/index.ts';
import { inverse } from '../../../src/money/index.ts';
import {
  adl,
  bookLayer,
  closeAt,
  design,
  person,
  quote,
  step,
  takeOverLayer,
  testFund,
  testMargin,
  use,
  venueOf,
} from '../../fixtures/exchange.ts';

const head = { name: 'rule', summary: 'For tests.', source: 'tests', params: z.strictObject({}) };
type Order = Extract<AgentAction, { do: 'place' }>;
const send = (venue: Venue, account: number, lots: number, over: Partial<Order> = {}) =>
  place(venue, { do: 'place', account, market: 0, lots, timeInForce: 'ioc', ...over });

describe('an order', () => {
  const opened = () => {
    const venue = venueOf(
      design([], { margin: use(testMargin(100_000)), fees: { takerPerMillion: 10_000, makerPerMillion: 1000 } }),
    );
    const maker = person(venue, 10_000, [], 'maker');
    quote(venue, maker, 0, -1, 5, 101);
    quote(venue, maker, 0, -1, 5, 103);
    return { venue, maker, trader: person(venue, 1000) };
  };

  test('is filled at the prices of the book, for fees that are rounded up', () => {
    const { venue, maker, trader } = opened();
    expect(send(venue, trader, 7)).toEqual({ filled: 7, moved: 0 });
    // 505 and 206: 1 % is 6 and 3, 0.1 % is 1 and 1.
    const { accounts, feesAccount } = venue.ledger;
    expect([trader, maker, feesAccount].map((id) => accounts.balance(0, id))).toEqual([
      1000 - 711 - 9,
      10_000 + 711 - 2,
      11,
    ]);
    expect(audit(venue.ledger)).toEqual([]);
  });

  test('is refused with a reason', () => {
    const { venue, trader } = opened();
    expect(send(venue, trader, 60).refused).toBe('margin');
    expect(send(venue, trader, 2 ** 31).refused).toBe('too-large');
    expect(send(venue, trader, 1, { limit: 101, timeInForce: 'post-only' }).refused).toBe('would-cross');
    expect(send(venue, trader, 6, { limit: 102, timeInForce: 'fok' }).refused).toBe('not-fillable');
    expect(send(venue, trader, 0)).toEqual({ filled: 0, moved: 0 });
    venue.cases.openDefault(trader);
    expect(send(venue, trader, 1).refused).toBe('in-case');
    expect(withdraw(venue, trader, 1).refused).toBe('in-case');
  });

  test('rests with what it did not fill', () => {
    const { venue, trader } = opened();
    expect(send(venue, trader, 8, { limit: 102, timeInForce: 'gtc', expires: 9 }).filled).toBe(5);
    expect(venue.markets[0]?.book.save().orders[0]).toMatchObject({ side: 1, ticks: 102, lots: 3, expires: 9 });
    expect(send(venue, trader, 2, { limit: 90, timeInForce: 'post-only' })).toEqual({ filled: 0, moved: 0 });
    expect(venue.markets[0]?.fillable(-1)).toBe(5);
    expect([venue.markets[0]?.bestBid, venue.markets[0]?.bestAsk]).toEqual([102, 103]);
  });

  test('that reduces a position needs no margin', () => {
    const { venue, maker, trader } = opened();
    send(venue, trader, 5);
    quote(venue, maker, 0, 1, 5, 50);
    venue.ledger.setPrice(0, 1, 1);
    expect(send(venue, trader, -5).filled).toBe(-5);
  });
});

describe('a withdrawal', () => {
  const paying = (decision: { paid: number; withheld?: number; to?: string }) => {
    const payout = definePayout({ ...head, allow: () => decision });
    return venueOf(design([], { payout: use(payout), funds: { fund: use(testFund(0)) } }));
  };

  test('pays what the rule allows, and withholds what it keeps', () => {
    const venue = paying({ paid: 30, withheld: 20, to: 'fund' });
    const account = person(venue, 100);
    expect(withdraw(venue, account, 60)).toEqual({ filled: 0, moved: 30 });
    expect([venue.ledger.accounts.balance(0, account), venue.pools[0]?.cash]).toEqual([50, 20]);
    expect([...venue.ledger.log].at(-1)).toMatchObject({ cause: 'withheld', value: 20 });
  });

  test('without a name, what is withheld is a fee', () => {
    const venue = paying({ paid: 50, withheld: 10 });
    const account = person(venue, 100);
    expect(withdraw(venue, account, 60).moved).toBe(50);
    expect(venue.ledger.accounts.balance(0, venue.ledger.feesAccount)).toBe(10);
  });

  test('is refused when nothing is free, or the rule pays nothing', () => {
    const venue = paying({ paid: 0 });
    expect(withdraw(venue, person(venue, 100), 60).refused).toBe('nothing-free');
    expect(withdraw(venue, person(venue, 0), 60).refused).toBe('nothing-free');
  });
});

describe('a market that closes', () => {
  test('ends every position at mark, and takes no order any more', () => {
    const venue = venueOf(design([]), [{ instrument: inverse({ face: 1_000_003 }), open: 100 }, {}]);
    const holders = [7, -3, -4].map((lots) => person(venue, 100_000, [[0, lots, 100]]));
    quote(venue, holders[0] ?? -1, 0, 1, 5, 90);
    venue.ledger.setPrice(0, 97, 97);
    const before = holders.map((account) => venue.valuation.read(account).equity);
    closeMarket(venue, 0);
    expect(holders.map((account) => venue.ledger.lots(account, 0))).toEqual([0, 0, 0]);
    expect(holders.map((account) => venue.valuation.read(account).equity)).toEqual(before);
    expect(venue.cases.all).toMatchObject([{ kind: 'market-close', closed: 0 }]);
    const { accounts, transitAccount, roundingAccount } = venue.ledger;
    expect(accounts.balance(0, transitAccount)).toBe(0);
    expect(Math.abs(accounts.balance(0, roundingAccount))).toBeLessThanOrEqual(2);
    expect(send(venue, holders[0] ?? -1, 1).refused).toBe('closed');
    expect(send(venue, holders[0] ?? -1, 1, { market: 1 }).refused).toBeUndefined();
    expect(audit(venue.ledger)).toEqual([]);
  });

  test('is part of the case of a holder in default, and of the inventory of a vault', () => {
    const layers = [
      { label: 'backstop', kind: 'backstop' as const, use: use(takeOverLayer('vault', 'kept')) },
      { label: 'liquidation', kind: 'liquidation' as const, use: use(bookLayer()) },
    ];
    const funds = { vault: use(testFund(1000, 'vault')) };
    const venue = venueOf(design(layers, { funds, margin: use(testMargin(10_000)) }), [{}, {}]);
    const loser = person(venue, 65, [[0, 10, 100]]);
    person(venue, 5000, [[0, -20, 100]]);
    step(venue, [94, 100]);
    expect(venue.pools[0]?.lots(0)).toBe(10);
    const second = person(venue, 45, [[0, 10, 94]]);
    venue.cases.openDefault(second);
    closeMarket(venue, 0);
    expect([loser, second].map((account) => venue.ledger.lots(account, 0))).toEqual([0, 0]);
    expect(venue.cases.all.map(({ kind }) => kind)).toEqual(['default', 'inventory', 'default', 'market-close']);
    expect(venue.cases.all[1]?.origins).toEqual([]);
    step(venue, [94, 100]);
    expect(venue.cases.all.every((data) => data.closed !== undefined)).toBe(true);
    expect(audit(venue.ledger)).toEqual([]);
  });
});

test('pools are found by name, by scope key, and by the market they serve', () => {
  const venue = venueOf(design([adl({ closeOut: use(closeAt('mark')) })], { funds: { fund: use(testFund(5)) } }));
  expect(venue.view.pool('fund')?.name).toBe('fund');
  expect(venue.view.pool('fund', 0)?.name).toBe('fund');
  expect(venue.view.pool('nobody')).toBeUndefined();
  expect([venue.view.periodStart, venue.view.periodEnd, venue.view.stepSeconds, venue.view.unit]).toEqual([
    0,
    Number.POSITIVE_INFINITY,
    0,
    1,
  ]);
  expect(deposit(venue, person(venue, 0), 5)).toEqual({ filled: 0, moved: 5 });
});
