import { describe, expect, test } from 'vitest';
import { fundEquityNegative as trigger } from '../../../../mechanisms/adl/index.ts';
import { caseView, heldView, legView, marketView, paramsOf, poolView, venueView } from '../../../fixtures/views.ts';

const [btc, eth] = ['BTC', 'ETH'].map((id, number) => marketView({ number, id })) as [
  ReturnType<typeof marketView>,
  ReturnType<typeof marketView>,
];
/** The fund of both markets: its equity, and what it holds of BTC. */
const fund = (equity: number, lots = 0) =>
  venueView({
    markets: [btc, eth],
    pools: [poolView({ account: 900, equity, lots: (market) => (market === 0 ? lots : 0) })],
  });
const bankrupt = (loss: number) =>
  caseView({ id: 1, equity: 0 - loss, legs: [legView(btc, 10, { equity: 0 - loss })] });
const inventory = (lots: number, subject = 900) =>
  caseView({ id: 5, kind: 'inventory', subject, legs: [legView(btc, lots)] });
const params = paramsOf(trigger);
const idle = { on: true, needs: [0, 1].map((market) => ({ in: 'lots', market, amount: 0 })) };
const pushes = (amount: number) => ({
  on: true,
  needs: [
    { in: 'lots', market: 0, amount },
    { in: 'lots', market: 1, amount: 0 },
  ],
});

describe('fund-equity-negative', () => {
  /*
   *   fund   2,000        account   long 10, 2,000 below zero      together 0: not on
   *          1,999                                                  together -1
   */
  test('starts where a liquidation would leave the fund below zero, and not at zero', () => {
    const state = { on: {} };
    expect(trigger.decide(fund(2_000), [bankrupt(2_000)], params, state)).toBe('off');
    expect(trigger.decide(fund(1_999), [bankrupt(2_000)], params, state)).toEqual(pushes(10));
  });

  test('counts what the fund itself has lost, and what flat accounts owe', () => {
    expect(trigger.decide(fund(0, 7), [inventory(7)], params, { on: {} })).toBe('off');
    expect(trigger.decide(fund(-1, 7), [inventory(7)], params, { on: {} })).toEqual(pushes(7));
    const flat = caseView({ id: 2, equity: -50, held: [heldView(btc, 1)] });
    expect(trigger.decide(fund(50), [flat], params, { on: {} })).toBe('off');
    expect(trigger.decide(fund(49), [flat], params, { on: {} })).toEqual(idle);
  });

  test('goes on until the fund holds nothing, solvent on the way or not', () => {
    const state = { on: {} };
    trigger.decide(fund(-1, 7), [inventory(7)], params, state);
    expect(trigger.decide(fund(300, 4), [inventory(4)], params, state)).toEqual(pushes(4));
    expect(trigger.decide(fund(300, 0), [], params, state)).toBe('off');
    expect(trigger.decide(fund(300, 4), [inventory(4)], params, state)).toBe('off');
  });

  test('holding nothing but below zero it is on', () => {
    const state = { on: {} };
    trigger.decide(fund(-1, 7), [inventory(7)], params, state);
    expect(trigger.decide(fund(-1, 0), [], params, state)).toEqual(idle);
  });

  test('stops as soon as the fund is solvent, where told so', () => {
    const solvent = paramsOf(trigger, { until: 'solvent' });
    const state = { on: {} };
    expect(trigger.decide(fund(-1, 7), [inventory(7)], solvent, state)).toEqual(pushes(7));
    expect(trigger.decide(fund(0, 4), [inventory(4)], solvent, state)).toBe('off');
  });

  test('looks at the fund of the market, and leaves what others hold alone', () => {
    const own = venueView({
      markets: [btc, eth],
      pools: [
        poolView({ name: 'insurance/BTC', account: 900, equity: -1, lots: () => 7 }),
        poolView({ name: 'insurance/ETH', account: 901, equity: 5 }),
      ],
    });
    const vault = caseView({ id: 6, kind: 'inventory', subject: 902, legs: [legView(btc, 3)] });
    const other = caseView({ id: 7, equity: -5, legs: [legView(eth, 2, { equity: -5 })] });
    expect(trigger.decide(own, [inventory(7), vault, other], params, { on: {} })).toEqual({
      on: true,
      needs: [{ in: 'lots', market: 0, amount: 7, case: 5 }],
    });
  });
});
