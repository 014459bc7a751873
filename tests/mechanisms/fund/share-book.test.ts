import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  adopt,
  issueShares,
  mergeShares,
  noShares,
  OPENING,
  redeemShares,
  type ShareBook,
  sharesOf,
  worthOfShares,
} from '../../../mechanisms/fund/share-book.ts';

/*
 *                      equity   shares   of which anna   bert
 *   anna stakes 100       100      100             100      0
 *   a profit of 50        150      100             100      0   1.5 a share
 *   bert offers 100       249      166             100     66   66 shares for 99; the other unit stays with him
 *   anna leaves           99        66               0     66   100 shares for 150
 */
test('a stake buys shares at what they are worth, and leaves with what they are worth then', () => {
  const book = noShares();
  expect(issueShares(book, 'anna', 100, 0)).toBe(100);
  expect(issueShares(book, 'bert', 100, 150)).toBe(99);
  expect(book).toEqual({ total: 166, of: { anna: 100, bert: 66 } });
  expect(redeemShares(book, 'anna', 100, 249)).toBe(150);
  expect(book).toEqual({ total: 66, of: { bert: 66 } });
});

test('the first depositor cannot make the next one pay for nothing', () => {
  // One share, then a gift of 999,999: a share is worth a million, and half a million buys none, for nothing.
  const book = noShares();
  issueShares(book, 'first', 1, 0);
  expect(issueShares(book, 'next', 500_000, 1_000_000)).toBe(0);
  // A million and a half buys one share for a million, and no more is taken.
  expect(issueShares(book, 'next', 1_500_000, 1_000_000)).toBe(1_000_000);
  expect(redeemShares(book, 'next', 1, 2_000_000)).toBe(1_000_000);
});

test('a pool without equity takes no stake and owes nothing, and what nobody owns is for who opened it', () => {
  const book = noShares();
  adopt(book, 70);
  expect(sharesOf(book, OPENING)).toBe(70);
  expect([issueShares(book, 'anna', 10, 0), issueShares(book, 'anna', 10, -5)]).toEqual([0, 0]);
  expect(worthOfShares(book, 70, -5)).toBe(0);
  expect(redeemShares(book, OPENING, 70, 0)).toBe(0);
  expect(book).toEqual(noShares());
});

test('shares that are worth less than half a unit are merged', () => {
  const book: ShareBook = { total: 1_000, of: { anna: 599, bert: 401 } };
  expect(mergeShares(book, 500)).toBe(1);
  expect(mergeShares(book, 100)).toBe(10);
  expect(book).toEqual({ total: 99, of: { anna: 59, bert: 40 } });
});

test('a holder may have any name', () => {
  const book = noShares();
  issueShares(book, 'constructor', 5, 0);
  expect(sharesOf(book, 'constructor')).toBe(5);
  expect(sharesOf(book, 'toString')).toBe(0);
});

/** A pool of which only flows change anything, but for the profits that are named: who put how much in, and got how much out. */
class Pool {
  readonly book = noShares();
  equity = 0;
  readonly #put = new Map<string, number>();
  readonly #got = new Map<string, number>();

  put(holder: string): number {
    return this.#put.get(holder) ?? 0;
  }

  got(holder: string): number {
    return this.#got.get(holder) ?? 0;
  }

  stake(holder: string, money: number): void {
    const taken = issueShares(this.book, holder, money, this.equity);
    expect(taken >= 0 && taken <= money).toBe(true);
    this.equity += taken;
    this.#put.set(holder, this.put(holder) + taken);
  }

  leave(holder: string, part: number): void {
    const shares = Math.floor(sharesOf(this.book, holder) * part);
    const owed = redeemShares(this.book, holder, shares, this.equity);
    this.equity -= owed;
    this.#got.set(holder, this.got(holder) + owed);
  }
}

const holder = fc.constantFrom('anna', 'bert', 'cleo');
const money = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 2 ** 40 }));
const stake = fc.record({ do: fc.constant('stake' as const), who: holder, money });
const leave = fc.record({ do: fc.constant('leave' as const), who: holder, part: fc.constantFrom(0, 0.3, 0.5, 1) });
const profit = fc.record({
  do: fc.constant('profit' as const),
  part: fc.constantFrom(-1.2, -1, -0.999, -0.5, -0.01, 0.01, 0.3, 3),
  money: fc.integer({ min: 0, max: 100 }),
});
type Made<A> = A extends fc.Arbitrary<infer T> ? T : never;
type Move = Made<typeof stake> | Made<typeof leave> | Made<typeof profit>;

