import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MarketModelView, Person } from '../../../../src/contract/index.ts';
import { Digest, stream } from '../../../../src/math/index.ts';
import { normalCorrelation } from '../../../../src/world/models/account-draws.ts';
import { fillToTarget } from '../../../../src/world/models/fill-to-target.ts';
import { skewed } from '../../../../src/world/models/index.ts';
import { Lottery } from '../../../../src/world/models/lottery.ts';
import { profileOf } from '../../../../src/world/models/skewed-params.ts';

const market = (id: string, name: string, openInterest: number, open = 100, beta = 1): MarketModelView => ({
  id,
  class: name,
  open,
  beta,
  openInterest,
  depthAtOnePercent: openInterest / 100,
});
const MARKETS = [
  market('BTC', 'btc', 4.5e9, 117_000),
  market('ETH', 'eth', 2.6e9, 4100, 1.25),
  market('SOL', 'sol', 1.5e9, 195, 1.5),
  market('XRP', 'mid-cap', 2e8, 2.63, 1.8),
  market('PUMP', 'long-tail', 4e8, 0.005, 2.2),
  market('ATOM', 'long-tail', 8e6, 3.95, 2.2),
];
const people = (markets: readonly MarketModelView[], given: object, seed = 1): readonly Person[] =>
  skewed.people(markets, skewed.params.parse(given), stream(seed, 'population'));

const openOf = (markets: readonly MarketModelView[]) => new Map(markets.map(({ id, open }) => [id, open]));
const notional = (person: Person) => person.positions.reduce((sum, position) => sum + position.notional, 0);
const equity = (person: Person, open: ReadonlyMap<string, number>) =>
  person.positions.reduce(
    (sum, { market: id, side, notional: size, entry }) => sum + side * size * (1 - entry / open.get(id)!),
    person.deposit,
  );
const gini = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  const total = sorted.reduce((a, b) => a + b, 0);
  return sorted.reduce((sum, x, i) => sum + (2 * i + 1 - sorted.length) * x, 0) / (sorted.length * total);
};
const topShare = (values: readonly number[], n: number) => {
  const sorted = [...values].sort((a, b) => b - a);
  const sum = (xs: readonly number[]) => xs.reduce((a, b) => a + b, 0);
  return sum(sorted.slice(0, n)) / sum(sorted);
};

const scene = fc.record({
  markets: fc
    .array(fc.tuple(fc.constantFrom('btc', 'mid-cap', 'long-tail', 'odd'), fc.integer({ min: 1, max: 10_000_000 })), {
      minLength: 1,
      maxLength: 6,
    })
    .map((list) => list.map(([name, oi], i) => market(`M${i}`, name, oi, 1 + i, 1 + i / 4))),
  traders: fc.integer({ min: 2, max: 120 }),
  longAccounts: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
  leveredAccounts: fc.record({ long: fc.constantFrom(0, 0.5, 1), short: fc.constantFrom(0, 0.5, 1) }),
  seed: fc.integer(),
});

