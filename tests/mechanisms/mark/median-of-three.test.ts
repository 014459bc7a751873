import type { MarketView } from 'breakwater';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addSample, meanOf, noSamples } from '../../../mechanisms/mark/decaying-mean.ts';
import { medianOfThree as mark } from '../../../mechanisms/mark/index.ts';
import { firstState, marketView, paramsOf, venueView } from '../../fixtures/views.ts';

const params = paramsOf(mark);
const noBook = { bestBid: 0, bestAsk: 0, last: 0 };

/** Marks at one time after another; each is [time, oracle, book]. */
const marks = (moments: readonly (readonly [number, number, Partial<MarketView>])[], given = params): number[] => {
  const state = firstState(mark, given);
  return moments.map(([now, oracle, book]) =>
    mark.price(marketView(book), oracle, venueView({ now, stepSeconds: 1 }), given, state),
  );
};

describe('the price', () => {
  test('is the median of oracle plus basis, own book and oracle', () => {
    // basis = 103 - 100 = 3: A = 103; B = median(102, 104, 110) = 104; C = 100
    expect(marks([[1, 100, { bestBid: 102, bestAsk: 104, last: 110 }]])).toEqual([103]);
  });

  test('stays at the averaged basis when the own book collapses', () => {
    const calm = { bestBid: 99, bestAsk: 101, last: 100 };
    const crash = { bestBid: 50, bestAsk: 60, last: 40 };
    const found = marks([
      [150, 100, calm],
      [151, 100, crash],
    ]);
    // B = 50 and C = 100 on either side; A moved by a 150th of its window
    expect(found[0]).toBe(100);
    const seen = (45 * (1 - Math.exp(-1 / 150))) / (1 - Math.exp(-2 / 150));
    expect(found[1]).toBeCloseTo(100 - seen, 9);
  });

  test('is not moved by one print beyond the other two prices', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (last) => {
        const [found] = marks([[1, 100, { bestBid: 98, bestAsk: 104, last }]]);
        // A = 101, C = 100
        return found === 101 || found === 100;
      }),
    );
  });

  test('rests on the oracle without any book', () => {
    expect(marks([[1, 97, noBook]])).toEqual([97]);
    expect(marks([[1, 97, noBook]], paramsOf(mark, { third: 'none' }))).toEqual([97]);
  });

  test('takes the median of what the book has, and of A and C where it has nothing', () => {
    // B = last = 90; no mid, so A is missing: two prices, and the mean of B joins them: median(90, 100, 90)
    expect(marks([[1, 100, { ...noBook, last: 90 }]])).toEqual([90]);
    const emptied = marks([
      [1, 100, { bestBid: 109, bestAsk: 111, last: 110 }],
      [2, 80, noBook],
    ]);
    // A = 80 + 10, C = 80, and the mean of B = 110 joins them
    expect(emptied[1]).toBeCloseTo(90, 9);
  });

  test('without a third price lets the mean of the book join', () => {
    const given = paramsOf(mark, { third: 'none' });
    const found = marks(
      [
        [1, 100, { bestBid: 99, bestAsk: 101, last: 100 }],
        [2, 100, { bestBid: 119, bestAsk: 121, last: 120 }],
      ],
      given,
    );
    // A = 110.03, B = 120, mean of B over 30 s = 110.17
    const d = Math.exp(-1 / 30);
    expect(found[1]).toBeCloseTo((100 * d + 120) / (1 + d), 9);
  });
});

describe('the decaying mean', () => {
  const tau = 150;
  const sample = fc.double({ min: -1000, max: 1000, noNaN: true });
  const time = fc.double({ min: 0.001, max: 100, noNaN: true });

  test('is exact under step splitting', () => {
    fc.assert(
      fc.property(sample, sample, time, time, fc.integer({ min: 2, max: 20 }), (before, held, first, length, parts) => {
        const [once, split] = [noSamples(), noSamples()];
        for (const mean of [once, split]) addSample(mean, before, first, tau);
        addSample(once, held, length, tau);
        for (let i = 0; i < parts; i++) addSample(split, held, length / parts, tau);
        expect(meanOf(split)).toBeCloseTo(meanOf(once) as number, 6);
        expect(split.weight).toBeCloseTo(once.weight, 9);
      }),
    );
  });

  test('is a constant for a constant, lies within its samples, and forgets', () => {
    const mean = noSamples();
    expect(meanOf(mean)).toBeUndefined();
    addSample(mean, 5, 0.2, tau);
    expect(meanOf(mean)).toBeCloseTo(5, 12);
    addSample(mean, 9, 0.2, tau);
    expect(meanOf(mean)).toBeGreaterThan(5);
    expect(meanOf(mean)).toBeLessThan(9);
    addSample(mean, 7, 1e6, tau);
    expect(meanOf(mean)).toBe(7);
  });

  test('agrees with the published weights for short steps', () => {
    const mean = noSamples();
    let [above, below] = [0, 0];
    for (let i = 0; i < 500; i++) {
      addSample(mean, i, 0.2, tau);
      above = above * Math.exp(-0.2 / tau) + i * 0.2;
      below = below * Math.exp(-0.2 / tau) + 0.2;
    }
    expect(meanOf(mean)).toBeCloseTo(above / below, 9);
  });

  test('lets time pass without a sample, and says nothing new', () => {
    const mean = noSamples();
    addSample(mean, 5, 10, tau);
    const weight = mean.weight;
    addSample(mean, undefined, 10, tau);
    expect(meanOf(mean)).toBeCloseTo(5, 12);
    expect(mean.weight).toBeLessThan(weight);
  });
});

test('refuses a window of nothing', () => {
  expect(mark.params.safeParse({ basisWindow: '0s' }).error?.issues[0]?.message).toBe('a window lasts longer than 0s');
  expect(mark.params.safeParse({ basisWindow: '150' }).error?.issues[0]?.message).toContain('is no duration');
  expect(mark.params.safeParse({ third: 'venues' }).success).toBe(false);
});

test('keeps its state in JSON', () => {
  const state = firstState(mark, params);
  mark.price(marketView(), 100, venueView({ now: 3 }), params, state);
  expect(JSON.parse(JSON.stringify(state))).toEqual(state);
});
