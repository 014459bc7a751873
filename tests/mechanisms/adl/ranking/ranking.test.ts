import type { AdlRanking, Candidate } from 'breakwater';
import { describe, expect, test } from 'vitest';
import {
  pnlOverWalletTimesMarginRatio as binance,
  roiTimesMaintenanceRate as bitget,
  pnlPctTimesEffectiveLeverage as bitmex,
  byKey,
  leverageThenPnlLexicographic as ethereal,
  markOverEntryTimesAccountLeverage as hyperliquid,
  largestOpposingPosition,
  roiOverMarginRatio as okx,
  profitPctOnly,
  seededRandomScan,
  unranked,
} from '../../../../mechanisms/adl/index.ts';
import { accountView, candidateView, marketView, paramsOf, venueView } from '../../../fixtures/views.ts';

const score = (ranking: unknown, candidate: Partial<Candidate>, params: object = {}, prepared = 0): number =>
  (ranking as AdlRanking).score?.(candidateView(candidate), params as never, prepared) ?? Number.NaN;

describe('mark-over-entry-times-account-leverage', () => {
  const params = paramsOf(hyperliquid);
  const market = marketView({ mark: 80 });

  test('a short that won 25 % at leverage 2 ranks as a long that did', () => {
    expect(score(hyperliquid, { market, lots: -1, entryPrice: 100, accountLeverage: 2 }, params)).toBe(2.5);
    expect(score(hyperliquid, { market, lots: 1, entryPrice: 64, accountLeverage: 2 }, params)).toBe(2.5);
  });

  test('as written, the short that won most ranks last', () => {
    const written = paramsOf(hyperliquid, { shorts: 'as-written' });
    expect(score(hyperliquid, { market, lots: -1, entryPrice: 100, accountLeverage: 2 }, written)).toBe(1.6);
    expect(score(hyperliquid, { market, lots: -1, entryPrice: 160, accountLeverage: 2 }, written)).toBe(1);
  });

  test('an account without equity comes first', () => {
    expect(score(hyperliquid, { equity: 0 }, params)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('pnl-pct-times-effective-leverage', () => {
  test.each([
    [0.5, 4, 2],
    [-0.5, 4, -0.125],
    [0, 4, 0],
    [0.5, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [-0.5, Number.POSITIVE_INFINITY, -0],
  ])('profit %d at leverage %d scores %d', (profitRatio, effectiveLeverage, expected) => {
    expect(score(bitmex, { profitRatio, effectiveLeverage })).toBe(expected);
  });

  test('lots that cost nothing and lost are the last of all, whatever stands behind them', () => {
    const lost = Number.NEGATIVE_INFINITY;
    for (const effectiveLeverage of [2, Number.POSITIVE_INFINITY])
      expect(score(bitmex, { profitRatio: lost, effectiveLeverage })).toBe(lost);
    expect(score(bitmex, { profitRatio: -0.5, effectiveLeverage: Number.POSITIVE_INFINITY })).toBe(-0);
  });
});

describe('pnl-over-wallet-times-margin-ratio', () => {
  const params = paramsOf(binance);

  // wallet 400, profit 100, maintenance 25: 100/400 x 25/500
  test('follows the formula', () => {
    expect(score(binance, { profit: 100, wallet: 400, equity: 500, accountMaintenance: 25 }, params)).toBe(0.0125);
  });

  test.each([
    ['a loser', { profit: -1, wallet: 400, equity: 399 }],
    ['an account without equity', { profit: 100, wallet: -100, equity: 0 }],
    ['an account under water', { profit: 100, wallet: -200, equity: -100 }],
  ])('%s scores 0', (_, candidate) => {
    expect(score(binance, { accountMaintenance: 25, ...candidate }, params)).toBe(0);
  });

  test('divides by one whole unit of the asset at least', () => {
    const micro = paramsOf(binance, {}, 6);
    expect(micro.walletFloor).toBe(1_000_000);
    expect(
      score(binance, { profit: 5_000_000, wallet: 3, equity: 5_000_003, accountMaintenance: 5_000_003 }, micro),
    ).toBe(5);
  });

  test('a wallet floor of zero is refused', () => {
    expect(() => paramsOf(binance, { walletFloor: '0' })).toThrow('not above zero');
  });
});

describe('roi-over-margin-ratio', () => {
  const params = paramsOf(okx);
  const onEntry = paramsOf(okx, { returnOn: 'entry' });

  // Equity 200 over maintenance 50 is a ratio of 4; a gain of 10 % at effective leverage 8 is 80 % of margin.
  test.each([
    ['a winner by the quotient', 0.1, 0.2],
    ['a loser by the product', -0.1, -3.2],
    ['neither', 0, 0],
  ])('%s', (_, profitRatio, expected) => {
    const candidate = { profitRatio, effectiveLeverage: 8, equity: 200, accountMaintenance: 50 };
    expect(score(okx, candidate, params)).toBeCloseTo(expected, 12);
    expect(score(okx, candidate, onEntry)).toBeCloseTo(expected / 8, 12);
  });

  test('the riskier account comes first, among winners and among losers', () => {
    const at = (profitRatio: number, equity: number) =>
      score(okx, { profitRatio, effectiveLeverage: 100 / equity, equity, accountMaintenance: 5 }, onEntry);
    expect(at(0.1, 10)).toBeGreaterThan(at(0.1, 20));
    expect(at(-0.1, 10)).toBeGreaterThan(at(-0.1, 20));
    expect(at(0.001, 1_000)).toBeGreaterThan(at(-0.001, 1));
  });

  test('an account without equity is the riskiest on its side', () => {
    const gone = { equity: 0, effectiveLeverage: Number.POSITIVE_INFINITY, accountMaintenance: 5 };
    expect(score(okx, { ...gone, profitRatio: 0.1 }, params)).toBe(Number.POSITIVE_INFINITY);
    expect(score(okx, { ...gone, profitRatio: -0.1 }, params)).toBe(0);
    expect(score(okx, { ...gone, profitRatio: 0 }, params)).toBe(0);
  });

  test('an account that needs no margin is the safest on its side', () => {
    const safe = { equity: 100, effectiveLeverage: 1, accountMaintenance: 0 };
    expect(score(okx, { ...safe, profitRatio: 0.1 }, params)).toBe(0);
    expect(score(okx, { ...safe, profitRatio: -0.1 }, params)).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('roi-times-maintenance-rate', () => {
  const params = paramsOf(bitget);

  // Maintenance 50 over equity 200 is a rate of 25 %; of a position of 10,000 with maintenance 100 it is 1 %.
  test.each([
    ['a winner by the product', 0.1, 0.025, 0.001],
    ['a loser by the quotient', -0.1, -0.4, -10],
    ['neither', 0, 0, 0],
  ])('%s', (_, profitRatio, account, position) => {
    const candidate = { profitRatio, equity: 200, accountMaintenance: 50, notional: 10_000, maintenance: 100 };
    expect(score(bitget, candidate, params)).toBeCloseTo(account, 12);
    expect(score(bitget, candidate, paramsOf(bitget, { rate: 'position' }))).toBeCloseTo(position, 12);
  });

  test('the riskier account comes first, among winners and among losers, and any winner before any loser', () => {
    const at = (profitRatio: number, equity: number) =>
      score(bitget, { profitRatio, equity, accountMaintenance: 5 }, params);
    expect(at(0.1, 10)).toBeGreaterThan(at(0.1, 20));
    expect(at(-0.1, 10)).toBeGreaterThan(at(-0.1, 20));
    expect(at(0.001, 1_000)).toBeGreaterThan(at(-0.001, 1));
  });

  test('an account without equity is the riskiest on its side', () => {
    const gone = { equity: 0, accountMaintenance: 5 };
    expect(score(bitget, { ...gone, profitRatio: 0.1 }, params)).toBe(Number.POSITIVE_INFINITY);
    expect(score(bitget, { ...gone, profitRatio: -0.1 }, params)).toBe(-0);
    expect(score(bitget, { ...gone, profitRatio: 0 }, params)).toBe(0);
  });
});

describe('leverage-then-pnl-lexicographic', () => {
  const params = paramsOf(ethereal);
  const keys = (candidate: Partial<Candidate>, given = params): readonly number[] =>
    (ethereal.keys ?? []).map((key) => key(candidateView(candidate), given, 0));
  /** Who comes first: the one whose first key that differs is higher. */
  const first = (...candidates: readonly Partial<Candidate>[]): number | undefined =>
    [...candidates].sort((a, b) => {
      const [x, y] = [keys(a), keys(b)];
      const at = x.findIndex((key, i) => key !== y[i]);
      return at === -1 ? 0 : (y[at] ?? 0) - (x[at] ?? 0);
    })[0]?.account;

  test('leverage comes before any profit', () => {
    expect(
      first({ account: 1, accountLeverage: 9, profit: 900 }, { account: 2, accountLeverage: 10, profit: -5 }),
    ).toBe(2);
  });

  test('then the largest profit, the lowest balance, and the newest account', () => {
    const same = { accountLeverage: 10 };
    expect(first({ ...same, account: 1, profit: 4 }, { ...same, account: 2, profit: 5 })).toBe(2);
    expect(first({ ...same, account: 1, profit: 5, wallet: 70 }, { ...same, account: 2, profit: 5, wallet: 80 })).toBe(
      1,
    );
    expect(first({ ...same, account: 1, wallet: 70 }, { ...same, account: 2, wallet: 70 })).toBe(2);
  });

  test('between two accounts without equity profit decides', () => {
    expect(first({ account: 1, equity: 0, profit: 4 }, { account: 2, equity: -9, profit: 5 })).toBe(2);
  });

  test('leverage may be that of the position', () => {
    const position = paramsOf(ethereal, { leverage: 'position' });
    expect(keys({ accountLeverage: 3, effectiveLeverage: 7 })[0]).toBe(3);
    expect(keys({ accountLeverage: 3, effectiveLeverage: 7 }, position)[0]).toBe(7);
  });
});

test('profit-pct-only does not see leverage or size', () => {
  expect(score(profitPctOnly, { profitRatio: 0.3, accountLeverage: 50, lots: 900 })).toBe(0.3);
});

test('largest-opposing-position ranks and weighs by lots', () => {
  expect(score(largestOpposingPosition, { lots: -9 })).toBe(9);
  expect(largestOpposingPosition.weigh?.(candidateView({ lots: -9 }), {})).toBe(9);
});

test('unranked gives all the same', () => {
  expect(score(unranked, { profit: 5 })).toBe(score(unranked, { profit: -5 }));
});

describe('seeded-random-scan', () => {
  const ids = [2, 3, 5, 8, 13];
  const market = marketView();
  const view = venueView({ accounts: ids.map((id) => accountView(id, { kind: id === 13 ? 'maker' : 'trader' })) });

  test.each(ids)('starts at account %d and goes round', (first) => {
    const order = [...ids].sort(
      (x, y) => score(seededRandomScan, { account: y }, {}, first) - score(seededRandomScan, { account: x }, {}, first),
    );
    const at = ids.indexOf(first);
    expect(order).toEqual([...ids.slice(at), ...ids.slice(0, at)]);
  });

  test('draws the same account again for the same step, and each of them over many steps', () => {
    const first = seededRandomScan.prepare?.(market, view, {});
    expect(seededRandomScan.prepare?.(market, view, {})).toBe(first);
    const drawn = new Set<number | undefined>();
    for (let step = 0; step < 200; step++) {
      const later = { ...view, random: (...purpose: (string | number)[]) => view.random(step, ...purpose) };
      drawn.add(seededRandomScan.prepare?.(market, later, {}));
    }
    expect([...drawn].sort((x, y) => (x ?? 0) - (y ?? 0))).toEqual(ids);
  });

  test('draws nothing from an empty venue', () => {
    expect(seededRandomScan.prepare?.(market, venueView(), {})).toBe(0);
  });
});

describe('by-key', () => {
  const keysOf = (candidate: Partial<Candidate>, keys?: readonly string[]): number[] => {
    const rule = byKey as unknown as AdlRanking;
    const params = paramsOf(rule, keys === undefined ? {} : { keys });
    return (rule.keys ?? []).map((key) => key(candidateView(candidate), params as never, 0));
  };

  test('compares the keys in turn, a minus putting the least first', () => {
    const one = { account: 7, lots: -3, profit: 40, equity: 500, accountLeverage: 2 };
    expect(keysOf(one, ['size', '-equity', 'age', 'account-leverage'])).toEqual([3, -500, -7, 2]);
    expect(keysOf(one, ['-profit'])).toEqual([-40, 0, 0, 0]);
  });

  test('looks at profit over entry value unless told otherwise', () => {
    expect(keysOf({ profitRatio: 0.25 })).toEqual([0.25, 0, 0, 0]);
  });

  test('scores a gain of nothing as nothing where there is no equity', () => {
    const none = { profitRatio: 0, accountLeverage: Number.POSITIVE_INFINITY };
    expect(keysOf(none, ['profit-ratio-times-account-leverage'])[0]).toBe(0);
  });

  test.each([[[]], [['profit', 'size', 'age', 'equity', 'wallet']], [['luck']]])('refuses %j', (keys) => {
    expect(byKey.params.safeParse({ keys }).success).toBe(false);
  });
});
