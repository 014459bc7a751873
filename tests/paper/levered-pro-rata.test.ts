import { describe, expect, test } from 'vitest';
import { leveredProRata, proportional, riskAwareProRata } from '../../mechanisms/adl/index.ts';
import { give, sum } from './published.ts';

/*
 * Two winners with a budget of 40.
 *
 *        equity   leverage   exposure
 *   L        60          2        120
 *   H        40          6        240
 */
const W = [60, 40];
const LEVERAGE = [2, 6];
const B = 40;
const rows = W.map((claim, i) => ({ claim, equity: claim, exposure: claim * (LEVERAGE[i] as number) }));
const to = (digits: number) => (x: number) => Number(x.toFixed(digits));

// Printed (eq:lev-pro-rata): h_i = (l_i w_i / sum l w) x B / sum l w. Summed over w_i h_i that is far from B.
describe('refuted: levered pro-rata as printed raises its budget', () => {
  test('it raises 5.185 of 40', () => {
    const mass = sum(W.map((w, i) => w * (LEVERAGE[i] as number)));
    const h = W.map((w, i) => (((LEVERAGE[i] as number) * w) / mass) * (B / mass));
    expect(to(3)(sum(h.map((x, i) => x * (W[i] as number))))).toBe(5.185);
  });

  test('x_i = B l_i w_i / sum l w does', () => {
    const given = give(leveredProRata, B, rows);
    expect(given.map(to(3))).toEqual([13.333, 26.667]);
    expect(sum(given)).toBeCloseTo(B, 9);
  });
});

describe('the death-spiral example', () => {
  test('pro-rata takes 24 and 16, risk-aware pro-rata 5.714 and 34.286', () => {
    expect(give(proportional, B, rows)).toEqual([24, 16]);
    expect(give(riskAwareProRata, B, rows, { risk: 'linear' }).map(to(3))).toEqual([5.714, 34.286]);
  });
});
