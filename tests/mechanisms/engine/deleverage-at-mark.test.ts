import { describe, expect, test } from 'vitest';
import {
  greedyQueue,
  mark,
  oppositeSide,
  roiOverMarginRatio,
  rollingAverageDrawdown,
} from '../../../mechanisms/adl/index.ts';
import { fundTakeover } from '../../../mechanisms/backstop/index.ts';
import { insuranceFund } from '../../../mechanisms/fund/index.ts';
import { riskTierStepDown } from '../../../mechanisms/liquidation/index.ts';
import { riskLimitSteps } from '../../../mechanisms/margin/index.ts';
import { design, person, quote, step, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, adlOf, built, equityOf, layer, margin, pays, sound } from './built.ts';

/** OKX: liquidations go to the book and the fund, until the market's fund is far below its average; then to the queue, at mark. */
const okx = (fund: string) =>
  venueOf(
    design(
      [
        {
          ...layer('liquidation', riskTierStepDown, {
            lowestTier: 3,
            tiersAtOnce: 2,
            fullBelowLowest: true,
            timeInForce: 'ioc',
            unfilled: 'retry',
            slippage: '0.05',
          }),
          unless: 'adl',
        },
        { ...layer('backstop', fundTakeover, { price: 'bankruptcy', slippage: '0.5', workOver: '1s' }), unless: 'adl' },
        adlOf({
          trigger: built(rollingAverageDrawdown, { least: '0' }),
          eligible: [built(oppositeSide)],
          ranking: built(roiOverMarginRatio),
          allocation: built(greedyQueue),
          closeOut: built(mark),
        }),
        pays('insurance'),
      ],
      {
        ...margin(riskLimitSteps, {
          markets: {
            default: {
              tiers: [
                { upTo: '10000', maintenance: '0.01', initial: '0.02' },
                { upTo: '20000', maintenance: '0.02', initial: '0.04' },
                { upTo: '30000', maintenance: '0.03', initial: '0.05' },
              ],
              beyond: { step: '10000', maintenance: '0.01', initial: '0.01' },
            },
          },
        }),
        funds: { insurance: built(insuranceFund, { capital: fund, scope: 'per-market-isolated' }) },
      },
    ),
    [{}, {}],
  );

/*
 * Three shorts face the loser at mark 80, each up 20 a lot, maintenance 1 %:
 *
 *             money   lots   equity   effective leverage   maintenance / equity      score
 *   safe      5,000    -50    6,000                 0.67        40 / 6,000          0.0009
 *   bold        200    -50    1,200                 3.33        40 / 1,200          0.0222
 *   loser     2,100   +100      100
 */
const people = (venue: ReturnType<typeof okx>) => {
  const safe = person(venue, 5_000, [[0, -50, 100]]);
  const bold = person(venue, 200, [[0, -50, 100]]);
  const loser = person(venue, 2_100, [[0, 100, 100]]);
  const maker = person(venue, 1_000_000, [], 'maker');
  return { safe, bold, loser, maker };
};

describe('while the fund of the market is well', () => {
  test('a loser is taken over at bankruptcy and worked off in the book', () => {
    const venue = okx('1000');
    const { safe, bold, loser, maker } = people(venue);
    step(venue, [80, 100]);
    expect([loser, safe, bold].map((account) => venue.ledger.lots(account, 0))).toEqual([100, -50, -50]);
    // 21 a lot are gone at 79; the account is at zero, and the fund holds the position.
    quote(venue, maker, 0, 1, 100, 78);
    step(venue, [79, 100]);
    expect([venue.ledger.lots(loser, 0), equityOf(venue, loser), venue.pools[0]?.lots(0)]).toEqual([0, 0, 100]);
    step(venue, [79, 100]);
    expect([venue.pools[0]?.lots(0), venue.pools[0]?.equity]).toEqual([0, 900]);
    sound(venue);
  });
});

describe('once the fund is 30 % below its average', () => {
  /** The fund has bought a position of another loser, and lost 400 of its 1,000 on it. */
  const drawn = () => {
    const venue = okx('1000');
    const first = person(venue, 1_000, [[0, 50, 100]]);
    person(venue, 1_000_000, [[0, -50, 100]]);
    const all = people(venue);
    step(venue, [80, 100]);
    expect([venue.ledger.lots(first, 0), venue.pools[0]?.lots(0)]).toEqual([0, 50]);
    return { venue, ...all };
  };

  test('losers and the fund itself are closed against the riskiest winners, at mark, with no order sent', () => {
    const { venue, safe, bold, loser, maker } = drawn();
    quote(venue, maker, 0, 1, 1_000, 71);
    // At 72 the fund has 600 and the loser -700: all 150 lots are matched, the queue being bold, safe, then the rich short.
    step(venue, [72, 100]);
    expect(venue.pools[0]?.lots(0)).toBe(0);
    expect([loser, bold, safe].map((account) => venue.ledger.lots(account, 0))).toEqual([0, 0, 0]);
    expect([bold, safe].map((account) => equityOf(venue, account))).toEqual([200 + 50 * 28, 5_000 + 50 * 28]);
    expect(venue.ledger.lots(maker, 0)).toBe(0);
    sound(venue);
  });

  test('what a loser lacks at mark is the fund’s to pay, as far as it goes', () => {
    const { venue, loser } = drawn();
    step(venue, [72, 100]);
    step(venue, [72, 100]);
    expect(equityOf(venue, loser)).toBe(0);
    expect(accountOf(venue, 3)).toMatchObject({ markLoss: 2_800, ownCollateral: 2_100, fund: 600, uncovered: 100 });
    expect(venue.pools[0]?.equity).toBe(0);
    sound(venue);
  });

  test('markets of other funds go on as before', () => {
    const { venue } = drawn();
    const other = person(venue, 1_050, [[1, 50, 100]]);
    person(venue, 1_000_000, [[1, -50, 100]]);
    step(venue, [72, 79]);
    expect([venue.ledger.lots(other, 1), venue.pools[1]?.lots(1)]).toEqual([0, 50]);
    sound(venue);
  });
});

test('a large position drops two tiers at a time, again in the next step where the book was thin', () => {
  const venue = okx('1000');
  // 250 lots at 100 are worth 25,000, in the third tier: 3 %, 750.
  const trader = person(venue, 700, [[0, 250, 100]]);
  const maker = person(venue, 1_000_000, [[0, -250, 100]], 'maker');
  quote(venue, maker, 0, 1, 50, 100);
  step(venue, [100, 100]);
  expect(venue.ledger.lots(trader, 0)).toBe(200);
  // 200 lots stand in the second tier and need 400: margin holds.
  expect(venue.cases.all[0]).toMatchObject({ closed: 1 });
  step(venue, [99, 100]);
  expect(venue.ledger.lots(trader, 0)).toBe(200);
  sound(venue);
});
