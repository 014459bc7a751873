import type { Action, CaseView, LayerAnswer, OrderAction } from 'breakwater';
import { describe, expect, test } from 'vitest';
import { riskTierStepDown as layer } from '../../../mechanisms/liquidation/index.ts';
import { defaultView, firstState, marketView, outcomeOf, paramsOf, poolView, venueView } from '../../fixtures/views.ts';

type Input = Parameters<typeof paramsOf<typeof layer.params>>[1];

/** Maintenance of 1 %, 2 % and 3 % of the whole notional in tiers that end at 100,000 and 200,000. */
const schedule = {
  tiers: [100_000, 200_000],
  initial: (notional: number) => notional / 10,
  maintenance: (notional: number) =>
    Math.ceil(notional * (notional <= 100_000 ? 0.01 : notional <= 200_000 ? 0.02 : 0.03)),
};
const btc = marketView({ schedule });
const eth = marketView({ number: 1, id: 'ETH', mark: 10, schedule });
const view = venueView({ now: 60, stepSeconds: 10, markets: [btc, eth], pools: [poolView()] });

const held = (market: typeof btc, lots: number) => ({
  market,
  lots,
  maintenance: schedule.maintenance(Math.abs(market.value(lots, market.mark))),
});
/** The first answer, and the one after an outcome, of one case. */
const asked = (subject: CaseView, input: Input = {}) => {
  const params = paramsOf(layer, input);
  const state = firstState(layer, params);
  const first = layer.next(subject, view, params, state, undefined);
  return { first, next: (after: CaseView, outcome = outcomeOf()) => layer.next(after, view, params, state, outcome) };
};
const orders = (answer: LayerAnswer): OrderAction[] =>
  Array.isArray(answer) ? answer.filter((action: Action) => action.do === 'order') : [];
const cancel = (market: number) => ({ do: 'cancel', market });

/*
 * A long of 2,500 lots at 100, worth 250,000, in the third tier:
 *
 *                  value    maintenance
 *   as held      250,000          7,500
 *   in tier 2    200,000          4,000
 *   in tier 1    100,000          1,000
 */
const large = (equity: number) => defaultView(equity, [held(btc, 2_500)]);

describe('down to the tier that satisfies margin', () => {
  test.each([
    [7_499, 500],
    [4_000, 500],
    [3_999, 1_500],
    [1_000, 1_500],
  ])('an equity of %d lets %d lots go, the difference to the end of a lower tier', (equity, lots) => {
    const { first } = asked(large(equity));
    expect(first).toMatchObject([cancel(0), { do: 'order', market: 0, lots, timeInForce: 'fok' }]);
  });

  test('is limited at the bankruptcy price', () => {
    // 100 - 7,000 / 2,500 = 97.2, rounded up for a long
    expect(orders(asked(large(7_000)).first)).toMatchObject([{ limit: 98 }]);
  });

  test('orders nothing where not even the lowest tier would do, and leaves all to a takeover', () => {
    const { first, next } = asked(large(999));
    expect(first).toEqual([cancel(0)]);
    expect(next(large(999))).toBe('pass');
  });

  test('leaves a position in the lowest tier to a takeover, its orders cancelled', () => {
    const small = defaultView(500, [held(btc, -900)]);
    const { first, next } = asked(small);
    expect(first).toEqual([cancel(0)]);
    expect(next(small)).toBe('pass');
  });

  test('a fill that does not help, or none, is followed by a takeover', () => {
    for (const lots of [0, 1_500]) {
      const { next } = asked(large(3_000));
      expect(next(large(500), outcomeOf({ do: 'cancel', lots: 0 }, { do: 'order', lots }))).toBe('pass');
    }
  });

  test('the fee is counted when the tier is chosen', () => {
    // 500 lots cost 1 % of 50,000; of the 3,500 they free 3,000 are left.
    expect(orders(asked(large(4_500), { fee: '0.01' }).first)).toMatchObject([
      { lots: 500, fee: { perMillion: 10_000, to: 'insurance' } },
    ]);
    expect(orders(asked(large(4_499), { fee: '0.01' }).first)).toMatchObject([{ lots: 1_500 }]);
  });

  test('of a cross account, the position with the most maintenance goes first, the next as far as needed', () => {
    // 7,500 + 4,000 of maintenance; all of the first frees 6,500, so an equity of 5,000 is met by it alone.
    const cross = (equity: number) => defaultView(equity, [held(eth, -20_000), held(btc, 2_500)]);
    expect(asked(cross(5_000)).first).toMatchObject([cancel(1), cancel(0), { market: 0, lots: 1_500 }]);
    expect(asked(cross(4_999)).first).toMatchObject([{}, {}, { market: 0, lots: 1_500 }, { market: 1, lots: -10_000 }]);
    expect(orders(asked(cross(1_999)).first)).toEqual([]);
  });
});

