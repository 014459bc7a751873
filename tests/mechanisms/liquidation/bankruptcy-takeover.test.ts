import type { CaseView } from 'breakwater';
import { describe, expect, test } from 'vitest';
import { bankruptcyTakeover as layer } from '../../../mechanisms/liquidation/index.ts';
import {
  caseView,
  defaultView,
  firstState,
  legView,
  marketView,
  outcomeOf,
  paramsOf,
  poolView,
  venueView,
} from '../../fixtures/views.ts';

const params = paramsOf(layer);
/** A venue at a mark, whose fund can spend so much and holds so many lots. */
const at = (mark: number, spendable: number, held = 0) => {
  const btc = marketView({ mark });
  return { btc, view: venueView({ markets: [btc], pools: [poolView({ equity: spendable, lots: () => held })] }) };
};
const inventory = (market: ReturnType<typeof marketView>, lots: number): CaseView =>
  caseView({ id: 9, kind: 'inventory', subject: 900, legs: [legView(market, lots)] });
const start = () => firstState(layer, params);

/** The limit of the order that works an inventory off. */
const limitOf = (answer: ReturnType<typeof layer.next> | undefined) => {
  const [order] = Array.isArray(answer) ? answer : [];
  return order?.do === 'order' ? [order.lots, order.limit] : answer;
};

/*
 * A long of 100 lots at mark 100, maintenance 1 %:
 *
 *   account    value 10,000   equity 50   bankruptcy value 9,950 (99.5 a lot)
 */
describe('a take-over', () => {
  test('is of all legs at their bankruptcy value, margin and all', () => {
    const { btc, view } = at(100, 0);
    expect(layer.next(defaultView(50, [{ market: btc, lots: 100 }]), view, params, start(), undefined)).toEqual([
      { do: 'cancel', market: 0 },
      { do: 'takeOver', by: 'insurance', market: 0, lots: 100, value: 9_950, margin: 'forfeited' },
    ]);
  });

  test('beyond bankruptcy costs the fund the difference', () => {
    const { btc, view } = at(100, 80);
    const answer = layer.next(defaultView(-80, [{ market: btc, lots: -100 }]), view, params, start(), undefined);
    expect(answer).toMatchObject([{}, { lots: -100, value: -9_920 }]);
  });

  test('is of as many lots as the fund can pay for, to its last unit', () => {
    // 80 missing, 33 left: 41.25 lots' worth. 42 lots are taken at 4,200 + 33 instead of 4,200 + 33.6.
    const { btc, view } = at(100, 33);
    const answer = layer.next(defaultView(-80, [{ market: btc, lots: 100 }]), view, params, start(), undefined);
    expect(answer).toMatchObject([{}, { lots: 42, value: 4_233 }]);
  });

  test('leaves all to the next layer where the fund has nothing', () => {
    const { btc, view } = at(100, 0);
    const answer = layer.next(defaultView(-80, [{ market: btc, lots: 100 }]), view, params, start(), undefined);
    expect(answer).toEqual([{ do: 'cancel', market: 0 }]);
  });

  test('spends the money of a fund once, though two legs ask for it', () => {
    const markets = [0, 1].map((number) => marketView({ number, id: `M${number}` }));
    const view = venueView({ markets, pools: [poolView({ equity: 60 })] });
    const subject = defaultView(
      -80,
      markets.map((market) => ({ market, lots: 100 })),
    );
    const answer = layer.next(subject, view, params, start(), undefined);
    // 40 for the first leg; the 20 left pay for half of the second.
    expect(answer).toMatchObject([{}, {}, { lots: 100, value: 10_040 }, { market: 1, lots: 50, value: 5_020 }]);
  });

  test('is done once a step, and never of a fund', () => {
    const { btc, view } = at(100, 0);
    const subject = defaultView(50, [{ market: btc, lots: 100 }]);
    expect(layer.next(subject, view, params, start(), outcomeOf({ do: 'takeOver', lots: 100 }))).toBe('pass');
    const fund = defaultView(-50, [{ market: btc, lots: 100 }], { account: { kind: 'fund' } });
    expect(layer.next(fund, view, params, start(), undefined)).toBe('pass');
  });
});

