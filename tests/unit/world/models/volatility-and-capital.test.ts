import { describe, expect, test } from 'vitest';
import type { DepthView } from '../../../../src/contract/index.ts';
import { volatilityAndCapital as model } from '../../../../src/world/models/index.ts';

const view = (over: Partial<DepthView> = {}): DepthView => ({
  market: { id: 'M', class: 'btc', open: 100, beta: 1, openInterest: 0, depthAtOnePercent: 10 },
  seconds: 0,
  elapsed: 5,
  price: 100,
  capitalShare: 1,
  ...over,
});
const run = (given: object, steps: readonly Partial<DepthView>[]) => {
  const params = model.params.parse(given);
  const state = { multiplier: 1, variance: 0, price: 0 };
  return steps.map((step) => model.multiplier(view(step), params, state));
};
const still = (count: number, over: Partial<DepthView> = {}) => Array.from({ length: count }, () => over);

test('stays whole while nothing moves and nobody loses', () => {
  expect(run({}, still(50)).every((m) => m === 1)).toBe(true);
});

test('goes to the square root of the capital left, by the withdrawal time', () => {
  // A quarter left halves the depth; after one withdrawal time 1/e of the way is still to go.
  const [m] = run({ eta: 0.5, withdrawal: '10s' }, [{ elapsed: 10, capitalShare: 0.25 }]);
  expect(m).toBeCloseTo(0.5 + 0.5 / Math.E, 12);
});

test('leaves fast and comes back slowly', () => {
  const gone = still(20, { capitalShare: 0.25 });
  const path = run({ withdrawal: '15s', recovery: '12m' }, [...gone, ...still(20)]);
  expect(path[19]).toBeCloseTo(0.5, 2);
  const back = path[39]! - path[19]!;
  expect(back).toBeGreaterThan(0);
  expect(back).toBeLessThan(0.1);
});

test('thins out in proportion when volatility is a multiple of the reference', () => {
  // Returns of r every 5 s for long: sigma over a day = r sqrt(86400 / 5).
  const r = (2 * 0.09) / Math.sqrt(86_400 / 5);
  let price = 100;
  const steps = Array.from({ length: 2000 }, (_, i) => {
    price *= Math.exp(i % 2 === 0 ? r : -r);
    return { price };
  });
  expect(run({ reference: 0.09, gamma: 1 }, steps).at(-1)).toBeCloseTo(0.5, 3);
  expect(run({ reference: 0.09, gamma: 0 }, steps).at(-1)).toBe(1);
  expect(run({ references: { btc: 0.18 } }, steps).at(-1)).toBeCloseTo(1, 6);
});

describe('bounds', () => {
  const ruin = still(200, { capitalShare: 0 });
  test.each([
    [{}, 0.05],
    [{ floor: 0.2 }, 0.2],
    [{ floors: { btc: 0.12 } }, 0.12],
    [{ eta: 0 }, 1],
  ])('with %o ruined makers quote %d', (given, least) => {
    expect(run(given, ruin).at(-1)).toBeCloseTo(least, 9);
  });
  test('a timetable is a cap from outside, by class', () => {
    const given = { schedule: [[0, 0.5]], classes: { mid: [[0, 0.3]] } };
    expect(run(given, still(200)).at(-1)).toBeCloseTo(0.5, 9);
    const mid = { ...view().market, class: 'mid' };
    expect(run(given, still(200, { market: mid })).at(-1)).toBeCloseTo(0.3, 9);
    expect(run(given, still(200, { capitalShare: 0.01 })).at(-1)).toBeCloseTo(0.1, 9);
  });
});

test('two steps of a half are one whole step while the aim stays', () => {
  const [whole] = run({}, [{ elapsed: 10, capitalShare: 0.25 }]);
  const [, halves] = run({}, still(2, { elapsed: 5, capitalShare: 0.25 }));
  expect(halves).toBeCloseTo(whole!, 12);
});
