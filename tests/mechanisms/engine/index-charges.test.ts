import { describe, expect, test } from 'vitest';
import { accountEquityNegative, integerProRata, mark, oppositeSide, unranked } from '../../../mechanisms/adl/index.ts';
import { insuranceFund } from '../../../mechanisms/fund/index.ts';
import { bookIoc } from '../../../mechanisms/liquidation/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import { cumulativeFundingShift, opposingInterestIndex } from '../../../mechanisms/socialisation/index.ts';
import type { Venue } from '../../../src/exchange/index.ts';
import { design, person, quote, step, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, adlOf, built, equityOf, layer, margin, pays, sound } from './built.ts';

const quoteOf = (venue: Venue, account: number) => venue.ledger.accounts.balance(0, account);

describe('a loss through a funding index on both sides', () => {
  /*
   * Drift: the fund first, then every open lot, long or short.
   *
   *             money   position        after the book took 5 at 80
   *   loser        50   long  5 @ 100   50 - 500 + 400 = -50, flat
   *   maker    10,000                   long  5
   *   long      1,000   long  2 @ 100   long  2
   *   short     1,000   short 7 @ 100   short 7
   */
  const drift = (fund: string) => {
    const venue = venueOf(
      design([layer('liquidation', bookIoc), pays('insurance'), layer('socialisation', cumulativeFundingShift)], {
        ...margin(fraction, { initial: '0.1', maintenance: '0.05' }),
        funds: { insurance: built(insuranceFund, { capital: fund }) },
      }),
    );
    person(venue, 50, [[0, 5, 100]]);
    const long = person(venue, 1000, [[0, 2, 100]]);
    const short = person(venue, 1000, [[0, -7, 100]]);
    const maker = person(venue, 10_000, [], 'maker');
    quote(venue, maker, 0, 1, 5, 80);
    step(venue, [90]);
    return { venue, holders: [maker, long, short] };
  };

  test('42 over 14 lots is 3 a lot, which holders owe at once and pay when touched', () => {
    const { venue, holders } = drift('8');
    expect(accountOf(venue, 1)).toEqual({ markLoss: 50, slippage: 50, ownCollateral: 50, fund: 8, socialised: 42 });
    expect(venue.cases.all[0]?.closed).toBe(1);
    const before = holders.map((account) => quoteOf(venue, account));
    // Maker: bought 5 at 80, mark 90. Long: -20. Short: +70.
    expect(holders.map((account) => equityOf(venue, account))).toEqual([10_050 - 15, 980 - 6, 1070 - 21]);
    expect(quoteOf(venue, venue.ledger.indexAccount)).toBe(-42);
    sound(venue);
    venue.ledger.settleMarket(0);
    expect(holders.map((account, i) => (before[i] ?? 0) - quoteOf(venue, account))).toEqual([15, 6, 21]);
    expect([venue.ledger.indexAccount, venue.ledger.roundingAccount].map((one) => quoteOf(venue, one))).toEqual([0, 0]);
    sound(venue);
  });

  test('what 14 lots cannot share evenly goes to the rounding account', () => {
    const { venue, holders } = drift('0');
    expect(accountOf(venue, 1)).toMatchObject({ socialised: 50 });
    const before = holders.map((account) => quoteOf(venue, account));
    // 50 / 14 = 3.571429 a lot, rounded up: 17.86, 7.14 and 25.0 are 18, 8 and 26.
    for (const account of holders) venue.ledger.settle(account, 0);
    expect(holders.map((account, i) => (before[i] ?? 0) - quoteOf(venue, account))).toEqual([18, 8, 26]);
    expect(quoteOf(venue, venue.ledger.indexAccount)).toBe(2);
    venue.ledger.settleMarket(0);
    expect([venue.ledger.indexAccount, venue.ledger.roundingAccount].map((one) => quoteOf(venue, one))).toEqual([0, 2]);
    sound(venue);
  });
});

describe('a loss over the opposing side, pro rata to open interest', () => {
  /*
   * percolator A/K at 90: A shrinks the shorts by half at mark, K charges what is missing to the shorts that are left.
   *
   *             money   position       A     K: 30 / 6 lots    equity
   *   loser        30   long  6 @ 100  6                            0
   *   short 1     500   short 4 @ 100  2                 10       530
   *   short 2     500   short 8 @ 100  4                 20       560
   *   other     1,000   long  6 @ 100                             940
   */
  test('shrinks the other side by one factor and charges it by one index', () => {
    const venue = venueOf(
      design(
        [
          adlOf({
            trigger: built(accountEquityNegative),
            eligible: [built(oppositeSide)],
            ranking: built(unranked),
            allocation: built(integerProRata),
            closeOut: built(mark),
          }),
          layer('socialisation', opposingInterestIndex),
        ],
        margin(fraction, { initial: '0.02', maintenance: '0.01' }),
      ),
    );
    const loser = person(venue, 30, [[0, 6, 100]]);
    const shorts = [4, 8].map((lots) => person(venue, 500, [[0, -lots, 100]]));
    const other = person(venue, 1000, [[0, 6, 100]]);
    const flat = person(venue, 777);
    step(venue, [90]);
    expect(shorts.map((account) => venue.ledger.lots(account, 0))).toEqual([-2, -4]);
    expect([loser, ...shorts, other, flat].map((account) => equityOf(venue, account))).toEqual([0, 530, 560, 940, 777]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 60, ownCollateral: 30, socialised: 30 });
    venue.ledger.settleMarket(0);
    expect(quoteOf(venue, venue.ledger.indexAccount)).toBe(0);
    sound(venue);
  });
});
