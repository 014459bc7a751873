import { describe, expect, test } from 'vitest';
import { exitRule } from '../../../src/exchange/exit-rule.ts';
import { Guard } from '../../../src/exchange/index.ts';
import { defineMargin, z } from '../../../src/index.ts';
import { refused } from '../../fixtures/refused.ts';

const ruleOf = (over: object) => {
  const mechanism = defineMargin({
    name: 'told',
    summary: 'Says what a test wants.',
    source: 'tests',
    params: z.strictObject({}),
    schedule: () => ({ initial: () => 0, maintenance: () => 0 }),
    ...over,
  });
  return exitRule(new Guard(), { mechanism: mechanism as never, params: {}, place: 'margin' });
};

describe('a default is over', () => {
  test.each<[string, object, number]>([
    ['at maintenance', {}, 100],
    ['at a share of maintenance above it', { exitBuffer: () => 100_000 }, 110],
    ['at a share of notional above it', { exitBufferOfNotional: () => 5_000 }, 105],
    ['at both', { exitBuffer: () => 100_000, exitBufferOfNotional: () => 5_000 }, 115],
    ['at the next whole unit', { exitBuffer: () => 1, exitBufferOfNotional: () => 1 }, 102],
  ])('%s', (_, over, least) => {
    const isOver = ruleOf(over);
    const at = (equity: number) => isOver({ equity, maintenance: 100, notional: 1000 });
    expect([at(least - 1), at(least)]).toEqual([false, true]);
  });

  test('when nothing is held, and not before, where the rule says so', () => {
    const isOver = ruleOf({ exit: () => 'flat' });
    expect(isOver({ equity: 1e9, maintenance: 0, notional: 0 })).toBe(false);
  });

  test.each<[object, string]>([
    [{ exitBuffer: () => -1 }, 'margin told: the exit buffer was -1; it is a whole number, at least 0'],
    [{ exitBufferOfNotional: () => 0.5 }, 'margin told: the exit buffer was 0.5; it is a whole number, at least 0'],
    [{ exit: () => 'never' }, 'margin told: the exit was never; it is healthy or flat'],
  ])('at no other word or number: %#', (over, message) => {
    expect(refused(() => ruleOf(over))).toEqual(['contract answer', message]);
  });
});
