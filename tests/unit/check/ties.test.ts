import { describe, expect, it } from 'vitest';
import { BranchCounter } from '../../../src/check/branch-counter.ts';
import type { Books, StepRow } from '../../../src/index.ts';

/** Ties that are counted of one decision: scores with what each gives of what it could. */
const ties = (...scores: readonly (readonly [score: number, gives: number, limit: number])[]): number => {
  const counter = new BranchCounter({ pools: [] } as unknown as Books);
  const rows = scores.map(([value, cost, lots]) => ({ kind: 'score', value, cost, lots }));
  for (const row of [...rows, { kind: 'decision' }]) counter.take(row as unknown as StepRow);
  return counter.counts.ties;
};

describe('a tie', () => {
  it('is between two of one score of whom one is spared', () => {
    expect(ties([5, 4, 4], [5, 0, 4])).toBe(1);
    expect(ties([5, 4, 4], [5, 1, 4], [3, 0, 9])).toBe(1);
  });

  it('is not between one who gives a part and itself', () => {
    expect(ties([5, 4, 4], [3, 1, 4])).toBe(0);
    expect(ties([5, 4, 4], [3, 1, 4], [2, 0, 4])).toBe(0);
  });

  it('is not with one who may give nothing', () => {
    expect(ties([5, 1, 4], [5, 0, 0])).toBe(0);
    expect(ties([5, 1, 4], [5, 0, 0], [5, 0, 1])).toBe(1);
  });

  it('is not where all of a score give all they have, or nobody does', () => {
    expect(ties([5, 4, 4], [5, 4, 4], [3, 0, 4])).toBe(0);
    expect(ties([5, 0, 4], [5, 0, 4])).toBe(0);
  });
});
