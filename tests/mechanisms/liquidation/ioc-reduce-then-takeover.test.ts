import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { iocReduceThenTakeover as layer } from '../../../mechanisms/liquidation/index.ts';
import { defaultView, marketView, outcomeOf, paramsOf, poolView, venueView } from '../../fixtures/views.ts';

const btc = marketView();
const eth = marketView({ number: 1, id: 'ETH', mark: 10 });
const view = venueView({ markets: [btc, eth], pools: [poolView()] });
const free = { fee: '0' };
const next = (
  subject: ReturnType<typeof defaultView>,
  input: Parameters<typeof paramsOf<typeof layer.params>>[1] = free,
) => layer.next(subject, view, paramsOf(layer, input), null, undefined);

/*
 * A long of 1000 lots at 100, maintenance 1 %:
 *
 *   account A         mark 100
 *   position   100 000
 *   maintenance  1 000
 *   equity         800     short of 200
 *
 * Closing 200 lots at mark leaves 80 000 of notional, which needs 800: compliant. With a fee of 0.5 % each lot frees 0.5 only:
 * 400 lots leave 60 000, which needs 600, and equity 800 - 200 of fee.
 */
describe('one large order', () => {
  test('is sized to restore compliance, and limited at bankruptcy', () => {
    // Bankruptcy: 100 - 800 / 1000 = 99.2, rounded up for a long.
    expect(next(defaultView(800, [{ lots: 1_000 }]))).toEqual([
      { do: 'cancel' },
      { do: 'order', market: 0, lots: 200, timeInForce: 'ioc', limit: 100 },
    ]);
  });

  test('is larger where the fee eats into what it frees', () => {
    expect(next(defaultView(800, [{ lots: 1_000 }]), { fee: '0.005' })).toEqual([
      { do: 'cancel' },
      {
        do: 'order',
        market: 0,
        lots: 400,
        timeInForce: 'ioc',
        limit: 100,
        fee: { perMillion: 5_000, to: 'insurance' },
      },
    ]);
    expect(next(defaultView(800, [{ lots: 1_000 }]), { fee: '0.0025', expectedSlippage: '0.0025' })).toMatchObject([
      {},
      { lots: 400 },
    ]);
  });

  test('is for everything where a part would not do', () => {
    expect(next(defaultView(-50, [{ lots: -1_000 }]))).toMatchObject([{}, { lots: -1_000, limit: 99 }]);
    expect(next(defaultView(800, [{ lots: 1_000 }]), { fee: '0.01' })).toMatchObject([{}, { lots: 1_000 }]);
  });

  test('takes the leg with the most maintenance first, then the next', () => {
    // 2000 + 500 of maintenance, equity 400: short of 2100
    const subject = defaultView(400, [
      { market: btc, lots: 500, maintenance: 500 },
      { market: eth, lots: -20_000, maintenance: 2_000 },
    ]);
    expect(next(subject)).toMatchObject([{ do: 'cancel' }, { market: 1, lots: -20_000 }, { market: 0, lots: 100 }]);
  });
});

test('is sent once a step; the remainder is for a takeover', () => {
  const params = paramsOf(layer, free);
  expect(layer.next(defaultView(800, [{ lots: 900 }]), view, params, null, outcomeOf({ do: 'cancel', lots: 0 }))).toBe(
    'pass',
  );
});

test('leaves a compliant account alone', () => {
  expect(next(defaultView(1_000, [{ lots: 1_000 }]))).toBe('pass');
});

test('filled at mark, the order restores compliance, and one lot less would not', () => {
  const sizes = fc.record({
    lots: fc.integer({ min: 1, max: 100_000 }),
    equity: fc.integer({ min: 1, max: 100 }),
    fee: fc.integer({ min: 0, max: 9_000 }),
  });
  fc.assert(
    fc.property(sizes, ({ lots, equity: percent, fee }) => {
      const maintenance = lots;
      const equity = Math.floor((maintenance * (percent - 1)) / 100);
      const answer = next(defaultView(equity, [{ lots, maintenance }]), { fee: (fee / 1_000_000).toFixed(6) });
      if (answer === 'pass' || 'wait' in answer) return false;
      const order = answer.find((action) => action.do === 'order');
      if (order === undefined || order.do !== 'order') return false;
      // Maintenance is one unit a lot here, the fee 100 x fee / 1e6 a lot: exact in integers at 1e6.
      const after = (closed: number) => equity * 1_000_000 - closed * 100 * fee - (lots - closed) * 1_000_000;
      const slack = 2_000_000;
      if (order.lots === lots) return after(lots - 1) < slack || after(lots) >= 0;
      return after(order.lots) >= -slack && after(order.lots - 1) < slack;
    }),
  );
});

describe('where the bankruptcy price is out of reach', () => {
  test('a leg that no price would save is not ordered, though orders are cancelled', () => {
    expect(next(defaultView(-20_000, [{ lots: -100 }]))).toEqual([{ do: 'cancel' }]);
  });

  test('a leg that can bear any price has no limit', () => {
    const rich = defaultView(15_000, [{ lots: 100, maintenance: 20_000 }]);
    expect(next(rich)).toEqual([{ do: 'cancel' }, { do: 'order', market: 0, lots: 25, timeInForce: 'ioc' }]);
  });
});

/*
 * The same account margined in coins of 50 units each: the leg is worth 2 000 coins, its maintenance is 20 coins, which is 1 000 units.
 * Short of 200 units, so a fifth of the position goes, as above.
 */
test('is sized at the index where the position settles in a coin', () => {
  const coin = marketView({
    settle: 'COIN',
    value: (lots, ticks) => lots * ticks * 0.02,
    notional: (lots, ticks = 100) => Math.abs(lots * ticks),
  });
  const subject = defaultView(800, [{ market: coin, lots: 1_000, maintenance: 20 }]);
  const [, order] = next({ ...subject, subject: { ...subject.subject, maintenance: 1_000 } }) as readonly {
    lots?: number;
  }[];
  expect(order?.lots).toBe(200);
});
