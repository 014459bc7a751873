import { describe, expect, test } from 'vitest';
import type { Market } from '../../../src/exchange/index.ts';
import { defineMargin, type MarginSchedule, z } from '../../../src/index.ts';
import { design, use, venueOf } from '../../fixtures/exchange.ts';
import { refused } from '../../fixtures/refused.ts';

/** What a margin rule says, as the engine takes it: every answer is checked, and what is wrong is named with its place. */

const PLAIN = { initial: () => 0, maintenance: () => 0 };
const ruleOf = (schedule: unknown): Market => {
  const margin = defineMargin({
    name: 'rule',
    summary: 'Says what a test wants.',
    source: 'tests',
    params: z.strictObject({}),
    schedule: () => schedule as MarginSchedule,
  });
  return venueOf(design([], { margin: use(margin) })).markets[0] as Market;
};

describe('a margin rule', () => {
  test('is asked with notional and lots, and answers whole units', () => {
    const { schedule } = ruleOf({
      initial: (notional: number, lots: number) => notional + lots,
      maintenance: (notional: number, lots: number) => notional - lots,
      closeOut: (notional: number, lots: number) => notional * lots,
    });
    expect([schedule.initial(100, 7), schedule.maintenance(100, 7), schedule.closeOut?.(100, 7)]).toEqual([
      107, 93, 700,
    ]);
    expect([schedule.initial(0, 0), schedule.maintenance(0, 0)]).toEqual([0, 0]);
  });

  test('says what it says of tiers and slopes, and nothing else', () => {
    const bare = { initial: expect.any(Function), maintenance: expect.any(Function) };
    expect(ruleOf(PLAIN).schedule).toStrictEqual(bare);
    expect(ruleOf({ ...PLAIN, slopePerMillion: 0.5 }).schedule).toStrictEqual({ ...bare, slopePerMillion: 0.5 });
    const tiered = { tiers: [10, 11], slopesPerMillion: [0, 5, 2_000_000] };
    expect(ruleOf({ ...PLAIN, ...tiered }).schedule).toStrictEqual({ ...bare, ...tiered });
    // One tier without an end.
    expect(ruleOf({ ...PLAIN, slopesPerMillion: [7] }).schedule).toStrictEqual({ ...bare, slopesPerMillion: [7] });
  });

  test.each([
    ['nothing', undefined],
    ['no initial margin', { maintenance: () => 0 }],
    ['no maintenance margin', { initial: () => 0 }],
  ])('that has %s is none', (_, schedule) => {
    expect(refused(() => ruleOf(schedule))).toEqual([
      'plugin no-schedule',
      'margin rule: it answered no schedule for A',
      'answer with { initial, maintenance }, two functions of notional and lots',
    ]);
  });

  test.each([
    ['half a unit', 0.5, '0.5'],
    ['less than nothing', -1, '-1'],
    ['no number', Number.NaN, 'NaN'],
  ])('that asks for %s is refused, with the level and the market', (_, units, shown) => {
    const { schedule } = ruleOf({ initial: () => units, maintenance: () => units, closeOut: () => units });
    const line = (level: string) => [
      'contract answer',
      `margin rule: the ${level} margin of a position in A was ${shown}; it is a whole number, at least 0`,
    ];
    expect(refused(() => schedule.initial(1, 1))).toEqual(line('initial'));
    expect(refused(() => schedule.maintenance(1, 1))).toEqual(line('maintenance'));
    expect(refused(() => schedule.closeOut?.(1, 1))).toEqual(line('close-out'));
  });

  test.each([
    ['an error', new Error('division by zero'), 'division by zero'],
    ['a word', 'no', 'no'],
  ])('that throws %s is named, with what it threw', (_, thrown, shown) => {
    const no = () => {
      throw thrown;
    };
    const { schedule } = ruleOf({ initial: no, maintenance: no, closeOut: no });
    const line = (level: string) => [
      'plugin threw',
      `margin rule: the ${level} margin of a position in A threw: ${shown}`,
    ];
    expect(refused(() => schedule.initial(1, 1))).toEqual(line('initial'));
    expect(refused(() => schedule.maintenance(1, 1))).toEqual(line('maintenance'));
    expect(refused(() => schedule.closeOut?.(1, 1))).toEqual(line('close-out'));
    expect(() => schedule.initial(1, 1)).toThrow(expect.objectContaining({ cause: thrown }));
  });

  test.each<[string, object, string]>([
    [
      'an end that is no whole number',
      { tiers: [10.5] },
      'margin rule: A: the end of tier 1 was 10.5; it is a whole number, at least 1',
    ],
    ['an end at nothing', { tiers: [0] }, 'margin rule: A: the end of tier 1 was 0; it is a whole number, at least 1'],
    [
      'ends that do not rise',
      { tiers: [10, 10] },
      'margin rule: A: the end of tier 2 was 10; it is a whole number, at least 11',
    ],
    ['no list of ends', { tiers: 10 }, 'margin rule: A was 10; it is a list'],
    ['no list of slopes', { slopesPerMillion: 10 }, 'margin rule: A: the slopes of the tiers was 10; it is a list'],
    [
      'a slope below zero',
      { slopesPerMillion: [-1] },
      'margin rule: A: the slope of tier 1 was -1; it is a finite number, at least 0',
    ],
    [
      'one slope without end',
      { slopePerMillion: Number.POSITIVE_INFINITY },
      'margin rule: the slope in A was Infinity; it is a finite number, at least 0',
    ],
  ])('with %s is refused', (_, said, message) => {
    expect(refused(() => ruleOf({ ...PLAIN, ...said }))).toEqual(['contract answer', message]);
  });

  test('has a slope for each tier', () => {
    expect(refused(() => ruleOf({ ...PLAIN, tiers: [10], slopesPerMillion: [1, 2, 3] }))).toEqual([
      'contract answer',
      'margin rule: A: it has 3 slopes for 2 tiers',
      'answer with one slope for each tier, the tier beyond the last edge included',
    ]);
  });
});
