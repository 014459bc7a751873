import { describe, expect, test } from 'vitest';
import { backstopLossThreshold as trigger } from '../../../../mechanisms/adl/index.ts';
import { caseView, firstState, legView, marketView, paramsOf, poolView, venueView } from '../../../fixtures/views.ts';

const btc = marketView({ number: 0, id: 'BTC' });
/** A vault that opened with a million, and what it has made of the market. */
const vault = (now: number, result: number) =>
  venueView({
    now,
    pools: [
      poolView({ name: 'vault', account: 900, equity: 1_000_000 + result, opening: 1_000_000, profit: () => result }),
    ],
  });
const inventory = caseView({ id: 5, kind: 'inventory', subject: 900, equity: 1, legs: [legView(btc, 7)] });
const others = caseView({ id: 6, kind: 'inventory', subject: 901, equity: 1, legs: [legView(btc, 9)] });
const below = caseView({ id: 1, equity: -3, legs: [legView(btc, 2)] });
const fallen = caseView({ id: 2, equity: 3, legs: [legView(btc, 4)] });
const push = (...needs: readonly object[]) => ({
  on: true,
  needs: needs.map((need) => ({ in: 'lots', market: 0, ...need })),
});

const over = (input: Parameters<typeof paramsOf<typeof trigger.params>>[1]) => {
  const params = paramsOf(trigger, input);
  const state = firstState(trigger, params);
  return {
    state,
    at: (now: number, result: number, cases = [inventory]) => {
      trigger.observe?.(vault(now, result), params, state);
      return trigger.decide(vault(now, result), cases, params, state);
    },
  };
};

describe('backstop-loss-threshold', () => {
  // Nine tenths of 20,000 are 18,000.
  test('starts at the threshold, stays on above the stop, and ends below it', () => {
    const rule = over({ loss: '20000' });
    expect(rule.at(60, -19_999)).toBe('off');
    expect(rule.at(61, -20_000)).toEqual(push({ amount: 7 }));
    expect(rule.at(62, -18_000)).toEqual(push({ amount: 7 }));
    expect(rule.at(63, -17_999)).toBe('off');
    expect(rule.at(64, -19_999)).toBe('off');
  });

  test('counts the loss from the best result of the window', () => {
    const rule = over({ loss: '20000', window: '1h' });
    rule.at(60, 50_000);
    expect(rule.at(120, 30_000)).toEqual(push({ amount: 7 }));
    expect(rule.at(60 + 3_600, 30_000)).toBe('off');
  });

  test('is a share of the opening capital where no amount is given', () => {
    const rule = over({ share: '0.05' });
    rule.at(0, 0);
    expect(rule.at(60, -49_999)).toBe('off');
    expect(rule.at(61, -50_000)).toEqual(push({ amount: 7 }));
  });

  test('pushes accounts below zero at any time, and neither others in default nor what others hold', () => {
    const rule = over({ loss: '20000' });
    expect(rule.at(0, 0, [inventory, others, below, fallen])).toEqual(push({ amount: 2, case: 1 }));
    expect(rule.at(60, -20_000, [inventory, others, below, fallen])).toEqual(
      push({ amount: 7, case: 5 }, { amount: 2, case: 1 }),
    );
  });

  test('pushes accounts only while it is on, and then all, where told so', () => {
    const rule = over({ loss: '20000', accounts: 'while-on' });
    expect(rule.at(0, 0, [inventory, below, fallen])).toBe('off');
    expect(rule.at(60, -20_000, [inventory, below, fallen])).toEqual(push({ amount: 13 }));
  });

  test('a market that is on without anything to push says so', () => {
    const rule = over({ loss: '1' });
    expect(rule.at(0, 0, [])).toBe('off');
    expect(rule.at(1, -1, [])).toEqual(push({ amount: 0 }));
    expect(JSON.parse(JSON.stringify(rule.state))).toEqual(rule.state);
  });

  test('refuses a threshold of nothing', () => {
    expect(trigger.params.safeParse({ loss: '0' }).error?.issues[0]?.message).toBe(
      '0 is not above zero; an amount here is above 0',
    );
  });
});
