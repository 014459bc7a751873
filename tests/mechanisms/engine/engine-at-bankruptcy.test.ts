import { describe, expect, test } from 'vitest';
import {
  bankruptcy,
  greedyQueue,
  markThroughBankruptcy,
  oppositeSide,
  pnlPctTimesEffectiveLeverage,
} from '../../../mechanisms/adl/index.ts';
import { insuranceFund } from '../../../mechanisms/fund/index.ts';
import { bankruptcyTakeover, riskTierStepDown } from '../../../mechanisms/liquidation/index.ts';
import { riskLimitSteps } from '../../../mechanisms/margin/index.ts';
import { inverse } from '../../../src/money/index.ts';
import { design, person, quote, step, type TestMarket, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, adlOf, built, equityOf, layer, margin, pays, sound } from './built.ts';

/** BitMEX: steps down the risk limits, an engine that works off at bankruptcy or better, a signed queue once the fund is empty. */
const bitmex = (fund: string, market: TestMarket = {}, upTo = '1000000') =>
  venueOf(
    design(
      [
        { ...layer('liquidation', riskTierStepDown), label: 'step-down' },
        layer('liquidation', bankruptcyTakeover, { slippage: '0.02' }),
        adlOf({
          trigger: built(markThroughBankruptcy, { pool: 'insurance' }),
          eligible: [built(oppositeSide)],
          ranking: built(pnlPctTimesEffectiveLeverage),
          allocation: built(greedyQueue),
          closeOut: built(bankruptcy),
        }),
        pays('insurance'),
      ],
      {
        ...margin(riskLimitSteps, {
          markets: {
            default: {
              tiers: [{ upTo, maintenance: '0.005', initial: '0.01' }],
              beyond: { step: upTo, maintenance: '0.005', initial: '0.005' },
            },
          },
        }),
        funds: { insurance: built(insuranceFund, { capital: fund, scope: 'per-settlement-coin' }) },
      },
    ),
    [market],
  );

/*
 * https://www.bitmex.com/app/liquidationExamples: a long at 100.00, liquidation at 99.50, bankruptcy at 99.00; the engine places a
 * limit order at 99.00. Here 100 contracts at 10,000, a hundredth of that a tick:
 *
 *                          money   at 9,948    taken over     sold at 9,930
 *   long 100 @ 10,000     10,000      4,800             0                 0
 *   fund                       0          0         4,800             3,000
 */
describe('the liquidation example', () => {
  const long = (fund: string) => {
    const venue = bitmex(fund, { open: 10_000 });
    const trader = person(venue, 10_000, [[0, 100, 10_000]]);
    const maker = person(venue, 10_000_000, [[0, -100, 10_000]], 'maker');
    const fundEquity = () => venue.pools[0]?.equity;
    return { venue, trader, maker, fundEquity };
  };

  test('keeps the maintenance margin, and what it sells for more than bankruptcy', () => {
    const { venue, trader, maker, fundEquity } = long('0');
    step(venue, [9_950]);
    expect(venue.ledger.lots(trader, 0)).toBe(100);
    // 0.5 % of 994,800 is 4,974, and 4,800 are left.
    step(venue, [9_948]);
    expect([venue.ledger.lots(trader, 0), equityOf(venue, trader), fundEquity()]).toEqual([0, 0, 4_800]);
    quote(venue, maker, 0, 1, 60, 9_930);
    quote(venue, maker, 0, 1, 40, 9_899);
    step(venue, [9_948]);
    // Sold above 9,900 only: 60 of them, 18 below mark.
    expect([venue.pools[0]?.lots(0), fundEquity()]).toEqual([40, 4_800 - 1_080]);
    sound(venue);
  });

  test('spends the fund once mark is at bankruptcy', () => {
    const { venue, maker, fundEquity } = long('10000');
    step(venue, [9_948]);
    quote(venue, maker, 0, 1, 60, 9_850);
    quote(venue, maker, 0, 1, 40, 9_600);
    step(venue, [9_890]);
    // 2 % below mark is 9,693 and no farther, though the fund could pay for more.
    expect([venue.pools[0]?.lots(0), fundEquity()]).toEqual([40, 10_000 + 60 * (9_850 - 9_900) + 40 * (9_890 - 9_900)]);
    sound(venue);
  });

  test('an engine under water is closed against the queue, at the price that brings the fund to zero', () => {
    const { venue, maker, fundEquity } = long('500');
    step(venue, [9_948]);
    step(venue, [9_890]);
    expect([venue.pools[0]?.lots(0), fundEquity(), venue.ledger.lots(maker, 0)]).toEqual([0, 0, 0]);
    // The fund lost 500 and 4,800 of margin; its counterparty closed at 9,895 instead of 9,890.
    expect(equityOf(venue, maker)).toBe(10_000_000 + 100 * (10_000 - 9_895));
    sound(venue);
  });
});

