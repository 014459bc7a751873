import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Dice, digestOf, randomRun } from '../../../src/check/index.ts';
import type { RunDigest } from '../../../src/index.ts';
import { randomBuiltins } from './random-builtins.ts';

/** DT1: the same words, the same bytes; nothing outside a run can be seen in it. */

const words = fc.uint32Array({ minLength: 0, maxLength: 300, size: 'max' });
const SETTINGS = { seed: 7, numRuns: 100 };

/** State after each step, or the message of the error that ended the run. */
const trail = (list: Uint32Array, between: () => void = () => {}): (RunDigest | string)[] => {
  const states: (RunDigest | string)[] = [];
  try {
    randomRun(new Dice(list), {
      design: randomBuiltins,
      collateral: true,
      onStep: ({ venue }) => {
        states.push(digestOf(venue.ledger));
        between();
      },
    });
  } catch (error) {
    states.push((error as Error).message);
  }
  return states;
};

describe('DT1/same-seed-same-bytes', () => {
  it('plays a run twice to the same log and the same books, step by step', () => {
    fc.assert(
      fc.property(words, (list) => {
        expect(trail(list)).toEqual(trail(list));
      }),
      SETTINGS,
    );
  });

  it('does not depend on what else runs in the same worker, nor in which order', () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 2, maxLength: 4 }), (lists) => {
        const alone = lists.map((list) => trail(list));
        // Each run is interrupted after every step by a whole run of another.
        const nested = lists.map((list, i) => trail(list, () => trail(lists[(i + 1) % lists.length] as Uint32Array)));
        const reversed = [...lists].reverse().map((list) => trail(list));
        expect(nested).toEqual(alone);
        expect(reversed.reverse()).toEqual(alone);
      }),
      { ...SETTINGS, numRuns: 25 },
    );
  });
});
