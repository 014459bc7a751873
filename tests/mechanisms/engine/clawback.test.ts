import { expect, test } from 'vitest';
import { bookIoc } from '../../../mechanisms/liquidation/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import { lockedUntilSettlement } from '../../../mechanisms/payout/index.ts';
import { equalPercentageClawback } from '../../../mechanisms/socialisation/index.ts';
import { withdraw } from '../../../src/exchange/index.ts';
import { design, person, quote, step, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, built, equityOf, layer, margin, sound } from './built.ts';

/*
 * OKEx 2018, with a week of 100 seconds: profit is locked until settlement, and 10 % of it is clawed back.
 *
 *             money   position        at 80: profit   clawed back at 90 s
 *   loser       162   long  9 @ 100   -18 missing
 *   W1          500   short 6 @ 100             120        12
 *   W2          500   short 3 @ 100              60         6
 *   maker    10,000   long  9 @  80               0         0
 */
test('a weekly clawback takes the same percentage of locked profit', () => {
  const venue = venueOf(
    design([layer('liquidation', bookIoc), layer('socialisation', equalPercentageClawback)], {
      ...margin(fraction, { initial: '0.1', maintenance: '0.05' }),
      payout: built(lockedUntilSettlement),
      settlement: 100,
    }),
  );
  const loser = person(venue, 162, [[0, 9, 100]]);
  const winners = [6, 3].map((lots) => person(venue, 500, [[0, -lots, 100]])) as [number, number];
  const maker = person(venue, 10_000, [], 'maker');
  quote(venue, maker, 0, 1, 9, 80);

  step(venue, [80], 10);
  expect(accountOf(venue, 1)).toEqual({ markLoss: 180, ownCollateral: 162 + 18 });
  // Not yet accounted for: the subject stands at -18, and its case waits.
  expect([equityOf(venue, loser), venue.cases.all[0]?.closed]).toEqual([-18, undefined]);

  for (let i = 0; i < 4; i++) step(venue, [80], 10);
  // 620 in all, of which 120 are locked; initial margin would have left 572 free.
  expect(withdraw(venue, winners[0], 600)).toEqual({ filled: 0, moved: 500 });
  expect(withdraw(venue, winners[0], 600)).toEqual({ filled: 0, moved: 0, refused: 'nothing-free' });

  for (let i = 0; i < 3; i++) step(venue, [80], 10);
  expect([venue.now, venue.cases.all[0]?.closed]).toEqual([80, undefined]);
  step(venue, [80], 10);
  expect(winners.map((account) => equityOf(venue, account))).toEqual([108, 554]);
  expect(equityOf(venue, maker)).toBe(10_000);
  expect(accountOf(venue, 1)).toEqual({ markLoss: 180, ownCollateral: 162, socialised: 18 });
  expect(venue.cases.all[0]?.closed).toBe(90);
  sound(venue);

  // The week is over: profit counts from anew, and what margin leaves free may go.
  step(venue, [80], 10);
  expect(withdraw(venue, winners[0], 600)).toEqual({ filled: 0, moved: 60 });
  sound(venue);
});
