import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { halfOfInitialTiered as margin } from '../../../mechanisms/margin/index.ts';
import { marketView, paramsOf } from '../../fixtures/views.ts';
import { edges, notionalNear, obeysLaws } from './margin-laws.ts';

const btc = marketView();
const table = {
  tiers: {
    BTC: [{ upTo: '150000000', maxLeverage: 40 }, { maxLeverage: 20 }],
    ETH: [{ upTo: '100000000', maxLeverage: 25 }, { maxLeverage: 15 }],
    default: [{ maxLeverage: 3 }],
  },
};
const schedule = (id: string, decimals = 0) => margin.schedule(marketView({ id }), paramsOf(margin, table, decimals));

describe('the published tiers', () => {
  test.each([
    // BTC: 40x to $150m, then 20x: 1.25 %, then 2.5 % less 150m x (2.5 % - 1.25 %) = 1.875m
    ['BTC', 1_000_000, 12_500, 25_000],
    ['BTC', 150_000_000, 1_875_000, 3_750_000],
    ['BTC', 200_000_000, 3_125_000, 10_000_000],
    // ETH: 25x to $100m, then 15x: 2 %, then 3.33 % less 100m x (1/30 - 1/50) = 1.333m
    ['ETH', 100_000_000, 2_000_000, 4_000_000],
    ['ETH', 130_000_000, 3_000_000, 8_666_667],
    ['DOGE', 300, 50, 100],
  ])('%s at %d', (id, notional, maintenance, initial) => {
    expect(schedule(id).maintenance(notional, 1)).toBe(maintenance);
    expect(schedule(id).initial(notional, 1)).toBe(initial);
  });

  test('does not jump at the edge, at the scale of micro-dollars', () => {
    const { maintenance } = schedule('BTC', 6);
    const edge = 150_000_000_000_000;
    expect([edge - 80, edge, edge + 40].map((n) => maintenance(n, 1))).toEqual([
      1_875_000_000_000 - 1,
      1_875_000_000_000,
      1_875_000_000_000 + 1,
    ]);
  });

  test('rounds up against the account, once', () => {
    expect([1, 6, 7].map((n) => schedule('SOL').maintenance(n, -1))).toEqual([1, 1, 2]);
    expect([1, 3, 4].map((n) => schedule('SOL').initial(n, -1))).toEqual([1, 1, 2]);
  });

  test('bounds the slope by the rate of the last tier, rounded up', () => {
    expect(schedule('BTC').slopePerMillion).toBe(25_000);
    expect(schedule('ETH').slopePerMillion).toBe(33_334);
  });
});

const tiersArbitrary = fc
  .uniqueArray(fc.constantFrom(2, 3, 4, 5, 8, 10, 12, 15, 20, 25, 40, 50, 100), { minLength: 1, maxLength: 5 })
  .map((list) => list.sort((a, b) => b - a))
  .chain((leverages) => edges(leverages.length).map((upTo) => ({ leverages, upTo })));

describe('for any tiers', () => {
  test('margins are whole, rise, stay within the slope, and maintenance is below initial', () => {
    const sample = tiersArbitrary.chain((tiers) =>
      fc.tuple(fc.constant(tiers), notionalNear(tiers.upTo), notionalNear(tiers.upTo)),
    );
    fc.assert(
      fc.property(sample, ([{ leverages, upTo }, a, b]) => {
        const list = leverages.map((maxLeverage, i) =>
          i < upTo.length ? { upTo: String(upTo[i]), maxLeverage } : { maxLeverage },
        );
        return obeysLaws(margin.schedule(btc, paramsOf(margin, { tiers: { BTC: list } })), a, b);
      }),
    );
  });

  test('maintenance is the ceiling of the exact sum over the tiers', () => {
    const sample = tiersArbitrary.chain((tiers) => fc.tuple(fc.constant(tiers), notionalNear(tiers.upTo)));
    fc.assert(
      fc.property(sample, ([{ leverages, upTo }, notional]) => {
        const list = leverages.map((maxLeverage, i) =>
          i < upTo.length ? { upTo: String(upTo[i]), maxLeverage } : { maxLeverage },
        );
        const scale = 2n * leverages.reduce((product, leverage) => product * BigInt(leverage), 1n);
        let sum = 0n;
        let from = 0;
        for (const [i, leverage] of leverages.entries()) {
          const to = Math.min(notional, upTo[i] ?? notional);
          if (to > from) sum += (BigInt(to - from) * scale) / (2n * BigInt(leverage));
          from = Math.max(from, to);
        }
        const exact = (sum + scale - 1n) / scale;
        const found = margin.schedule(btc, paramsOf(margin, { tiers: { BTC: list } })).maintenance(notional, 1);
        expect(BigInt(found)).toBe(exact);
      }),
    );
  });
});

describe('bad tiers', () => {
  const messages = (tiers: unknown) =>
    margin.params.safeParse({ tiers: { BTC: tiers } }).error?.issues.map(({ message }) => message);

  test('are refused with what is wrong', () => {
    expect(messages([{ maxLeverage: 20 }, { maxLeverage: 10 }])).toEqual([
      'tier 1 has no upTo, but only the last may go without',
    ]);
    expect(messages([{ upTo: '10', maxLeverage: 20 }, { maxLeverage: 20 }])).toEqual([
      'tier 2 allows 20x after 20x; a higher tier allows less',
    ]);
    expect(messages([{ upTo: '-5', maxLeverage: 20 }])).toEqual(['-5 is below zero; an amount here is at least 0']);
    expect(messages([])).toHaveLength(1);
    expect(messages([{ maxLeverage: 2.5 }])).toHaveLength(1);
    expect(messages([{ upTo: 'much', maxLeverage: 'x' }])).not.toHaveLength(0);
    expect(messages([{ maxLeverage: 5, leverage: 5 }])).toEqual(['Unrecognized key: "leverage"']);
  });

  test('that fall in notional are refused when the venue is built', () => {
    const tiers = [{ upTo: '20', maxLeverage: 20 }, { upTo: '10', maxLeverage: 10 }, { maxLeverage: 5 }];
    expect(() => margin.schedule(btc, paramsOf(margin, { tiers: { BTC: tiers } }))).toThrow(
      'entry 2 of margin.tiers.BTC ends at 10 units, entry 1 at 20',
    );
  });

  test('that do not cover a market are refused by name', () => {
    const params = paramsOf(margin, { tiers: { ETH: [{ maxLeverage: 5 }] } });
    expect(() => margin.schedule(marketView({ id: 'constructor' }), params)).toThrow(
      'margin.tiers has no entry for constructor and none called default',
    );
  });

  test('whose leverages have no small common denominator are refused', () => {
    const tiers = [997, 991, 983, 977].map((maxLeverage, i) => ({ upTo: String(i + 1), maxLeverage }));
    expect(() => margin.schedule(btc, paramsOf(margin, { tiers: { BTC: tiers } }))).toThrow(
      'the leverages 997, 991, 983, 977 have no common denominator below 94906265',
    );
  });
});
