import { expect, test } from 'vitest';
import { oracle } from '../../../mechanisms/mark/index.ts';
import { marketView, paramsOf, venueView } from '../../fixtures/views.ts';

test('marks at the index, whatever the book says', () => {
  const market = marketView({ last: 50, bestBid: 40, bestAsk: 60 });
  expect(oracle.price(market, 101.5, venueView(), paramsOf(oracle), null)).toBe(101.5);
});

test('takes no parameters', () => {
  expect(oracle.params.safeParse({ window: '1s' }).error?.issues[0]?.message).toBe('Unrecognized key: "window"');
});
