import { describe, expect, test } from 'vitest';
import type { Venue } from '../../../src/exchange/index.ts';
import type { LiveCase } from '../../../src/exchange/views.ts';
import type { Action } from '../../../src/index.ts';
import { quote, testFund, use } from '../../fixtures/exchange.ts';
import { accountOf } from '../../mechanisms/engine/built.ts';
import { done, scene } from './actions.ts';

const resting = (venue: Venue, account: number) =>
  venue.markets.map(({ book }) => book.save().orders.filter((order) => order.account === account).length);

describe('a cancel', () => {
  const quoted = () => {
    const made = scene();
    for (const ticks of [10, 11]) quote(made.venue, made.loser, 0, 1, 1, ticks);
    quote(made.venue, made.loser, 1, 1, 1, 10);
    quote(made.venue, made.other, 1, 1, 1, 10);
    return made;
  };

  test('takes the orders of one market, or of all, and tells how many', () => {
    const { venue, live, loser } = quoted();
    expect(done(venue, live, { do: 'cancel', market: 0 })).toEqual({
      told: [{ do: 'cancel', lots: 0, value: 2 }],
      rows: [],
    });
    expect(resting(venue, loser)).toEqual([0, 1]);
    const again = quoted();
    expect(done(again.venue, again.live, { do: 'cancel' }).told).toEqual([{ do: 'cancel', lots: 0, value: 3 }]);
    expect([again.loser, again.other].map((account) => resting(again.venue, account))).toEqual([
      [0, 0],
      [0, 1],
    ]);
  });
});

