import { expect, test } from 'vitest';
import { invariants as shipped } from '../../../specs/invariants/index.ts';
import { type Batch, examine, findingsOf, mergeBatches, playBatch, trialOf } from '../../../src/check/index.ts';
import { defineInvariant, type Invariant } from '../../../src/contract/index.ts';
import type { ExchangeDesign } from '../../../src/exchange/index.ts';
import { builtIns } from '../../../src/experiment/index.ts';
import { readExchange } from '../../../src/spec/index.ts';

/** Breaks in some run. */
const fewDefaults = defineInvariant({
  id: 'XX1/few-defaults',
  says: 'Fewer than six accounts default.',
  scope: 'design',
  tolerance: 0,
  source: 'tests',
  over: 'run',
  holds: ({ cases }) => {
    const found = [...cases()].filter(({ kind }) => kind === 'default').length;
    return found < 6 ? undefined : { expected: '< 6', found };
  },
});
const invariants: readonly Invariant[] = [...shipped, fewDefaults];

const batchOf = (design: ExchangeDesign, from: number, runs: number): Batch =>
  playBatch(design, invariants, { from, runs, trialOf: (run) => trialOf(design, 1, run) });

test('batches in any order come to what all runs in a row come to', async () => {
  const design = await readExchange('percolator-ak', builtIns());
  const whole = batchOf(design, 0, 45);
  const parts = mergeBatches([batchOf(design, 40, 5), batchOf(design, 0, 30), batchOf(design, 30, 10)]);
  // Some invariant breaks on the way, so that what came after it in later batches must not count.
  expect(Object.values(whole.tallies).some(({ found }) => found !== undefined)).toBe(true);
  expect(parts).toEqual(whole);
  const { findings, ...rest } = examine(design, invariants, { runs: 45, seed: 1, shrink: 0 });
  expect(rest).toEqual({
    design: 'percolator-ak',
    seed: 1,
    runs: 45,
    refused: { runs: whole.refused.runs },
    tooLarge: { runs: whole.tooLarge.runs },
    branches: whole.branches,
  });
  expect(findings.map(({ counterexample, ...finding }) => ({ ...finding, run: counterexample?.run }))).toEqual(
    findingsOf(parts, invariants, ({ run }) => run).map(({ counterexample, ...finding }) => ({
      ...finding,
      run: counterexample,
    })),
  );
});
