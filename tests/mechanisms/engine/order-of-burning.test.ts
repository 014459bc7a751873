import { expect, test } from 'vitest';
import { partialTearUp } from '../../../mechanisms/adl/index.ts';
import { depositorVault, insuranceFund } from '../../../mechanisms/fund/index.ts';
import { bookIoc } from '../../../mechanisms/liquidation/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import { depositHaircut, unvestedProfitFirst, vaultDepositorLoss } from '../../../mechanisms/socialisation/index.ts';
import { design, person, quote, step, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, built, equityOf, layer, margin, pays, sound } from './built.ts';

/*
 * percolator, first generation: unvested profit, then insurance, then everybody's equity.
 *
 *            money   position          at 30    unvested    equity left    pays of it
 *   loser    3,000   long  50 @ 100     -500
 *   B        1,000   short  2 @ 100    1,140         140          1,000           130
 *   C          300                       300                        300            39
 *   maker      700   long  50 @  30      700                        700            91
 *   fund       100                                                               (100)
 */
test('burns unvested profit, then insurance, then equity', () => {
  const last = { ...layer('socialisation', depositHaircut, { of: 'equity' }), label: 'equity' };
  const venue = venueOf(
    design([layer('liquidation', bookIoc), layer('socialisation', unvestedProfitFirst), pays('insurance'), last], {
      ...margin(fraction, { initial: '0.1', maintenance: '0.05' }),
      funds: { insurance: built(insuranceFund, { capital: '100' }) },
    }),
  );
  const loser = person(venue, 3000, [[0, 50, 100]]);
  const b = person(venue, 1000, [[0, -2, 100]]);
  const c = person(venue, 300);
  const maker = person(venue, 700, [], 'maker');
  quote(venue, maker, 0, 1, 50, 30);
  step(venue, [30]);
  step(venue, [30]);
  expect([loser, b, c, maker].map((account) => equityOf(venue, account))).toEqual([0, 870, 261, 609]);
  expect(accountOf(venue, 1)).toEqual({ markLoss: 3500, ownCollateral: 3000, socialised: 140 + 260, fund: 100 });
  sound(venue);
});

// The loser is closed at mark with 10 missing, which the depositors of a sister vault bear; half of what it has is theirs to lose.
test.each([
  ['1000', 10, 0],
  ['12', 6, 4],
])('a vault of %s bears %d for its depositors', (capital, socialised, uncovered) => {
  const venue = venueOf(
    design(
      [
        { label: 'adl', kind: 'adl', whole: built(partialTearUp) },
        layer('socialisation', vaultDepositorLoss, { most: '0.5' }),
      ],
      {
        ...margin(fraction, { initial: '0.1', maintenance: '0.05' }),
        funds: { vault: built(depositorVault, { capital }) },
      },
    ),
  );
  person(venue, 50, [[0, 10, 100]]);
  const winner = person(venue, 1000, [[0, -10, 100]]);
  step(venue, [94]);
  step(venue, [94]);
  expect([equityOf(venue, winner), venue.pools[0]?.cash]).toEqual([1060, Number(capital) - socialised]);
  const left = uncovered === 0 ? {} : { uncovered };
  expect(accountOf(venue, 1)).toEqual({ markLoss: 60, ownCollateral: 50, socialised, ...left });
  sound(venue);
});
