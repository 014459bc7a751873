import { describe, expect, test } from 'vitest';
import { cutParts, cutSolved } from '../../../src/exchange/actions/cut.ts';
import type { Market, Venue } from '../../../src/exchange/index.ts';
import type { LiveCase } from '../../../src/exchange/views.ts';
import type { Action } from '../../../src/index.ts';
import { inverse } from '../../../src/money/index.ts';
import { design, person, quote, testFund, use, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, sound } from '../../mechanisms/engine/built.ts';

/*
 * What each action moves, how the log names it, and what the layer is told of it. The mark is 94, that of B 100.
 *
 *             money   A               B
 *   loser        50   long  10 @ 100  short 4 @ 100
 *   winner    1,000   short 10 @ 100
 *   other     1,000   short  6 @ 100  long  4 @ 100
 *   long      1,000   long   6 @ 100
 */
const scene = (funds: Record<string, ReturnType<typeof use>> = {}) => {
  const all = { fund: use(testFund(100)), vault: use(testFund(10_000, 'vault')), ...funds };
  const venue = venueOf(design([], { funds: all as never }), [{}, {}]);
  const loser = person(venue, 50, [
    [0, 10, 100],
    [1, -4, 100],
  ]);
  const winner = person(venue, 1000, [[0, -10, 100]]);
  const other = person(venue, 1000, [
    [0, -6, 100],
    [1, 4, 100],
  ]);
  const long = person(venue, 1000, [[0, 6, 100]]);
  const maker = person(venue, 10_000, [], 'maker');
  venue.ledger.setPrice(0, 94, 94);
  const live = venue.cases.openDefault(loser);
  const market = venue.markets[0] as Market;
  return { venue, live, market, loser, winner, other, long, maker, ...poolsOf(venue) };
};
const poolsOf = (venue: Venue) => ({ fund: venue.pools[0]?.account ?? -1, vault: venue.pools[1]?.account ?? -1 });

/** Does actions of one answer: what the layer is told, and the rows of the log. */
const done = (venue: Venue, live: LiveCase, ...actions: Action[]) => {
  const from = venue.ledger.log.length;
  const told = venue.act(live, actions);
  sound(venue);
  return { told, rows: rowsFrom(venue, from) };
};
const rowsFrom = (venue: Venue, from: number): string[] =>
  [...venue.ledger.log]
    .slice(from)
    .map(({ kind, cause, market, a, b, lots, value }) => `${kind} ${cause} ${market}: ${a} ${b} ${lots} ${value}`);
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
    const { venue, live, winner, maker, vault } = scene();
    const short = venue.cases.openDefault(winner);
    done(venue, short, { do: 'takeOver', by: 'vault', market: 0, lots: -10, value: -940, margin: 'kept' });
    const to = [vault, maker].map((account, i) => ({ account, capacity: 10 * i }));
    expect(done(venue, live, offer({ to })).rows).toHaveLength(1);
    expect(venue.cases.all[2]?.origins).toEqual([{ case: 2, lots: -10 }]);
  });
});

