import type { Margin, MarginSchedule } from 'breakwater';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import * as margins from '../../mechanisms/margin/index.ts';
import { marketView, paramsOf } from '../fixtures/views.ts';
import { conforms } from './conformance.ts';
import { edges, notionalNear } from './margin/margin-laws.ts';

/**
 * One suite for all margin rules: two tiers each where a rule has tiers, edge at a million, and 4 times less leverage beyond it; where
 * it grows with size, half of the whole notional at a million. A market under a mark of 1, so that a position has as many lots as
 * notional, with an open interest in the middle of the scaled range.
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
  'linear-size-mm': { markets: { default: { initial: '0.02', maintenance: '0.01', perCoin: '0.0000005' } } },
  'oi-scaled-initial-margin': {},
  'size-scaled-fraction': { markets: { default: { base: '0.05', factor: '0.0005' } } },
  'skew-scaled-margin': { markets: { default: { skewScale: '20000000', initial: '10', minimum: '0.02' } } },
  'sqrt-participation-margin': { markets: { default: { base: '0.1', risk: '1', dailyVolume: '4000000' } } },
  'three-level-close-out': {
    markets: {
      default: [
        { upTo: '1000000', initial: '0.02', maintenance: '0.012', closeOut: '0.008' },
        { initial: '0.08', maintenance: '0.048', closeOut: '0.032' },
      ],
    },
  },
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
const lots = fc.oneof(notional, fc.integer({ min: 1, max: 9 }));
const LEVELS = ['initial', 'maintenance', 'closeOut'] as const;
type Level = (typeof LEVELS)[number];
/** What a level asks of a position; close-out margin is nothing where there is no such level. */
const ask = (schedule: MarginSchedule, level: Level, n: number, held = n): number => schedule[level]?.(n, held) ?? 0;

const always = {
  'asks whole amounts, none for nothing': (schedule: MarginSchedule) => {
    fc.assert(
      fc.property(notional, lots, (n, held) => {
        for (const level of LEVELS) {
          const asked = ask(schedule, level, n, held);
          expect(Number.isSafeInteger(asked) && asked >= 0 && !Object.is(asked, -0)).toBe(true);
          expect(ask(schedule, level, 0, held)).toBe(0);
        }
      }),
    );
  },
  'never asks more than the notional, nor less to open than to keep, nor less to keep than to be closed out': (
    schedule: MarginSchedule,
  ) => {
    fc.assert(
      fc.property(notional, lots, (n, held) => {
        const [initial, maintenance, closeOut] = LEVELS.map((level) => ask(schedule, level, n, held));
        expect(initial).toBeLessThanOrEqual(n);
        expect(maintenance).toBeLessThanOrEqual(initial as number);
        expect(closeOut).toBeLessThanOrEqual(maintenance as number);
      }),
    );
  },
  'asks more for more, whether it is more lots or each is worth more, as much long as short': (
    schedule: MarginSchedule,
  ) => {
    fc.assert(
      fc.property(notional, notional, lots, (a, b, held) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        for (const level of LEVELS) {
          expect(ask(schedule, level, less)).toBeLessThanOrEqual(ask(schedule, level, more));
          expect(ask(schedule, level, less, held)).toBeLessThanOrEqual(ask(schedule, level, more, held));
          expect(ask(schedule, level, a, held)).toBe(ask(schedule, level, a, -held));
        }
      }),
    );
  },
  'keeps to the slope and the tiers it declares, whatever the lots': (schedule: MarginSchedule) => {
    const { slopePerMillion, slopesPerMillion, tiers = [] } = schedule;
    expect(tiers.every((edge, i) => edge > (tiers[i - 1] ?? 0))).toBe(true);
    const tierOf = (n: number): number =>
      (tiers.findIndex((edge) => n <= edge) + tiers.length + 1) % (tiers.length + 1);
    if (slopesPerMillion !== undefined) {
      expect(slopesPerMillion).toHaveLength(tiers.length + 1);
      fc.assert(
        fc.property(notional, notional, lots, (a, b, held) => {
          fc.pre(tierOf(a) === tierOf(b));
          const rise = Math.abs(schedule.maintenance(a, held) - schedule.maintenance(b, held));
          expect(rise - 1).toBeLessThanOrEqual((Math.abs(a - b) * (slopesPerMillion[tierOf(a)] as number)) / 1_000_000);
        }),
      );
    }
    if (slopePerMillion === undefined) return;
    fc.assert(
      fc.property(notional, notional, lots, (a, b, held) => {
        const rise = Math.abs(schedule.maintenance(a, held) - schedule.maintenance(b, held));
        expect(rise - 1).toBeLessThanOrEqual((Math.abs(a - b) * slopePerMillion) / 1_000_000);
      }),
    );
  },
  'answers the same, whatever was asked before': (schedule: MarginSchedule) => {
    fc.assert(
      fc.property(notional, notional, (n, other) => {
        const first = LEVELS.map((level) => ask(schedule, level, n));
        for (const level of LEVELS) ask(schedule, level, other);
        expect(LEVELS.map((level) => ask(schedule, level, n))).toEqual(first);
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
        for (const level of ['initial', 'maintenance'] as const)
          expect(ask(schedule, level, a) + ask(schedule, level, b)).toBeGreaterThanOrEqual(ask(schedule, level, a + b));
      }),
      FIXED,
    );
  },
  'margin/initial-without-jumps': (schedule: MarginSchedule) => {
    fc.assert(
      fc.property(notionalNear([EDGE]), (n) => {
        expect(schedule.initial(n + 1, n) - schedule.initial(n, n)).toBeLessThanOrEqual(1);
      }),
      FIXED,
    );
  },
  'margin/maintenance-without-jumps': (schedule: MarginSchedule) => {
    fc.assert(
      fc.property(notionalNear([EDGE]), (n) => {
        expect(schedule.maintenance(n + 1, n) - schedule.maintenance(n, n)).toBeLessThanOrEqual(1);
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
