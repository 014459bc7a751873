import { describe, expect, test } from 'vitest';
import { always } from '../../../../mechanisms/adl/index.ts';
import { followOwn } from '../../../../mechanisms/adl/trigger/own-fall.ts';
import { caseView, legView, marketView, paramsOf, venueView } from '../../../fixtures/views.ts';

describe('how far what a pool holds has fallen', () => {
  test.each([
    // lots, profit and fall before; lots and profit now; fall now
    ['takes the first loss as its own', undefined, 10, -5, 5],
    ['starts at nothing where it starts with a profit', undefined, 10, 5, 0],
    ['grows with a loss', [10, -5, 5], 10, -8, 8],
    ['shrinks with a gain', [10, -5, 5], 10, -2, 2],
    ['never falls below nothing', [10, -5, 5], 10, 20, 0],
    ['leaves with the lots in proportion, whatever their sale cost', [10, -8, 8], 5, -20, 4],
    ['leaves in proportion, rounded down', [10, -8, 8], 3, -8, 2],
    ['leaves with the last lot', [10, -8, 8], 0, -20, 0],
    ['leaves in proportion from a short too', [-10, -8, 8], -5, -20, 4],
    ['grows by the loss of what is taken over', [10, -8, 8], 15, -11, 11],
    ['grows by the loss of what is taken over short', [-10, -8, 8], -15, -11, 11],
    ['is made good by the gain of what is taken over', [10, -8, 8], 15, 9, 0],
    ['begins anew when a long becomes a short', [10, -8, 8], -4, -9, 1],
    ['begins anew when a short becomes a long', [-10, -8, 8], 4, -9, 1],
    ['begins at nothing when the turn brought a gain', [10, -8, 8], -4, -7, 0],
    ['begins with the loss of the first lots', [0, -8, 0], 6, -10, 2],
  ] as const)('%s', (_, before, lots, profit, fall) => {
    const was = before && { lots: before[0], profit: before[1], fall: before[2] };
    expect(followOwn(was, lots, profit)).toEqual({ lots, profit, fall });
  });
});

describe('what cases still hold', () => {
  const [btc, eth] = [marketView({ number: 0, id: 'BTC' }), marketView({ number: 1, id: 'ETH' })];
  const both = caseView({ id: 1, legs: [legView(eth, -3), legView(btc, 2)] });

  test('is needed in the order of the markets, with nothing where nothing is held', () => {
    const flatInBtc = caseView({ id: 2, legs: [legView(eth, 4), legView(btc, 0)] });
    const params = paramsOf(always);
    const view = venueView({ markets: [btc, eth] });
    expect(always.decide(view, [both, flatInBtc], params, null)).toEqual({
      on: true,
      needs: [
        { in: 'lots', market: 0, amount: 2 },
        { in: 'lots', market: 1, amount: 7 },
      ],
    });
    expect(always.decide(view, [flatInBtc], params, null)).toEqual({
      on: true,
      needs: [{ in: 'lots', market: 1, amount: 4 }],
    });
  });
});