describe('an order', () => {
  const sell = (over: object = {}): Action => ({ do: 'order', market: 0, lots: 10, timeInForce: 'ioc', ...over });

  test('is told with what it filled and at what value', () => {
    const { venue, live, loser, maker } = scene();
    quote(venue, maker, 0, 1, 4, 93);
    quote(venue, maker, 0, 1, 3, 91);
    expect(done(venue, live, sell({ limit: 90 }))).toEqual({
      told: [{ do: 'order', lots: 7, value: 4 * 93 + 3 * 91 }],
      rows: [`fill book 0: ${loser} ${maker} 4 372`, `fill book 0: ${loser} ${maker} 3 273`],
    });
    expect(resting(venue, loser)).toEqual([0, 0]);
    expect(done(venue, live, sell({ lots: 3, limit: 90 })).told).toEqual([{ do: 'order', lots: 0, value: 0 }]);
  });

  test('of a short buys', () => {
    const { venue, live, loser, maker } = scene();
    quote(venue, maker, 1, -1, 4, 101);
    quote(venue, maker, 1, 1, 4, 99);
    expect(done(venue, live, sell({ market: 1, lots: -3 }))).toEqual({
      told: [{ do: 'order', lots: -3, value: -303 }],
      rows: [`fill book 1: ${loser} ${maker} -3 -303`],
    });
  });

  test('that must be filled whole does nothing where it cannot be', () => {
    const { venue, live, maker } = scene();
    quote(venue, maker, 0, 1, 9, 93);
    expect(done(venue, live, sell({ timeInForce: 'fok' }))).toEqual({
      told: [{ do: 'order', lots: 0, value: 0 }],
      rows: [],
    });
    expect(done(venue, live, sell({ timeInForce: 'fok', lots: 9 })).told).toEqual([
      { do: 'order', lots: 9, value: 837 },
    ]);
  });

  test('that may rest leaves what was not filled, and nothing when all was', () => {
    const { venue, live, loser, maker } = scene();
    quote(venue, maker, 0, 1, 4, 93);
    done(venue, live, sell({ timeInForce: 'gtc', limit: 92, lots: 6 }));
    expect(venue.markets[0]?.book.save().orders).toMatchObject([
      { account: loser, side: -1, ticks: 92, lots: 2, expires: Number.MAX_SAFE_INTEGER, case: live.id },
    ]);
    const full = scene();
    quote(full.venue, full.maker, 0, 1, 10, 93);
    done(full.venue, full.live, sell({ timeInForce: 'gtc', limit: 92 }));
    expect(full.venue.markets[0]?.book.save().orders).toEqual([]);
  });

  test('of a counterparty is a trade with the maker, and no fee is taken', () => {
    const { venue, live, other, maker, fund } = scene();
    quote(venue, maker, 1, 1, 4, 99);
    const order = sell({ account: other, market: 1, lots: 4, fee: { perMillion: 100_000, to: 'fund' } });
    expect(done(venue, live, order)).toEqual({
      told: [{ do: 'order', lots: 4, value: 396 }],
      rows: [`fill companion 1: ${other} ${maker} 4 396`],
    });
    expect(venue.ledger.accounts.balance(0, fund)).toBe(100);
  });

  test('that meets an order of another case closes both, and each is told', () => {
    const { venue, live, loser, winner } = scene();
    const second = venue.cases.openDefault(winner);
    done(venue, second, { do: 'order', market: 0, lots: -4, limit: 95, timeInForce: 'gtc' });
    expect(done(venue, live, sell({ lots: 4 })).rows).toEqual([
      `fill book 0: ${loser} ${winner} 4 380`,
      `net-inventory take-over 0: ${winner} -1 -4 -380`,
    ]);
    expect(accountOf(venue, 2)).toMatchObject({ markLoss: -24, slippage: 4 });
  });

  test('that meets a companion of another case is no part of that case', () => {
    const { venue, live, loser, winner, other } = scene();
    const second = venue.cases.openDefault(winner);
    done(venue, second, { do: 'order', account: other, market: 0, lots: -4, limit: 95, timeInForce: 'gtc' });
    expect(done(venue, live, sell({ lots: 4 })).rows).toEqual([`fill book 0: ${loser} ${other} 4 380`]);
    expect(accountOf(venue, 2)).toEqual({});
  });

  test('that meets what the inventory of a pool has resting is told to it once', () => {
    const { venue, live, loser, winner, vault } = scene();
    const short = venue.cases.openDefault(winner);
    done(venue, short, { do: 'takeOver', by: 'vault', market: 0, lots: -10, value: -940, margin: 'kept' });
    const inventory = venue.cases.open()[2] as LiveCase;
    done(venue, inventory, { do: 'order', market: 0, lots: -4, limit: 95, timeInForce: 'gtc' });
    expect(done(venue, live, sell({ lots: 4 })).rows).toEqual([
      `fill book 0: ${loser} ${vault} 4 380`,
      `net-inventory take-over 0: ${vault} -1 -4 -380`,
    ]);
    expect(inventory.data.origins).toEqual([{ case: 2, lots: -6 }]);
  });
});

