import { describe, expect, test } from 'vitest';
import { capacityLimitedProviders } from '../../../mechanisms/backstop/index.ts';
import { insuranceFund } from '../../../mechanisms/fund/index.ts';
import { zeroPriceIoc } from '../../../mechanisms/liquidation/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import { inverse } from '../../../src/money/index.ts';
import { design, person, quote, step, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, built, equityOf, layer, margin, sound } from './built.ts';

/*
 * FTX's backstop providers: below half of maintenance, members take the position at the zero price, 100,000 a minute each.
 *
 *             money    position          at 99: equity   maintenance
 *   loser     1,400    long 1,000 @ 100            400           990   below 495
 *   M1, M2  500,000    take 500 each at 49,300, worth 49,500
 */
const providers = (lots: number, money: number) => {
  const venue = venueOf(
    design(
      [layer('backstop', capacityLimitedProviders, { perMinute: '100000', perHour: '300000', leastEquity: '500000' })],
      margin(fraction, { initial: '0.02', maintenance: '0.01' }),
    ),
  );
  const loser = person(venue, money, [[0, lots, 100]]);
  person(venue, 1_000_000, [[0, -lots, 100]]);
  const members = [500_000, 500_000, 499_999].map((own) => person(venue, own, [], 'member'));
  return { venue, loser, members };
};

describe('capacity of members', () => {
  test('is used pro rata, at the zero price', () => {
    const { venue, loser, members } = providers(1000, 1400);
    step(venue, [99]);
    expect(members.map((account) => venue.ledger.lots(account, 0))).toEqual([500, 500, 0]);
    expect(members.map((account) => equityOf(venue, account))).toEqual([500_200, 500_200, 499_999]);
    expect(equityOf(venue, loser)).toBe(0);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 1000, slippage: 400, ownCollateral: 1400 });
    expect(venue.cases.all[0]?.closed).toBe(1);
    sound(venue);
  });

  test('is bounded a minute: what is beyond it waits', () => {
    const { venue, loser, members } = providers(3000, 4200);
    step(venue, [99]);
    // 100,000 a member is 1,010 lots of 99 each.
    expect(members.map((account) => venue.ledger.lots(account, 0))).toEqual([1010, 1010, 0]);
    expect(venue.ledger.lots(loser, 0)).toBe(980);
    step(venue, [99]);
    expect(venue.ledger.lots(loser, 0)).toBe(980);
    step(venue, [99], 60);
    expect(venue.ledger.lots(loser, 0)).toBe(0);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 3000, slippage: 1200, ownCollateral: 4200 });
    sound(venue);
  });
});

/*
 * FTX: the account leaves at the zero price, providers pay 2/3 of it and 1/3 of mark, and the backstop fund has the difference.
 *
 *             money    position             at 99: equity   zero price   providers pay      backstop
 *   solvent   1,300    long 1,000 @ 100               300       98,700          98,800          +100
 *   bankrupt    700    long 1,000 @ 100              -300       99,300          99,200          -100
 */
describe('two thirds of the zero price and a third of mark', () => {
  const ftx = (money: number, fund: string) => {
    const venue = venueOf(
      design([layer('backstop', capacityLimitedProviders, { leastEquity: '0', mark: '1/3', difference: 'backstop' })], {
        ...margin(fraction, { initial: '0.02', maintenance: '0.01' }),
        funds: { backstop: built(insuranceFund, { capital: fund }) },
      }),
    );
    const loser = person(venue, money, [[0, 1_000, 100]]);
    person(venue, 1_000_000, [[0, -1_000, 100]]);
    const provider = person(venue, 500_000, [], 'member');
    step(venue, [99]);
    sound(venue);
    return [loser, provider, venue.pools[0]?.account ?? -1].map((account) => equityOf(venue, account));
  };

  test('the fund gains a third of the equity that is left, and bears a third of what is missing', () => {
    expect(ftx(1_300, '5000')).toEqual([0, 500_000 + 99_000 - 98_800, 5_100]);
    expect(ftx(700, '5000')).toEqual([0, 500_000 + 99_000 - 99_200, 4_900]);
  });

  test('a fund that cannot bear its third leaves it to the next layer', () => {
    expect(ftx(700, '40')).toEqual([-60, 500_000 - 200, 0]);
  });
});

/*
 * https://support.kraken.com/hc/en-us/articles/360022835231: of a long of 1,760,000 contracts 1,007,379 are sold in the book at the
 * zero-equity price or better, and 752,621 are assigned; one provider is told of 184,317. Contracts of 1 dollar, in satoshi:
 *
 *   long 1,760,000 @ 10,000    bought for 176 BTC      money 2 BTC
 *   mark 9,950                 176.884 BTC a contract side, so a loss of 0.884; equity 1.116 BTC, maintenance 1.769
 *   zero price                 1,760,000 / (176 + 2) = 9,887.64: the bid at 9,900 is taken, the one at 9,880 is not
 */
describe('assignment of what the book does not take', () => {
  const coin = { instrument: inverse({ face: 100_000_000 }), settle: 0, open: 10_000 };
  const assigned = (preferences: readonly object[]) => {
    const venue = venueOf(
      design(
        [
          layer('liquidation', zeroPriceIoc, { fee: '0' }),
          layer('backstop', capacityLimitedProviders, {
            perMinute: '1000000',
            perHour: '1000000',
            leastEquity: '0',
            belowMaintenance: '1',
            preferences,
          }),
        ],
        {
          ...margin(fraction, { initial: '0.02', maintenance: '0.01' }),
          funds: { insurance: built(insuranceFund) },
        },
      ),
      [coin],
      [{ name: 'BTC', decimals: 8 }],
    );
    const loser = person(venue, 200_000_000, [[0, 1_760_000, 10_000]]);
    const maker = person(venue, 1_000_000_000_000, [[0, -1_760_000, 10_000]], 'maker');
    const members = [1, 2].map(() => person(venue, 1_000_000_000_000, [], 'member'));
    quote(venue, maker, 0, 1, 1_007_379, 9_900);
    quote(venue, maker, 0, 1, 900_000, 9_880);
    step(venue, [9_950]);
    return { venue, loser, members };
  };

  test('assigns 752,621 of 1,760,000 contracts after 1,007,379 in the book, by preference', () => {
    // At 9,950 18.5244 BTC are 184,317.78 contracts, and 57.116 BTC 568,304.2: the two take it all.
    const accepts = ['18.5244', '57.116'].map((assignment) => ({ markets: { A: { assignment } } }));
    const { venue, loser, members } = assigned(accepts);
    expect(venue.ledger.lots(loser, 0)).toBe(0);
    expect(members.map((account) => venue.ledger.lots(account, 0))).toEqual([184_317, 752_621 - 184_317]);
    // What the fills above the zero price brought is shared by those who take the rest: the account keeps nothing.
    expect(equityOf(venue, loser)).toBe(0);
    sound(venue);
  });

  test('leaves the rest with the account where nobody accepts it', () => {
    const { venue, loser } = assigned([{ count: 2, markets: { A: { side: 'short' } } }]);
    expect(venue.ledger.lots(loser, 0)).toBe(752_621);
    sound(venue);
  });
});
