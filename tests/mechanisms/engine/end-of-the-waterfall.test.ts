import { describe, expect, test } from 'vitest';
import { partialTearUp, proRataSizeAndLoss } from '../../../mechanisms/adl/index.ts';
import { forcedAllocation } from '../../../mechanisms/backstop/index.ts';
import { defaultFundWithAssessments, insuranceFund } from '../../../mechanisms/fund/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import { variationMarginGainsHaircut } from '../../../mechanisms/socialisation/index.ts';
import { design, person, step, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, built, equityOf, layer, margin, sound } from './built.ts';

/*
 * What a clearing house has at the end of its waterfall, and percolator has instead of a queue.
 *
 *             money   position          before, at 101    at 94
 *   loser        60   long  10 @ 100              70         0
 *   S1        1,000   short  8 @ 100             992     1,048
 *   S2        1,000   short  7 @ 100             993     1,042
 *   other     1,000   long   5 @ 100           1,005       970
 */
const people = (...[layers, funds = {}]: Parameters<typeof design>) => {
  const venue = venueOf(design(layers, { ...margin(fraction, { initial: '0.1', maintenance: '0.05' }), ...funds }));
  const loser = person(venue, 50, [[0, 10, 100]]);
  const shorts = [8, 7].map((lots) => person(venue, 1000, [[0, -lots, 100]]));
  person(venue, 1000, [[0, 5, 100]]);
  return { venue, loser, shorts };
};

// 10 missing. Since the marks before the default S1 has won 56 and S2 49, though 8 and 7 of it only made good what they had lost.
test('gains since the default are cut before contracts are torn up', () => {
  const { venue, loser, shorts } = people([
    layer('socialisation', variationMarginGainsHaircut),
    { label: 'adl', kind: 'adl', whole: built(partialTearUp) },
  ]);
  step(venue, [101]);
  step(venue, [94]);
  // Each gives two thirds of its position: 5.33 and 4.67.
  expect([loser, ...shorts].map((account) => venue.ledger.lots(account, 0))).toEqual([0, -3, -2]);
  step(venue, [94]);
  expect(shorts.map((account) => equityOf(venue, account))).toEqual([1048 - 5, 1042 - 5]);
  expect(accountOf(venue, 1)).toEqual({ markLoss: 60, ownCollateral: 50, socialised: 10 });
  sound(venue);
});

describe('the A/K rule', () => {
  // Of 10 missing the fund has 4; 6 over 10 lots are 0.6 a lot, on 5 and 5 of them.
  test('shrinks the opposing side by one factor, and spreads what the fund does not pay over it', () => {
    const { venue, loser, shorts } = people(
      [{ label: 'adl', kind: 'adl', whole: built(proRataSizeAndLoss, { pool: 'insurance' }) }],
      {
        funds: { insurance: built(insuranceFund, { capital: '4' }) },
      },
    );
    step(venue, [94]);
    expect([loser, ...shorts].map((account) => venue.ledger.lots(account, 0))).toEqual([0, -3, -2]);
    expect([loser, ...shorts].map((account) => equityOf(venue, account))).toEqual([0, 1048 - 3, 1042 - 3]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 60, ownCollateral: 50, fund: 4, adl: 6 });
    expect(venue.pools[0]?.cash).toBe(0);
    sound(venue);
  });
});

// Members with 600 and 400 take 6 and 4 lots, at mark or at what leaves the loser nothing.
test.each([
  ['mark', { markLoss: 60, ownCollateral: 50, uncovered: 10 }, [600, 400]],
  ['bankruptcy', { markLoss: 60, ownCollateral: 50, backstop: 10 }, [594, 396]],
])('members are given the positions at %s', (price, account, money) => {
  const { venue, loser } = people([layer('backstop', forcedAllocation, { price })], {
    funds: { house: built(defaultFundWithAssessments, { members: [{ deposit: '600' }, { deposit: '400' }] }) },
  });
  const members = venue.accountsOf('member');
  step(venue, [94]);
  step(venue, [94]);
  expect([loser, ...members].map((id) => venue.ledger.lots(id, 0))).toEqual([0, 6, 4]);
  expect(members.map((id) => equityOf(venue, id))).toEqual(money);
  expect(accountOf(venue, 1)).toEqual(account);
  sound(venue);
});
