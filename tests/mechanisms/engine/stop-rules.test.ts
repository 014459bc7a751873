import { describe, expect, test } from 'vitest';
import {
  backstopLossThreshold,
  fundEquityNegative,
  greedyQueue,
  integerProRata,
  leverageThenPnlLexicographic,
  mark,
  markOverEntryTimesAccountLeverage,
  oppositeSide,
  previousMark,
  profitable,
  settlementShortfall,
  unmatchedLiquidationBacklog,
  unranked,
  waterfallExhausted,
} from '../../../mechanisms/adl/index.ts';
import { fundTakeover, vaultTakeover } from '../../../mechanisms/backstop/index.ts';
import { defaultFundWithAssessments, depositorVault, insuranceFund } from '../../../mechanisms/fund/index.ts';
import { bookIoc } from '../../../mechanisms/liquidation/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import { cashCall, defaultFundContributions } from '../../../mechanisms/socialisation/index.ts';
import { design, person, quote, step, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, adlOf, built, equityOf, layer, margin, pays, sound } from './built.ts';

const MARGIN = margin(fraction, { initial: '0.1', maintenance: '0.05' });
const queue = { eligible: [built(oppositeSide), built(profitable)], allocation: built(greedyQueue) };

/*
 * https://docs.ethereal.trade/trading/perpetual-futures/auto-deleveraging, its example: long 10 @ 4,000, mark 3,600, the account 2,000
 * below zero, the fund with nothing left. The short gives up 2,000 of its profit.
 *
 *             money   position           at 3,600   after ADL at its bankruptcy, 3,800
 *   A         2,000   long  10 @ 4,000     -2,000           0
 *   B        50,000   short 10 @ 4,000     54,000      52,000
 */
describe('fund-equity-negative', () => {
  const ethereal = (capital: string) =>
    venueOf(
      design(
        [
          layer('backstop', fundTakeover, { price: 'bankruptcy', workOver: '1h' }),
          adlOf({
            ...queue,
            trigger: built(fundEquityNegative),
            ranking: built(leverageThenPnlLexicographic),
            closeOut: built(mark),
          }),
        ],
        { ...MARGIN, funds: { insurance: built(insuranceFund, { capital }) } },
      ),
      [{ open: 4_000 }],
    );

  test('leaves a loss that the fund can bear to it, and pushes one that it cannot', () => {
    for (const [capital, lots] of [
      ['2000', 10],
      ['1999', 0],
    ] as const) {
      const venue = ethereal(capital);
      person(venue, 2_000, [[0, 10, 4_000]]);
      person(venue, 50_000, [[0, -10, 4_000]]);
      step(venue, [3_600]);
      expect(venue.pools[0]?.lots(0)).toBe(lots);
      sound(venue);
    }
  });

  /*
   *   the fund, 1,000, takes 10 long over at 3,950 where the account ends at zero, mark 3,900: it has 500
   *   at 3,800 it is 500 below zero: it is on, and the short takes all 10 at mark
   */
  test('empties a fund that has gone below zero, at mark, and leaves what is missing to it', () => {
    const venue = ethereal('1000');
    const loser = person(venue, 500, [[0, 10, 4_000]]);
    const winner = person(venue, 50_000, [[0, -10, 4_000]]);
    step(venue, [3_900]);
    expect([venue.pools[0]?.lots(0), venue.pools[0]?.equity, equityOf(venue, loser)]).toEqual([10, 500, 0]);
    step(venue, [3_850]);
    expect(venue.pools[0]?.lots(0)).toBe(10);
    step(venue, [3_800]);
    expect([venue.pools[0]?.lots(0), venue.ledger.lots(winner, 0)]).toEqual([0, 0]);
    expect(equityOf(venue, winner)).toBe(52_000);
    sound(venue);
  });
});

/* A vault of 100,000 takes 1,600 over at 92 with 3,200 of margin; its threshold is a loss of 3,000. */
test('backstop-loss-threshold closes what the vault holds once it has lost too much, and no sooner', () => {
  const venue = venueOf(
    design(
      [
        layer('backstop', vaultTakeover, { workOver: '1h' }),
        adlOf({
          ...queue,
          trigger: built(backstopLossThreshold, { loss: '3000' }),
          ranking: built(markOverEntryTimesAccountLeverage),
          closeOut: built(previousMark),
        }),
      ],
      { ...MARGIN, funds: { vault: built(depositorVault, { capital: '100000' }) } },
    ),
  );
  person(venue, 16_000, [[0, 1_600, 100]]);
  const winner = person(venue, 1_000_000, [[0, -1_600, 100]]);
  step(venue, [92], 10);
  // 3,200 of margin less 4,800 at 89 is a loss of 1,600; at 88 it is 3,200.
  step(venue, [89], 10);
  expect(venue.pools[0]?.lots(0)).toBe(1_600);
  step(venue, [88], 10);
  expect([venue.pools[0]?.lots(0), venue.ledger.lots(winner, 0)]).toEqual([0, 0]);
  // Closed at the mark before, 89: the vault keeps 3,200 - 4,800.
  expect(venue.pools[0]?.equity).toBe(100_000 - 1_600);
  sound(venue);
});

