import { describe, expect, test } from 'vitest';
import { Book, type RestingOrder } from '../../../src/exchange/index.ts';
import { design, venueOf } from '../../fixtures/exchange.ts';

const order = (over: Partial<RestingOrder> = {}): RestingOrder => ({
  account: 1,
  side: 1,
  ticks: 100,
  lots: 5,
  expires: 1000,
  case: 0,
  ...over,
});
const resting = (book: Book) =>
  book.save().orders.map(({ account, side, ticks, lots }) => [account, side * lots, ticks]);
const ignored = (): void => {};

describe('orders that rest in a book', () => {
  test('expire when their time has come, each at its own', () => {
    const book = new Book();
    book.rest(order({ account: 1, expires: 20 }));
    book.rest(order({ account: 2, expires: 10 }));
    book.rest(order({ account: 3, side: -1, ticks: 101, expires: 30 }));
    const left = (now: number) => {
      book.expire(now);
      return resting(book).map(([account]) => account);
    };
    expect([left(9), left(10), left(19), left(20)]).toEqual([[1, 2, 3], [1, 3], [1, 3], [3]]);
    // One that comes later may be over sooner.
    book.rest(order({ account: 4, expires: 25 }));
    expect([left(24), left(25), left(29), left(30)]).toEqual([[4, 3], [3], [3], []]);
  });

  test.each([
    [1, 97, 9],
    [1, 98, 7],
    [1, 96, 12],
    [-1, 103, 9],
    [-1, 102, 7],
    [-1, 104, 12],
  ] as const)('of a quote can be filled down to a price: side %i, %i', (side, limit, lots) => {
    const book = new Book();
    const quote = book.quote(1, side, 1000, 0);
    [7, 2, 3].forEach((size, i) => {
      quote.add(side === 1 ? 98 - i : 102 + i, size);
    });
    book.restQuote(quote);
    const taker = side === 1 ? -1 : 1;
    expect([book.fillable(taker, limit), book.fillable(taker, undefined)]).toEqual([lots, 12]);
    expect([book.fillable(taker, side === 1 ? 99 : 101), book.fillable(taker, limit, 1)]).toEqual([0, 0]);
    expect(book.match(2, taker, 20, limit, ignored)).toBe(lots);
  });

  test('that may be filled no further are cancelled with the fill', () => {
    const book = new Book();
    let most = 3;
    book.mayFill = () => most;
    book.rest(order());
    const filled = book.match(2, -1, 3, undefined, () => {
      most = 0;
    });
    expect([filled, resting(book)]).toEqual([3, []]);
  });

  test('on behalf of a case are cancelled with it, but for those of one account', () => {
    const book = new Book();
    const rest = (account: number, caseId: number, expires = 1000) =>
      book.rest(order({ account, case: caseId, expires }));
    const accounts = () => resting(book).map(([account]) => account);
    rest(1, 7);
    rest(2, 7);
    rest(2, 8);
    rest(3, 0);
    rest(4, 7, 10);
    book.expire(10);
    book.cancelCase(7, 2);
    expect(accounts()).toEqual([2, 2, 3]);
    book.cancelCase(7);
    expect(accounts()).toEqual([2, 3]);
    book.cancelCase(9);
    expect(book.cancel(2)).toBe(1);
    // A case that has no order may get one again.
    rest(5, 8);
    rest(6, 7);
    book.cancelCase(8);
    expect(accounts()).toEqual([3, 6]);
  });

  test('are all gone from a book that is cleared', () => {
    const book = new Book();
    book.rest(order({ case: 7 }));
    book.rest(order({ side: -1, ticks: 101 }));
    book.clear();
    expect([resting(book), book.best(1), book.best(-1), book.cancel(1)]).toEqual([[], 0, 0, 0]);
    book.cancelCase(7);
    book.rest(order({ account: 2 }));
    expect(resting(book)).toEqual([[2, 5, 100]]);
  });

  test('leave their quote to those that come next, so that they cost no garbage', () => {
    const book = new Book();
    const first = book.quote(1, 1, 1000, 0);
    first.add(100, 5);
    book.restQuote(first);
    const second = book.quote(2, 1, 1000, 0);
    second.add(99, 5);
    book.restQuote(second);
    expect(second).not.toBe(first);
    book.cancel(1);
    book.cancel(2);
    const again = [book.quote(3, -1, 9, 4), book.quote(4, 1, 1000, 0), book.quote(5, 1, 1000, 0)];
    expect([again[0] === second, again[1] === first, again[2] === first || again[2] === second]).toEqual([
      true,
      true,
      false,
    ]);
    expect(
      again.map(({ account, side, expires, case: caseId, count }) => [account, side, expires, caseId, count]),
    ).toEqual([
      [3, -1, 9, 4, 0],
      [4, 1, 1000, 0, 0],
      [5, 1, 1000, 0, 0],
    ]);
    // An empty one is dropped and taken again.
    book.restQuote(again[0] as never);
    expect([book.quote(6, 1, 1, 0) === again[0], resting(book)]).toEqual([true, []]);
  });
});

test('what takes from a book is counted as flow, bought less sold, at the price of the fill', () => {
  const [market] = venueOf(design([])).markets;
  market?.book.rest(order({ side: -1, ticks: 102, lots: 3 }));
  market?.book.rest(order({ side: 1, ticks: 98, lots: 4 }));
  expect(market?.match(2, 1, 2, undefined, ignored)).toBe(2);
  expect(market?.takerFlow).toBe(2 * 102);
  expect(market?.match(2, -1, 4, undefined, ignored)).toBe(4);
  expect(market?.takerFlow).toBe(2 * 102 - 4 * 98);
});
