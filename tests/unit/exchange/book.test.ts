import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Book, type RestingOrder } from '../../../src/exchange/index.ts';

interface Resting {
  readonly account: number;
  readonly side: 1 | -1;
  readonly ticks: number;
  lots: number;
  readonly expires: number;
  readonly seq: number;
}

/** A book as plainly as can be: one list, sorted by price, then time, whenever it is looked at. */
class PlainBook {
  orders: Resting[] = [];
  last = 0;
  #seq = 0;

  side(side: 1 | -1): Resting[] {
    return this.orders
      .filter((order) => order.side === side && order.lots > 0)
      .sort((a, b) => (a.ticks === b.ticks ? a.seq - b.seq : side * (b.ticks - a.ticks)));
  }

  rest(order: Omit<Resting, 'seq'>): void {
    this.orders.push({ ...order, seq: this.#seq++ });
  }

  #reachable(side: 1 | -1, limit: number | undefined): Resting[] {
    const other = this.side(side === 1 ? -1 : 1);
    return other.filter(({ ticks }) => limit === undefined || (side === 1 ? ticks <= limit : ticks >= limit));
  }

  fillable(side: 1 | -1, limit: number | undefined, account: number): number {
    return this.#reachable(side, limit).reduce((sum, one) => sum + (one.account === account ? 0 : one.lots), 0);
  }

  match(account: number, side: 1 | -1, lots: number, limit: number | undefined): (readonly number[])[] {
    const fills: (readonly number[])[] = [];
    let left = lots;
    for (const order of this.#reachable(side, limit)) {
      if (left === 0) break;
      // An order of one's own that is reached is cancelled.
      const filled = order.account === account ? 0 : Math.min(left, order.lots);
      if (order.account === account) order.lots = 0;
      if (filled === 0) continue;
      fills.push([order.account, filled, order.ticks]);
      this.last = order.ticks;
      order.lots -= filled;
      left -= filled;
    }
    return fills;
  }

  cancel(account: number): number {
    const own = this.orders.filter((order) => order.account === account && order.lots > 0);
    for (const order of own) order.lots = 0;
    return own.length;
  }

  expire(now: number): void {
    for (const order of this.orders) if (order.expires <= now) order.lots = 0;
  }
}

const shown = ({ account, side, ticks, lots, expires }: Omit<RestingOrder, 'case'>) => ({
  account,
  side,
  ticks,
  lots,
  expires,
});
const orders = (book: Book) => book.save().orders.map(shown);

describe('a book', () => {
  test('does what a sorted list does: price, then time, partial fills, cancels, expiry, own orders', () => {
    let [partial, own, expired] = [0, 0, 0];
    fc.assert(
      fc.property(fc.uint32Array({ minLength: 1, maxLength: 300, size: 'max' }), (source) => {
        let book = new Book();
        const plain = new PlainBook();
        let at = 0;
        const below = (n: number): number => (source[at++] ?? 0) % n;
        while (at < source.length) {
          const kind = below(12);
          const account = below(4);
          const side = below(2) === 0 ? 1 : -1;
          const ticks = 95 + below(10);
          const lots = 1 + below(9);
          const limit = below(4) === 0 ? undefined : ticks;
          if (kind < 6) {
            const order = { account, side, ticks, lots, expires: below(3) === 0 ? below(50) : 1000 } as const;
            book.rest({ ...order, case: 0 });
            plain.rest(order);
          } else if (kind < 9) {
            expect(book.fillable(side, limit, account)).toBe(plain.fillable(side, limit, account));
            const fills: (readonly number[])[] = [];
            const before = plain.orders.filter((one) => one.account === account && one.lots > 0).length;
            const filled = book.match(account, side, lots, limit, (maker, size, price) => {
              fills.push([maker.account, size, price]);
            });
            expect(fills).toEqual(plain.match(account, side, lots, limit));
            expect(filled).toBe(fills.reduce((sum, fill) => sum + (fill[1] ?? 0), 0));
            partial += filled > 0 && filled < lots ? 1 : 0;
            own += plain.orders.filter((one) => one.account === account && one.lots > 0).length < before ? 1 : 0;
          } else if (kind === 9) expect(book.cancel(account)).toBe(plain.cancel(account));
          else if (kind === 10) {
            const now = below(50);
            const before = orders(book).length;
            book.expire(now);
            plain.expire(now);
            expired += orders(book).length < before ? 1 : 0;
          } else book = Book.restore(structuredClone(book.save()));
          expect(orders(book)).toEqual([...plain.side(1), ...plain.side(-1)].map(shown));
          expect([book.best(1), book.best(-1), book.last]).toEqual([
            plain.side(1)[0]?.ticks ?? 0,
            plain.side(-1)[0]?.ticks ?? 0,
            plain.last,
          ]);
          expect(book.crosses(side, ticks)).toBe(plain.fillable(side, ticks, -1) > 0);
        }
      }),
      { numRuns: 300, seed: 11 },
    );
    for (const reached of [partial, own, expired]) expect(reached).toBeGreaterThan(50);
  });

  test('cancels nothing for an account that has nothing', () => {
    expect(new Book().cancel(7)).toBe(0);
  });
});
