import { describe, expect, test } from 'vitest';
import { partialTearUp } from '../../../mechanisms/adl/index.ts';
import { insuranceFund } from '../../../mechanisms/fund/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import { haircutRatio, withdrawalFactor } from '../../../mechanisms/payout/index.ts';
import { deficitCarried, withdrawalFactor as waitsForLeavers } from '../../../mechanisms/socialisation/index.ts';
import { withdraw } from '../../../src/exchange/index.ts';
import { design, person, step, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, built, equityOf, layer, margin, pays, sound } from './built.ts';

/*
 * Paradex's example: the mark falls from 100 to 40, and 4,000 are there for claims of 5,000.
 *
 *             money   position          at 40
 *   Alice     1,000   long  50 @ 100   -2,000
 *   Bob       1,000   short 50 @ 100    4,000
 *   Charlie   1,000                     1,000
 *   fund      1,000                     pays 1,000 of the 2,000
 */
const crashed = (last: ReturnType<typeof layer>, payout: ReturnType<typeof built>) => {
  const venue = venueOf(
    design([{ label: 'adl', kind: 'adl', whole: built(partialTearUp) }, pays('insurance'), last], {
      ...margin(fraction, { initial: '0.1', maintenance: '0.05' }),
      payout,
      funds: { insurance: built(insuranceFund, { capital: '1000' }), levy: built(insuranceFund) },
    }),
  );
  const alice = person(venue, 1000, [[0, 50, 100]]);
  const bob = person(venue, 1000, [[0, -50, 100]]);
  const charlie = person(venue, 1000);
  const on = (): void => {
    step(venue, [40]);
    sound(venue);
  };
  on();
  on();
  expect([alice, bob, charlie].map((account) => equityOf(venue, account))).toEqual([-1000, 4000, 1000]);
  return { venue, alice, bob, charlie, on };
};

describe('a charge on withdrawals', () => {
  const made = () =>
    crashed(
      layer('socialisation', waitsForLeavers, { pool: 'levy' }),
      built(withdrawalFactor, { pool: 'insurance', to: 'levy' }),
    );

  test('takes a fifth of what leaves until nothing is missing', () => {
    const { venue, alice, bob, charlie, on } = made();
    expect(withdraw(venue, charlie, 500)).toEqual({ filled: 0, moved: 400 });
    on();
    expect([equityOf(venue, alice), venue.pools[1]?.cash]).toEqual([-900, 0]);
    expect(accountOf(venue, 1)).toMatchObject({ fund: 1000, socialised: 100 });
    expect(venue.cases.all[0]?.closed).toBeUndefined();
    expect(withdraw(venue, bob, 4000)).toEqual({ filled: 0, moved: 3200 });
    expect(withdraw(venue, charlie, 500)).toEqual({ filled: 0, moved: 400 });
    on();
    // All have left with four fifths: 4,000 in sum, which is what there was.
    expect(accountOf(venue, 1)).toEqual({ markLoss: 3000, ownCollateral: 1000, fund: 1000, socialised: 1000 });
    expect(venue.cases.all[0]?.closed).toBe(4);
  });

  test('leaves who stays alone, and writes nothing off', () => {
    const { venue, bob, on } = made();
    for (let i = 0; i < 5; i++) on();
    expect(equityOf(venue, bob)).toBe(4000);
    // 1,000 of its own, and 1,000 that it stands below zero.
    expect(accountOf(venue, 1)).toEqual({ markLoss: 3000, ownCollateral: 2000, fund: 1000 });
  });
});

// Principal 2,000 and profits 3,000 stand against 4,000: h = 2,000 / 3,000, so Bob's profit is worth 2,000 for now.
test('a haircut ratio lets principal and the backed part of profits leave, whoever asks first', () => {
  for (const bobFirst of [true, false]) {
    const { venue, bob, charlie, on } = crashed(layer('socialisation', deficitCarried), built(haircutRatio));
    const leaves = { bob: () => withdraw(venue, bob, 4000).moved, charlie: () => withdraw(venue, charlie, 1000).moved };
    const moved = bobFirst ? [leaves.bob(), leaves.charlie()] : [leaves.charlie(), leaves.bob()].reverse();
    expect(moved).toEqual([3000, 1000]);
    on();
    expect(equityOf(venue, bob)).toBe(1000);
    expect(venue.cases.all[0]?.closed).toBeUndefined();
  }
});
