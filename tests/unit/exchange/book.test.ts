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
  /** Most lots of any order of an account that may be filled now. */
  most: readonly number[] = [];
  #seq = 0;

  #mayFill({ account, lots }: Resting): number {
    return Math.min(lots, this.most[account] ?? Number.POSITIVE_INFINITY);
  }

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
    return this.#reachable(side, limit).reduce(
      (sum, one) => sum + (one.account === account ? 0 : this.#mayFill(one)),
      0,
    );
  }

  match(account: number, side: 1 | -1, lots: number, limit: number | undefined): (readonly number[])[] {
    const fills: (readonly number[])[] = [];
    let left = lots;
    for (const order of this.#reachable(side, limit)) {
      if (left === 0) break;
      // An order that is reached and may not fill is cancelled, as is what is left of one that fills no further.
      while (left > 0 && order.lots > 0) {
        const filled = order.account === account ? 0 : Math.min(left, this.#mayFill(order));
        if (filled > 0) fills.push([order.account, filled, order.ticks]);
        if (filled > 0) this.last = order.ticks;
        order.lots -= filled === 0 ? order.lots : filled;
        left -= filled;
      }
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
    let [partial, own, expired, whole, held] = [0, 0, 0, 0, 0];
    fc.assert(
      fc.property(fc.uint32Array({ minLength: 1, maxLength: 300, size: 'max' }), (source) => {
        const plain = new PlainBook();
        const limited = (one: Book): Book => {
          one.mayFill = ({ account }) => plain.most[account] ?? Number.POSITIVE_INFINITY;
          return one;
        };
        let book = limited(new Book());
        let at = 0;
        const below = (n: number): number => (source[at++] ?? 0) % n;
        while (at < source.length) {
          const kind = below(16);
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
          } else if (kind === 11) book = limited(Book.restore(structuredClone(book.save())));
          else if (kind === 12) {
            const most = below(6);
            plain.most = Array.from({ length: 4 }, (_, one) => (one === account ? most : Number.POSITIVE_INFINITY));
            held += most === 0 ? 1 : 0;
          } else {
            const quote = book.quote(account, side, 1000, 0);
            const count = below(5);
            for (let i = 0; i < count; i++) {
              const price = ticks - side * i;
              quote.add(price, lots + i);
              plain.rest({ account, side, ticks: price, lots: lots + i, expires: 1000 });
            }
            book.restQuote(quote);
            whole += count > 1 ? 1 : 0;
          }
          expect(orders(book)).toEqual([...plain.side(1), ...plain.side(-1)].map(shown));
          expect([book.best(1), book.best(-1), book.last]).toEqual([
            plain.side(1)[0]?.ticks ?? 0,
            plain.side(-1)[0]?.ticks ?? 0,
            plain.last,
          ]);
          expect(book.crosses(side, ticks)).toBe(
            plain.side(side === 1 ? -1 : 1).some((one) => side * (ticks - one.ticks) >= 0),
          );
        }
      }),
      { numRuns: 300, seed: 11 },
    );
    for (const reached of [partial, own, expired, whole, held]) expect(reached).toBeGreaterThan(50);
  });

  test('cancels nothing for an account that has nothing', () => {
    expect(new Book().cancel(7)).toBe(0);
  });
});
