import { expect, test } from 'vitest';
import { lastPrice } from '../../../mechanisms/mark/index.ts';
import { marketView, paramsOf, venueView } from '../../fixtures/views.ts';

const mark = (last: number) => lastPrice.price(marketView({ last }), 100, venueView(), paramsOf(lastPrice), null);

test('marks at the last trade, however far from the index', () => {
  expect(mark(50)).toBe(50);
});

test('marks at the index before the first trade', () => {
  expect(mark(0)).toBe(100);
});
