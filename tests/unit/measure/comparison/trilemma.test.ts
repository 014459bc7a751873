import { describe, expect, test } from 'vitest';
import { type ComparedRun, compareOf, type Thresholds } from '../../../../src/measure/index.ts';
import { run } from './runs.ts';

const thresholds: Thresholds = { residual: 0.01, breaches: 0.5, ptsr: [1, 10], pmr: [1, 10], revenue: 0.5 };

interface Outcome {
  readonly residual: number;
  readonly ptsr: number | null;
  readonly net: number;
  readonly pmr?: number;
  readonly uncovered?: number;
}

/** A run of a point in which defaults lost 100 and all accounts paid 80 of fees. */
const at = (severity: string, diversion: string, seed: number, outcome: Outcome): ComparedRun => {
  const { residual, ptsr, net, pmr = ptsr, uncovered = residual } = outcome;
  const metrics = {
    shortfall: String(100 - residual + uncovered),
    residual: String(residual),
    uncovered: String(uncovered),
    ptsr,
    pmr,
    feeRevenue: '80',
    netRevenue: String(net),
    feeDiversion: String(80 - net),
    socialised: '20',
    adl: '5',
  };
  return run('one', seed, metrics, {
    point: { severity, diversion },
    variant: `${severity} ${diversion}`,
    variantOf: 'trilemma',
  });
};

const sweepOf = (points: readonly ComparedRun[], over: Partial<Thresholds> = {}) => {
  const { trilemma } = compareOf([run('one', 1, {}), ...points], {
    experiment: 't',
    thresholds: { ...thresholds, ...over },
  });
  expect(trilemma?.sweeps).toHaveLength(1);
  return trilemma?.sweeps[0] as NonNullable<typeof trilemma>['sweeps'][number];
};
const solo = (outcome: Partial<Outcome>, over: Partial<Thresholds> = {}) =>
  sweepOf([at('1', '0', 1, { residual: 0, ptsr: 5, net: 80, ...outcome })], over).points[0];

describe('a point', () => {
  test('is solvent where no more than the share of all deficits stays unpaid, and rarely more in a run', () => {
    expect(solo({ residual: 1 })).toMatchObject({ deficit: 100, residualShare: 0.01, breachShare: 0, solvent: true });
    expect(solo({ residual: 1.5 })).toMatchObject({ breachShare: 1, solvent: false });
    const often = [0, 2, 2].map((residual, i) => at('1', '0', i + 1, { residual, ptsr: 5, net: 80 }));
    expect(sweepOf(often, { residual: 0.015 }).points[0]).toMatchObject({ breachShare: 0.666666667, solvent: false });
    expect(sweepOf(often, { residual: 0.015, breaches: 0.7 }).points[0]?.solvent).toBe(true);
  });

  test('owes what an open default owes, too: that is in the deficit and unpaid', () => {
    expect(solo({ residual: 30, uncovered: 10 })).toMatchObject({ deficit: 100, residual: 30, solvent: false });
  });

  test('is fair within both bounds, on the mean of the runs in which something was raised', () => {
    expect([0.9, 1, 10, 10.1].map((ptsr) => solo({ ptsr, pmr: 5 })?.fair)).toEqual([false, true, true, false]);
    expect(solo({ ptsr: 5, pmr: 0.9 })?.fair).toBe(false);
    const mixed = [9, 11.5, null].map((ptsr, i) => at('1', '0', i + 1, { residual: 0, ptsr, net: 80 }));
    expect(sweepOf(mixed).points[0]).toMatchObject({ ptsr: 10.25, fair: false, runs: 3, raised: 25 });
  });

  test('is not fair where nothing was raised: the ratios have no bound', () => {
    expect(solo({ ptsr: null })).toMatchObject({ ptsr: null, pmr: null, fair: false });
  });

  test('is profitable with enough of the best fees left', () => {
    expect(solo({ net: 40 })).toMatchObject({ revenueShare: 0.5, diverted: 40, profitable: true });
    expect(solo({ net: 39 })?.profitable).toBe(false);
  });
});

describe('a sweep', () => {
  // Three corners that miss one each, and nothing that passes all.
  const corners = [
    at('0.25', '1', 1, { residual: 0, ptsr: 4, net: 20 }),
    at('1', '0', 1, { residual: 0, ptsr: 0.6, net: 80 }),
    at('0.25', '0', 1, { residual: 55, ptsr: 4, net: 60 }),
  ];

  test('counts who passes, and says how far the third goes where two hold', () => {
    expect(sweepOf(corners)).toMatchObject({
      deficit: 100,
      bestFees: 80,
      sustainable: 40,
      structural: true,
      passing: { all: 0, solventFair: 1, solventProfitable: 1, fairProfitable: 1 },
      frontier: { fairest: 0.6, mostProfitable: 0.25, leastResidual: 0.55 },
    });
  });

  test('has all three once a threshold is moved to the frontier', () => {
    expect(sweepOf(corners, { ptsr: [0.6, 10], pmr: [0.6, 10] }).passing.all).toBe(1);
    expect(sweepOf(corners, { revenue: 0.25 }).passing.all).toBe(1);
    expect(sweepOf(corners, { residual: 0.55 }).passing.all).toBe(1);
  });

  test('is not structural where what may be diverted covers the deficit, and has no frontier without a pair', () => {
    const one = sweepOf([at('0', '0', 1, { residual: 100, ptsr: null, net: 80 })], { revenue: 0 });
    expect(one).toMatchObject({ structural: true, sustainable: 80 });
    expect(one.frontier).toEqual({ fairest: null, mostProfitable: null, leastResidual: null });
    expect(
      sweepOf(
        corners.map(({ result, ...rest }) => ({
          ...rest,
          result: { ...result, metrics: { ...result.metrics, shortfall: '30', uncovered: '0', residual: '0' } },
        })),
      ).structural,
    ).toBe(false);
  });
});

test('points stand apart from the designs, and a comparison without thresholds has none', () => {
  const runs = [run('one', 1, {}), at('1', '0', 1, { residual: 0, ptsr: 5, net: 80 })];
  const { designs, trilemma } = compareOf(runs, { experiment: 't' });
  expect(designs.map(({ variant }) => variant)).toEqual([undefined]);
  expect(trilemma).toBeUndefined();
});
