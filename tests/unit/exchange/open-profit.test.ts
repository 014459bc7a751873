import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Dice } from '../../../src/check/dice.ts';
import { randomRun } from '../../../src/check/random-run.ts';
import type { Market, Venue } from '../../../src/exchange/index.ts';
import { randomDesign } from '../../properties/invariants/random-design.ts';

/** The profit of a side, added up over all positions of all accounts. */
const plainProfit = ({ ledger }: Venue, market: Market, side: 1 | -1): number => {
  const { positions, accounts } = ledger;
  let profit = 0;
  for (let row = 0; row < positions.used; row++) {
    const account = positions.account[row] as number;
    const lots = positions.lots[row] as number;
    if (account === -1 || positions.market[row] !== market.number || Math.sign(lots) !== side) continue;
    if (!['trader', 'maker', 'member'].includes(accounts.kindOf(account))) continue;
    profit += market.value(lots, market.mark) - (positions.cost[row] as number);
  }
  return market.worth(profit);
};

test('the open profit of a side is that of its holders, whenever it is asked and whatever happened since', () => {
  let [gains, losses] = [0, 0];
  fc.assert(
    fc.property(fc.uint32Array({ minLength: 20, maxLength: 300, size: 'max' }), (words) => {
      randomRun(new Dice(words), {
        design: randomDesign,
        collateral: true,
        settleInBoth: true,
        onStep: ({ venue }) => {
          for (const market of venue.markets) {
            for (const side of [1, -1, 1] as const) {
              const profit = market.openProfit(side);
              expect(profit).toBe(plainProfit(venue, market, side));
              gains += profit > 0 ? 1 : 0;
              losses += profit < 0 ? 1 : 0;
            }
          }
        },
      });
    }),
  );
  expect(Math.min(gains, losses)).toBeGreaterThan(50);
});