describe('skewed', () => {
  test('fills both sides of every market to its open interest, whatever the numbers', () => {
    fc.assert(
      fc.property(scene, ({ markets, seed, ...given }) => {
        const all = people(markets, given, seed);
        for (const { id, openInterest } of markets) {
          for (const side of [1, -1]) {
            const held = all.flatMap(({ positions }) => positions.filter((p) => p.market === id && p.side === side));
            expect(held.reduce((sum, p) => sum + p.notional, 0) / openInterest).toBeCloseTo(1, 9);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('starts everybody above the margin of the largest leverage, with money of their own and sound entries', () => {
    fc.assert(
      fc.property(scene, ({ markets, seed, ...given }) => {
        const open = openOf(markets);
        const classes = new Map(markets.map(({ id, class: name }) => [id, profileOf({}, name)]));
        for (const person of people(markets, given, seed)) {
          const initial = person.positions.reduce((sum, p) => sum + p.notional / classes.get(p.market)!.maxLeverage, 0);
          expect(person.deposit).toBeGreaterThanOrEqual(0);
          expect(equity(person, open)).toBeGreaterThanOrEqual(initial * 0.999);
          for (const p of person.positions) {
            expect(p.notional).toBeGreaterThan(0);
            expect(p.entry / open.get(p.market)!).toBeGreaterThan(0.899);
            expect(p.entry / open.get(p.market)!).toBeLessThan(1.051);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test('has as many traders and makers as asked for, whoever is hedged', () => {
    fc.assert(
      fc.property(scene, fc.integer({ min: 0, max: 20 }), ({ markets, seed, ...given }, makers) => {
        const all = people(markets, { ...given, makers }, seed);
        expect(all.filter(({ kind }) => kind === 'trader')).toHaveLength(given.traders);
        expect(all.slice(given.traders).map(({ kind }) => kind)).toEqual(Array(makers).fill('maker'));
      }),
      { numRuns: 40 },
    );
  });

  test('is the same for the same stream and another for another', () => {
    expect(people(MARKETS, { traders: 300 }, 5)).toEqual(people(MARKETS, { traders: 300 }, 5));
    expect(people(MARKETS, { traders: 300 }, 5)).not.toEqual(people(MARKETS, { traders: 300 }, 6));
  });

  test.each([
    [{ traders: 600 }, '0fa056b1f5845f4886fddeb8cd020a7a'],
    [{ traders: 300, positionCounts: [1], hedged: { owners: 0 } }, '23845de3d3f168d8556a144e14ec6f7c'],
    [
      {
        traders: 900,
        isolated: { levered: 0.5, calm: 0.2 },
        manyAccounts: { owners: 0.5, accounts: 4 },
        mixed: 0.4,
        largeLeverage: 0.5,
        largestGain: 0.1,
        classes: {
          btc: { leveredLong: 0.5, leverage: 10, sigma: 0.5, maxLeverage: 40, shortEntry: { low: -0.2, high: 0.3 } },
        },
      },
      'b3b6e320a89d6d6d7a02de8b7298975c',
    ],
  ])('gives the people it gave on every machine so far: %j', (given, digest) => {
    expect(new Digest().text(JSON.stringify(people(MARKETS, given))).hex()).toBe(digest);
  });

  describe.each([1, 2, 3])('of 5,000 accounts, seed %d', (seed) => {
    const all = people(MARKETS, { sizes: { median: 481, tailFrom: 44_000, alpha: 0.8, cap: 3.3e8 } }, seed);
    const traders = all.filter(({ kind }) => kind === 'trader');
    const open = openOf(MARKETS);

    test('is as skewed as the measured one', () => {
      const sizes = traders.map(notional);
      expect(gini(sizes)).toBeGreaterThan(0.9);
      expect(topShare(sizes, 10)).toBeGreaterThan(0.1);
      expect(topShare(sizes, 10)).toBeLessThan(0.6);
      expect(topShare(sizes, 1000)).toBeGreaterThan(0.9);
    });

    test('has its leverage on the long side', () => {
      const levered = traders.filter((person) => notional(person) > 3 * equity(person, open));
      const held = (side: number) =>
        levered
          .flatMap(({ positions }) => positions.filter((p) => p.side === side))
          .reduce((sum, p) => sum + p.notional, 0);
      expect(held(1) / (held(1) + held(-1))).toBeGreaterThan(0.7);
    });

    test('has smaller leverage where accounts are larger', () => {
      const levered = traders.filter((person) => notional(person) > 3 * equity(person, open));
      const bySize = levered.sort((a, b) => notional(a) - notional(b));
      const half = bySize.length >> 1;
      const median = (list: readonly Person[]) =>
        list.map((person) => notional(person) / equity(person, open)).sort((a, b) => a - b)[list.length >> 1]!;
      expect(median(bySize.slice(0, half))).toBeGreaterThan(median(bySize.slice(half)));
    });

    test('has hedged owners, long one market and short another, even in the common factor', () => {
      const groups = new Map<number, Person[]>();
      for (const person of traders) {
        if (person.hedgeGroup !== undefined)
          groups.set(person.hedgeGroup, [...(groups.get(person.hedgeGroup) ?? []), person]);
      }
      const beta = new Map(MARKETS.map((each) => [each.id, each.beta]));
      expect(groups.size).toBeGreaterThan(350);
      expect(new Set([...groups.values()].map((members) => members.length))).toEqual(new Set([1, 2]));
      for (const members of groups.values()) {
        const legs = members.flatMap(({ positions }) => positions);
        expect(new Set(members.map(({ owner }) => owner)).size).toBe(1);
        expect(legs).toHaveLength(2);
        expect(new Set(legs.map((leg) => leg.market)).size).toBe(2);
        const exposure = legs.map((leg) => leg.side * leg.notional * beta.get(leg.market)!);
        expect((exposure[0]! + exposure[1]!) / Math.abs(exposure[0]!)).toBeCloseTo(0, 9);
      }
    });

    test('keeps positions below the cap', () => {
      for (const { positions } of traders) {
        for (const p of positions) {
          const { openInterest } = MARKETS.find(({ id }) => id === p.market)!;
          expect(p.notional / openInterest).toBeLessThan(p.market === 'ATOM' ? 0.1 : 0.0501);
        }
      }
    });

    test('gives the makers their share of capital, the first one most', () => {
      const makers = all.filter(({ kind }) => kind === 'maker').map(({ deposit }) => deposit);
      const openInterest = MARKETS.reduce((sum, each) => sum + each.openInterest, 0);
      expect(makers.reduce((a, b) => a + b, 0) / openInterest).toBeCloseTo(0.05, 12);
      expect(makers[0]! / makers[3]!).toBeCloseTo(2, 10);
    });
  });

  test('needs a market', () => {
    expect(() => people([], {})).toThrow('population skewed was given no market');
  });
  test.each([
    [{ traders: 1 }],
    [{ traders: 2.5 }],
    [{ sizes: { cap: 1 } }],
    [{ entry: { low: 0.1, high: 0 } }],
    [{ positionCounts: [0] }],
    [{ leverage: 3 }],
  ])('refuses %j', (given) => {
    expect(skewed.params.safeParse(given).success).toBe(false);
  });
});

describe('fill-to-target', () => {
  test('fills like water', () => {
    expect(fillToTarget([1, 2, 97], 100, 50).map((x) => Math.round(x * 100) / 100)).toEqual([16.67, 33.33, 50]);
  });
  test('sums to the target and keeps the order, below the cap where it can', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 40 }),
        fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 1e9, noNaN: true })),
        fc.double({ min: 1, max: 1e8, noNaN: true }),
        (sizes, target, cap) => {
          const shares = fillToTarget(sizes, target, cap);
          expect(Math.abs(shares.reduce((a, b) => a + b, 0) - target)).toBeLessThanOrEqual(1e-9 * target);
          const most = Math.max(cap, (1.5 * target) / sizes.length) * (1 + 1e-9);
          shares.forEach((share, i) => {
            expect(share).toBeGreaterThanOrEqual(0);
            expect(share).toBeLessThanOrEqual(most);
            for (const [j, size] of sizes.entries()) {
              if (size > sizes[i]!) expect(shares[j]).toBeGreaterThanOrEqual(share * (1 - 1e-12));
            }
          });
        },
      ),
    );
  });
});

test.each([-1, -0.3, 0, 0.5, 1])(
  'ranks that correlate by %d come of normals that correlate by 2 sin(pi rho / 6)',
  (rho) => {
    expect(normalCorrelation(rho)).toBeCloseTo(2 * Math.sin((Math.PI * rho) / 6), 7);
  },
);

describe('owners and their accounts', () => {
  const owners = (all: readonly Person[]) => {
    const accounts = new Map<number, Person[]>();
    for (const person of all) {
      if (person.kind === 'trader' && person.hedgeGroup === undefined)
        accounts.set(person.owner, [...(accounts.get(person.owner) ?? []), person]);
    }
    return [...accounts.values()];
  };
  const plain = { hedged: { owners: 0 }, makers: 0 };

  test('isolated positions are accounts of their own, with their own deposit and the same owner', () => {
    const all = people(MARKETS, { ...plain, traders: 3000, isolated: { levered: 1, calm: 1 } });
    const small = all.filter((person) => person.positions.length > 1);
    // Only owners of the tail, and the last ones for whom no accounts were left, keep several positions in one account.
    expect(small.length).toBeLessThan(0.1 * all.length);
    const several = owners(all).filter((accounts) => accounts.length > 1);
    expect(several.length).toBeGreaterThan(300);
    for (const accounts of several) {
      for (const { deposit, positions } of accounts) {
        expect(positions).toHaveLength(1);
        expect(deposit).toBeGreaterThan(0);
      }
      expect(new Set(accounts.map(({ positions }) => positions[0]!.market)).size).toBe(accounts.length);
    }
  });

  test('no isolation leaves every owner one cross account', () => {
    for (const accounts of owners(people(MARKETS, { ...plain, traders: 500 }))) expect(accounts).toHaveLength(1);
  });

  test('owners of many accounts hold the same markets in each, at the same leverage', () => {
    const sizes = { median: 1000, sigma: 2.6, tailFrom: 2000, alpha: 1.1, cap: 1e8 };
    const all = people(MARKETS, { ...plain, traders: 3000, sizes, manyAccounts: { owners: 0.3, accounts: 4 } });
    const many = owners(all).filter((accounts) => accounts.length > 1);
    expect(many.length).toBeGreaterThan(100);
    for (const accounts of many) {
      expect(accounts).toHaveLength(4);
      const held = accounts.map(({ positions }) => positions.map(({ market, side }) => `${market}${side}`).join());
      expect(new Set(held).size).toBe(1);
    }
  });

  test('mixed books are long some markets and short others, and sides still sum to the open interest', () => {
    const all = people(MARKETS, { ...plain, traders: 2000, mixed: 0.5 });
    const both = all.filter(({ positions }) => new Set(positions.map(({ side }) => side)).size === 2);
    expect(both.length).toBeGreaterThan(100);
    for (const { id, openInterest } of MARKETS) {
      for (const side of [1, -1]) {
        const held = all.flatMap(({ positions }) => positions.filter((p) => p.market === id && p.side === side));
        expect(held.reduce((sum, p) => sum + p.notional, 0) / openInterest).toBeCloseTo(1, 9);
      }
    }
  });

  test('accounts written out are there as written, counted among the traders and within the open interest', () => {
    const large = [
      { market: 'BTC', side: 'short', notional: 3e8, leverage: 0.75, entry: 0.02 },
      { market: 'ETH', side: 'long', notional: 2e8, leverage: 7 },
    ];
    const all = people(MARKETS, { ...plain, traders: 400, large });
    expect(all).toHaveLength(400);
    const short = all.find(({ positions }) => positions[0]?.notional === 3e8)!;
    expect(short.positions).toEqual([{ market: 'BTC', side: -1, notional: 3e8, entry: 117_000 * 1.02 }]);
    expect(short.deposit).toBeCloseTo(3e8 / 0.75 - 3e8 * 0.02, 3);
    const long = all.find(({ positions }) => positions[0]?.notional === 2e8)!;
    expect(long.deposit).toBeCloseTo(2e8 / 7, 3);
    const held = all.flatMap(({ positions }) => positions.filter((p) => p.market === 'BTC' && p.side === -1));
    expect(held.reduce((sum, p) => sum + p.notional, 0) / 4.5e9).toBeCloseTo(1, 9);
  });

  test.each([
    [{ market: 'LUNA', side: 'short', notional: 1, leverage: 1 }, 'large account 1 is in LUNA'],
    [{ market: 'ATOM', side: 'short', notional: 5e6, leverage: 1 }, 'large accounts are short 5000000 of ATOM'],
    [{ market: 'BTC', side: 'short', notional: 1e6, leverage: 5, entry: 0.5 }, 'has gained more than its equity'],
  ])('refuses %j', (account, says) => {
    expect(() => people(MARKETS, { traders: 100, large: [account] })).toThrow(says);
  });

  test('refuses accounts written out that leave no one else', () => {
    const large = [{ market: 'BTC', side: 'short', notional: 1e6, leverage: 1 }];
    expect(() => people(MARKETS, { traders: 2, large })).toThrow('2 traders leave too few');
  });
});

test('a lottery draws in proportion to weights, and never what has none', () => {
  const lottery = new Lottery([0, 3, 0, 1, 0]);
  expect(lottery.size).toBe(2);
  const s = stream(1, 'lottery');
  const drawn = Array.from({ length: 4000 }, () => lottery.draw(s));
  expect(new Set(drawn)).toEqual(new Set([1, 3]));
  expect(drawn.filter((index) => index === 1).length / 4000).toBeCloseTo(0.75, 1);
});
