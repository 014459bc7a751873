import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exponentOf, growthOf } from '../../bench/kit/growth.ts';
import { result } from './results.ts';

it('finds the exponent of a power law, whatever its factor', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1, max: 3, noNaN: true }),
      fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
      (exponent, factor) => {
        const points = [1e3, 1e4, 1e5, 1e6].map((n) => [n, factor * n ** exponent] as const);
        expect(exponentOf(points)).toBeCloseTo(exponent, 6);
      },
    ),
  );
});

it('lies between points that no power law goes through', () => {
  // From 10 to 100 linear, from 100 to 1,000 quadratic.
  const slope = exponentOf([
    [10, 1],
    [100, 10],
    [1000, 1000],
  ]);
  expect(slope).toBeCloseTo(1.5, 10);
});

it('is fitted to whole times, where a benchmark ran at three sizes', () => {
  const at = (name: string, n: number, whole?: number) =>
    result({ name, n, ...(whole === undefined ? {} : { whole }) });
  const results = [
    ...[10, 100, 1000].map((n) => at('linear', n, n / 7)),
    ...[10, 100, 1000].map((n) => at('quadratic', n, n * n)),
    ...[10, 100].map((n) => at('two sizes', n, n)),
    ...[10, 100, 1000].map((n) => at('no whole time', n)),
  ];
  expect(growthOf(results)).toEqual([
    { name: 'linear', sizes: [10, 100, 1000], exponent: 1 },
    { name: 'quadratic', sizes: [10, 100, 1000], exponent: 2 },
  ]);
});
