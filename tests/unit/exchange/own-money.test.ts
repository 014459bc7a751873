import { describe, expect, test } from 'vitest';
import { collateralPhase, deposit } from '../../../src/exchange/index.ts';
import { settleOwnMoney } from '../../../src/exchange/own-money.ts';
import { defineCollateral, z } from '../../../src/index.ts';
import { design, person, use, venueOf } from '../../fixtures/exchange.ts';

const ASSETS = ['USD', 'BTC', 'ETH'].map((name) => ({ name, decimals: 0 }));

const selling = (over: object = {}) =>
  defineCollateral({
    name: 'coins',
    summary: 'All counts.',
    source: 'tests',
    params: z.strictObject({}),
    weight: () => ({ n: 1, d: 1 }),
    saleDiscount: () => ({ n: 0, d: 1 }),
    saleOrder: (names) => names,
    ...over,
  });

/**
 * A flat account in a case, with balances of dollars, bitcoin at 10 and ether at 4 (below zero where it owes), settled once.
 *
 * @returns Its balances afterwards, and the rows of the log that were written.
 */
const settled = (
  balances: readonly number[],
  collateral?: object,
  over: { lots?: number; worthless?: boolean } = {},
) => {
  const venue = venueOf(
    design([], collateral === undefined ? {} : { collateral: use(selling(collateral)) }),
    [{}],
    ASSETS,
  );
  collateralPhase(
    venue,
    new Map([
      [1, { units: 1, value: 10 }],
      [2, { units: over.worthless === true ? 1000 : 1, value: over.worthless === true ? 1 : 4 }],
    ]),
  );
  const account = person(venue, 0, over.lots === undefined ? [] : [[0, over.lots, 100]]);
  for (const [asset, units] of balances.entries()) {
    if (units > 0) deposit(venue, account, units, asset);
    if (units < 0) venue.ledger.transfer(asset, account, venue.ledger.outsideAccount, -units, 'withdraw');
  }
  const live = venue.cases.openDefault(account);
  const before = venue.ledger.log.length;
  settleOwnMoney(venue, live.data);
  const sales = [...venue.ledger.log].slice(before - venue.ledger.log.length);
  return {
    left: ASSETS.map((_, asset) => venue.ledger.accounts.balance(asset, account)),
    rows: venue.ledger.log.length === before ? 0 : sales.length,
    line: live.data.lines[0],
  };
};

describe('own collateral of a flat account', () => {
  test('is sold for what is missing and no more, asset by asset', () => {
    // A bitcoin is the smallest piece here: 3 of them go for the 25.
    expect(settled([-25, 5, 9])).toMatchObject({ left: [0, 2, 9], rows: 1, line: { slippage: 5, book: 0 } });
    expect(settled([-30, 3, 9])).toMatchObject({ left: [0, 0, 9], rows: 1 });
    expect(settled([-34, 3, 9])).toMatchObject({ left: [0, 0, 8], rows: 2 });
  });

  test('is not touched when nothing is missing, nor when there is none', () => {
    expect(settled([0, 5, 9])).toMatchObject({ left: [0, 5, 9], rows: 0 });
    expect(settled([7, 5, 0])).toMatchObject({ left: [7, 5, 0], rows: 0 });
    expect(settled([-25, 0, 0])).toMatchObject({ left: [-25, 0, 0], rows: 0 });
  });

  test('is not touched while lots are held, nor is anybody without a case', () => {
    expect(settled([-25, 5, 0], undefined, { lots: 1 })).toMatchObject({ left: [-125, 5, 0], rows: 0 });
    const venue = venueOf(design([]), [{}], ASSETS);
    const account = person(venue, 0);
    deposit(venue, account, 5, 1);
    venue.ledger.transfer(0, account, venue.ledger.outsideAccount, 3, 'withdraw');
    settleOwnMoney(venue, venue.cases.openMarketClose(account, 0).data);
    expect([0, 1].map((asset) => venue.ledger.accounts.balance(asset, account))).toEqual([-3, 5]);
  });

  test('pays what is owed of another asset: first with dollars, then out of what else there is', () => {
    expect(settled([25, -2, 0])).toMatchObject({ left: [5, 0, 0], rows: 1 });
    expect(settled([25, -3, 0])).toMatchObject({ left: [5, -1, 0], rows: 1 });
    expect(settled([20, -2, 3])).toMatchObject({ left: [0, 0, 3], rows: 1 });
    // 5 ether bring the 20 dollars that 2 bitcoin cost.
    expect(settled([0, -2, 8])).toMatchObject({ left: [0, 0, 3], rows: 2 });
    // Not enough dollars for one unit: none is bought.
    expect(settled([9, -1, 0])).toMatchObject({ left: [9, -1, 0], rows: 0 });
    expect(settled([-5, -1, 0])).toMatchObject({ left: [-5, -1, 0], rows: 0 });
  });

  test('brings nothing where it is worth less than a unit, and nobody asks at which discount', () => {
    let asked = 0;
    const saleDiscount = () => {
      asked += 1;
      return { n: 0, d: 1 };
    };
    expect(settled([-5, 0, 9], { saleDiscount }, { worthless: true })).toMatchObject({ left: [-5, 0, 9], rows: 0 });
    expect(asked).toBe(0);
  });

  test('is shown to the rule where something is missing, and only what can be sold', () => {
    const shown: string[][] = [];
    const saleOrder = (names: readonly string[]) => {
      shown.push([...names]);
      return names;
    };
    settled([0, 5, 9], { saleOrder });
    settled([3, 5, 9], { saleOrder });
    settled([20, -2, 9], { saleOrder });
    expect(shown).toEqual([]);
    // Nine dollars buy no bitcoin: one more is missing.
    expect(settled([9, -1, 3], { saleOrder })).toMatchObject({ left: [0, 0, 2], rows: 2 });
    expect(shown).toEqual([['ETH']]);
  });

  test('goes at the discount of the rule, and not where nothing would be left', () => {
    // 3 bring 22 after a quarter of 30, rounded up, is lost.
    const quarter = { saleDiscount: () => ({ n: 1, d: 4 }) };
    expect(settled([-22, 3, 0], quarter)).toMatchObject({ left: [0, 0, 0], line: { slippage: 8, book: 0 } });
    expect(settled([-40, 3, 0], quarter)).toMatchObject({ left: [-18, 0, 0], line: { slippage: 8 } });
    expect(settled([-7, 3, 0], quarter)).toMatchObject({ left: [0, 2, 0] });
    expect(settled([-7, 3, 0], { saleDiscount: () => ({ n: 1, d: 1 }) })).toMatchObject({ left: [-7, 3, 0], rows: 0 });
  });

  test('is sold in the order of the rule, which is shown what is held', () => {
    const shown: string[][] = [];
    const saleOrder = (names: readonly string[]) => {
      shown.push([...names]);
      return ['USD', 'ETH', 'DOGE', 'BTC'];
    };
    expect(settled([-38, 9, 9], { saleOrder })).toMatchObject({ left: [0, 8, 0], rows: 2 });
    expect(settled([-8, 0, 9], { saleOrder })).toMatchObject({ left: [0, 0, 7], rows: 1 });
    expect(shown).toEqual([['BTC', 'ETH'], ['ETH']]);
    expect(() => settled([-8, 1, 9], { saleOrder: () => 'ETH' })).toThrow('collateral coins: the sale order');
  });
});
