import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { greedyRisk, proportional, riskAwareProRata } from '../../mechanisms/adl/index.ts';
import { give, sum } from './published.ts';

/*
 * Printed (thm:rap-onestep-7): of all haircuts that raise a budget, h_i = min(cap_i, tau rho_i) leaves the least next deficit
 * sum (1 - h_i) rho_i e_i; and the proof adds, of all water-fillings with weights.
 *
 * True: the program is a fractional knapsack (the proof says so itself), which takes by falling rho_i e_i / w_i until the budget is met.
 */
const removed = (rho: readonly number[], e: readonly number[], h: readonly number[]): number =>
  sum(h.map((x, i) => (rho[i] as number) * (e[i] as number) * x));

describe('refuted: risk-aware pro-rata leaves the least next deficit', () => {
  //           rho    e = w    RAP     greedy
  //   1        2       1      2/3       1
  //   2        1       1      1/3       0
  //   removed                 5/3       2
  const [rho, e] = [
    [2, 1],
    [1, 1],
  ];
  // The weight is leverage x g(leverage), with linear g the square: 2 and 1.
  const rows = [
    { claim: 1, equity: 1, exposure: Math.SQRT2 },
    { claim: 1, equity: 1, exposure: 1 },
  ];

  test('two accounts of 1, rho 2 and 1: it removes 5/3, the knapsack 2', () => {
    const ours = give(riskAwareProRata, 1, rows, { risk: 'linear' });
    expect(ours.map((x) => Number(x.toFixed(4)))).toEqual([0.6667, 0.3333]);
    expect(removed(rho, e, ours)).toBeCloseTo(5 / 3, 5);
    const greedy = give(greedyRisk, 1, rows, { risk: 'linear' });
    expect(greedy).toEqual([1, 0]);
    expect(removed(rho, e, greedy)).toBe(2);
  });

  test('nor is it the best of weighted water-fillings: rho^8 removes 1.996', () => {
    const tau = 1 / sum(rho.map((x) => x ** 8));
    const h = rho.map((x) => Math.min(1, tau * x ** 8));
    expect(sum(h)).toBeCloseTo(1, 12);
    expect(Number(removed(rho, e, h).toFixed(3))).toBe(1.996);
  });
});

test('true: knapsack >= risk-aware >= pro-rata, where risk rises with leverage and all is gain', () => {
  const account = fc.record({ claim: fc.integer({ min: 1, max: 100 }), leverage: fc.integer({ min: 1, max: 20 }) });
  const book = fc
    .array(account, { minLength: 2, maxLength: 8 })
    .chain((list) => fc.tuple(fc.constant(list), fc.integer({ min: 1, max: sum(list.map(({ claim }) => claim)) })));
  fc.assert(
    fc.property(book, ([list, need]) => {
      const rows = list.map(({ claim, leverage }) => ({ claim, equity: claim, exposure: claim * leverage }));
      const risk = (rule: unknown): number =>
        sum(give(rule, need, rows).map((x, i) => (list[i] as { leverage: number }).leverage ** 2 * x));
      const [greedy, aware, even] = [greedyRisk, riskAwareProRata, proportional].map(risk) as [number, number, number];
      expect(greedy).toBeGreaterThanOrEqual(aware - 1e-2);
      expect(aware).toBeGreaterThanOrEqual(even - 1e-2);
    }),
  );
});
