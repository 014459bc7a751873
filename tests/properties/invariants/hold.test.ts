import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invariants } from '../../../specs/invariants/index.ts';
import { Dice, mergeVerdicts, randomRun, StepChecker, type Verdict } from '../../../src/check/index.ts';
import { OF_EVERY_RUN } from '../../../src/cli/checks.ts';
import type { ExchangeDesign } from '../../../src/exchange/index.ts';
import { type Invariant, isBreakwaterError } from '../../../src/index.ts';
import { randomBuiltins } from './random-builtins.ts';
import { randomDesign } from './random-design.ts';

const SETTINGS = { seed: 20251010, numRuns: 400 };

/** Every decision of a run is one word; long lists, because short ones end before anybody is in trouble. */
const words = fc.uint32Array({ minLength: 0, maxLength: 400, size: 'max' });

/**
 * Plays a run and asks every invariant after each step, over the whole books.
 *
 * A mechanism that is refused ends the run; the ledger is then as it was, and what was checked before counts.
 */
const verdictsOf = (
  list: Uint32Array,
  design: (dice: Dice) => ExchangeDesign,
  asked: readonly Invariant[],
): readonly Verdict[] => {
  const checker = new StepChecker(asked, { every: 1 });
  try {
    const venue = randomRun(new Dice(list), { design, onStep: checker.onStep, collateral: true });
    return checker.finish({ venue });
  } catch (error) {
    if (!isBreakwaterError(error) || error.kind !== 'contract') throw error;
    return checker.verdicts;
  }
};

const holdOn = (design: (dice: Dice) => ExchangeDesign): void => {
  // The facts of the ledger: the other universal invariants are tried on the trials of check.
  const asked = invariants.filter(({ id }) => OF_EVERY_RUN.has(id));
  const all: (readonly Verdict[])[] = [];
  fc.assert(
    fc.property(words, (list) => {
      const verdicts = verdictsOf(list, design, asked);
      all.push(verdicts);
      expect(verdicts.filter((verdict) => verdict.status === 'broken')).toEqual([]);
    }),
    SETTINGS,
  );
  // A property that never met what it is about would hold too.
  expect(mergeVerdicts(all).filter((verdict) => verdict.status !== 'held')).toEqual([]);
};

describe('every fact of the ledger holds, and each is tried', () => {
  it('on random waterfalls of the smallest layers', () => holdOn(randomDesign), 120_000);
  it('on random compositions of the built-in mechanisms', () => holdOn(randomBuiltins), 120_000);
});
