import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Dice, playTwice, randomRun, withMechanisms } from '../../../src/check/index.ts';
import type { ExchangeDesign } from '../../../src/exchange/index.ts';
import { randomBuiltins } from './random-builtins.ts';
import { randomDesign } from './random-design.ts';

const words = fc.array(fc.nat(), { minLength: 20, maxLength: 300 });

/** Plays each run twice, another one in between. */
const holdOn = (design: (dice: Dice) => ExchangeDesign, numRuns: number): void => {
  let last: readonly number[] = [];
  fc.assert(
    fc.property(words, (list) => {
      const of = (input: readonly number[], change: Parameters<typeof withMechanisms>[1]) =>
        randomRun(new Dice(input), {
          design: (dice) => withMechanisms(design(dice), change),
          collateral: true,
          settleInBoth: true,
        });
      const other = last;
      last = list;
      const digest = playTwice(
        (change) => of(list, change),
        () => of(other, (one) => one),
      );
      expect(digest.log).toMatch(/^[0-9a-f]+$/);
    }),
    { numRuns },
  );
};

it('no built-in writes to a view, keeps one, or answers differently the second time', () => {
  holdOn(randomBuiltins, 150);
});

it('nor do the smallest layers', () => {
  holdOn(randomDesign, 150);
});