/*
 * https://www.bitmex.com/app/autoDeleveraging: of a liquidated size of 20, A's 10 are closed in full, then 10 of B's 20.
 *
 *             money   position      at 88: equity     effective leverage   profit
 *   loser       200   long  20 @ 100      -40
 *   A           100   short 10 @ 100      220               4.00             12 %
 *   B         1,000   short 20 @ 100    1,240               1.42             12 %
 *   other     9,000   long  10 @ 100
 */
test('the deleveraging example: A in full, then half of B', () => {
  const venue = bitmex('0');
  const b = person(venue, 1_000, [[0, -20, 100]]);
  const a = person(venue, 100, [[0, -10, 100]]);
  const loser = person(venue, 200, [[0, 20, 100]]);
  person(venue, 9_000, [[0, 10, 100]]);
  step(venue, [88]);
  expect([loser, a, b].map((account) => venue.ledger.lots(account, 0))).toEqual([0, 0, -10]);
  expect([loser, a, b].map((account) => equityOf(venue, account))).toEqual([0, 200, 1_220]);
  expect(accountOf(venue, 1)).toEqual({ markLoss: 240, ownCollateral: 200, adl: 40 });
  sound(venue);
});

test('a fund that can pay for a part takes that part, and the queue the rest', () => {
  const venue = bitmex('10');
  const winner = person(venue, 1_000, [[0, -20, 100]]);
  const loser = person(venue, 200, [[0, 20, 100]]);
  step(venue, [88]);
  // 40 are missing: a quarter of the 20 lots goes to the fund for its 10, the rest to the winner for 30.
  expect([loser, winner].map((account) => equityOf(venue, account))).toEqual([0, 1_210]);
  expect([venue.pools[0]?.equity, venue.ledger.lots(winner, 0), venue.pools[0]?.lots(0)]).toEqual([0, -5, 5]);
  expect(accountOf(venue, 1)).toEqual({ markLoss: 240, ownCollateral: 200, fund: 10, adl: 30 });
  sound(venue);
});

/*
 * A position worth 20,000 stands in the second step of 10,000, which asks for 1 % of all of it; below the edge it is 0.5 %.
 *
 *                      position   equity    maintenance
 *   as held, at 100         200      150            200
 *   after 100 sold at 100   100      150             50
 */
describe('a large position', () => {
  const large = (bids: number) => {
    const venue = bitmex('0', {}, '10000');
    const trader = person(venue, 550, [[0, 200, 102]]);
    const maker = person(venue, 1_000_000, [[0, -200, 102]], 'maker');
    quote(venue, maker, 0, 1, bids, 100);
    step(venue, [100]);
    return { venue, trader };
  };

  test('is brought under the limit by a fill-or-kill order, and keeps the rest', () => {
    const { venue, trader } = large(100);
    expect([venue.ledger.lots(trader, 0), equityOf(venue, trader)]).toEqual([100, 150]);
    expect(venue.cases.all[0]).toMatchObject({ kind: 'default', closed: 1 });
    sound(venue);
  });

  test('is taken over whole where the book lacks one lot', () => {
    const { venue, trader } = large(99);
    expect([venue.ledger.lots(trader, 0), equityOf(venue, trader), venue.pools[0]?.equity]).toEqual([0, 0, 150]);
    sound(venue);
  });
});

test('an inverse contract is taken over and worked off in its coin', () => {
  const venue = bitmex('0', { instrument: inverse({ face: 1_000_000_000 }), open: 10_000 }, '1000000000');
  const trader = person(venue, 100_000, [[0, 100, 10_000]]);
  const maker = person(venue, 100_000_000, [[0, -100, 10_000]], 'maker');
  // 100 contracts are worth 10,000,000 of the coin at 10,000 and 10,050,251 at 9,950; 50,251 are lost of 100,000.
  step(venue, [9_950]);
  expect([venue.ledger.lots(trader, 0), equityOf(venue, trader), venue.pools[0]?.equity]).toEqual([0, 0, 49_749]);
  // Bankrupt at 10,100,000: one over the price, 9,901 is the first tick that does not cost more.
  quote(venue, maker, 0, 1, 50, 9_901);
  quote(venue, maker, 0, 1, 50, 9_900);
  step(venue, [9_950]);
  expect(venue.pools[0]?.lots(0)).toBe(50);
  sound(venue);
});
