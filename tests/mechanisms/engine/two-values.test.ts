import { describe, expect, test } from 'vitest';
import {
  always,
  largestOpposingPosition,
  oppositeSide,
  topNProRata,
  zeroMarkBlend,
} from '../../../mechanisms/adl/index.ts';
import { insuranceFund } from '../../../mechanisms/fund/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import { design, person, step, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, adlOf, built, equityOf, margin, sound } from './built.ts';

/*
 * FTX: the subject at its zero price, the largest opposing positions between that and mark, the difference to a fund.
 *
 *             money   position
 *   loser        60   long  10 @ 100    zero price 94
 *   S1..S3    1,000   short 8, 4, 3     the first two share 10 as 8 to 4: 7 and 3
 */
const ftx = (fund: string, losers: 1 | 2 = 1) => {
  const venue = venueOf(
    design(
      [
        adlOf({
          trigger: built(always),
          eligible: [built(oppositeSide)],
          ranking: built(largestOpposingPosition),
          allocation: built(topNProRata, { n: 2 }),
          closeOut: built(zeroMarkBlend),
        }),
      ],
      {
        ...margin(fraction, { initial: '0.05', maintenance: '0.03' }),
        funds: { backstop: built(insuranceFund, { capital: fund }) },
      },
    ),
  );
  const loser = person(venue, 60, [[0, 10, 100]]);
  if (losers === 2) person(venue, 60, [[0, 10, 100]]);
  const shorts = [8, 4, 3].map((lots) => person(venue, 1000, [[0, -lots, 100]]));
  person(venue, 1000, [[0, 5, 100]]);
  return { venue, loser, shorts };
};

describe('a close at two values', () => {
  // At 95 the loser has 10 left: it gets 940, the others pay 940 + 4 of the 10 between, and the fund has the 4.
  test('splits what equity is left between counterparties and fund', () => {
    const { venue, loser, shorts } = ftx('1000');
    step(venue, [95]);
    expect([loser, ...shorts].map((account) => venue.ledger.lots(account, 0))).toEqual([0, -1, -1, -3]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 50, slippage: 6 + 4, ownCollateral: 60 });
    // 944 over 7 and 3 lots: 661 and 283 for pieces worth 665 and 285.
    expect(shorts.map((account) => equityOf(venue, account))).toEqual([1040 + 4, 1020 + 2, 1015]);
    expect([equityOf(venue, loser), venue.pools[0]?.cash]).toEqual([0, 1004]);
    sound(venue);
  });

  // At 92 it has lost 20 more than it had: the others pay 934 for what is worth 920, and the fund the 6 to 940.
  test('shares a deficit between counterparties and fund', () => {
    const { venue, loser, shorts } = ftx('1000');
    step(venue, [92]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 80, ownCollateral: 60, adl: 14, fund: 6 });
    expect(shorts.map((account) => equityOf(venue, account))).toEqual([1064 - 10, 1032 - 4, 1024]);
    expect([equityOf(venue, loser), venue.pools[0]?.cash]).toEqual([0, 994]);
    sound(venue);
  });

  test('leaves to the counterparties what the fund does not have', () => {
    const { venue } = ftx('2');
    step(venue, [92]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 80, ownCollateral: 60, adl: 18, fund: 2 });
    expect(venue.pools[0]?.cash).toBe(0);
    sound(venue);
  });

  // Both are priced before either is closed: of a fund of 8 the first takes 6, so the 5 lots left for the second have 2 of 3.
  test('leaves to the second of two what the first leaves in the fund', () => {
    const { venue } = ftx('8', 2);
    step(venue, [92]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 80, ownCollateral: 60, adl: 14, fund: 6 });
    expect(accountOf(venue, 2)).toMatchObject({ adl: 8, fund: 2 });
    expect(venue.pools[0]?.cash).toBe(0);
    sound(venue);
  });
});