describe('the fee of an order', () => {
  /** What the fund receives, and the causes by which money moves, when 10 are sold at 97 (a loser with money above that pays). */
  const fee = (over: object, ticks = 97, capital = 100) => {
    const { venue, live, maker, fund } = scene({ fund: use(testFund(capital)) });
    quote(venue, maker, 0, 1, 10, ticks);
    const { rows } = done(venue, live, {
      do: 'order',
      market: 0,
      lots: 10,
      timeInForce: 'ioc',
      fee: { perMillion: 10_000, to: 'fund', ...over },
    });
    return [venue.ledger.accounts.balance(0, fund) - capital, ...rows.slice(1).map((row) => row.split(':')[0])];
  };

  test('is a share of the value, at most what was executed above a value', () => {
    expect(fee({})).toEqual([10, 'transfer liquidation-fee 0']);
    expect(fee({ above: 965 })).toEqual([5, 'transfer liquidation-fee 0']);
    expect(fee({ above: 950 })).toEqual([10, 'transfer liquidation-fee 0']);
    expect(fee({ above: 970 })).toEqual([0]);
    expect(fee({ above: 980 })).toEqual([0]);
    expect(fee({ above: 980, bears: false })).toEqual([0]);
  });

  test('is the other way round below that value, where the pool bears it and as far as it can', () => {
    expect(fee({ above: 980, bears: true })).toEqual([-10, 'transfer pay 0']);
    expect(fee({ above: 980, bears: true }, 97, 4)).toEqual([-4, 'transfer pay 0']);
    expect(fee({ above: 960, bears: true })).toEqual([10, 'transfer liquidation-fee 0']);
    expect(fee({ above: 970, bears: true })).toEqual([0]);
    expect(fee({ bears: true })).toEqual([10, 'transfer liquidation-fee 0']);
  });

  test('is measured from the part of the value that was filled', () => {
    const { venue, live, maker, fund } = scene();
    quote(venue, maker, 0, 1, 3, 99);
    const order = { do: 'order', market: 0, lots: 10, timeInForce: 'ioc' } as const;
    // 3 tenths of 983 are 294.9, which leaves 2 of the 297.
    done(venue, live, { ...order, fee: { perMillion: 1_000_000, to: 'fund', above: 983 } });
    expect(venue.ledger.accounts.balance(0, fund)).toBe(102);
    expect(done(venue, live, { ...order, lots: 7, fee: { perMillion: 1_000_000, to: 'fund', above: 1 } }).rows).toEqual(
      [],
    );
  });
});

describe('an offer', () => {
  const offer = (over: object): Action =>
    ({ do: 'offer', market: 0, lots: 10, value: 950, share: 'in-order', to: [], ...over }) as Action;

  test('is filled with those who have room, in parts that sum to the value', () => {
    const { venue, live, loser, long, maker, other } = scene();
    const to = [
      { account: long, capacity: 3 },
      { account: other, capacity: 0 },
      { account: maker, capacity: 9 },
    ];
    expect(done(venue, live, offer({ to }))).toEqual({
      told: [{ do: 'offer', lots: 10, value: 950 }],
      rows: [`fill offer 0: ${loser} ${long} 3 285`, `fill offer 0: ${loser} ${maker} 7 665`],
    });
  });

  test('of a short has lots and value below zero, and its part of the value is rounded towards zero', () => {
    const { venue, live, loser, long, maker } = scene();
    const to = [
      { account: long, capacity: 1 },
      { account: maker, capacity: 2 },
    ];
    // 3 quarters of 401 are 300.75, by largest remainder 301; of these 100.3 and 200.7.
    expect(done(venue, live, offer({ market: 1, lots: -4, value: -401, to }))).toEqual({
      told: [{ do: 'offer', lots: -3, value: -301 }],
      rows: [`fill offer 1: ${loser} ${long} -1 -100`, `fill offer 1: ${loser} ${maker} -2 -201`],
    });
  });

  test('that nobody takes moves nothing', () => {
    for (const side of [
      { market: 0, lots: 10, value: 950 },
      { market: 1, lots: -4, value: -400 },
    ]) {
      const { venue, live, long } = scene();
      expect(done(venue, live, offer({ ...side, to: [{ account: long, capacity: 0 }] }))).toEqual({
        told: [{ do: 'offer', lots: 0, value: 0 }],
        rows: [],
      });
    }
  });

  test('passes over a pool that has no room, whose inventory stays what it is', () => {
    const { venue, live, long, maker, vault } = scene();
    const second = venue.cases.openDefault(long);
    done(venue, second, { do: 'takeOver', by: 'vault', market: 0, lots: 6, value: 564, margin: 'kept' });
    const to = [vault, maker].map((account, i) => ({ account, capacity: 10 * i }));
    expect(done(venue, live, offer({ to })).rows).toHaveLength(1);
    expect(venue.cases.all[2]?.origins).toEqual([{ case: 2, lots: 6 }]);
  });
});
