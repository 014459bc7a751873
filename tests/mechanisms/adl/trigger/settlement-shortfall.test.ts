import { describe, expect, test } from 'vitest';
import { settlementShortfall as trigger } from '../../../../mechanisms/adl/index.ts';
import { caseView, heldView, legView, marketView, paramsOf, venueView } from '../../../fixtures/views.ts';

const [btc, eth] = ['BTC', 'ETH'].map((id, number) => marketView({ number, id })) as [
  ReturnType<typeof marketView>,
  ReturnType<typeof marketView>,
];
const WEEK = 604_800;
const at = (now: number, periodEnd = WEEK) => venueView({ now, periodEnd, stepSeconds: 60, markets: [btc, eth] });
const owes = (units: number, id = 1) => caseView({ id, equity: 0 - units, held: [heldView(btc, 1)] });
const raises = (...needs: readonly object[]) => ({
  on: true,
  needs: needs.map((need) => ({ in: 'gain', market: 0, ...need })),
});

describe('settlement-shortfall', () => {
  test('asks for what accounts owe in the last step of the period, and in no other', () => {
    const params = paramsOf(trigger);
    const decide = (now: number) => trigger.decide(at(now), [owes(70), owes(30, 2)], params, null);
    const all = raises({ amount: 70, case: 1 }, { amount: 30, case: 2 });
    const holds = { on: true, needs: [], holdsUntil: WEEK - 60 };
    expect(decide(0)).toEqual(holds);
    expect(decide(WEEK - 61)).toEqual(holds);
    expect(decide(WEEK - 60)).toEqual(all);
    expect(decide(WEEK)).toEqual(all);
  });

  test('a venue without a period settles in every step', () => {
    expect(trigger.decide(at(0, Number.POSITIVE_INFINITY), [owes(1)], paramsOf(trigger), null)).toEqual(
      raises({ amount: 1, case: 1 }),
    );
  });

  test('carries a small shortfall into the next period', () => {
    const params = paramsOf(trigger, { least: '100' });
    expect(trigger.decide(at(WEEK), [owes(70), owes(30, 2)], params, null)).toEqual({
      on: true,
      needs: [],
      holdsUntil: 2 * WEEK - 60,
    });
    expect(trigger.decide(at(0, Number.POSITIVE_INFINITY), [owes(100)], params, null)).toBe('off');
    expect(trigger.decide(at(WEEK), [owes(70), owes(31, 2)], params, null)).toMatchObject({ on: true });
  });

  test('an account that still holds lots owes nothing yet', () => {
    const holding = caseView({ equity: -5, legs: [legView(btc, 3)] });
    expect(trigger.decide(at(WEEK), [holding], paramsOf(trigger), null)).toBe('off');
  });

  test('counts in gains alone', () => {
    expect(trigger.params.safeParse({ in: 'lots' }).success).toBe(false);
  });
});
