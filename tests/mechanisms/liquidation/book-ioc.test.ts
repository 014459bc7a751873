import { describe, expect, test } from 'vitest';
import { bookIoc as layer } from '../../../mechanisms/liquidation/index.ts';
import {
  accountView,
  caseView,
  defaultView,
  legView,
  marketView,
  outcomeOf,
  paramsOf,
  poolView,
  venueView,
} from '../../fixtures/views.ts';

const btc = marketView();
const eth = marketView({ number: 1, id: 'ETH', mark: 10 });
const view = venueView({
  markets: [btc, eth],
  pools: [poolView({ name: 'insurance/BTC' }), poolView({ name: 'insurance/ETH' })],
});
const next = (
  subject: ReturnType<typeof defaultView>,
  input: Parameters<typeof paramsOf<typeof layer.params>>[1] = {},
) => layer.next(subject, view, paramsOf(layer, input), null, undefined);

describe('the orders', () => {
  test('let all legs go at the market, once, after a cancel', () => {
    const subject = defaultView(5, [
      { market: btc, lots: 10 },
      { market: eth, lots: -40 },
    ]);
    expect(next(subject)).toEqual([
      { do: 'cancel' },
      { do: 'order', market: 0, lots: 10, timeInForce: 'ioc' },
      { do: 'order', market: 1, lots: -40, timeInForce: 'ioc' },
    ]);
    expect(layer.next(subject, view, paramsOf(layer), null, outcomeOf({ do: 'order', lots: 3 }))).toBe('pass');
  });

  test('are limited at bankruptcy', () => {
    // Equity 50 on 10 long at 100: it is used up at 95.
    expect(next(defaultView(50, [{ lots: 10 }]), { limit: 'bankruptcy', cancel: false })).toEqual([
      { do: 'order', market: 0, lots: 10, timeInForce: 'ioc', limit: 95 },
    ]);
  });

  test('are limited at a distance from mark', () => {
    expect(next(defaultView(50, [{ lots: -10 }]), { limit: 'slippage', slippage: '0.1', cancel: false })).toEqual([
      { do: 'order', market: 0, lots: -10, timeInForce: 'ioc', limit: 110 },
    ]);
  });

  test('carry the fee to the pool of their market', () => {
    const subject = defaultView(5, [{ market: eth, lots: 40 }]);
    expect(next(subject, { fee: '0.01', cancel: false })).toMatchObject([
      { fee: { perMillion: 10_000, to: 'insurance/ETH' } },
    ]);
  });

  test('leave a leg out that no price would save', () => {
    expect(next(defaultView(-2_000, [{ lots: -10 }]), { limit: 'bankruptcy' })).toBe('pass');
  });
});

test('leaves inventories, pools in default and flat accounts alone', () => {
  const leg = legView(btc, 10);
  expect(next(caseView({ kind: 'inventory', legs: [leg] }))).toBe('pass');
  expect(next(caseView({ subject: accountView(9, { kind: 'vault', equity: -5 }), legs: [leg] }))).toBe('pass');
  expect(next(caseView({ equity: -5 }))).toBe('pass');
});

test('says which pool is missing', () => {
  expect(() => next(defaultView(5, [{ lots: 10 }]), { fee: '0.01', feeTo: 'vault' })).toThrow(
    'book-ioc uses the pool "vault", but the exchange has none of that name',
  );
});
