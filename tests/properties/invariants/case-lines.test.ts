import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Dice, randomRun } from '../../../src/check/index.ts';
import { isBreakwaterError } from '../../../src/index.ts';
import { linesOfLog, recordOfVenue } from '../../../src/measure/index.ts';
import { randomBuiltins } from './random-builtins.ts';

const words = fc.uint32Array({ minLength: 0, maxLength: 400, size: 'max' });

/** A log once said what a closing case left of the settlement asset alone. */
test('a log alone says all of every case, of every asset', () => {
  let leftInAnother = 0;
  fc.assert(
    fc.property(words, (list) => {
      let venue: ReturnType<typeof randomRun>;
      try {
        venue = randomRun(new Dice(list), { design: randomBuiltins, collateral: true, settleInBoth: true });
      } catch (error) {
        if (!isBreakwaterError(error) || error.kind !== 'contract') throw error;
        return;
      }
      const lines = linesOfLog(recordOfVenue(venue));
      for (const { id, lines: recorded } of venue.cases.all) {
        expect(lines.get(id)).toEqual(recorded);
        if (recorded.slice(1).some(({ left }) => left !== 0)) leftInAnother += 1;
      }
    }),
    { numRuns: 200 },
  );
  expect(leftInAnother).toBeGreaterThan(0);
}, 60_000);
