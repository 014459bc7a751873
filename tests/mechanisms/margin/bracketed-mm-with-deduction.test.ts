import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bracketedMmWithDeduction as margin } from '../../../mechanisms/margin/index.ts';
import { marketView, paramsOf } from '../../fixtures/views.ts';
import { edges, notionalNear, obeysLaws } from './margin-laws.ts';

/** A published table: bracket end (USDT), rate, greatest leverage, cumulative deduction (USDT). */
type Row = readonly [upTo: number, rate: string, maxLeverage: number, cum: number];

const BTCUSDT: readonly Row[] = [
  [50_000, '0.004', 125, 0],
  [600_000, '0.005', 100, 50],
  [3_000_000, '0.0065', 75, 950],
  [12_000_000, '0.01', 50, 11_450],
  [70_000_000, '0.02', 25, 131_450],
  [100_000_000, '0.025', 20, 481_450],
  [230_000_000, '0.05', 10, 2_981_450],
  [480_000_000, '0.1', 5, 14_481_450],
  [600_000_000, '0.125', 4, 26_481_450],
  [800_000_000, '0.15', 3, 41_481_450],
  [1_200_000_000, '0.25', 2, 121_481_450],
  [1_800_000_000, '0.5', 1, 421_481_450],
];
const ATOMUSDT: readonly Row[] = [
  [10_000, '0.006', 75, 0],
  [50_000, '0.01', 50, 40],
  [80_000, '0.015', 40, 290],
  [200_000, '0.02', 25, 690],
  [600_000, '0.025', 20, 1_690],
  [2_000_000, '0.05', 10, 16_690],
  [4_000_000, '0.1', 5, 116_690],
  [5_000_000, '0.125', 4, 216_690],
  [12_000_000, '0.25', 2, 841_690],
  [20_000_000, '0.5', 1, 3_841_690],
];

const brackets = (rows: readonly Row[]) =>
  rows.map(([upTo, rate, maxLeverage]) => ({ upTo: String(upTo), rate, maxLeverage }));
const schedule = (rows: readonly Row[], decimals = 6) =>
  margin.schedule(marketView(), paramsOf(margin, { brackets: { BTC: brackets(rows) } }, decimals));

describe.each([
  ['BTCUSDT', BTCUSDT],
  ['ATOMUSDT', ATOMUSDT],
] as const)('the published table of %s', (_, rows) => {
  test.each(rows)('up to %d: N x %s - cum, leverage %d, cum %d', (upTo, rate, maxLeverage, cum) => {
    const { maintenance, initial } = schedule(rows);
    const notional = upTo * 1_000_000;
    const perMillion = Math.round(Number(rate) * 1_000_000);
    expect(maintenance(notional, 1)).toBe(upTo * perMillion - cum * 1_000_000);
    expect(initial(notional, 1)).toBe(Math.ceil(notional / maxLeverage));
  });

  test('does not jump at any edge', () => {
    const { maintenance } = schedule(rows);
    for (const [upTo] of rows) {
      const edge = upTo * 1_000_000;
      expect(maintenance(edge + 2, 1) - maintenance(edge, 1)).toBeLessThanOrEqual(1);
      expect(maintenance(edge, 1) - maintenance(edge - 2, 1)).toBeLessThanOrEqual(1);
    }
  });

  test('keeps the last rate beyond the last edge', () => {
    const [upTo, , , cum] = rows.at(-1) as Row;
    expect(schedule(rows).maintenance(2 * upTo * 1_000_000, 1)).toBe((upTo - cum) * 1_000_000);
    expect(schedule(rows).slopePerMillion).toBe(500_000);
  });
});

test('rounds up to a unit', () => {
  expect(schedule(BTCUSDT, 0).maintenance(1, 1)).toBe(1);
  expect(schedule(BTCUSDT, 0).maintenance(251, -1)).toBe(2);
  expect(schedule(BTCUSDT, 0).maintenance(0, 0)).toBe(0);
});

test('for any brackets margins are whole, rise, stay within the slope, and maintenance is below initial', () => {
  const rates = fc
    .uniqueArray(fc.integer({ min: 1, max: 500_000 }), { minLength: 1, maxLength: 6 })
    .map((list) => list.sort((a, b) => a - b));
  const sample = rates.chain((list) =>
    edges(list.length).chain((upTo) =>
      fc.tuple(fc.constant(list), fc.constant(upTo), notionalNear(upTo), notionalNear(upTo)),
    ),
  );
  fc.assert(
    fc.property(sample, ([list, upTo, a, b]) => {
      const rows = list.map((perMillion, i) => ({
        ...(i < upTo.length ? { upTo: String(upTo[i]) } : {}),
        rate: (perMillion / 1_000_000).toFixed(6),
        maxLeverage: Math.min(1000, Math.floor(1_000_000 / perMillion)),
      }));
      return obeysLaws(margin.schedule(marketView(), paramsOf(margin, { brackets: { default: rows } })), a, b);
    }),
  );
});

describe('bad brackets', () => {
  const messages = (rows: unknown) =>
    margin.params.safeParse({ brackets: { default: rows } }).error?.issues.map(({ message }) => message);

  test('are refused with what is wrong', () => {
    expect(
      messages([
        { upTo: '10', rate: '0.01', maxLeverage: 50 },
        { rate: '0.01', maxLeverage: 50 },
      ]),
    ).toEqual(['bracket 2 does not raise the rate of bracket 1']);
    expect(
      messages([
        { upTo: '10', rate: '0.01', maxLeverage: 20 },
        { rate: '0.02', maxLeverage: 50 },
      ]),
    ).toEqual(['bracket 2 allows 50x after 20x; a higher bracket allows no more']);
    expect(messages([{ rate: '0.05', maxLeverage: 50 }])).toEqual([
      'at 50x the initial margin is below the maintenance margin of bracket 1',
    ]);
    expect(
      messages([
        { rate: '0.01', maxLeverage: 50 },
        { rate: '0.02', maxLeverage: 50 },
      ]),
    ).toEqual(['bracket 1 has no upTo, but only the last may go without']);
    expect(messages([{ rate: '0.0000001', maxLeverage: 50 }])).toEqual([
      'a rate has at most six decimals (it is kept per million)',
    ]);
    expect(messages([{ rate: '1.5', maxLeverage: 1 }])).toEqual([
      '1.5 is out of range; a ratio here is between 0 and 1',
    ]);
  });

  test('that fall in notional are refused when the venue is built', () => {
    const rows = [
      { upTo: '20', rate: '0.01', maxLeverage: 50 },
      { upTo: '20', rate: '0.02', maxLeverage: 20 },
    ];
    expect(() => margin.schedule(marketView(), paramsOf(margin, { brackets: { BTC: rows } }))).toThrow(
      'entry 2 of margin.brackets.BTC ends at 20 units, entry 1 at 20',
    );
  });
});
