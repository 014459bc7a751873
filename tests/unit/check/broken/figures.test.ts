import { expect, it } from 'vitest';
import {
  haircutGini,
  largestHaircut,
  overshoot,
  overshootShare,
  topDecileHaircut,
} from '../../../../specs/invariants/index.ts';
import { figure } from '../../../../specs/invariants/metric.ts';
import type { CaseAccount, InvariantOver, RunSubject } from '../../../../src/index.ts';

/** A run in which accounts lost so much to ADL, and others bore 70 of a case of which 20 were left to its subject. */
const run = (...lost: readonly number[]): RunSubject => {
  const people = lost.map((_, account) => account);
  const record = [{ backstop: 0, fund: 10, adl: 50, socialised: 10, uncovered: 0, left: 20 } as CaseAccount];
  const one = { kind: 'default', isOpen: false, record };
  const tally = (account: number) => ({ adlCost: lost[account], charged: 0 });
  return { people, tally, cases: () => [one] } as unknown as RunSubject;
};

const figureOf = ({ metric }: InvariantOver<'run'>, subject: RunSubject): number | undefined =>
  metric?.measure(subject);

it('AF8: the Gini index of payers', () => {
  // Gini of 1 and 3: (1 x -1 + 3 x 1) / (2 x 4).
  expect(figureOf(haircutGini, run(1, 3))).toBe(0.25);
  expect(figureOf(haircutGini, run(2, 2))).toBe(0);
  expect(figureOf(haircutGini, run(5, 0, -3))).toBeUndefined();
});

it('AF8: what the largest and the top decile bear', () => {
  expect(figureOf(largestHaircut, run(1, 3))).toBe(0.75);
  const eleven = run(1, 1, 1, 1, 1, 1, 1, 1, 1, 5, 6);
  expect(figureOf(topDecileHaircut, eleven)).toBe(11 / 20);
});

it('AF9: of 70 that others bore, 20 were not needed', () => {
  expect(figureOf(overshoot, run())).toBe(20);
  expect(figureOf(overshootShare, run())).toBe(20 / 70);
});

it('a figure above its bound is a break', () => {
  const bounded = figure<'run'>('units', () => 7, 5);
  expect(bounded.holds(run())).toEqual({ expected: 'at most 5 units', found: 7, difference: 2 });
  expect(figure<'run'>('units', () => 7, 7).holds(run())).toBeUndefined();
  expect(figure<'run'>('units', () => 7).holds(run())).toBeUndefined();
});
