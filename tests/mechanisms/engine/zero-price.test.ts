import { describe, expect, test } from 'vitest';
import { capacityLimitedProviders, fundTakeover } from '../../../mechanisms/backstop/index.ts';
import { insuranceFund } from '../../../mechanisms/fund/index.ts';
import { zeroPriceIoc } from '../../../mechanisms/liquidation/index.ts';
import { fraction, threeLevelCloseOut } from '../../../mechanisms/margin/index.ts';
import { inverse } from '../../../src/money/index.ts';
import { design, person, quote, step, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, built, equityOf, layer, margin, sound } from './built.ts';

/*
 * Kraken's example of an assignment, with the prices of its example of a liquidation: contracts of a dollar, long at 8,000 with
 * 0.01 BTC for each thousand; at 7,481 margin of 1 % is gone, and the orders go out at 7,407.5 (in ticks of half a dollar 14,815).
 *
 *                PI          FI         of it in the book    assigned
 *   client    1,760,000    300,000
 *   bids      1,007,379    300,000      at 7,407.5
 *   members                                                   752,621
 */
test('what the book does not take at the zero price is assigned', () => {
  const venue = venueOf(
    design(
      [
        layer('liquidation', zeroPriceIoc, { positions: 'all', fee: '0' }),
        layer('backstop', capacityLimitedProviders, {
          belowMaintenance: '1',
          perMinute: '1000',
          perHour: '1000',
          leastEquity: '10',
        }),
      ],
      margin(fraction, { initial: '0.02', maintenance: '0.01' }),
    ),
    ['PI', 'FI'].map((id) => ({ id, instrument: inverse({ face: 2e8 }), open: 16_000 })),
    [{ name: 'BTC', decimals: 8 }],
  );
  const client = person(venue, 2_060_000_000, [
    [0, 1_760_000, 16_000],
    [1, 300_000, 16_000],
  ]);
  const maker = person(venue, 5e9, [], 'maker');
  const members = [1, 2, 3].map(() => person(venue, 5e9, [], 'member'));
  quote(venue, maker, 0, 1, 1_007_379, 14_815);
  quote(venue, maker, 1, 1, 300_000, 14_815);
  step(venue, [14_963, 14_963]);
  expect(venue.cases.all).toEqual([]);
  step(venue, [14_962, 14_962]);
  expect([venue.ledger.lots(maker, 0), venue.ledger.lots(maker, 1)]).toEqual([1_007_379, 300_000]);
  const assigned = members.map((member) => venue.ledger.lots(member, 0));
  expect(assigned.reduce((sum, lots) => sum + lots, 0)).toBe(752_621);
  expect(Math.max(...assigned) - Math.min(...assigned)).toBeLessThanOrEqual(1);
  expect([venue.ledger.lots(client, 0), equityOf(venue, client)]).toEqual([0, 0]);
  expect(accountOf(venue, 1)).toMatchObject({ ownCollateral: 2_060_000_000 });
  sound(venue);
});

/*
 * Lighter: 5, 3 and 2 %. Long 1,000 @ 100.
 *
 *    mark   money   equity   maintenance   close-out
 *      99   3,900    2,900         2,970       1,980   orders at 99 - 2.9 = 96.1, up to 97
 *      97   3,900      900         2,910       1,940   the fund takes everything
 */
describe('three levels', () => {
  const lighter = (bid: number, lots: number) => {
    const venue = venueOf(
      design(
        [
          layer('liquidation', zeroPriceIoc, { belowCloseOut: 'pass' }),
          layer('backstop', fundTakeover, { belowCloseOut: true }),
        ],
        {
          ...margin(threeLevelCloseOut, {
            markets: { default: [{ initial: '0.05', maintenance: '0.03', closeOut: '0.02' }] },
          }),
          funds: { insurance: built(insuranceFund, { capital: '10000' }) },
        },
      ),
    );
    const client = person(venue, 3_900, [[0, 1_000, 100]]);
    quote(venue, person(venue, 100_000, [], 'maker'), 0, 1, lots, bid);
    return { venue, client, held: () => venue.ledger.lots(client, 0) };
  };

  // 400 at 98 bring 760 beyond the zero price; one percent of 39,200 goes to the fund. 600 lots need 1,782.
  test('a better fill pays up to a percent, and the account is well again', () => {
    const { venue, client, held } = lighter(98, 400);
    step(venue, [99]);
    expect([held(), equityOf(venue, client), venue.pools[0]?.cash]).toEqual([600, 2_108, 10_392]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 400, slippage: 400, fees: 392, ownCollateral: 1_192, left: 2_108 });
    expect(venue.cases.all[0]?.closed).toBe(1);
    sound(venue);
  });

  // At 97, 1,000 lots bring 900 beyond the zero value of 96,100, and a percent of 97,000 is more.
  test('it pays no more than the fill brought', () => {
    const { venue, client, held } = lighter(97, 1_000);
    step(venue, [99]);
    expect([held(), equityOf(venue, client), venue.pools[0]?.cash]).toEqual([0, 0, 10_900]);
    sound(venue);
  });

  test('nobody is sold below the zero price', () => {
    const { venue, client, held } = lighter(96, 1_000);
    step(venue, [99]);
    expect([held(), equityOf(venue, client)]).toEqual([1_000, 2_900]);
    expect(venue.cases.all[0]?.closed).toBeUndefined();
    sound(venue);
  });

  test('below close-out margin the fund takes position and money', () => {
    const { venue, client, held } = lighter(97, 1_000);
    step(venue, [97]);
    expect([held(), equityOf(venue, client), venue.pools[0]?.equity]).toEqual([0, 0, 10_900]);
    sound(venue);
  });
});
