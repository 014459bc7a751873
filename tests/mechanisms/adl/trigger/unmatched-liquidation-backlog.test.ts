import { describe, expect, test } from 'vitest';
import { unmatchedLiquidationBacklog as trigger } from '../../../../mechanisms/adl/index.ts';
import { caseView, legView, marketView, paramsOf, venueView } from '../../../fixtures/views.ts';

const btc = marketView({ number: 0, id: 'BTC', openInterest: 10_000 });
const eth = marketView({ number: 1, id: 'ETH', mark: 10, openInterest: 10_000 });
const view = venueView({ now: 10, markets: [btc, eth] });
/** An account in default that has found no match for some lots of BTC since a time. */
const waiting = (lots: number, opened = 0, id = 1) => caseView({ id, opened, equity: 5, legs: [legView(btc, lots)] });
const push = (amount: number) => ({ on: true, needs: [{ in: 'lots', market: 0, amount }] });
const over = (input: Parameters<typeof paramsOf<typeof trigger.params>>[1]) => {
  const params = paramsOf(trigger, input);
  const state = { on: {} };
  return (...cases: Parameters<typeof trigger.decide>[1]) => trigger.decide(view, cases, params, state);
};

describe('unmatched-liquidation-backlog', () => {
  // 1,000 lots at 100 are 100,000; half of that ends it.
  test('starts above the limit, stays on from half of it, and ends below', () => {
    const decide = over({ limit: '100000' });
    expect(decide(waiting(1_000))).toBe('off');
    expect(decide(waiting(1_001))).toEqual(push(1_001));
    expect(decide(waiting(500))).toEqual(push(500));
    expect(decide(waiting(499))).toBe('off');
    expect(decide(waiting(1_000))).toBe('off');
  });

  test('adds longs and shorts of a market, and counts no other market with it', () => {
    const decide = over({ limit: '100000' });
    expect(decide(waiting(600), waiting(-600, 0, 2))).toEqual(push(1_200));
    const apart = over({ limit: '100000' });
    const both = caseView({ id: 3, legs: [legView(btc, 900), legView(eth, 9_000)] });
    expect(apart(both)).toBe('off');
  });

  test('does not count what meets the waterfall for the first time, but pushes it while on', () => {
    const decide = over({ limit: '100000' });
    expect(decide(waiting(5_000, 10))).toBe('off');
    expect(decide(waiting(1_001), waiting(5_000, 10, 2))).toEqual(push(6_001));
  });

  test('neither inventory nor pools are liquidations', () => {
    const decide = over({ limit: '0' });
    const held = caseView({ id: 4, kind: 'inventory', subject: 900, legs: [legView(btc, 70)] });
    expect(decide(held, caseView({ id: 5, kind: 'pool', legs: [legView(btc, 70)] }))).toBe('off');
    expect(decide(held, waiting(1))).toEqual({ on: true, needs: [{ in: 'lots', market: 0, amount: 1, case: 1 }] });
  });

  test('is the lesser of the limit and a share of the open interest, and may differ by market', () => {
    // A hundredth of 10,000 lots.
    expect(over({ share: '0.01' })(waiting(100))).toBe('off');
    expect(over({ share: '0.01' })(waiting(101))).toEqual(push(101));
    expect(over({ limit: '0', markets: { BTC: '500' } })(waiting(5))).toBe('off');
    expect(over({ limit: '0', markets: { BTC: '500' } })(waiting(6))).toEqual(push(6));
  });
});
