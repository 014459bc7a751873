import { expect, test } from 'vitest';
import { greedyQueue, proportional } from '../../mechanisms/adl/index.ts';
import { give, sum } from './published.ts';

/*
 * The numerical example of the section on ADL policies: half of a deficit of 15 is taken from gains.
 *
 *              gain   cash   equity
 *   1             8      2       10
 *   2             4      1        5
 *   3            .5     .5        1
 *   4, 5    -3, -12      0            missing 15
 */
const GAIN = [8, 4, 0.5];
const CASH = [2, 1, 0.5];
const NEED = 0.5 * 15;
const after = (given: readonly number[]): number[] =>
  GAIN.map((gain, i) => (CASH[i] as number) + gain - (given[i] as number));

test('a queue in the order 2, 1, 3 takes all of 2 and the rest of 1', () => {
  const given = give(greedyQueue, NEED, [
    { claim: 8, score: 2 },
    { claim: 4, score: 3 },
    { claim: 0.5, score: 1 },
  ]);
  expect(given).toEqual([3.5, 4, 0]);
  expect(after(given)).toEqual([6.5, 1, 1]);
});

test('pro-rata takes 0.6 of each', () => {
  const given = give(
    proportional,
    NEED,
    GAIN.map((claim) => ({ claim })),
  );
  expect(given).toEqual([4.8, 2.4, 0.3]);
  expect(after(given).map((x) => Number(x.toFixed(9)))).toEqual([5.2, 2.6, 0.7]);
  expect(NEED / sum(GAIN)).toBe(0.6);
});

// theta_match = min(1, sum of equities / D) is printed; where only gains can be taken it is U / D, as eq:feasibility says itself.
test('refuted: the severity that matches the deficit counts equity that cannot be taken', () => {
  const deficit = 15;
  const printed = Math.min(1, sum([10, 5, 1]) / deficit);
  const feasible = Math.min(1, sum(GAIN) / deficit);
  expect(printed).toBe(1);
  expect(feasible).toBeCloseTo(12.5 / 15, 12);
  expect(printed * deficit).toBeGreaterThan(sum(GAIN));
  expect(
    sum(
      give(
        proportional,
        printed * deficit,
        GAIN.map((claim) => ({ claim })),
      ),
    ),
  ).toBe(12.5);
});
