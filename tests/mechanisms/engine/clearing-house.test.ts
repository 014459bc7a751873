import { describe, expect, test } from 'vitest';
import { jointProRataTearUp } from '../../../mechanisms/adl/index.ts';
import { defaultFundWithAssessments } from '../../../mechanisms/fund/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import { cashCall, gainsHaircut, periodGainsHaircut } from '../../../mechanisms/socialisation/index.ts';
import { chargeable } from '../../../src/exchange/actions/chargeable.ts';
import { design, person, step, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, built, equityOf, layer, margin, pays, sound } from './built.ts';

const tearUp = { label: 'adl', kind: 'adl' as const, whole: built(jointProRataTearUp) };
const margins = margin(fraction, { initial: '0.02', maintenance: '0.01' });

describe('partial tear-up and gains haircut', () => {
  /*
   * At 94, torn up at mark against both winners in proportion, then every gain that is still open loses the same percentage.
   *
   *             money   position        torn up   gain left   haircut   equity
   *   loser        50   long  10 @ 100       10                              0
   *   W1          100   short 10 @ 100        5          30         5      155
   *   W2        1,000   short 10 @ 100        5          30         5    1,055
   *   other     1,000   long  10 @ 100                    -                940
   */
  test('of open positions', () => {
    const venue = venueOf(design([tearUp, layer('socialisation', gainsHaircut)], margins));
    const loser = person(venue, 50, [[0, 10, 100]]);
    const winners = [100, 1000].map((money) => person(venue, money, [[0, -10, 100]]));
    const other = person(venue, 1000, [[0, 10, 100]]);
    step(venue, [94]);
    expect(winners.map((account) => venue.ledger.lots(account, 0))).toEqual([-5, -5]);
    expect([loser, ...winners, other].map((account) => equityOf(venue, account))).toEqual([0, 155, 1055, 940]);
    // The memo rose by what was taken: no gain is cut twice.
    expect(winners.map((account) => chargeable(venue, 'gains', account, 0))).toEqual([25, 25]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 60, ownCollateral: 50, socialised: 10 });
    sound(venue);
  });

  test('of the period: what was realised in the tear-up counts too', () => {
    const venue = venueOf(design([tearUp, layer('socialisation', periodGainsHaircut)], margins));
    person(venue, 50, [[0, 10, 100]]);
    const winners = [100, 1000].map((money) => person(venue, money, [[0, -5, 100]]));
    step(venue, [94]);
    expect(winners.map((account) => venue.ledger.lots(account, 0))).toEqual([0, 0]);
    expect(winners.map((account) => equityOf(venue, account))).toEqual([125, 1025]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 60, ownCollateral: 50, socialised: 10 });
    sound(venue);
  });
});

describe('a whole rule over two markets', () => {
  /*
   * 10 of A and -5 of B; 4 lots face A and 5 face B, so 0.4 of both are torn up, and what is left has the shape of what was there.
   * The other 6 short lots of A belong to the rest of the world, which nobody can cut.
   */
  test('tears both legs up by one share', () => {
    const venue = venueOf(design([tearUp], margins), [{}, { open: 200 }]);
    const loser = person(venue, 50, [
      [0, 10, 100],
      [1, -5, 200],
    ]);
    const facing = person(venue, 1000, [
      [0, -4, 100],
      [1, 5, 200],
    ]);
    step(venue, [94, 200]);
    const lots = (account: number) => [0, 1].map((market) => venue.ledger.lots(account, market));
    expect([lots(loser), lots(facing)]).toEqual([
      [6, -3],
      [0, 3],
    ]);
    // At mark nobody gains or loses by it: 50 - 60 stays with the subject, and its case stays open.
    expect([loser, facing].map((account) => equityOf(venue, account))).toEqual([-10, 1024]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 24, ownCollateral: 24 });
    expect(venue.cases.all[0]?.closed).toBeUndefined();
    sound(venue);
    const late = person(venue, 1000, [[0, -6, 94]]);
    step(venue, [94, 200]);
    expect([lots(loser), lots(facing), lots(late)]).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    // The deficit is shown to all layers once before it is written off.
    step(venue, [94, 200]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 60, ownCollateral: 50, uncovered: 10 });
    sound(venue);
  });
});

describe('a cash call', () => {
  /*
   * 70 are missing: the house's own 10, then the members by commitment, twice their deposits.
   *
   * They pay with money they had not deposited before.
   *
   *             deposit   committed   called   left of it
   *   M1            100         200       24          176
   *   M2            100         200       24          176
   *   M3             50         100       12           88
   */
  test('on members, after the tranche of the house', () => {
    const venue = venueOf(
      design([tearUp, pays('house'), layer('socialisation', cashCall)], {
        ...margins,
        funds: {
          house: built(defaultFundWithAssessments, {
            skinInTheGame: '10',
            members: [{ deposit: '100', count: 2 }, { deposit: '50' }],
          }),
        },
      }),
    );
    person(venue, 50, [[0, 10, 100]]);
    person(venue, 1000, [[0, -10, 100]]);
    step(venue, [88]);
    const members = venue.accountsOf('member');
    expect(members.map((id) => [equityOf(venue, id), venue.view.account(id).commitment])).toEqual([
      [100, 176],
      [100, 176],
      [50, 88],
    ]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 120, ownCollateral: 50, fund: 10, socialised: 60 });
    expect(venue.pools[0]?.cash).toBe(0);
    sound(venue);
  });
});
