import { describe, expect, test } from 'vitest';
import { collateralPhase, deposit, type Venue } from '../../../src/exchange/index.ts';
import { defineCollateral, z } from '../../../src/index.ts';
import { person, use } from '../../fixtures/exchange.ts';
import { sloped, THREE, TWO, watching, world } from './watched.ts';

const weighted = (weights: Readonly<Record<string, number>>) =>
  use(
    defineCollateral({
      name: 'weighted',
      summary: 'Fixed weights in percent.',
      source: 'tests',
      params: z.strictObject({}),
      weight: () => ({ n: 1, d: 2 }),
      fixedWeight: (asset) => ({ n: weights[asset] ?? 100, d: 100 }),
      saleDiscount: () => ({ n: 0, d: 1 }),
      saleOrder: (names) => names,
    }),
  );

describe('a trigger on the price of an asset', () => {
  const holding = (coins: number, over = {}) => {
    const venue = world(sloped(0), [{}], THREE, over);
    collateralPhase(
      venue,
      new Map([
        [1, { units: 10, value: 1000 }],
        [2, { units: 1, value: 100 }],
      ]),
    );
    const account = person(venue, 0);
    if (coins > 0) deposit(venue, account, coins, 1);
    else venue.ledger.transfer(1, account, venue.ledger.outsideAccount, -coins, 'withdraw');
    return { account, ...watching(venue) };
  };

  test('is met when what is held of it has lost the spare equity', () => {
    const { account, settle, priced } = holding(10);
    // Six units may be lost to rounding.
    expect(settle(account, 306)).toBe(true);
    expect([priced(2, 1, 60), priced(1, 10, 701), priced(1, 10, 700)]).toEqual([[], [], [account]]);
  });

  test('counts what is held at its weight', () => {
    const { account, settle, priced } = holding(10, { collateral: weighted({ COIN: 50 }) });
    expect(settle(account, 156)).toBe(true);
    expect([priced(1, 10, 701), priced(1, 10, 700)]).toEqual([[], [account]]);
  });

  test('counts what is owed in full, and is met when its price rises', () => {
    const { account, settle, priced } = holding(-10, { collateral: weighted({ COIN: 50 }) });
    expect(settle(account, 156)).toBe(true);
    expect([priced(1, 10, 900), priced(1, 10, 1149), priced(1, 10, 1150)]).toEqual([[], [], [account]]);
  });

  test('is taken back with the account', () => {
    const { account, triggers, settle, priced } = holding(10);
    expect(settle(account, 306)).toBe(true);
    triggers.drop(account);
    expect(priced(1, 10, 700)).toEqual([]);
  });

  test('is not laid where the weight is not fixed, the asset counts for nothing yet or little is spare', () => {
    const free = weighted({});
    const { fixedWeight: _, ...unfixed } = free.mechanism;
    const loose = holding(10, { collateral: { ...free, mechanism: unfixed } });
    expect(loose.settle(loose.account, 306)).toBe(false);
    const nothing = holding(10, { collateral: weighted({ COIN: 0 }) });
    expect(nothing.settle(nothing.account, 306)).toBe(false);
    const poor = holding(10);
    expect(poor.settle(poor.account, 6)).toBe(false);
  });

  test('shares what is spare with the positions', () => {
    const venue = world(sloped(0), [{}], TWO);
    collateralPhase(venue, new Map([[1, { units: 1, value: 100 }]]));
    const account = person(venue, 0, [[0, 10, 100]]);
    deposit(venue, account, 10, 1);
    const { settle, marked, priced } = watching(venue);
    expect(settle(account, 200 + 12 + 6)).toBe(true);
    expect([marked(0, 91), priced(1, 1, 91), priced(1, 1, 90), marked(0, 90)]).toEqual([[], [], [account], [account]]);
  });
});

describe('an account that holds all in one other asset', () => {
  const inCoins = (over = {}, extra?: (venue: Venue, account: number) => void) => {
    const venue = world(sloped(0), [{ settle: 1 }, { settle: 2 }, {}], THREE, over);
    collateralPhase(
      venue,
      new Map([
        [1, { units: 1, value: 3 }],
        [2, { units: 1, value: 1 }],
      ]),
    );
    const account = person(venue, 0, [[0, 10, 100]]);
    deposit(venue, account, 500, 1);
    extra?.(venue, account);
    return { venue, account, ...watching(venue) };
  };
  // Twice the six of a position in coins at three units, six of the asset, and six more.
  const ROUNDING = 2 * (6 * (1 + 3) + 6);

  test('is told when the price of a lot has taken its coins', () => {
    const { account, settle, marked, priced } = inCoins();
    expect(settle(account, 3 * 10 * 20 + ROUNDING)).toBe(true);
    // Its spare equity and what it may lose are in the same coin.
    expect([priced(1, 10, 20), priced(1, 1, 3), marked(0, 81), marked(0, 80)]).toEqual([[], [], [], [account]]);
  });

  test('is told when a coin has lost half of its worth', () => {
    const { account, settle, priced } = inCoins();
    expect(settle(account, 3 * 10 * 20 + ROUNDING)).toBe(true);
    expect([priced(2, 100, 80), priced(1, 1000, 1510), priced(1, 1000, 1500)]).toEqual([[], [], [account]]);
  });

  test('is read at every check where it holds anything besides, or where coins do not count in full', () => {
    const SPARE = 3 * 10 * 20 + ROUNDING;
    const besides: ((venue: Venue, account: number) => void)[] = [
      (venue, account) => void deposit(venue, account, 1),
      (venue, account) => void deposit(venue, account, 1, 2),
      (venue, account) => void venue.ledger.fill(1, venue.ledger.outsideAccount, account, 1, 0, 'trade'),
      (venue, account) => void venue.ledger.fill(2, venue.ledger.outsideAccount, account, 1, 0, 'trade'),
    ];
    for (const extra of besides) {
      const { account, settle, marked } = inCoins({}, extra);
      expect(settle(account, SPARE)).toBe(false);
      expect(marked(0, 50)).toEqual([]);
    }
    const { account, settle } = inCoins({ collateral: weighted({ COIN: 99 }) });
    expect(settle(account, SPARE)).toBe(false);
  });
});
