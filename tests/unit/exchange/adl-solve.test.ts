import { describe, expect, test } from 'vitest';
import type { AdlComposite, Market, Venue } from '../../../src/exchange/index.ts';
import {
  type ClaimsProblem,
  defineAdlAllocation,
  defineAdlEligible,
  defineAdlProtection,
  defineAdlRanking,
  z,
} from '../../../src/index.ts';
import {
  adl,
  closeAt,
  composite,
  deficits,
  design,
  person,
  quote,
  step,
  use,
  venueOf,
} from '../../fixtures/exchange.ts';

const none = z.strictObject({});
const head = (name: string) => ({ name, summary: 'For tests.', source: 'tests', params: none });
const greedy = composite().allocation.mechanism;
/** First come, and no more than the need looked at. */
const prefixed = (least = 0) =>
  defineAdlAllocation({ ...head('prefixed'), prefix: () => least, allocate: greedy.allocate });
/** As much of everybody's limit; what is left over of the first. Notes what it was asked. */
const pro = (asked: ClaimsProblem[]) =>
  defineAdlAllocation({
    ...head('pro'),
    allocate: (problem) => {
      asked.push({ ...problem });
      const { need, limit, n } = problem;
      const all = limit.reduce((sum, one) => sum + one, 0);
      const gives = limit.map((most) => Math.floor((most * Math.min(need, all)) / all));
      for (
        let i = 0, left = Math.min(need, all) - gives.reduce((sum, one) => sum + one, 0);
        i < n && left > 0;
        i++, left--
      )
        gives[i] = (gives[i] as number) + 1;
      return gives;
    },
  });

/** A loser, long as much as is to be closed, against shorts of these lots, at a mark of 94. */
const against = (shorts: readonly number[], over: Partial<AdlComposite>, need = 10, trace = false) => {
  const venue = venueOf(design([adl({ closeOut: use(closeAt('mark')), ...over })]), [{}, {}]);
  Object.assign(venue, { trace });
  const loser = person(venue, 5 * need, [[0, need, 100]]);
  const accounts = shorts.map((lots) => person(venue, 10_000, [[0, -lots, 100]]));
  const given = () => accounts.map((account, i) => (shorts[i] as number) + venue.ledger.lots(account, 0));
  return { venue, loser, accounts, given };
};
const rows = (venue: Venue, wanted: string) =>
  [...venue.ledger.log]
    .filter(({ kind }) => kind === wanted)
    .map(({ case: of, a, b, lots, value, cost }) => ({ of, a, b, lots, value, cost }));
const decided = (venue: Venue) => rows(venue, 'decision').map(({ b, lots, value, cost }) => [b, lots, value, cost]);

describe('a decision tells how many claims the rule was asked about', () => {
  const looked = (over: Partial<AdlComposite>, trace = false) => {
    const { venue } = against([4, 4, 4, 4, 4], over, 10, trace);
    step(venue, [94, 100]);
    return decided(venue).map(([claims]) => claims);
  };
  const protection = (over: object) => use(defineAdlProtection({ ...head('protects'), scope: 'account', ...over }));
  const weighing = defineAdlRanking({ ...head('weighs'), score: () => 0, weigh: () => 1 });

  test('all of them, or those of the prefix that it looks at', () => {
    expect([looked({}), looked({ allocation: use(prefixed()) }), looked({ allocation: use(prefixed(4)) })]).toEqual([
      [5],
      [3],
      [4],
    ]);
  });

  test('all of them where tiers, limits or weights stand between the ranking and the rule', () => {
    const allocation = use(prefixed());
    expect([
      looked({ allocation, protection: protection({}) }),
      looked({ allocation, protection: protection({ tier: () => 0 }) }),
      looked({ allocation, protection: protection({ limitPerMillion: () => 1_000_000 }) }),
      looked({ allocation, ranking: use(weighing) as never }),
    ]).toEqual([[3], [5], [5], [5]]);
  });

  test('the same with a trace, which shows all who were eligible', () => {
    expect([looked({}, true), looked({ allocation: use(prefixed()) }, true)]).toEqual([[5], [3]]);
    const { venue } = against([4, 4, 4, 4, 4], { allocation: use(prefixed()) }, 10, true);
    step(venue, [94, 100]);
    expect(rows(venue, 'score').map(({ lots, cost }) => [lots, cost])).toEqual([
      [4, 4],
      [4, 4],
      [4, 2],
      [4, 0],
      [4, 0],
    ]);
  });

  test('and the score of the last who gave; the largest number where it is infinite, 0 where nobody gave', () => {
    const cutOff = (score: number, over: Partial<AdlComposite> = {}, trace = false) => {
      const ranking = defineAdlRanking({ ...head('scores'), score: ({ account }) => score - (account % 2) / 2 });
      const { venue } = against([4], { ranking: use(ranking) as never, ...over }, 4, trace);
      step(venue, [94, 100]);
      return [...decided(venue).map(([, , , cost]) => cost), ...rows(venue, 'score').map(({ value }) => value)];
    };
    const { POSITIVE_INFINITY, NEGATIVE_INFINITY, MAX_VALUE } = Number;
    expect([cutOff(3), cutOff(POSITIVE_INFINITY), cutOff(NEGATIVE_INFINITY)]).toEqual([
      [2.5],
      [MAX_VALUE],
      [-MAX_VALUE],
    ]);
    expect(cutOff(POSITIVE_INFINITY, {}, true)).toEqual([MAX_VALUE, MAX_VALUE]);
    expect(cutOff(3, { protection: protection({ limitPerMillion: () => 0 }) })).toEqual([0]);
    expect(cutOff(3, { eligible: [use(defineAdlEligible({ ...head('nobody'), candidate: () => false }))] })).toEqual([
      0,
    ]);
  });

  test('and a trace the case, where cases are solved one by one', () => {
    const pairs = defineAdlEligible({ ...head('pairs'), pair: () => true });
    for (const [eligible, of] of [
      [[use(pairs)], 1],
      [[], 0],
    ] as const) {
      const { venue, accounts } = against([4], { eligible }, 4, true);
      step(venue, [94, 100]);
      expect(rows(venue, 'score')).toMatchObject([{ of, a: accounts[0] }]);
    }
  });
});

