import { describe, expect, test } from 'vitest';
import { accountEquityNegative as trigger } from '../../../../mechanisms/adl/index.ts';
import { accountView, caseView, heldView, legView, marketView, paramsOf, venueView } from '../../../fixtures/views.ts';

const btc = marketView({ number: 0, id: 'BTC' });
const eth = marketView({ number: 1, id: 'ETH', mark: 10 });
const view = venueView({ markets: [btc, eth] });
const lots = paramsOf(trigger);

describe('account-equity-negative', () => {
  test('pushes all residual lots of underwater cases, market by market', () => {
    const cases = [
      caseView({ id: 1, equity: -5, legs: [legView(btc, 10), legView(eth, -3)] }),
      caseView({ id: 2, equity: -1, legs: [legView(btc, -4)] }),
    ];
    expect(trigger.decide(view, cases, lots, { pushed: {} })).toEqual({
      on: true,
      needs: [
        { in: 'lots', market: 0, amount: 14 },
        { in: 'lots', market: 1, amount: 3 },
      ],
    });
  });

  test('names the case where a solvent one holds lots in the same market', () => {
    const cases = [
      caseView({ id: 1, equity: 5, legs: [legView(btc, 10)] }),
      caseView({ id: 2, equity: -1, legs: [legView(btc, 4)] }),
    ];
    expect(trigger.decide(view, cases, lots, { pushed: {} })).toEqual({
      on: true,
      needs: [{ in: 'lots', market: 0, amount: 4, case: 2 }],
    });
  });

  test('is off at equity zero, and without cases', () => {
    expect(trigger.decide(view, [caseView({ equity: 0, legs: [legView(btc, 10)] })], lots, { pushed: {} })).toBe('off');
    expect(trigger.decide(view, [], lots, { pushed: {} })).toBe('off');
  });

  test('counts gains once the case is flat, in the markets it held', () => {
    const gain = paramsOf(trigger, { in: 'gain' });
    expect(
      trigger.decide(view, [caseView({ id: 4, equity: -70, legs: [legView(eth, 5)] })], gain, { pushed: {} }),
    ).toBe('off');
    expect(
      trigger.decide(view, [caseView({ id: 4, equity: -70, held: [heldView(eth, 1)] })], gain, { pushed: {} }),
    ).toEqual({
      on: true,
      needs: [{ in: 'gain', market: 1, amount: 70, case: 4 }],
    });
  });

  test('counts gains over all markets by open interest where it held none', () => {
    const gain = paramsOf(trigger, { in: 'gain' });
    expect(trigger.decide(view, [caseView({ id: 4, equity: -11 })], gain, { pushed: {} })).toEqual({
      on: true,
      needs: [
        { in: 'gain', market: 0, amount: 10, case: 4 },
        { in: 'gain', market: 1, amount: 1, case: 4 },
      ],
    });
  });

  // Maintenance is 1 % of 1,000: half of it is 5.
  test('goes on pushing until the account has its share of maintenance again, where told so', () => {
    const half = paramsOf(trigger, { recovers: '0.5' });
    const state = { pushed: {} };
    const decide = (equity: number) => {
      const subject = accountView(1, { equity, maintenance: 10, inCase: true });
      return trigger.decide(view, [caseView({ subject, legs: [legView(btc, 10)] })], half, state);
    };
    const pushed = { on: true, needs: [{ in: 'lots', market: 0, amount: 10 }] };
    expect(decide(0)).toBe('off');
    expect(decide(-1)).toEqual(pushed);
    expect(decide(4)).toEqual(pushed);
    expect(decide(5)).toBe('off');
    expect(decide(4)).toBe('off');
  });
});
