import type { Growth, Result } from './result.ts';

/**
 * Slope of log y over log x, by least squares.
 *
 * @param points - At least two, all coordinates > 0, not all of one x.
 * @returns The exponent e of the best y = c x^e.
 */
export const exponentOf = (points: readonly (readonly [x: number, y: number])[]): number => {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (of: 0 | 1): number => logs.reduce((sum, point) => sum + point[of], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const along = logs.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  return logs.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) / along;
};

/** How the whole time of each benchmark grows, where it was run at three sizes or more. */
export const growthOf = (results: readonly Result[]): readonly Growth[] =>
  [...new Set(results.map(({ name }) => name))].flatMap((name): Growth[] => {
    const points = results.flatMap((one) =>
      one.name !== name || one.whole === undefined || one.whole === 0 ? [] : [[one.n, one.whole] as const],
    );
    if (new Set(points.map(([n]) => n)).size < 3) return [];
    return [{ name, sizes: points.map(([n]) => n), exponent: Number(exponentOf(points).toFixed(2)) }];
  });