describe('tiers', () => {
  /** By account, in the order in which they were opened: the tier, and the share of the limit that may be cut. */
  const tiered = (tiers: readonly number[], shares: readonly number[], need: number) => {
    const asked: ClaimsProblem[] = [];
    let first = 0;
    const protection = defineAdlProtection({
      ...head('tiers'),
      scope: 'account',
      tier: ({ account }) => tiers[account - first] as number,
      limitPerMillion: ({ account }) => shares[account - first] as number,
    });
    const made = against(
      tiers.map(() => 4),
      { allocation: use(pro(asked)), protection: use(protection) },
      need,
    );
    first = made.accounts[0] as number;
    step(made.venue, [94, 100]);
    return {
      given: made.given(),
      asked: asked.map(({ n, need: of, limit, claim }) => [n, of, [...limit], [...claim]]),
    };
  };
  const all = [1e6, 1e6, 1e6, 1e6];

  test('give one after the other from the lowest, and within one all share', () => {
    expect(tiered([1, 0, 1, 0], all, 6)).toEqual({ given: [0, 3, 0, 3], asked: [[2, 6, [4, 4], [4, 4]]] });
    expect(tiered([1, 0, 1, 0], all, 12)).toEqual({
      given: [2, 4, 2, 4],
      asked: [
        [2, 12, [4, 4], [4, 4]],
        [2, 4, [4, 4], [4, 4]],
      ],
    });
    expect(tiered([3, -1, 0.5, 7], all, 9)).toMatchObject({ given: [1, 4, 4, 0], asked: { length: 3 } });
    expect(tiered([0, 0, 0, 0], all, 8)).toMatchObject({ given: [2, 2, 2, 2], asked: { length: 1 } });
  });

  test('a tier that has given all it has is not asked again, nor one behind the need', () => {
    expect(tiered([0, 0, 1, 1], all, 8)).toMatchObject({ given: [4, 4, 0, 0], asked: { length: 1 } });
    expect(tiered([0, 1, 2, 3], all, 40)).toMatchObject({ given: [4, 4, 4, 4] });
  });

  test('leave each claim a share of its limit, rounded down, and the claim as it is', () => {
    expect(tiered([0, 0, 1, 1], [500_000, 999_999, 0, 1e6], 40)).toEqual({
      given: [2, 3, 0, 4],
      asked: [
        [2, 40, [2, 3], [4, 4]],
        [2, 35, [0, 4], [4, 4]],
      ],
    });
  });

  test('hand each claim its weight, where the ranking weighs', () => {
    const asked: ClaimsProblem[] = [];
    const weighing = defineAdlRanking({
      ...head('weighs'),
      score: ({ account }) => -account,
      weigh: ({ limit }) => limit * limit,
    });
    const protection = defineAdlProtection({ ...head('tiers'), scope: 'account', tier: ({ limit }) => limit % 2 });
    const { venue } = against(
      [4, 1, 2, 3],
      { allocation: use(pro(asked)), protection: use(protection), ranking: use(weighing) as never },
      10,
    );
    step(venue, [94, 100]);
    const ratios = asked.map(({ weight }) => [...weight].map((one) => Math.round(one / Math.min(...weight))));
    expect(ratios).toEqual([
      [4, 1],
      [1, 9],
    ]);
    const plain: ClaimsProblem[] = [];
    const unweighed = against([4, 1], { allocation: use(pro(plain)), protection: use(protection) }, 5);
    step(unweighed.venue, [94, 100]);
    expect(plain.map(({ weight }) => [...weight])).toEqual([[4], [1]]);
  });

  test('and companions go with cuts of lots, not with charges on gains', () => {
    let looked = 0;
    const looks = () => {
      looked += 1;
      return 0;
    };
    const protection = defineAdlProtection({
      ...head('looks'),
      scope: 'account',
      tier: looks,
      complete: () => {
        looked += 1;
        return [];
      },
    });
    let books: unknown = 'unseen';
    const allocation = use({
      ...prefixed(),
      allocate: (problem: ClaimsProblem) => {
        books = problem.books;
        return greedy.allocate(problem, {}, null);
      },
    });
    const charged = (owed: readonly number[]) => {
      const venue = venueOf(
        design([adl({ trigger: use(deficits), settle: 'gains', protection: use(protection), allocation } as never)]),
      );
      for (const units of owed)
        venue.ledger.transfer(0, person(venue, 0), venue.ledger.outsideAccount, units, 'withdraw');
      person(venue, 100, [[0, 4, 100]]);
      for (let i = 0; i < 4; i++) person(venue, 100, [[0, -1, 110]]);
      step(venue, [100]);
      return [...venue.ledger.log]
        .filter(({ kind }) => kind === 'decision')
        .map(({ case: of, b, lots, value }) => [of, b, lots, value]);
    };
    // One case, named; several, not; the gains of the four are 40 in all.
    expect([charged([10]), charged([7, 8]), charged([30, 20])]).toEqual([
      [[1, 1, 10, 10]],
      [[0, 2, 15, 15]],
      [[0, 4, 50, 40]],
    ]);
    expect([looked, books]).toEqual([0, undefined]);
  });
});

