import { describe, expect, test } from 'vitest';
import { capacityLimitedProviders } from '../../../mechanisms/backstop/index.ts';
import { insuranceFund, liquidityPool } from '../../../mechanisms/fund/index.ts';
import {
  incrementalUntilHealthy,
  oracleCloseVsPool,
  rateLimitedBookSlices,
} from '../../../mechanisms/liquidation/index.ts';
import { linearSizeMm, sizeScaledFraction, skewScaledMargin } from '../../../mechanisms/margin/index.ts';
import { inverse } from '../../../src/money/index.ts';
import { design, person, quote, step, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, built, equityOf, layer, margin, sound } from './built.ts';

/*
 * Deribit, in satoshi: contracts of 10 dollars, 100 BTC long at 50,000 (ticks of half a dollar) with 3 BTC; 1 % + 0.005 % x size.
 *
 *    at 49,200        size     equity    maintenance          a round closes an eighth, for 0.75 %
 *    500,000        101.626    1.3740    1.5081 %  1.5327
 *    437,500         88.923    1.2787    1.4446 %  1.2846     fee 0.0953
 *    382,812         77.807    1.1953    1.3890 %  1.0808     fee 0.0834, and margin holds
 */
test('increments stop as soon as margin holds', () => {
  const venue = venueOf(
    design([layer('liquidation', incrementalUntilHealthy)], {
      ...margin(linearSizeMm, { markets: { default: { initial: '0.02', maintenance: '0.01', perCoin: '0.00005' } } }),
      funds: { insurance: built(insuranceFund, { capital: '0' }) },
    }),
    [{ instrument: inverse({ face: 2e9 }), open: 100_000 }],
    [{ name: 'BTC', decimals: 8 }],
  );
  const client = person(venue, 300_000_000, [[0, 500_000, 100_000]]);
  quote(venue, person(venue, 1e11, [], 'maker'), 0, 1, 500_000, 98_400);
  step(venue, [98_400]);
  expect(venue.ledger.lots(client, 0)).toBe(382_812);
  expect(venue.cases.all[0]?.closed).toBe(1);
  const { fees = 0 } = accountOf(venue, 1);
  expect([fees, venue.pools[0]?.cash]).toEqual([
    Math.ceil(1_270_325_203 * 0.0075) + Math.ceil(1_111_544_715 * 0.0075),
    fees,
  ]);
  // The value of each piece is rounded to a satoshi.
  expect(Math.abs(equityOf(venue, client) - (137_398_374 - fees))).toBeLessThanOrEqual(2);
  sound(venue);
});

/*
 * FTX: 5, 3 and 1.5 %, long 1,000 @ 100 with 3,000.
 *
 *    mark   equity   of 3 % and 1.5 %      a second
 *      99    2,000   2,970     1,485       a tenth goes to the book, as long as it is bid for
 *      98    1,000   2,940     1,470       1 - 1,000 / 1,470 of it, 320 lots, goes to the members at the zero price of 97
 */
describe('a random pace, then members', () => {
  const ftx = () => {
    const venue = venueOf(
      design(
        [
          layer('liquidation', rateLimitedBookSlices, {
            chance: '1',
            spread: '0',
            dailyVolume: { default: '10000000' },
          }),
          layer('backstop', capacityLimitedProviders, { belowCloseOut: true, pace: 'by-shortfall', least: '1000' }),
        ],
        margin(sizeScaledFraction, { markets: { default: { base: '0.05', factor: '0' } } }),
      ),
    );
    const client = person(venue, 3_000, [[0, 1_000, 100]]);
    const members = [1, 2].map(() => person(venue, 500_000, [], 'member'));
    const maker = person(venue, 1_000_000, [], 'maker');
    return { venue, members, maker, held: () => venue.ledger.lots(client, 0) };
  };

  test('between the levels a tenth a second goes to the book', () => {
    const { venue, maker, held } = ftx();
    quote(venue, maker, 0, 1, 150, 99);
    step(venue, [99]);
    expect(held()).toBe(900);
    step(venue, [99]);
    expect(held()).toBe(850);
    // What is left of the second slice rests at 99 for a second, and meets whoever bids.
    expect(venue.markets[0]?.bestAsk).toBe(99);
    venue.markets[0]?.book.cancel(maker);
    step(venue, [99]);
    expect([held(), venue.markets[0]?.bestAsk]).toEqual([850, 0]);
    sound(venue);
  });

  test('below auto-close members take the shortfall, until none is left', () => {
    const { venue, members, maker, held } = ftx();
    quote(venue, maker, 0, 1, 1_000, 97);
    step(venue, [98]);
    expect([held(), ...members.map((member) => venue.ledger.lots(member, 0))]).toEqual([680, 160, 160]);
    // Closed at the zero price, equity is the same share of maintenance: 32 % of what is left goes each second.
    step(venue, [98]);
    expect(held()).toBe(680 - 218);
    sound(venue);
  });
});

/*
 * Synthetix: 400,000 coins of a skew scale of 3 million at 500, with 60 million. At 450:
 *
 *    MMR = (0.1333 x 3.271 + 0.2) x 0.391 = 24.87 %, of 180 million 44.8; equity is 40
 *
 * Closed are 5,400 coins a second, 162,000 in 30 s. Once the first are gone margin would hold, but a flagged account is closed whole.
 */
test('a window paces what the pool takes back', () => {
  const venue = venueOf(
    design(
      [
        layer('liquidation', oracleCloseVsPool, {
          window: { length: '30s', fees: '0.0012', multiplier: '1.5', skewScale: { default: '3000000' } },
        }),
      ],
      {
        ...margin(skewScaledMargin, {
          markets: { default: { skewScale: '3000000', initial: '3.271', minimum: '0.2', maintenance: '0.391' } },
        }),
        funds: { pool: built(liquidityPool, { capital: '1000000000' }) },
      },
    ),
    [{ open: 500 }],
  );
  const client = person(venue, 60_000_000, [[0, 400_000, 500]]);
  const left: number[] = [];
  for (let second = 1; second <= 62; second++) {
    step(venue, [450]);
    left.push(venue.ledger.lots(client, 0));
  }
  expect([0, 29, 30, 59, 60].map((i) => left[i])).toEqual([238_000, 238_000, 76_000, 76_000, 0]);
  expect([equityOf(venue, client), venue.cases.all[0]?.closed]).toEqual([40_000_000, 61]);
  sound(venue);
});