describe('working off', () => {
  /** The engine after it took a long of 100 lots over at 99.5. */
  const taken = () => {
    const state = start();
    const { btc, view } = at(100, 1_000);
    layer.next(defaultView(50, [{ market: btc, lots: 100 }]), view, params, state, undefined);
    return state;
  };
  const work = (mark: number, spendable: number, lots: number, state = taken()) => {
    const { btc, view } = at(mark, spendable, lots);
    return limitOf(layer.work?.(inventory(btc, lots), view, params, state, undefined));
  };

  test('asks for the price of the take-over or better while mark is above it', () => {
    expect(work(103, 1_000, 100)).toEqual([100, 100]);
    expect(work(200, 1_000, 60)).toEqual([60, 100]);
  });

  test('spends the fund once mark has reached it, so far beyond mark and no farther than the fund lasts', () => {
    const state = taken();
    // 1 % of 99 is floored to 0; of 9,900 ticks it would be 99.
    expect(work(99, 1_000, 100, state)).toEqual([100, 99]);
    const wide = paramsOf(layer, { slippage: '0.05' });
    const { btc, view } = at(99, 1_000, 100);
    expect(limitOf(layer.work?.(inventory(btc, 100), view, wide, state, undefined))).toEqual([100, 95]);
    const poor = at(99, 150, 100);
    expect(limitOf(layer.work?.(inventory(poor.btc, 100), poor.view, wide, state, undefined))).toEqual([100, 98]);
    const empty = at(99, 0, 100);
    expect(limitOf(layer.work?.(inventory(empty.btc, 100), empty.view, wide, state, undefined))).toEqual([100, 99]);
  });

  test('averages the prices of what was taken over', () => {
    const state = taken();
    const { btc, view } = at(120, 1_000, 50);
    // 50 lots are left of the first at 99.5, 50 more come at 110.5: 105 each.
    layer.next(defaultView(475, [{ market: btc, lots: 50 }]), view, params, state, undefined);
    expect(work(120, 1_000, 100, state)).toEqual([100, 105]);
    // Against 30 of the other side, what stays keeps its price.
    const second = at(120, 1_000, 100);
    layer.next(defaultView(30, [{ market: second.btc, lots: -30 }]), second.view, params, state, undefined);
    expect(work(120, 1_000, 70, state)).toEqual([70, 105]);
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });

  test('a short is bought back at the price of its take-over or below', () => {
    const state = start();
    const { btc, view } = at(100, 0);
    layer.next(defaultView(250, [{ market: btc, lots: -100 }]), view, params, state, undefined);
    expect(work(100, 0, -100, state)).toEqual([-100, 102]);
    expect(work(103, 0, -100, state)).toEqual([-100, 103]);
  });

  test('sends one order a step', () => {
    const { btc, view } = at(100, 0, 100);
    expect(layer.work?.(inventory(btc, 100), view, params, taken(), outcomeOf())).toBe('pass');
  });
});

test('the money of a fund in another asset never costs it more than it has', () => {
  // One unit of the coin is worth 50.0001 of the venue's; 1,000 of those pay for 19 units at most.
  const coin = marketView({ notional: (lots) => Math.floor(Math.abs(lots) * 100 * 50.0001) });
  const view = venueView({ markets: [coin], pools: [poolView({ equity: 1_000 })] });
  const subject = defaultView(-80, [{ market: coin, lots: 100 }]);
  const answer = layer.next(subject, view, params, start(), undefined);
  const take = Array.isArray(answer) ? answer[1] : undefined;
  expect(take).toMatchObject({ lots: 24, value: 2_419 });
});
