import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Dice, mergeVerdicts, randomRun, StepChecker, type Verdict } from '../../../src/check/index.ts';
import type { ExchangeDesign } from '../../../src/exchange/index.ts';
import { type Invariant, isBreakwaterError } from '../../../src/index.ts';
import { SHRINK_FOR_A_MINUTE, universalOfRuns } from './by-hand.ts';
import { randomBuiltins } from './random-builtins.ts';
import { randomDesign } from './random-design.ts';

const SETTINGS = { seed: 20251010, numRuns: 400, ...SHRINK_FOR_A_MINUTE };

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

const NEITHER = ['LQ10/isolation', 'LQ7/bankruptcy-limit', 'LQ8/collateral-weight', 'WF1/cut-for-bankrupt'];
const UNMET = {
  smallest: [
    ...NEITHER,
    'AF11/onlooker-never-pays',
    'AF2/winners-only',
    'DT5/tie-break',
    'HB8/notice-first',
    'LQ7/cut-at-mark',
  ],
  builtIns: NEITHER,
};

/** @param unmet - Those that such runs cannot meet: no owner has two accounts, and the smallest layers give notice to nobody. */
const holdOn = (design: (dice: Dice) => ExchangeDesign, unmet: readonly string[]): void => {
  const all: (readonly Verdict[])[] = [];
  fc.assert(
    fc.property(words, (list) => {
      const verdicts = verdictsOf(list, design, universalOfRuns);
      all.push(verdicts);
      expect(verdicts.filter((verdict) => verdict.status === 'broken')).toEqual([]);
    }),
    SETTINGS,
  );
  // A property that never met what it is about would hold too.
  const missed = mergeVerdicts(all).filter((verdict) => verdict.status !== 'held');
  expect(missed.map(({ id }) => id).sort()).toEqual([...unmet].sort());
};

describe('every universal invariant holds, and each is tried', () => {
  it('on random waterfalls of the smallest layers', () => holdOn(randomDesign, UNMET.smallest), 120_000);
  it('on random compositions of the built-in mechanisms', () => holdOn(randomBuiltins, UNMET.builtIns), 120_000);
});