const run = (pool: Pool, move: Move): void => {
  if (move.do === 'stake') {
    mergeShares(pool.book, pool.equity);
    pool.stake(move.who, move.money);
  } else if (move.do === 'leave') pool.leave(move.who, move.part);
  else pool.equity += Math.floor(pool.equity * move.part) + move.money;
};

describe('whatever happens', () => {
  test('the shares of all sum to the total', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(stake, leave, profit), { minLength: 5, maxLength: 30, size: 'max' }), (moves) => {
        const pool = new Pool();
        for (const move of moves) {
          run(pool, move);
          const all = Object.values(pool.book.of);
          expect(all.reduce((sum, shares) => sum + shares, 0)).toBe(pool.book.total);
          expect(all.every((shares) => Number.isSafeInteger(shares) && shares > 0)).toBe(true);
        }
      }),
    );
  });

  test('a share loses nothing by a flow, and the shares that stay gain less than a unit in all', () => {
    let flows = 0;
    fc.assert(
      fc.property(fc.array(fc.oneof(stake, leave, profit), { minLength: 5, maxLength: 30, size: 'max' }), (moves) => {
        const pool = new Pool();
        for (const move of moves) {
          if (move.do === 'stake') mergeShares(pool.book, pool.equity);
          const [shares, equity] = [BigInt(pool.book.total), BigInt(pool.equity)];
          if (move.do === 'stake') pool.stake(move.who, move.money);
          else run(pool, move);
          const [after, now] = [BigInt(pool.book.total), BigInt(pool.equity)];
          if (move.do === 'profit' || shares === 0n || after === 0n || equity <= 0n) continue;
          flows += 1;
          // now / after >= equity / shares, and what the shares that were there or stay there have won is below one unit.
          expect(now * shares >= equity * after).toBe(true);
          const stay = after < shares ? after : shares;
          expect((now * shares - equity * after) * stay < shares * after).toBe(true);
        }
      }),
    );
    expect(flows).toBeGreaterThan(200);
  });

  test('nobody gets out more than was put in while the pool earns nothing, but for the dust of others', () => {
    const start = fc.record({
      shares: fc.integer({ min: 1, max: 2 ** 40 }),
      equity: fc.integer({ min: 1, max: 2 ** 40 }),
    });
    let left = 0;
    fc.assert(
      fc.property(start, fc.array(fc.oneof(stake, leave), { maxLength: 30 }), ({ shares, equity }, moves) => {
        const pool = new Pool();
        pool.book.total = shares;
        pool.book.of = { [OPENING]: shares };
        pool.equity = equity;
        for (const move of moves) run(pool, move);
        for (const who of ['anna', 'bert', 'cleo']) {
          pool.leave(who, 1);
          expect(pool.got(who)).toBeLessThanOrEqual(pool.put(who) + moves.length);
          left += pool.got(who);
        }
        // What was there before is there again, and the dust of all moves with it, below a unit each.
        expect(pool.equity).toBeGreaterThanOrEqual(equity);
        expect(pool.equity).toBeLessThanOrEqual(equity + moves.length + 3);
      }),
    );
    expect(left).toBeGreaterThan(0);
  });

  test('the first to come has no part in what lay there before', () => {
    const pool = new Pool();
    pool.equity = 1_000;
    pool.stake('eve', 10);
    pool.leave('eve', 1);
    expect(pool.got('eve')).toBe(10);
    expect(sharesOf(pool.book, OPENING)).toBe(1_000);
  });

  test('who goes in and out around a move of others, with no profit between, wins nothing by it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(stake, leave, profit), { maxLength: 12 }),
        fc.array(fc.oneof(stake, leave), { maxLength: 6 }),
        money,
        (before, between, put) => {
          const pool = new Pool();
          for (const move of before) run(pool, move);
          mergeShares(pool.book, pool.equity);
          pool.stake('eve', put);
          for (const move of between) run(pool, move);
          pool.leave('eve', 1);
          // Others who leave their dust behind may bring a unit each; a merge between costs one, and brings none.
          expect(pool.got('eve')).toBeLessThanOrEqual(pool.put('eve') + between.length);
        },
      ),
    );
  });

  test('a merge costs a holder less than a new share', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 2 ** 45 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 2 ** 30 }),
        (held, equity) => {
          const of = Object.fromEntries(held.map((shares, i) => [`h${i}`, shares]));
          const book: ShareBook = { total: held.reduce((sum, shares) => sum + shares, 0), of: { ...of } };
          const into = mergeShares(book, equity);
          for (const [who, shares] of Object.entries(of))
            expect(Math.abs(sharesOf(book, who) - shares / into)).toBeLessThan(1);
          if (into > 1) expect(book.total).toBeLessThanOrEqual(1.5 * equity + 1);
        },
      ),
    );
  });
});
