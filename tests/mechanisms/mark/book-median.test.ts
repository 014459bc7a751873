import { expect, test } from 'vitest';
import { bookMedian } from '../../../mechanisms/mark/index.ts';
import { marketView, paramsOf, venueView } from '../../fixtures/views.ts';

const mark = (bestBid: number, bestAsk: number, last: number) =>
  bookMedian.price(marketView({ bestBid, bestAsk, last }), 100, venueView(), paramsOf(bookMedian), null);

// The last trade counts as far as it lies in the spread; beyond it the nearer quote does.
test.each([
  [90, 94, 92, 92],
  [90, 94, 50, 90],
  [90, 94, 99, 94],
])('of a bid of %d, an ask of %d and a trade at %d is %d', (bid, ask, last, expected) => {
  expect(mark(bid, ask, last)).toBe(expected);
});

test('takes what there is of the three, and the index where there is nothing', () => {
  expect([mark(90, 94, 0), mark(90, 0, 80), mark(0, 0, 80), mark(0, 0, 0)]).toEqual([92, 85, 80, 100]);
});
