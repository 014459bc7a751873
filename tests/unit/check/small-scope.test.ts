import { describe, expect, test } from 'vitest';
import { SmallScope, smallScopeSize, type Trial } from '../../../src/check/index.ts';
import type { ExchangeDesign } from '../../../src/exchange/index.ts';

const design = {} as ExchangeDesign;
const TINY = { accounts: 3, lots: 1, deposit: 2, open: 10, move: 1, fund: [0, 3] };

const textOf = ({ scenario, fundTotal }: Trial): string => {
  const { markets } = scenario.shock.params as { markets: { X: [number, number][] } };
  const held = scenario.accounts.map(({ deposit, positions }) => `${positions[0]?.lots}:${deposit.USD}`);
  return `${held.join(' ')} to ${(markets.X[1]?.[1] as number) * 10} fund ${fundTotal}`;
};

/** The same by brute force: every list of accounts, thrown into one order. */
const brute = (): Set<string> => {
  const holders = [-1, 1].flatMap((lots) => [1, 2].map((deposit) => ({ lots, deposit })));
  const lists = [2, 3].flatMap((places) =>
    Array.from({ length: holders.length ** places }, (_, i) =>
      Array.from(
        { length: places },
        (__, at) => holders[Math.floor(i / holders.length ** at) % holders.length] as (typeof holders)[0],
      ),
    ),
  );
  const groups = lists
    .filter((list) => list.reduce((sum, { lots }) => sum + lots, 0) === 0)
    .map((list) =>
      list
        .toSorted((a, b) => holders.indexOf(a) - holders.indexOf(b))
        .map(({ lots, deposit }) => `${lots}:${deposit}`)
        .join(' '),
    );
  return new Set(
    groups.flatMap((group) => [9, 11].flatMap((price) => [0, 3].map((fund) => `${group} to ${price} fund ${fund}`))),
  );
};

describe('a small scope', () => {
  test('holds every exchange up to its size once', () => {
    const scope = new SmallScope(TINY);
    const all = Array.from({ length: scope.count }, (_, i) => textOf(scope.trial(design, i)));
    expect(new Set(all).size).toBe(all.length);
    expect(new Set(all)).toEqual(brute());
  });

  test('says how many they are and what bounds them', () => {
    expect([2, 3, 4].map((accounts) => new SmallScope(smallScopeSize(accounts)).count)).toEqual([512, 1792, 9088]);
    expect(new SmallScope(smallScopeSize(2)).words).toBe(
      'exchanges with 2 accounts (in one order each), every one with 1 to 2 lots long or short and a deposit of 1 to 4, in one linear market that opens at 10 and moves in one step by 1 to 4 up or down, and with pools that hold 0 or 2 together',
    );
  });
});