describe('two tiers at a time', () => {
  const okx: Input = {
    tiersAtOnce: 2,
    lowestTier: 3,
    fullBelowLowest: true,
    timeInForce: 'ioc',
    unfilled: 'retry',
    slippage: '0.01',
  };
  const two = { ...okx, tiersAtOnce: 1, lowestTier: 2 };

  test('drops the third tier to the first, near the market', () => {
    expect(asked(large(7_000), okx).first).toMatchObject([cancel(0), { lots: 1_500, limit: 99, timeInForce: 'ioc' }]);
  });

  test('leaves the first two tiers to a takeover', () => {
    expect(asked(defaultView(3_000, [held(btc, 2_000)]), okx).first).toEqual([cancel(0)]);
  });

  test('leaves an account to a takeover that would fall short even at the lowest rate', () => {
    // 1 % of 250,000
    expect(orders(asked(large(2_500), okx).first)).toHaveLength(1);
    expect(orders(asked(large(2_499), okx).first)).toHaveLength(0);
  });

  test('goes on after a fill until margin holds', () => {
    const { first, next } = asked(large(3_900), two);
    expect(orders(first)).toMatchObject([{ lots: 500 }]);
    const after = defaultView(3_900, [held(btc, 2_000)]);
    expect(orders(next(after, outcomeOf({ do: 'order', lots: 500 })))).toMatchObject([{ lots: 1_000 }]);
  });

  test('waits for the next step where the book does not take it, and hands over once that is of no use', () => {
    const partly = outcomeOf({ do: 'order', lots: 400 });
    expect(asked(large(3_900), two).next(defaultView(3_900, [held(btc, 2_100)]), partly)).toEqual({ wait: 70 });
    expect(asked(large(3_900), two).next(defaultView(2_000, [held(btc, 2_100)]), partly)).toBe('pass');
  });
});

test('without tiers it only cancels', () => {
  const plain = marketView();
  expect(asked(defaultView(10, [{ market: plain, lots: 1_000 }])).first).toEqual([cancel(0)]);
});

test('counts tiers in the asset of the market and margin in that of the venue', () => {
  // A coin of 50 units: 2,500 lots are worth 250,000 in the coin's units and 12,500,000 in the venue's.
  const coin = marketView({ schedule, notional: (lots) => Math.abs(lots) * 5_000 });
  const subject = (equity: number) => defaultView(equity, [held(coin, 2_500)], { account: { maintenance: 375_000 } });
  const lotsAt = (equity: number) => orders(asked(subject(equity)).first).map(({ lots }) => lots);
  expect([lotsAt(201_000), lotsAt(199_000), lotsAt(49_000)]).toEqual([[500], [1_500], []]);
});

test('an inverse position keeps within the tier, whatever its rounding', () => {
  const inverse = marketView({ kind: 'inverse', mark: 97, schedule: { ...schedule, tiers: [100_003] } });
  const subject = defaultView(4_000, [{ market: inverse, lots: 23, maintenance: 7_114 }]);
  const kept = 23 - (orders(asked(subject).first)[0]?.lots ?? 0);
  const size = (lots: number) => Math.abs(inverse.value(lots, 97));
  expect(size(kept)).toBeLessThanOrEqual(100_003);
  expect(size(kept + 1)).toBeGreaterThan(100_003);
});

test('funds, vaults and flat accounts are not its business', () => {
  const fund = defaultView(-5, [held(btc, 2_500)], { account: { kind: 'fund' } });
  expect(asked(fund).first).toBe('pass');
  expect(asked(defaultView(-5, [])).first).toBe('pass');
});
