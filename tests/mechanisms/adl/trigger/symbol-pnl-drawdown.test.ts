import { describe, expect, test } from 'vitest';
import { symbolPnlDrawdown as trigger } from '../../../../mechanisms/adl/index.ts';
import { accountView, caseView, legView, marketView, paramsOf, poolView, venueView } from '../../../fixtures/views.ts';

const markets = ['A', 'B', 'C'].map((id, number) => marketView({ number, id }));
const [a, b] = markets as [(typeof markets)[0], (typeof markets)[0]];
const params = paramsOf(trigger);

/** The venue at a moment: profit of the pool by market, and its equity. */
const moment = (now: number, equity: number, profit: readonly number[]) =>
  venueView({
    now,
    markets,
    pools: [poolView({ account: 900, equity, profit: (market) => profit[market] ?? 0 })],
  });
const inventory = (market: typeof a, lots: number, equity: number, id = 5) =>
  caseView({ id, kind: 'inventory', subject: 900, equity, legs: [legView(market, lots, { equity })] });

const start = () => trigger.initial?.(params) as Parameters<typeof trigger.decide>[3];

describe('symbol-pnl-drawdown', () => {
  // Source, example 1: a pool of 1m shared by A, B and C; its position in A is 350k under water.
  //
  //   pool          before        now      after ADL
  //   equity     1,000,000    650,000       700,000
  //   A's profit         0   -350,000      -300,000   (-30 % of 1,000,000)
  //   counterparties     0          0       -50,000
  test('pushes 50k of a loss of 350k on a pool of 1m', () => {
    const state = start();
    trigger.observe?.(moment(0, 1_000_000, [0, 0, 0]), params, state);
    const now = moment(60, 650_000, [-350_000, 0, 0]);
    const decision = trigger.decide(now, [inventory(a, 100_000, 650_000)], params, state);
    expect(decision).toEqual({
      on: true,
      needs: [{ in: 'lots', market: 0, amount: 100_000, case: 5, priceShift: 700_000 }],
    });
    // What the close-out makes of it: value at mark - (equity - kept back), 50,000 more than mark.
    const atMark = a.value(100_000, a.mark);
    const kept = decision === 'off' ? 0 : (decision.needs[0]?.priceShift ?? 0);
    expect(atMark - (650_000 - kept) - atMark).toBe(50_000);
  });

  // Source, example 2: A earns 1m first, so the peak of the pool is 2m; a loss of 600k is exactly -30 %.
  test('measures from the peak of the pool and of the market', () => {
    const state = start();
    trigger.observe?.(moment(0, 1_000_000, [0, 0, 0]), params, state);
    trigger.observe?.(moment(60, 2_000_000, [1_000_000, 0, 0]), params, state);
    const level = moment(120, 1_400_000, [400_000, 0, 0]);
    // The source's formula says "<", its example says "triggered": the excess is zero, so nothing hangs on it.
    expect(trigger.decide(level, [inventory(a, 10, 1_400_000)], params, state)).toBe('off');
    const below = moment(121, 1_399_999, [399_999, 0, 0]);
    expect(trigger.decide(below, [inventory(a, 10, 1_399_999)], params, state)).toMatchObject({
      needs: [{ amount: 10, priceShift: 1_400_000 }],
    });
  });

  test('stays on between the two ratios without pushing, and stops above -25 %', () => {
    const state = start();
    trigger.observe?.(moment(0, 1_000_000, [0, 0, 0]), params, state);
    trigger.decide(moment(60, 650_000, [-350_000, 0, 0]), [], params, state);
    const between = moment(120, 720_000, [-280_000, 0, 0]);
    const onWithout = { on: true, needs: [{ in: 'lots', market: 0, amount: 0 }] };
    expect(trigger.decide(between, [inventory(a, 10, 720_000)], params, state)).toEqual(onWithout);
    expect(trigger.decide(moment(180, 750_000, [-250_000, 0, 0]), [], params, state)).toEqual(onWithout);
    expect(trigger.decide(moment(181, 750_001, [-249_999, 0, 0]), [], params, state)).toBe('off');
    // Off again, the start ratio counts.
    expect(trigger.decide(between, [inventory(a, 10, 720_000)], params, state)).toBe('off');
  });

  // A is 50k beyond its 300k, B 100k beyond its own. Equity 250k; A's close-out lifts it to 300k, B's from there to 400k.
  test('pushes every market that is down, each with its own shift', () => {
    const state = start();
    trigger.observe?.(moment(0, 1_000_000, [0, 0, 0]), params, state);
    const now = moment(60, 250_000, [-350_000, -400_000, 0]);
    const cases = [inventory(b, -20, 250_000, 6), inventory(a, 10, 250_000, 5)];
    expect(trigger.decide(now, cases, params, state)).toEqual({
      on: true,
      needs: [
        { in: 'lots', market: 0, amount: 10, case: 5, priceShift: 300_000 },
        { in: 'lots', market: 1, amount: 20, case: 6, priceShift: 400_000 },
      ],
    });
  });

  test('two markets with a pool each do not count for each other', () => {
    const pools = ['A', 'B'].map((id, i) =>
      poolView({ name: `insurance/${id}`, account: 900 + i, equity: 60_000, profit: () => -40_000 }),
    );
    const state = start();
    const early = pools.map((pool) => ({ ...pool, equity: 100_000, profit: () => 0 }));
    trigger.observe?.(venueView({ now: 0, markets: [a, b], pools: early }), params, state);
    const cases = [
      inventory(a, 10, 60_000, 5),
      caseView({ id: 6, kind: 'inventory', subject: 901, legs: [legView(b, 20)] }),
    ];
    expect(trigger.decide(venueView({ now: 60, markets: [a, b], pools }), cases, params, state)).toEqual({
      on: true,
      needs: [
        { in: 'lots', market: 0, amount: 10, case: 5, priceShift: 70_000 },
        { in: 'lots', market: 1, amount: 20, case: 6, priceShift: 70_000 },
      ],
    });
  });

  test('forgets peaks that are 8 hours old', () => {
    const state = start();
    trigger.observe?.(moment(0, 1_000_000, [0, 0, 0]), params, state);
    trigger.observe?.(moment(3600, 650_000, [-350_000, 0, 0]), params, state);
    trigger.observe?.(moment(8 * 3600, 650_000, [-350_000, 0, 0]), params, state);
    expect(trigger.decide(moment(8 * 3600, 650_000, [-350_000, 0, 0]), [], params, state)).toBe('off');
  });

  test('keeps one sample a minute at most', () => {
    const state = start();
    for (let now = 0; now < 600; now++) trigger.observe?.(moment(now, 1_000_000 - now, [-now, 0, 0]), params, state);
    expect((state as { pnl: { [market: string]: unknown[] } }).pnl[0]).toHaveLength(10);
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });

  // A has lost 300k of the pool's money and B 100k; C has earned 50k. The hole of 80k is theirs, 60k and 20k; C closes at mark.
  test('a pool at or below zero pushes all it holds, and shares its hole by what each market lost', () => {
    const state = start();
    trigger.observe?.(moment(0, 1_000_000, [0, 0, 0]), params, state);
    const c = markets[2] as typeof a;
    const ruined = moment(60, -80_000, [-300_000, -100_000, 50_000]);
    const cases = [inventory(c, 30, -80_000, 7), inventory(b, -20, -80_000, 6), inventory(a, 10, -80_000, 5)];
    const needs = [
      { in: 'lots', market: 0, amount: 10, case: 5, priceShift: -20_000 },
      { in: 'lots', market: 1, amount: 20, case: 6, priceShift: 0 },
      { in: 'lots', market: 2, amount: 30, case: 7, priceShift: 0 },
    ];
    expect(trigger.decide(ruined, cases, params, state)).toEqual({ on: true, needs });
    // A fund in default answers by that case; its inventories rest.
    const legs = [legView(a, 10), legView(b, -20), legView(c, 30)];
    const fallen = caseView({ id: 9, subject: accountView(900, { kind: 'fund', equity: -80_000 }), legs });
    expect(trigger.decide(ruined, [...cases, fallen], params, state)).toEqual({
      on: true,
      needs: needs.map((need) => ({ ...need, case: 9 })),
    });
  });

  test('a pool at exactly zero pushes at mark; bankrupt and short accounts of its markets at their own bankruptcy value', () => {
    const state = start();
    const cases = [inventory(a, 10, 0), caseView({ id: 7, equity: 4, legs: [legView(b, 3, { equity: 4 })] })];
    expect(trigger.decide(moment(60, 0, [0, 0, 0]), cases, params, state)).toEqual({
      on: true,
      needs: [
        { in: 'lots', market: 0, amount: 10, case: 5, priceShift: 0 },
        { in: 'lots', market: 1, amount: 3, case: 7 },
        { in: 'lots', market: 2, amount: 0 },
      ],
    });
  });

  test('an account that would cost more than the pool can spend is pushed, one unit less is left to the pool', () => {
    const state = start();
    trigger.observe?.(moment(0, 50_000, [0, 0, 0]), params, state);
    const fallen = (equity: number) => [caseView({ id: 7, equity, legs: [legView(b, 3, { equity })] })];
    expect(trigger.decide(moment(60, 50_000, [0, 0, 0]), fallen(-50_001), params, state)).toEqual({
      on: true,
      needs: [{ in: 'lots', market: 1, amount: 3, case: 7 }],
    });
    expect(trigger.decide(moment(60, 50_000, [0, 0, 0]), fallen(-50_000), params, state)).toBe('off');
  });

  test('what the pool can spend counts, not its equity, and each leg it takes over uses some of it up', () => {
    const state = start();
    const spends = (spendable: number) =>
      venueView({ now: 60, markets, pools: [poolView({ account: 900, equity: 50_000, spendable })] });
    const fallen = (id: number, ...losses: readonly number[]) =>
      caseView({ id, equity: -1, legs: losses.map((equity, i) => legView(markets[i] as typeof a, 3, { equity })) });
    const pushed = (view: ReturnType<typeof spends>, ...cases: readonly ReturnType<typeof fallen>[]) => {
      const decision = trigger.decide(view, cases, params, state);
      return decision === 'off' ? [] : decision.needs.map(({ case: id, market }) => [id, market]);
    };
    expect(pushed(spends(10_000), fallen(7, -20_000))).toEqual([[7, 0]]);
    expect(pushed(spends(10_000), fallen(7, -6_000, -6_000))).toEqual([[7, 1]]);
    expect(pushed(spends(10_000), fallen(7, -6_000), fallen(8, -6_000), fallen(9, -4_000))).toEqual([[8, 0]]);
    expect(pushed(spends(0), fallen(7, 5))).toEqual([[7, 0]]);
  });

  test('a stop beyond the start is refused when it is read', () => {
    expect(() => paramsOf(trigger, { stop: '0.31' })).toThrow(/stop is 31\/100, above drawdown with 3\/10/);
    expect(paramsOf(trigger, { stop: '0.3' }).stop).toEqual({ n: 3, d: 10 });
  });

  test('does not start for a pool at the threshold', () => {
    const state = start();
    trigger.observe?.(moment(0, 1, [0, 0, 0]), params, state);
    expect(trigger.decide(moment(60, 1, [-9, 0, 0]), [inventory(a, 10, 1)], params, state)).toBe('off');
  });

  test('leaves defaults and the inventory of other holders alone', () => {
    const state = start();
    trigger.observe?.(moment(0, 1_000_000, [0, 0, 0]), params, state);
    const now = moment(60, 650_000, [-350_000, 0, 0]);
    const other = caseView({ id: 8, kind: 'inventory', subject: 901, equity: 5, legs: [legView(a, 10)] });
    const fallen = caseView({ id: 9, equity: -5, legs: [legView(a, 10)] });
    expect(trigger.decide(now, [other, fallen], params, state)).toEqual({
      on: true,
      needs: [{ in: 'lots', market: 0, amount: 0 }],
    });
  });
});
