import fc from 'fast-check';
import { expect, test } from 'vitest';
import { invariants } from '../../../specs/invariants/index.ts';
import { Dice, mergeVerdicts, randomRun, StepChecker, type Verdict } from '../../../src/check/index.ts';
import { randomDesign } from './random-design.ts';

const SEED = Number(process.env['SEED'] ?? 20251010);
const RUNS = Number(process.env['RUNS'] ?? 400);

const words = fc.uint32Array({ minLength: 0, maxLength: 400, size: 'max' });

/** Plays a run and asks every invariant after each step, over the whole books. */
const verdictsOf = (list: Uint32Array): readonly Verdict[] => {
  const checker = new StepChecker(invariants, { every: 1 });
  const venue = randomRun(new Dice(list), { design: randomDesign, onStep: checker.onStep, collateral: true });
  return checker.finish({ venue });
};

test('every shipped invariant holds on random exchanges, and each is tried', () => {
  const all: (readonly Verdict[])[] = [];
  fc.assert(
    fc.property(words, (list) => {
      const verdicts = verdictsOf(list);
      all.push(verdicts);
      expect(verdicts.filter((verdict) => verdict.status === 'broken')).toEqual([]);
    }),
    { seed: SEED, numRuns: RUNS },
  );
  const tried = mergeVerdicts(all);
  console.log(tried.map((v) => `${v.id} ${v.status} ${v.reached}`).join('\n'));
  expect(tried.filter((verdict) => verdict.status !== 'held')).toEqual([]);
});
