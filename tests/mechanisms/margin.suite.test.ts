import type { Margin, MarginSchedule } from 'breakwater';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import * as margins from '../../mechanisms/margin/index.ts';
import { marketView, paramsOf } from '../fixtures/views.ts';
import { conforms } from './conformance.ts';
import { edges, notionalNear } from './margin/margin-laws.ts';

/**
 * One suite for all margin rules: two tiers each where a rule has tiers, edge at a million, and 4 times less leverage beyond it. A
 * market under a mark of 1 with an open interest in the middle of the scaled range.
 */
const TIERED: Readonly<Record<string, unknown>> = {
  'bracketed-mm-with-deduction': {
    brackets: {
      default: [
        { upTo: '1000000', rate: '0.01', maxLeverage: 40 },
        { rate: '0.05', maxLeverage: 10 },
      ],
    },
  },
  'half-of-initial-tiered': { tiers: { default: [{ upTo: '1000000', maxLeverage: 40 }, { maxLeverage: 10 }] } },
  'oi-scaled-initial-margin': {},
  'risk-limit-steps': {
    markets: {
      default: {
        tiers: [
          { upTo: '1000000', maintenance: '0.0125', initial: '0.025' },
          { maintenance: '0.05', initial: '0.1' },
        ],
      },
    },
  },
};
const EDGE = 1_000_000;
const notional = fc.oneof(
  notionalNear([EDGE]),
  edges(2).map(([edge]) => edge ?? 0),
  fc.integer({ min: 0, max: 3 * EDGE }),
);
const levels = ['initial', 'maintenance'] as const;

const always = {
  'asks whole amounts, none for nothing': (schedule: MarginSchedule) => {
    fc.assert(
      fc.property(notional, fc.integer({ min: -9, max: 9 }), (n, lots) => {
        for (const level of levels) {
          const asked = schedule[level](n, lots);
          expect(Number.isSafeInteger(asked) && asked >= 0 && !Object.is(asked, -0)).toBe(true);
          expect(schedule[level](0, lots)).toBe(0);
        }
      }),
    );
  },
  'never asks more than the notional, nor less to open than to keep': (schedule: MarginSchedule) => {
    fc.assert(
      fc.property(notional, (n) => {
        expect(schedule.initial(n, 1)).toBeLessThanOrEqual(n);
        expect(schedule.maintenance(n, 1)).toBeLessThanOrEqual(schedule.initial(n, 1));
        expect(schedule.closeOut?.(n, 1) ?? 0).toBeLessThanOrEqual(schedule.maintenance(n, 1));
      }),
    );
  },
  'asks more for more, as much long as short': (schedule: MarginSchedule) => {
    fc.assert(
      fc.property(notional, notional, (a, b) => {
        for (const level of levels) {
          expect(schedule[level](Math.min(a, b), 1)).toBeLessThanOrEqual(schedule[level](Math.max(a, b), 1));
          expect(schedule[level](a, 1)).toBe(schedule[level](a, -1));
        }
      }),
    );
  },
  'keeps to the slope and the tiers it declares': (schedule: MarginSchedule) => {
    const { slopePerMillion, slopesPerMillion, tiers = [] } = schedule;
    expect(tiers.every((edge, i) => edge > (tiers[i - 1] ?? 0))).toBe(true);
    const tierOf = (n: number): number =>
      (tiers.findIndex((edge) => n <= edge) + tiers.length + 1) % (tiers.length + 1);
    if (slopesPerMillion !== undefined) {
      expect(slopesPerMillion).toHaveLength(tiers.length + 1);
      fc.assert(
        fc.property(notional, notional, (a, b) => {
          fc.pre(tierOf(a) === tierOf(b));
          const rise = Math.abs(schedule.maintenance(a, 1) - schedule.maintenance(b, 1));
          expect(rise - 1).toBeLessThanOrEqual((Math.abs(a - b) * (slopesPerMillion[tierOf(a)] as number)) / 1_000_000);
        }),
      );
    }
    if (slopePerMillion === undefined) return;
    fc.assert(
      fc.property(notional, notional, (a, b) => {
        const rise = Math.abs(schedule.maintenance(a, 1) - schedule.maintenance(b, 1));
        expect(rise - 1).toBeLessThanOrEqual((Math.abs(a - b) * slopePerMillion) / 1_000_000);
      }),
    );
  },
  'answers the same, whatever was asked before': (schedule: MarginSchedule) => {
    fc.assert(
      fc.property(notional, notional, (n, other) => {
        const first = levels.map((level) => schedule[level](n, 1));
        for (const level of levels) schedule[level](other, 1);
        expect(levels.map((level) => schedule[level](n, 1))).toEqual(first);
      }),
    );
  },
};

/** A fixed seed, because an exemption is tested by a failure that has to be found. */
const FIXED = { numRuns: 500, seed: 7 };
const splits = fc.tuple(fc.integer({ min: 1, max: 2 * EDGE }), fc.integer({ min: 1, max: 2 * EDGE }));

const unlessExempt = {
  /** Each part is rounded up, so two parts may cost one unit more. */
  'margin/no-gain-by-splitting': (schedule: MarginSchedule) => {
    fc.assert(
      fc.property(splits, ([a, b]) => {
        for (const level of levels)
          expect(schedule[level](a, 1) + schedule[level](b, 1)).toBeGreaterThanOrEqual(schedule[level](a + b, 1));
      }),
      FIXED,
    );
  },
  'margin/initial-without-jumps': (schedule: MarginSchedule) => {
    fc.assert(
      fc.property(notionalNear([EDGE]), (n) => {
        expect(schedule.initial(n + 1, 1) - schedule.initial(n, 1)).toBeLessThanOrEqual(1);
      }),
      FIXED,
    );
  },
  'margin/maintenance-without-jumps': (schedule: MarginSchedule) => {
    fc.assert(
      fc.property(notionalNear([EDGE]), (n) => {
        expect(schedule.maintenance(n + 1, 1) - schedule.maintenance(n, 1)).toBeLessThanOrEqual(1);
      }),
      FIXED,
    );
  },
  'margin/blind-to-the-market': (schedule: MarginSchedule) => {
    // The market of the suite stands at an open interest of 35 million; this one at nothing.
    expect(schedule.initial(EDGE, 1)).toBe(calm.get(schedule)?.initial(EDGE, 1));
  },
};

/** The same rule in a market nobody has traded in. */
const calm = new Map<MarginSchedule, MarginSchedule>();

describe.each(Object.values(margins) as unknown as Margin[])('$name', (rule) => {
  const params = paramsOf(rule, (TIERED[rule.name] ?? {}) as never) as never;
  const schedule = rule.schedule(marketView({ mark: 1, openInterest: 35_000_000 }), params);
  calm.set(schedule, rule.schedule(marketView({ mark: 1, openInterest: 0 }), params));
  conforms(rule, schedule, { always, unlessExempt });
});
