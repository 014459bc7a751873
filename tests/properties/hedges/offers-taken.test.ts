import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Dice, mergeVerdicts, randomRun, StepChecker, type Verdict } from '../../../src/check/index.ts';
import type { ExchangeDesign, Venue, WaterfallLayer } from '../../../src/exchange/index.ts';
import { defineAdlProtection, isBreakwaterError, z } from '../../../src/index.ts';
import { linesOfLog, recordOfVenue } from '../../../src/measure/index.ts';
import { adl, use } from '../../fixtures/exchange.ts';
import { sound } from '../../mechanisms/engine/built.ts';
import { SHRINK_FOR_A_MINUTE, universalOfRuns } from '../invariants/by-hand.ts';
import { randomBuiltins } from '../invariants/random-builtins.ts';

const words = fc.uint32Array({ minLength: 0, maxLength: 400, size: 'max' });

/** Offers again all that is cut, which hedgers alone would be offered too rarely in runs this small. */
const offersAll = defineAdlProtection({
  name: 'offers-all',
  summary: 'Offers again what was cut.',
  source: 'tests',
  params: z.strictObject({}),
  scope: 'account',
  replace: (cut, view) => ({ by: 'vault', lots: Math.abs(cut.lots), until: view.now + 20 }),
});

/** A random design whose first layer cuts and offers again. */
const offering = (dice: Dice): ExchangeDesign => {
  const design = randomBuiltins(dice);
  const first: WaterfallLayer = adl({ protection: use(offersAll) }, 'offers');
  return { ...design, waterfall: dice.once(2) ? [first, ...design.waterfall] : [...design.waterfall, first] };
};

it('holds every universal invariant, and every case adds up, while offers are taken', () => {
  const all: (readonly Verdict[])[] = [];
  let taken = 0;
  let worked = 0;
  const play = (list: Uint32Array, checker: StepChecker): Venue | undefined => {
    try {
      return randomRun(new Dice(list), {
        design: offering,
        onStep: checker.onStep,
        collateral: true,
        settleInBoth: true,
      });
    } catch (error) {
      if (!isBreakwaterError(error) || error.kind !== 'contract') throw error;
      return undefined;
    }
  };
  fc.assert(
    fc.property(words, (list) => {
      const checker = new StepChecker(universalOfRuns, { every: 1 });
      const venue = play(list, checker);
      const verdicts = venue === undefined ? checker.verdicts : checker.finish({ venue });
      all.push(verdicts);
      expect(verdicts.filter(({ status }) => status === 'broken')).toEqual([]);
      if (venue === undefined) return;
      sound(venue);
      const lines = linesOfLog(recordOfVenue(venue, new Map()));
      for (const { id, lines: recorded } of venue.cases.all) expect(lines.get(id)).toEqual(recorded);
      const vault = venue.pools.find(({ name }) => name === 'vault')?.account;
      for (const { kind, cause, a } of venue.ledger.log)
        if (kind === 'fill' && cause === 'trade' && a === vault) taken += 1;
      if (
        venue.cases.all.some((data) => data.kind === 'inventory' && data.subject === vault && data.closed !== undefined)
      )
        worked += 1;
    }),
    { numRuns: 400, ...SHRINK_FOR_A_MINUTE },
  );
  expect(taken).toBeGreaterThan(50);
  expect(worked).toBeGreaterThan(5);
  expect(mergeVerdicts(all).filter(({ status }) => status === 'broken')).toEqual([]);
}, 120_000);
