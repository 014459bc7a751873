import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Dice, randomRun } from '../../../src/check/index.ts';
import type { Venue } from '../../../src/exchange/index.ts';
import { isBreakwaterError } from '../../../src/index.ts';
import { hedgeResultOf } from '../../../src/measure/hedge-result.ts';
import { gather, recordOfVenue } from '../../../src/measure/index.ts';
import { randomBuiltins } from '../invariants/random-builtins.ts';

const words = fc.uint32Array({ minLength: 0, maxLength: 400, size: 'max' });

/** Plays a random run of built-ins; nothing when a mechanism was refused. */
const played = (list: Uint32Array): Venue | undefined => {
  try {
    return randomRun(new Dice(list), { design: randomBuiltins, collateral: true, settleInBoth: true });
  } catch (error) {
    if (!isBreakwaterError(error) || error.kind !== 'contract') throw error;
    return undefined;
  }
};

/** People by twos, some in one account: who is whose hedge does not matter to a bound. */
const drawGroups = (venue: Venue, dice: Dice): Map<number, number> => {
  const groups = new Map<number, number>();
  for (const account of venue.accountsOf('trader')) if (dice.once(2)) groups.set(account, dice.below(6));
  return groups;
};

it('holds the bounds on hedged ADL (HB1) and on the price part of the loss (HB4) whatever the design', () => {
  let cut = 0;
  let lost = 0;
  fc.assert(
    fc.property(words, words, (list, more) => {
      const venue = played(list);
      if (venue === undefined || venue.design.defaultersEligible) return;
      const run = gather(recordOfVenue(venue, drawGroups(venue, new Dice(more))));
      const { scopes } = hedgeResultOf(run);
      for (const { adl, loss, protection, exposure } of Object.values(scopes)) {
        const [hedged, least, most] = [adl.notional, adl.least, adl.most].map(Number) as [number, number, number];
        expect(hedged).toBeGreaterThanOrEqual(least - 1);
        expect(hedged).toBeLessThanOrEqual(most + 1);
        if (protection !== null) {
          expect(protection).toBeGreaterThanOrEqual(-1e-9);
          expect(protection).toBeLessThanOrEqual(1 + 1e-9);
        }
        // Values of inverse lots and conversions are rounded to a unit, event by event.
        const rounding = 4 + venue.ledger.log.columns().kind.length;
        expect(Math.abs(Number(loss.price))).toBeLessThanOrEqual(Number(loss.priceMost) + rounding);
        expect(exposure).toBeGreaterThanOrEqual(0);
        if (least > 0 && hedged > 0) cut += 1;
        if (Number(loss.price) !== 0) lost += 1;
      }
    }),
    { numRuns: 400 },
  );
  expect([cut > 5, lost > 5]).toEqual([true, true]);
}, 60_000);
