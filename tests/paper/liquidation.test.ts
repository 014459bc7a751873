import { describe, expect, test } from 'vitest';

const to = (digits: number) => (x: number) => Number(x.toFixed(digits));

describe('the fund at t = 4: E, short 1 with 10/99, is bought back at 1.55 where the mark is 1.05', () => {
  test('costs 0.00365 in fees and leaves 0.398990', () => {
    const [mark, executed] = [1.05, 1.55];
    expect(to(5)(0.002 * mark + 0.001 * executed)).toBe(0.00365);
    expect(to(6)(executed - (mark + 10 / 99))).toBe(0.39899);
  });
});

describe('the smallest slice that restores maintenance', () => {
  // e + b q (exec - mark) - fee q mark = mu mark (1 - q), at mark 5.5, exec 5.55, mu 0.1, fee 30 bp, b = -1.
  const e = 10 / 99 - 4.5;
  const slice = (0.1 * 5.5 - e) / (-0.05 - 0.003 * 5.5 + 0.1 * 5.5);

  test('is 10.2358, printed 10.24, ten times what is held: all is closed', () => {
    expect([to(5)(e), to(4)(slice)]).toEqual([-4.39899, 10.2358]);
    expect(Math.min(1, slice)).toBe(1);
    expect(e - slice * 0.05 - 0.003 * 5.5 * slice).toBeCloseTo(0.1 * 5.5 * (1 - slice), 12);
  });
});

/*
 * Printed (eq:bankruptcy-price): p_bk = max(p_t - b c / q, 0) with the *current* mark and the collateral the position was opened with.
 *
 * True: equity c + b q (p - p_open) is 0 at p_open - b c / q, which does not move with the mark. The two agree at the open only.
 */
describe('refuted: the bankruptcy price from the current mark', () => {
  const [open, collateral] = [1, 2 / 19];
  const equityAt = (price: number): number => collateral + (price - open);

  test('D at 0.98: printed 0.8747, where D still owes 0.02 more than it has', () => {
    const printed = 0.98 - collateral;
    expect([to(4)(printed), to(4)(equityAt(printed))]).toEqual([0.8747, -0.02]);
    expect([to(4)(open - collateral), to(12)(equityAt(open - collateral))]).toEqual([0.8947, 0]);
  });

  test('so the shortfall of a slice of 0.4 at 0.78 is 0.0459, not the printed 0.0379', () => {
    expect([to(4)((0.98 - collateral - 0.78) * 0.4), to(4)((open - collateral - 0.78) * 0.4)]).toEqual([
      0.0379, 0.0459,
    ]);
  });
});
