import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { riskLimitSteps as margin } from '../../../mechanisms/margin/index.ts';
import { marketView, paramsOf } from '../../fixtures/views.ts';
import { notionalNear } from './margin-laws.ts';

type Markets = NonNullable<Parameters<typeof paramsOf<typeof margin.params>>[1]>['markets'];
const schedule = (markets: Markets, id = 'BTC', decimals = 0) =>
  margin.schedule(marketView({ id }), paramsOf(margin, { markets }, decimals));

/*
 * https://www.bitmex.com/app/riskLimitsExamples, XBTUSD, in hundredths of a bitcoin:
 *
 *   size        maintenance   initial
 *   < 200 XBT         0.5 %     1.0 %
 *   < 350 XBT         1.0 %     1.5 %
 *   < 500 XBT         1.5 %     2.0 %
 *   < 650 XBT         2.0 %     2.5 %
 */
const bitmex = {
  tiers: [{ upTo: '200', maintenance: '0.005', initial: '0.01' }],
  beyond: { step: '150', maintenance: '0.005', initial: '0.005' },
};

describe('the risk limits of XBTUSD', () => {
  test.each([
    // A position of 180 needs 0.90; with an order for 50 more it stands one step above the base.
    [18_000, 90, 180],
    [20_000, 100, 200],
    [20_001, 201, 301],
    [23_000, 230, 345],
    [35_000, 350, 525],
    [50_000, 750, 1_000],
    [65_000, 1_300, 1_625],
  ])('%d cents of XBT', (notional, maintenance, initial) => {
    const rule = schedule({ BTC: bitmex }, 'BTC', 2);
    expect([rule.maintenance(notional, 1), rule.initial(notional, 1)]).toEqual([maintenance, initial]);
  });

  test('end at the whole notional', () => {
    const rule = schedule({ BTC: bitmex }, 'BTC', 2);
    // From 1 % by 0.5 % to 100 %: 198 steps.
    expect(rule.tiers).toHaveLength(198);
    expect(rule.tiers?.slice(0, 3)).toEqual([20_000, 35_000, 50_000]);
    const far = 20_000 + 300 * 15_000;
    expect([rule.maintenance(far, 1), rule.initial(far, 1)]).toEqual([Math.ceil(far * 0.995), far]);
  });
});

test('listed tiers come first, and the last rates go on where nothing follows', () => {
  const rule = schedule({
    default: {
      tiers: [
        { upTo: '100', maintenance: '0.01', initial: '0.02' },
        { maintenance: '0.02', initial: '0.05' },
      ],
    },
  });
  expect([100, 101, 10_000].map((n) => rule.maintenance(n, 1))).toEqual([1, 3, 200]);
  expect(rule.tiers).toEqual([100]);
  expect(rule.slopePerMillion).toBeUndefined();
});

const one = { upTo: '1', maintenance: '0.01', initial: '0.02' };
test.each([
  ['a step that goes nowhere', { tiers: [one], beyond: { step: '1', maintenance: '0', initial: '0' } }, 'never ends'],
  ['initial below maintenance', { tiers: [{ maintenance: '0.02', initial: '0.01' }] }, 'tier 1 asks less to open'],
  [
    'a tier without an end before another',
    { tiers: [{ maintenance: '0.01', initial: '0.02' }, one] },
    'tier 1 has no upTo',
  ],
  [
    'steps after a tier without an end',
    { ...bitmex, tiers: [{ maintenance: '0.01', initial: '0.02' }] },
    'tier 1 has no upTo',
  ],
  ['rates that do not rise', { tiers: [one, { ...one, upTo: '2' }] }, 'tier 2 does not raise'],
  [
    'steps that raise maintenance beyond initial margin',
    { tiers: [one], beyond: { step: '1', maintenance: '0.21', initial: '0.2' } },
    'after 4 steps 820000 per million would open a position and 850000 keep it',
  ],
])('%s is refused', (_, ladder, message) => {
  const parsed = margin.params.safeParse({ markets: { BTC: ladder } });
  expect(JSON.stringify(parsed.error?.issues)).toContain(message);
});

test('steps may come nearer to initial margin as long as they end at the whole notional before they reach it', () => {
  const ladder = { tiers: [one], beyond: { step: '1', maintenance: '0.2025', initial: '0.2' } };
  const rule = schedule({ BTC: ladder }, 'BTC', 6);
  // Maintenance 1 % and 20.25 % a step, initial 2 % and 20 %: after four steps 82 % both, then the whole.
  expect([2, 3, 4, 5, 6].map((n) => [rule.maintenance(1_000_000 * n, 1), rule.initial(1_000_000 * n, 1)])).toEqual([
    [425_000, 440_000],
    [1_245_000, 1_260_000],
    [2_470_000, 2_480_000],
    [4_100_000, 4_100_000],
    [6_000_000, 6_000_000],
  ]);
});

test('tiers that do not rise in notional are refused', () => {
  const tiers = [one, { upTo: '1', maintenance: '0.02', initial: '0.03' }];
  expect(() => schedule({ BTC: { tiers } })).toThrow(
    'entry 2 of margin.markets.BTC.tiers ends at 1 units, entry 1 at 1',
  );
});

test('margins are whole, never fall, and maintenance is at most initial and the notional', () => {
  const rule = schedule({ BTC: bitmex }, 'BTC', 6);
  const edges = [200_000_000, 350_000_000, 500_000_000];
  fc.assert(
    fc.property(notionalNear(edges), notionalNear(edges), (a, b) => {
      const [low, high] = a < b ? [a, b] : [b, a];
      const of = (n: number) => [rule.maintenance(n, 1), rule.initial(n, 1)] as const;
      const [m1, i1] = of(low);
      const [m2, i2] = of(high);
      return [m1, m2, i1, i2].every(Number.isSafeInteger) && m1 <= m2 && i1 <= i2 && m1 <= i1 && i2 <= high;
    }),
  );
});