/* The book takes a tenth of it; the limit is half of the open interest. */
test('unmatched-liquidation-backlog waits for the book one step, and then matches what has found none', () => {
  const venue = venueOf(
    design(
      [
        { ...layer('liquidation', bookIoc), unless: 'adl' },
        adlOf({
          ...queue,
          trigger: built(unmatchedLiquidationBacklog, { share: '0.5' }),
          ranking: built(unranked),
          closeOut: built(mark),
        }),
      ],
      MARGIN,
    ),
  );
  const loser = person(venue, 1_000, [[0, 100, 100]]);
  const maker = person(venue, 100_000, [[0, -100, 100]], 'maker');
  quote(venue, maker, 0, 1, 10, 95);
  step(venue, [94]);
  expect(venue.ledger.lots(loser, 0)).toBe(90);
  step(venue, [94]);
  expect(venue.ledger.lots(loser, 0)).toBe(0);
  sound(venue);
});

/* Long 10 @ 100 with 100 and mark 80 leaves 100 missing; a week of 100 s is settled in its last step of 10 s. */
test('settlement-shortfall charges gains at the end of the period, for what the fund has not paid', () => {
  const venue = venueOf(
    design(
      [
        layer('liquidation', bookIoc),
        pays('insurance'),
        adlOf({
          settle: 'gains',
          trigger: built(settlementShortfall),
          eligible: [],
          ranking: built(unranked),
          allocation: built(integerProRata),
          closeOut: built(mark),
        }),
      ],
      { ...MARGIN, settlement: 100, funds: { insurance: built(insuranceFund, { capital: '40' }) } },
    ),
  );
  person(venue, 100, [[0, 10, 100]]);
  const winners = [1, 3].map((lots) => person(venue, 10_000, [[0, -lots, 100]]));
  const maker = person(venue, 100_000, [[0, -6, 100]], 'maker');
  quote(venue, maker, 0, 1, 10, 80);
  for (let now = 10; now < 90; now += 10) step(venue, [80], 10);
  expect(venue.cases.all[0]?.closed).toBeUndefined();
  // 60 below zero, which waits.
  expect(accountOf(venue, 1)).toEqual({ markLoss: 200, ownCollateral: 160, fund: 40 });
  expect(winners.map((account) => equityOf(venue, account))).toEqual([10_020, 10_060]);
  step(venue, [80], 10);
  // 60 of gains of 20 and 60: the maker has bought back what it was short.
  expect(accountOf(venue, 1)).toEqual({ markLoss: 200, ownCollateral: 100, fund: 40, socialised: 60 });
  expect(winners.map((account) => equityOf(venue, account))).toEqual([10_005, 10_015]);
  sound(venue);
});

/* An own tranche of 10 and a member of 20 who can be assessed for 40: of 100 missing, 70 are prefunded or promised, and 30 come from gains. */
test('waterfall-exhausted charges gains only once tranche, deposits and assessments are gone', () => {
  const house = (missing: number) => {
    const venue = venueOf(
      design(
        [
          layer('liquidation', bookIoc),
          pays('house'),
          { ...layer('socialisation', defaultFundContributions, { from: 'sponsor' }), label: 'sponsor' },
          { ...layer('socialisation', cashCall), label: 'assessments' },
          adlOf({
            settle: 'gains',
            trigger: built(waterfallExhausted, { pool: 'house', in: 'gain' }),
            eligible: [],
            ranking: built(unranked),
            allocation: built(integerProRata),
            closeOut: built(mark),
          }),
        ],
        {
          ...MARGIN,
          funds: {
            house: built(defaultFundWithAssessments, {
              skinInTheGame: '10',
              members: [{ deposit: '20', commitment: '40' }],
            }),
          },
        },
      ),
    );
    person(venue, 200 - missing, [[0, 10, 100]]);
    const winner = person(venue, 10_000, [[0, -4, 100]]);
    const maker = person(venue, 100_000, [[0, -6, 100]], 'maker');
    quote(venue, maker, 0, 1, 10, 80);
    for (let i = 0; i < 4; i++) step(venue, [80]);
    sound(venue);
    return [accountOf(venue, 1), equityOf(venue, winner)];
  };
  expect(house(70)).toEqual([{ markLoss: 200, ownCollateral: 130, fund: 10, socialised: 60 }, 10_080]);
  expect(house(100)).toEqual([{ markLoss: 200, ownCollateral: 100, fund: 10, socialised: 60 + 30 }, 10_050]);
});
