import fc from 'fast-check';
import { expect, it } from 'vitest';
import { D, nearestStep, stepsOf } from '../../../src/money/index.ts';

const decimal = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.integer({ min: 0, max: 12 }))
  .map(([units, places]) => new D(units.toString()).div(new D(10).pow(places)).toFixed());
const short = fc
  .tuple(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 0, max: 4 }))
  .map(([units, places]) => new D(units).div(new D(10).pow(places)).toFixed());
const step = fc.oneof(short, decimal).filter((text) => !new D(text).isZero());

it('counts and rounds to steps as decimals do, whatever the size', () => {
  let halves = 0;
  let exact = 0;
  fc.assert(
    fc.property(fc.oneof(short, decimal), step, fc.option(fc.integer({ min: 0, max: 9999 })), (other, by, twice) => {
      // A price on the grid, or half-way between two points of it.
      const price = twice === null ? other : new D(by).mul(twice).div(2).toFixed();
      const steps = new D(price).div(by);
      if (steps.gt(Number.MAX_SAFE_INTEGER)) return;
      expect(stepsOf(price, by)).toBe(steps.isInteger() ? steps.toNumber() : undefined);
      const nearest = steps.round();
      expect(nearestStep(price, by)).toBe(nearest.isZero() ? undefined : nearest.mul(by).toFixed());
      exact += Number(steps.isInteger());
      halves += Number(steps.mul(2).isInteger() && !steps.isInteger());
    }),
    { numRuns: 3000 },
  );
  expect([halves > 20, exact > 100]).toEqual([true, true]);
});

it.each([
  ['0.25', '0.5', undefined, undefined],
  ['0.75', '0.5', undefined, '1'],
  ['1.25', '0.5', undefined, '1'],
  ['1e3', '0.5', 2000, '1000'],
  ['123456789012345678', '0.0000001', 1.2345678901234568e24, '123456789012345678'],
])('%s in steps of %s', (price, by, steps, nearest) => {
  expect([stepsOf(price, by), nearestStep(price, by)]).toEqual([steps, nearest]);
});