describe('a take-over', () => {
  const takeOver = (over: object = {}): Action => ({
    do: 'takeOver',
    by: 'vault',
    market: 0,
    lots: 10,
    value: 940,
    margin: 'kept',
    ...over,
  });

  test('is a fill at mark, and a payment where its value is another', () => {
    const above = scene();
    expect(done(above.venue, above.live, takeOver({ value: 943 }))).toEqual({
      told: [{ do: 'takeOver', lots: 10, value: 943 }],
      rows: [
        `transfer take-over-difference 0: ${above.vault} ${above.loser} 0 3`,
        `fill take-over 0: ${above.loser} ${above.vault} 10 940`,
        `open-case none -1: ${above.vault} -1 0 1`,
      ],
    });
    const below = scene();
    expect(done(below.venue, below.live, takeOver({ value: 936 })).rows.slice(0, 2)).toEqual([
      `fill take-over 0: ${below.loser} ${below.vault} 10 940`,
      `transfer take-over-difference 0: ${below.loser} ${below.vault} 0 4`,
    ]);
    const at = scene();
    expect(done(at.venue, at.live, takeOver()).rows).toHaveLength(2);
  });

  test('takes the margin once the subject is flat: money of every asset, of which inventory counts what its market settles in', () => {
    const assets = [
      { name: 'USD', decimals: 0 },
      { name: 'BTC', decimals: 0 },
    ];
    const venue = venueOf(
      design([], { funds: { vault: use(testFund(1000, 'vault')) } }),
      [{}, { instrument: inverse({ face: 10_000 }), settle: 1 }],
      assets,
    );
    const subject = person(venue, 500, [[0, 10, 100]]);
    venue.ledger.transfer(1, venue.ledger.outsideAccount, subject, 70, 'deposit');
    const live = venue.cases.openDefault(subject);
    const forfeited = { value: 1000, margin: 'forfeited' };
    done(venue, live, takeOver({ ...forfeited, lots: 4, value: 400 }));
    expect(venue.ledger.accounts.balance(0, subject)).toBe(-100);
    const { rows } = done(venue, live, takeOver({ ...forfeited, lots: 6, value: 600 }));
    const pool = venue.pools[0]?.account;
    expect(rows.slice(1)).toEqual([
      `transfer forfeit 0: ${subject} ${pool} 0 500`,
      `transfer forfeit 1: ${subject} ${pool} 0 70`,
    ]);
    expect(venue.cases.all[1]).toMatchObject({ kind: 'inventory', forfeitedReceived: 500 });
    expect(accountOf(venue, 1)).toMatchObject({ forfeited: 500, ownCollateral: 500 });
  });

  test('that only nets what the pool holds leaves no inventory, and takes the margin all the same', () => {
    const { venue, live, other, vault } = scene();
    venue.ledger.fill(0, vault, other, 10, 940, 'trade');
    venue.ledger.fill(1, venue.ledger.outsideAccount, live.data.subject, 4, 400, 'trade');
    const { rows } = done(venue, live, takeOver({ margin: 'forfeited', value: 960 }));
    expect(rows.at(-1)).toBe(`transfer forfeit 0: ${live.data.subject} ${vault} 0 10`);
    expect(venue.cases.all).toHaveLength(1);
  });
});

describe('money for a deficit', () => {
  /** The loser, closed at mark: it owes 10. */
  const owing = () => {
    const made = scene();
    const { venue, live, winner, other } = made;
    done(venue, live, { do: 'cut', market: 0, cuts: [{ account: winner, lots: 10 }], value: 940 });
    done(venue, live, { do: 'cut', market: 1, cuts: [{ account: other, lots: 4 }], value: -400 });
    return made;
  };

  test('comes from a pool', () => {
    const { venue, live, loser, fund } = owing();
    expect(done(venue, live, { do: 'pay', from: 'fund', amount: 7 })).toEqual({
      told: [{ do: 'pay', lots: 0, value: 7 }],
      rows: [`transfer pay 0: ${fund} ${loser} 0 7`],
    });
  });

  test('is charged on gains, in a market or in all; only there the cost memo rises', () => {
    const { venue, live, loser, other, winner } = owing();
    const charges = [
      { account: other, amount: 4 },
      { account: winner, amount: 3 },
    ];
    expect(done(venue, live, { do: 'charge', base: 'gains', market: 0, charges: charges.slice(0, 1) })).toEqual({
      told: [{ do: 'charge', lots: 0, value: 4 }],
      rows: [`raise-cost charge 0: ${other} -1 0 4`, `transfer charge 0: ${other} ${loser} 0 4`],
    });
    expect(done(venue, live, { do: 'charge', base: 'equity', charges: charges.slice(1) })).toEqual({
      told: [{ do: 'charge', lots: 0, value: 3 }],
      rows: [`transfer charge 0: ${winner} ${loser} 0 3`],
    });
    const both = owing();
    expect(done(both.venue, both.live, { do: 'charge', base: 'equity', charges }).told).toEqual([
      { do: 'charge', lots: 0, value: 7 },
    ]);
  });

  test('is called from what a member has committed', () => {
    const { venue, live, loser } = owing();
    const member = person(venue, 0, [], 'member');
    venue.ledger.commit(member, 9);
    const { outsideAccount } = venue.ledger;
    expect(done(venue, live, { do: 'charge', base: 'commitment', charges: [{ account: member, amount: 6 }] })).toEqual({
      told: [{ do: 'charge', lots: 0, value: 6 }],
      rows: [
        `commit commitment -1: ${member} -1 0 3`,
        `transfer commitment 0: ${outsideAccount} ${member} 0 6`,
        `transfer charge 0: ${member} ${loser} 0 6`,
      ],
    });
  });

  test.each([
    [1, [1, 0]],
    [-1, [0, 1]],
    [0, [1, 1]],
  ] as const)('is raised by the index of side %d', (side, [long, short]) => {
    const { venue, live, loser } = owing();
    const { told, rows } = done(venue, live, { do: 'shiftIndex', market: 0, side, amount: 10 });
    expect(told).toEqual([{ do: 'shiftIndex', lots: 0, value: 10 }]);
    // Six lots are long, and six short: 10 units are 1.666667 a lot, or 0.833334 of both.
    const perLot = side === 0 ? 833_334 : 1_666_667;
    expect(rows).toEqual([
      ...(long === 1 ? [`shift-index index-shift 0: -1 -1 1 ${perLot}`] : []),
      ...(short === 1 ? [`shift-index index-shift 0: -1 -1 -1 ${-perLot}`] : []),
      `transfer index-shift 0: ${venue.ledger.indexAccount} ${loser} 0 10`,
    ]);
  });
});

