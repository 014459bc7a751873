import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { operatorChoice as ranking } from '../../../../mechanisms/adl/index.ts';
import { candidateView, marketView, paramsOf, venueView } from '../../../fixtures/views.ts';

type Choice = 'seeded' | 'largest-profit' | 'least-profit' | 'most-hedged';
const prepared = ranking.prepare?.(marketView(), venueView(), paramsOf(ranking)) ?? 0;
const score = (choice: Choice, given: Parameters<typeof candidateView>[0], seed = prepared): number =>
  ranking.score?.(candidateView(given), paramsOf(ranking, { choice }), seed) ?? Number.NaN;

describe('an operator who draws', () => {
  test('gives each account a number of its own in [0, 1)', () => {
    const scores = Array.from({ length: 2000 }, (_, account) => score('seeded', { account }));
    expect(new Set(scores).size).toBe(2000);
    expect(scores.every((one) => one >= 0 && one < 1)).toBe(true);
    // Nobody is favoured by the number of an account: each tenth gets about 200.
    for (let tenth = 0; tenth < 10; tenth++) {
      const members = scores.filter((one) => Math.floor(one * 10) === tenth).length;
      expect(members).toBeGreaterThan(150);
      expect(members).toBeLessThan(250);
    }
  });

  test('draws anew with another seed', () => {
    const order = (seed: number) =>
      Array.from({ length: 50 }, (_, account) => account).sort(
        (a, b) => score('seeded', { account: b }, seed) - score('seeded', { account: a }, seed),
      );
    expect(order(1)).not.toEqual(order(2));
    expect(order(1)).toEqual(order(1));
  });

  test('looks at nothing but the account', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.integer({ min: -1000, max: 1000 }), (account, profit) => {
        expect(score('seeded', { account, profit })).toBe(score('seeded', { account }));
      }),
    );
  });
});

test.each([
  ['largest-profit', { profit: 30, lots: 10 }, { profit: 20, lots: 1 }],
  ['least-profit', { profit: 20, lots: 10 }, { profit: 20, lots: 1 }],
  ['most-hedged', { hedgedShare: 0.9 }, { hedgedShare: 0.1, profit: 100 }],
] as const)('an operator who goes by %s', (choice, first, second) => {
  expect(score(choice, first)).toBeGreaterThan(score(choice, second));
});