describe('cuts that go with orders', () => {
  /** Hedgers of one lot each in front of one without orders; the book fills the orders of those from a number on. */
  const solved = (hedgers: number, fillableFrom: number, over: Partial<AdlComposite> = {}) => {
    let first = 0;
    const protection = defineAdlProtection({
      ...head('hedges'),
      scope: 'account',
      complete: ({ account }) =>
        account - first < hedgers
          ? [{ do: 'order', market: 1, lots: 1, limit: account - first < fillableFrom ? 91 : 90, timeInForce: 'ioc' }]
          : [],
    });
    const venue = venueOf(design([adl({ closeOut: use(closeAt('mark')), protection: use(protection), ...over })]), [
      {},
      {},
    ]);
    person(venue, 5, [[0, 1, 100]]);
    const accounts = Array.from({ length: hedgers + 1 }, () =>
      person(venue, 1000, [
        [0, -1, 100],
        [1, 1, 100],
      ]),
    );
    first = accounts[0] as number;
    quote(venue, person(venue, 10_000, [], 'maker'), 1, 1, 10, 90);
    step(venue, [94, 100]);
    return accounts.findIndex((account) => venue.ledger.lots(account, 0) === 0);
  };

  test('are tried a hundred times where the rule looks at everybody; then only those without orders', () => {
    expect(solved(110, 99)).toBe(99);
    expect(solved(110, 100)).toBe(110);
  });

  test('are tried until one fits where the rule looks along the ranking', () => {
    expect(solved(110, 100, { allocation: use(prefixed()) })).toBe(100);
  });
});

test('a rule draws from one stream a decision, another each step, and the same in the same run', () => {
  const drawn = (seed: number) => {
    const draws: number[] = [];
    const drawing = defineAdlAllocation({
      ...head('draws'),
      allocate: (problem) => {
        draws.push(problem.random.unit(), problem.random.unit());
        return greedy.allocate(problem, {}, null);
      },
    });
    const { venue } = against([4, 4], { allocation: use(drawing) }, 20);
    Object.assign(venue, { seed });
    step(venue, [94, 100]);
    person(venue, 10_000, [[0, -4, 100]]);
    step(venue, [94, 100]);
    return draws;
  };
  const draws = drawn(1);
  expect(new Set(draws).size).toBe(4);
  expect(drawn(1)).toEqual(draws);
  expect(drawn(2)).not.toEqual(draws);
});

describe('the ranking of a market side', () => {
  test('is frozen once a round, for each market and side its own', () => {
    let scored = 0;
    const counting = defineAdlRanking({
      ...head('counts'),
      score: ({ lots }) => {
        scored += 1;
        return Math.abs(lots);
      },
    });
    const { venue, accounts } = against([3, 9], { ranking: use(counting) as never });
    person(venue, 100, [[1, -2, 100]]);
    const layer = venue.layers[0]?.adl ?? (undefined as never);
    const [a, b] = venue.markets as [Market, Market];
    const places = (
      [
        [a, -1],
        [a, 1],
        [a, 0],
        [b, -1],
        [b, 1],
        [b, 0],
      ] as const
    ).map(([market, side]) => layer.ranking(venue, market, side));
    expect(places.map(({ size }) => size)).toEqual([2, 1, 3, 1, 0, 1]);
    expect(scored).toBe(8);
    const short = layer.ranking(venue, a, -1);
    expect(short).toBe(places[0]);
    venue.ledger.fill(0, accounts[0] as number, venue.ledger.outsideAccount, -3, -300, 'trade');
    person(venue, 100, [[0, -20, 100]]);
    expect([layer.ranking(venue, a, -1).size, scored]).toEqual([2, 8]);
    layer.thaw();
    expect(layer.ranking(venue, a, -1)).toBe(short);
    expect([short.size, short.score(0)]).toEqual([2, 20]);
  });
});
