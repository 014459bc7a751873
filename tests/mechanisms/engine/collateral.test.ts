import { describe, expect, test } from 'vitest';
import {
  accountEquityNegative,
  bankruptcy,
  greedyQueue,
  oppositeSide,
  unranked,
} from '../../../mechanisms/adl/index.ts';
import { haircutByAsset } from '../../../mechanisms/collateral/index.ts';
import { insuranceFund } from '../../../mechanisms/fund/index.ts';
import { bookIoc } from '../../../mechanisms/liquidation/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import { collateralPhase, deposit } from '../../../src/exchange/index.ts';
import { inverse } from '../../../src/money/index.ts';
import { design, person, quote, step, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, adlOf, built, equityOf, layer, margin, pays, sound } from './built.ts';

const assets = [
  { name: 'USD', decimals: 0 },
  { name: 'BTC', decimals: 2 },
];
const margins = margin(fraction, { initial: '0.1', maintenance: '0.05' });
const funds = { insurance: built(insuranceFund, { capital: '10000' }) };
const dollars = (value: number) => new Map([[1, { units: 100, value }]]);

describe('a second asset as collateral', () => {
  /*
   * 1 BTC at 1,000 counts for 900; long 10 @ 100. At 5 the loss is 950, and equity 50 - 950 + 900 = 0.
   *
   *   sold in the book at 5:   50 - 1,000 + 50 = -900 dollars
   *   95 of 100 units of BTC:  worth 950, bring 950 x 0.95 = 902.5; 900 are asked for
   */
  const venueWithBtc = () => {
    const venue = venueOf(
      design([layer('liquidation', bookIoc), pays('insurance')], {
        ...margins,
        funds,
        collateral: built(haircutByAsset, { assets: { BTC: { weight: '0.9', saleDiscount: '0.05' } } }),
      }),
      [{}],
      assets,
    );
    collateralPhase(venue, dollars(1000));
    const loser = person(venue, 50, [[0, 10, 100]]);
    deposit(venue, loser, 100, 1);
    person(venue, 10_000, [[0, -10, 100]]);
    const maker = person(venue, 10_000, [], 'maker');
    quote(venue, maker, 0, 1, 10, 5);
    return { venue, loser };
  };

  test('is sold before any other money is asked for', () => {
    const { venue, loser } = venueWithBtc();
    expect(equityOf(venue, loser)).toBe(950);
    step(venue, [5]);
    expect([0, 1].map((asset) => venue.ledger.accounts.balance(asset, loser))).toEqual([0, 5]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 950, slippage: 50, ownCollateral: 1000 });
    expect(accountOf(venue, 1, 1)).toEqual({ left: 5 });
    expect(venue.pools[0]?.cash).toBe(10_000);
    sound(venue);
  });

  test('is used up before the fund pays the rest', () => {
    const { venue, loser } = venueWithBtc();
    collateralPhase(venue, dollars(800));
    step(venue, [5]);
    // 800 x 0.95 = 760 of the 900.
    expect([0, 1].map((asset) => venue.ledger.accounts.balance(asset, loser))).toEqual([0, 0]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 950, slippage: 40, ownCollateral: 850, fund: 140 });
    expect(venue.pools[0]?.cash).toBe(9860);
    sound(venue);
  });
});

describe('an inverse market settled in its own asset', () => {
  /*
   * Coins of 1,000,000 units, lots of 100 dollars: a lot is worth -100,000,000 / price units. At 1,000 dollars a coin:
   *
   *             coins     position                  at 800
   *   loser   150,000     long 10 @ 1,000     150,000 - 250,000 = -100,000
   *   winner  900,000     short 10 @ 1,000    900,000 + 250,000, less 100,000 by ADL
   */
  test('closes at bankruptcy in coins, to the last unit', () => {
    const venue = venueOf(
      design(
        [
          adlOf({
            trigger: built(accountEquityNegative),
            eligible: [built(oppositeSide)],
            ranking: built(unranked),
            allocation: built(greedyQueue),
            closeOut: built(bankruptcy),
          }),
        ],
        { ...margins, collateral: built(haircutByAsset, { assets: { BTC: { weight: '1' } } }) },
      ),
      [{ instrument: inverse({ face: 100_000_000 }), open: 1000, settle: 1 }],
      [
        { name: 'USD', decimals: 0 },
        { name: 'BTC', decimals: 6 },
      ],
    );
    const coin = (value: number) => collateralPhase(venue, new Map([[1, { units: 1_000_000, value }]]));
    coin(1000);
    const [loser, winner] = [10, -10].map((lots) => person(venue, 0, [[0, lots, 1000]])) as [number, number];
    deposit(venue, loser, 150_000, 1);
    deposit(venue, winner, 900_000, 1);
    coin(800);
    step(venue, [800]);
    expect([loser, winner].map((account) => venue.ledger.accounts.balance(1, account))).toEqual([0, 1_050_000]);
    expect(accountOf(venue, 1, 1)).toEqual({ markLoss: 250_000, ownCollateral: 150_000, adl: 100_000 });
    expect(accountOf(venue, 1)).toEqual({});
    sound(venue);
  });

  /*
   * Dollars only, and a market that settles in coins: the loss of 250,000 units is 200 dollars at 800.
   *
   *             dollars    after the book took 10 at 800    bought back      fund pays
   *   first         230    -250,000 coins                   for 200 of 230           0
   *   second        150    -250,000 coins                   187,500 for 150         50
   */
  test.each([
    [230, 30, 0],
    [150, 0, 50],
  ])('is paid from %d dollars of the account before any other money', (dollarsOwned, left, paid) => {
    const venue = venueOf(
      design([layer('liquidation', bookIoc), pays('insurance')], { ...margins, funds }),
      [{ instrument: inverse({ face: 100_000_000 }), open: 1000, settle: 1 }],
      [
        { name: 'USD', decimals: 0 },
        { name: 'BTC', decimals: 6 },
      ],
    );
    const coin = (value: number) => collateralPhase(venue, new Map([[1, { units: 1_000_000, value }]]));
    coin(1000);
    const loser = person(venue, dollarsOwned, [[0, 10, 1000]]);
    const [other, maker] = [person(venue, 0, [[0, -10, 1000]]), person(venue, 0, [], 'maker')];
    for (const account of [other, maker]) deposit(venue, account, 9_000_000, 1);
    quote(venue, maker, 0, 1, 10, 800);
    coin(800);
    step(venue, [800]);
    expect([0, 1].map((asset) => venue.ledger.accounts.balance(asset, loser))).toEqual([left, 0]);
    expect(accountOf(venue, 1).fund ?? 0).toBe(paid);
    expect(accountOf(venue, 1, 1)).toEqual({ markLoss: 250_000, ownCollateral: 250_000 });
    expect(venue.cases.all[0]?.closed).toBe(1);
    sound(venue);
  });
});
