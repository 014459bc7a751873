import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { threeLevelCloseOut as margin } from '../../../mechanisms/margin/index.ts';
import { marketView, paramsOf } from '../../fixtures/views.ts';
import { edges, notionalNear, obeysLaws } from './margin-laws.ts';

type Tiers = NonNullable<NonNullable<Parameters<typeof paramsOf<typeof margin.params>>[1]>['markets']>[string];
const schedule = (tiers: Tiers) => margin.schedule(marketView(), paramsOf(margin, { markets: { default: tiers } }));

test('asks one fraction at each level', () => {
  const { initial, maintenance, closeOut, slopePerMillion, tiers } = schedule([
    { initial: '0.05', maintenance: '0.03', closeOut: '0.02' },
  ]);
  expect([initial(10_001, 1), maintenance(10_001, 1), closeOut?.(10_001, 1)]).toEqual([501, 301, 201]);
  expect([slopePerMillion, tiers]).toEqual([30_000, []]);
});

/*
 *    notional     initial                       maintenance         close-out
 *    up to 1,000  10 %                           6 %                 4 %
 *      1,000      100                            60                  40
 *      1,500      100 + 20 % of 500 = 200        60 + 12 % = 120     40 + 8 % = 80
 */
test('goes on from where the tier before ended', () => {
  const { initial, maintenance, closeOut, tiers } = schedule([
    { upTo: '1000', initial: '0.1', maintenance: '0.06', closeOut: '0.04' },
    { initial: '0.2', maintenance: '0.12', closeOut: '0.08' },
  ]);
  const at = (n: number) => [initial(n, 1), maintenance(n, 1), closeOut?.(n, 1)];
  expect([at(1_000), at(1_500), tiers]).toEqual([[100, 60, 40], [200, 120, 80], [1_000]]);
});

test('for any tiers the levels are whole, rise, keep their order and stay within the slope', () => {
  /** Close-out, maintenance and initial margin of a tier, or how much more of each the next one asks; rising, millionths. */
  const levels = fc
    .uniqueArray(fc.integer({ min: 1, max: 400_000 }), { minLength: 3, maxLength: 3 })
    .map((list) => list.sort((a, b) => a - b));
  const some = edges(2).chain((list) =>
    fc.tuple(fc.constant(list[0] as number), levels, levels, notionalNear(list), notionalNear(list)),
  );
  const tier = (parts: readonly number[]) => {
    const [closeOut, maintenance, initial] = parts.map((part) => (part / 1e6).toFixed(6));
    return { closeOut, maintenance, initial };
  };
  fc.assert(
    fc.property(some, ([edge, first, more, low, high]) => {
      const next = first.map((part, i) => part + (more[i] as number));
      const rule = schedule([{ upTo: String(edge), ...tier(first) }, tier(next)]);
      for (const n of [low, high]) expect(rule.closeOut?.(n, 1)).toBeLessThanOrEqual(rule.maintenance(n, 1));
      expect(obeysLaws(rule, low, high)).toBe(true);
    }),
  );
});

describe('bad levels', () => {
  const messages = (...tiers: object[]) =>
    margin.params.safeParse({ markets: { default: tiers } }).error?.issues.map(({ message }) => message);

  test('are refused', () => {
    expect(messages({ initial: '0.1', maintenance: '0.1' })).toEqual(['tier 1 asks no more to open than to keep']);
    expect(messages({ maintenance: '0.01', closeOut: '0.01' })).toEqual([
      'tier 1 closes out where it liquidates already',
    ]);
    expect(messages({}, {})).toEqual(['tier 1 has no upTo, but only the last may go without']);
    expect(messages({ upTo: '5' }, { closeOut: '0.007' })).toEqual(['tier 2 asks less than tier 1']);
    expect(messages()).toHaveLength(1);
  });

  test('with tiers that do not rise are refused when the market is built', () => {
    expect(() => schedule([{ upTo: '5' }, { upTo: '5' }, {}])).toThrow(
      'entry 2 of margin.markets.BTC ends at 5 units, entry 1 at 5',
    );
  });
});