describe('an index that has risen as far as it can be exact', () => {
  // Six are long and six short; half a unit a lot is left to raise.
  test.each([1, -1] as const)('on side %d carries what is left of it, and then nothing', (side) => {
    const { venue, live, loser, winner, other } = scene();
    done(venue, live, { do: 'cut', market: 0, cuts: [{ account: winner, lots: 10 }], value: 940 });
    done(venue, live, { do: 'cut', market: 1, cuts: [{ account: other, lots: 4 }], value: -400 });
    venue.ledger.shiftIndex(0, side, side * (2 ** 52 - 500_000), 'funding');
    const shift: Action = { do: 'shiftIndex', market: 0, side, amount: 10 };
    expect(done(venue, live, shift)).toEqual({
      told: [{ do: 'shiftIndex', lots: 0, value: 3 }],
      rows: [
        `shift-index index-shift 0: -1 -1 ${side} ${side * 500_000}`,
        `transfer index-shift 0: ${venue.ledger.indexAccount} ${loser} 0 3`,
      ],
    });
    expect(done(venue, live, { ...shift, amount: 7 })).toEqual({
      told: [{ do: 'shiftIndex', lots: 0, value: 0 }],
      rows: [],
    });
  });
});

describe('a cut', () => {
  test('closes the subject against one, two, or more, who share the value by lots', () => {
    const { venue, live, loser, winner, other } = scene();
    const third = person(venue, 1000, [[0, -9, 100]]);
    const cut = (value: number, ...cuts: { account: number; lots: number }[]): Action => ({
      do: 'cut',
      market: 0,
      cuts,
      value,
    });
    expect(done(venue, live, cut(95, { account: winner, lots: 1 }))).toEqual({
      told: [{ do: 'cut', lots: 1, value: 95 }],
      rows: [`fill adl 0: ${loser} ${winner} 1 95`],
    });
    expect(done(venue, live, cut(286, { account: winner, lots: 1 }, { account: other, lots: 2 }))).toEqual({
      told: [{ do: 'cut', lots: 3, value: 286 }],
      rows: [`fill adl 0: ${loser} ${winner} 1 95`, `fill adl 0: ${loser} ${other} 2 191`],
    });
    const three = [winner, other, third].map((account, i) => ({ account, lots: i + 1 }));
    expect(done(venue, live, cut(575, ...three))).toEqual({
      told: [{ do: 'cut', lots: 6, value: 575 }],
      rows: [
        `fill adl 0: ${loser} ${winner} 1 96`,
        `fill adl 0: ${loser} ${other} 2 192`,
        `fill adl 0: ${loser} ${third} 3 287`,
      ],
    });
  });

  test('of a short takes from longs', () => {
    const { venue, live, loser, other } = scene();
    const action: Action = { do: 'cut', market: 1, cuts: [{ account: other, lots: 3 }], value: -303 };
    expect(done(venue, live, action)).toEqual({
      told: [{ do: 'cut', lots: -3, value: -303 }],
      rows: [`fill adl 1: ${loser} ${other} -3 -303`],
    });
  });

  test('at two values has a pool on the difference, whichever way it goes', () => {
    const differing = (counterpartyValue: number) => {
      const { venue, live, winner, fund, loser } = scene();
      const { rows } = done(venue, live, {
        do: 'cut',
        market: 0,
        cuts: [{ account: winner, lots: 10 }],
        value: 945,
        counterpartyValue,
        difference: 'fund',
      });
      return rows.slice(1).map((row) => row.replace(`${fund}`, 'fund').replace(`${loser}`, 'loser'));
    };
    expect(differing(950)).toEqual(['transfer adl-difference 0: loser fund 0 5']);
    expect(differing(940)).toEqual(['transfer adl-difference 0: fund loser 0 5']);
    expect(differing(945)).toEqual([]);
  });

  test('takes its parts from a stretch of longer columns', () => {
    const { venue, live, market, loser, winner, other } = scene();
    const third = person(venue, 1000, [[0, -9, 100]]);
    const accounts = [third, winner, other, third, winner];
    const amounts = [9, 1, 2, 1, 1];
    const cut = (from: number, end: number, value: number) => {
      const start = venue.ledger.log.length;
      cutSolved(venue, live, market, { accounts, amounts, from, end }, value);
      return rowsFrom(venue, start).map((row) => row.replace(`fill adl 0: ${loser} `, ''));
    };
    expect(cut(4, 5, 95)).toEqual([`${winner} 1 95`]);
    expect(cut(2, 4, 285)).toEqual([`${other} 2 190`, `${third} 1 95`]);
    expect(cut(1, 4, 380)).toEqual([`${winner} 1 95`, `${other} 2 190`, `${third} 1 95`]);
    sound(venue);
  });

  test('at a value of 0 is written as 0, not as -0', () => {
    for (const amounts of [[2], [1, 1], [1, 1, 1]]) {
      const { venue, live, market, winner, other } = scene();
      const third = person(venue, 1000, [[0, -9, 100]]);
      const from = venue.ledger.log.length;
      const parts = { accounts: [winner, other, third], amounts, from: 0, end: amounts.length };
      cutParts(venue, live.data, market, parts, -0);
      const values = [...venue.ledger.log].slice(from).map(({ value }) => value);
      expect(values).toEqual(amounts.map(() => 0));
    }
  });

  test('of a solved problem is refused where somebody holds less, may not be cut, or the subject has less', () => {
    const { venue, live, market, loser, winner, long, other } = scene();
    const refusal = (at: Market, accounts: number[], amounts: number[]): string => {
      const before = venue.ledger.log.length;
      try {
        cutSolved(venue, live, at, { accounts, amounts, from: 0, end: accounts.length }, 1);
      } catch (error) {
        expect(venue.ledger.log.length).toBe(before);
        return (error as Error).message;
      }
      return 'done';
    };
    const b = venue.markets[1] as Market;
    const second = person(venue, 100, [[0, -3, 100]]);
    venue.cases.openDefault(second);
    expect(
      [
        refusal(market, [winner, other], [4, 7]),
        refusal(market, [long], [1]),
        refusal(b, [other], [5]),
        refusal(b, [winner], [1]),
        refusal(market, [loser], [1]),
        refusal(market, [second], [1]),
        refusal(market, [winner, other], [5, 6]),
        refusal(market, [winner, other], [5, 5]),
      ].join('\n'),
    ).toMatchInlineSnapshot(`
      "engine: cut: cut was 7 lots, but account 10 holds -6 of A
      engine: cut: cut was 1 lots, but account 11 holds 6 of A
      engine: cut: cut was 5 lots, but account 10 holds 4 of B
      engine: cut: cut was 1 lots, but account 9 holds 0 of B
      engine: cut: cut was 1 lots, but account 8 holds 10 of A
      engine: cut: account 13 may not be a counterparty: it has an open case, or is the subject
      engine: cut: a piece of 11 lots of A, but the case has 10 to place
      done"
    `);
  });
});
