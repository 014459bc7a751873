import { describe, expect, test } from 'vitest';
import { always, fundCannotAbsorb, fundDepleted, markThroughBankruptcy } from '../../../../mechanisms/adl/index.ts';
import { caseView, legView, marketView, paramsOf, poolView, venueView } from '../../../fixtures/views.ts';

const btc = marketView({ number: 0, id: 'BTC' });
const on = (amount: number) => ({ on: true, needs: [{ in: 'lots', market: 0, amount }] });
const solvent = caseView({ id: 1, equity: 8, legs: [legView(btc, 10, { equity: 8 })] });
const under = caseView({ id: 2, equity: -2, legs: [legView(btc, 4, { equity: -2 })] });
const held = caseView({ id: 3, kind: 'inventory', equity: 500, legs: [legView(btc, 20, { equity: 500 })] });
const pool = caseView({ id: 4, kind: 'pool', equity: 500, legs: [legView(btc, 30)] });

describe('always', () => {
  test('pushes what remains, but neither inventory nor pools', () => {
    expect(always.decide(venueView(), [solvent, under], paramsOf(always), null)).toEqual(on(14));
    expect(always.decide(venueView(), [held, pool], paramsOf(always), null)).toBe('off');
  });

  test('pushes inventory when told so', () => {
    expect(always.decide(venueView(), [held, pool, under], paramsOf(always, { inventory: true }), null)).toEqual(
      on(24),
    );
  });
});

describe('fund-cannot-absorb', () => {
  test('pushes what the fund layers left of defaults', () => {
    expect(fundCannotAbsorb.decide(venueView(), [solvent, under], paramsOf(fundCannotAbsorb), null)).toEqual(on(14));
  });

  test('leaves inventory with a fund that is alive, and pushes it when the fund is under water', () => {
    const params = paramsOf(fundCannotAbsorb);
    expect(fundCannotAbsorb.decide(venueView(), [held], params, null)).toBe('off');
    const ruined = caseView({ id: 3, kind: 'inventory', equity: -1, legs: [legView(btc, 20)] });
    expect(fundCannotAbsorb.decide(venueView(), [ruined], params, null)).toEqual(on(20));
  });
});

describe('mark-through-bankruptcy', () => {
  const params = paramsOf(markThroughBankruptcy, { pool: 'insurance' });
  const empty = venueView({ pools: [poolView({ equity: 0 })] });
  const full = venueView({ pools: [poolView({ equity: 1 })] });

  test('needs both: mark through bankruptcy and an empty fund', () => {
    expect(markThroughBankruptcy.decide(empty, [under], params, { pushed: {} })).toEqual(on(4));
    expect(markThroughBankruptcy.decide(full, [under], params, { pushed: {} })).toBe('off');
    expect(markThroughBankruptcy.decide(empty, [solvent], params, { pushed: {} })).toBe('off');
  });

  test('a mark exactly at bankruptcy counts, for longs and shorts', () => {
    const atZero = caseView({ equity: 0, legs: [legView(btc, 4)] });
    const short = caseView({ equity: -2, legs: [legView(btc, -4, { equity: -2 })] });
    const solventShort = caseView({ equity: 2, legs: [legView(btc, -4, { equity: 2 })] });
    expect(markThroughBankruptcy.decide(empty, [atZero], params, { pushed: {} })).toEqual(on(4));
    expect(markThroughBankruptcy.decide(empty, [short], params, { pushed: {} })).toEqual(on(4));
    expect(markThroughBankruptcy.decide(empty, [solventShort], params, { pushed: {} })).toBe('off');
  });

  test('looks at the fund of the market, not at another one', () => {
    const eth = marketView({ number: 1, id: 'ETH' });
    const view = venueView({
      markets: [btc, eth],
      pools: [poolView({ name: 'insurance/BTC', equity: 0 }), poolView({ name: 'insurance/ETH', equity: 9 })],
    });
    const cases = [caseView({ id: 1, equity: -1, legs: [legView(btc, 4), legView(eth, 4)] })];
    expect(markThroughBankruptcy.decide(view, cases, params, { pushed: {} })).toEqual(on(4));
  });

  test('a venue without the fund has nothing left to pay', () => {
    expect(markThroughBankruptcy.decide(venueView(), [under], params, { pushed: {} })).toEqual(on(4));
  });

  test('without a fund in the rule, the mark alone counts', () => {
    const alone = paramsOf(markThroughBankruptcy);
    expect(markThroughBankruptcy.decide(full, [under, solvent], alone, { pushed: {} })).toMatchObject({
      needs: [{ amount: 4, case: 2 }],
    });
  });
});

describe('fund-depleted', () => {
  const params = paramsOf(fundDepleted);
  const at = (equity: number) => venueView({ pools: [poolView({ equity })] });

  test('pushes everything while the fund can pay nothing, solvent or not, and stops once it can', () => {
    expect(fundDepleted.decide(at(0), [solvent, under, held], params, { on: {} })).toEqual(on(34));
    expect(fundDepleted.decide(at(1), [solvent, under, held], params, { on: {} })).toBe('off');
  });

  test('a fund at its floor can pay nothing', () => {
    const view = venueView({ pools: [poolView({ equity: 50, floor: 50 })] });
    expect(fundDepleted.decide(view, [solvent], params, { on: {} })).toEqual(on(10));
  });

  test('nothing to push is off', () => {
    expect(fundDepleted.decide(at(0), [pool], params, { on: {} })).toBe('off');
  });
});

describe('stop rules', () => {
  const empty = venueView({ pools: [poolView({ equity: 0 })] });
  const at = (equity: number) => [caseView({ id: 2, equity, legs: [legView(btc, 4, { equity })] })];

  test('a fund that was empty goes on pushing until it has its share of the opening again', () => {
    const params = paramsOf(fundDepleted, { refilled: '0.9' });
    const state = { on: {} };
    const decide = (equity: number) =>
      fundDepleted.decide(venueView({ pools: [poolView({ equity, opening: 1_000 })] }), [solvent], params, state);
    expect(decide(900)).toBe('off');
    expect(decide(0)).toEqual(on(10));
    expect(decide(900)).toEqual(on(10));
    expect(decide(901)).toBe('off');
    expect(decide(900)).toBe('off');
  });

  // 4 lots at 100 are worth 400, of which 2 % are 8.
  test('a position that was at bankruptcy is pushed until the mark is so far beyond it', () => {
    const params = paramsOf(markThroughBankruptcy, { recovers: '0.02' });
    const state = { pushed: {} };
    const decide = (equity: number) => markThroughBankruptcy.decide(empty, at(equity), params, state);
    expect(decide(1)).toBe('off');
    expect(decide(0)).toEqual(on(4));
    expect(decide(8)).toEqual(on(4));
    expect(decide(9)).toBe('off');
    expect(decide(8)).toBe('off');
    expect(state).toEqual({ pushed: {} });
  });

  // 4 lots at 101 are worth 404, of which 2 % are 8.08: 9 is beyond that.
  test('is let go at the first whole unit beyond the bound, long or short', () => {
    const params = paramsOf(markThroughBankruptcy, { recovers: '0.02' });
    const market = marketView({ mark: 101 });
    for (const lots of [4, -4]) {
      const state = { pushed: {} };
      const decide = (equity: number) =>
        markThroughBankruptcy.decide(
          empty,
          [caseView({ id: 2, equity, legs: [legView(market, lots, { equity })] })],
          params,
          state,
        );
      expect(decide(0)).toEqual(on(4));
      expect(decide(8)).toEqual(on(4));
      expect(decide(9)).toBe('off');
    }
  });
});
