import { describe, expect, test } from 'vitest';
import { zeroPriceIoc as layer } from '../../../mechanisms/liquidation/index.ts';
import { defaultView, firstState, marketView, outcomeOf, paramsOf, poolView, venueView } from '../../fixtures/views.ts';

type Input = Parameters<typeof paramsOf<typeof layer.params>>[1];
const btc = marketView({ mark: 10_000 });
const eth = marketView({ number: 1, id: 'ETH', mark: 1_000 });
const account = (input: Input = { fee: '0' }) => {
  const params = paramsOf(layer, input);
  const state = firstState(layer, params);
  return (subject: ReturnType<typeof defaultView>, step = 0, outcome?: ReturnType<typeof outcomeOf>) => {
    const pools = [poolView({ name: 'insurance/BTC' }), poolView({ name: 'insurance/ETH' })];
    return layer.next(subject, venueView({ step, markets: [btc, eth], pools }), params, state, outcome);
  };
};
const order = (market: number, lots: number, limit: number) => ({
  do: 'order',
  market,
  lots,
  timeInForce: 'ioc',
  limit,
});

/*
 *   account A              value    maintenance 1 %    share of equity    zero price
 *   long 1 BTC @ 10,000    10,000   100                 50                9,950
 *   short 40 ETH @ 1,000  -40,000   400                200                1,005
 *   equity                                              250, half of maintenance
 */
const both = (equity = 250) =>
  defaultView(equity, [
    { market: btc, lots: 1 },
    { market: eth, lots: -40 },
  ]);

describe('the orders', () => {
  test('go out one by one, the position with the most maintenance first, each whole at its zero price', () => {
    const ask = account();
    expect(ask(both())).toEqual([{ do: 'cancel' }, order(1, -40, 1_005)]);
    // Filled at the zero price, half of maintenance is left: the other zero price is what it was.
    const rest = defaultView(50, [{ market: btc, lots: 1 }]);
    expect(ask(rest, 0, outcomeOf({ do: 'cancel', lots: 0 }, { do: 'order', lots: -40 }))).toEqual([
      order(0, 1, 9_950),
    ]);
    expect(ask(rest, 0, outcomeOf({ do: 'order', lots: 0 }))).toBe('pass');
    expect(ask(rest, 1)).toEqual([{ do: 'cancel' }, order(0, 1, 9_950)]);
  });

  test('stop as soon as margin holds', () => {
    const ask = account();
    ask(both());
    const cured = defaultView(100, [{ market: btc, lots: 1 }]);
    expect(ask(cured, 0, outcomeOf({ do: 'order', lots: -40 }))).toBe('pass');
  });

  test('go out all at once, where that is the rule', () => {
    expect(account({ fee: '0', positions: 'all' })(both())).toEqual([
      { do: 'cancel' },
      order(1, -40, 1_005),
      order(0, 1, 9_950),
    ]);
  });

  test('give the fund a share of what they bring beyond the zero price', () => {
    expect(account({})(both())).toMatchObject([
      { do: 'cancel' },
      { market: 1, fee: { perMillion: 10_000, to: 'insurance/ETH', above: -40_200 } },
    ]);
  });

  test('leave a position out that no price would save, and go on with the next', () => {
    // 60,000 short: 12,000 on BTC, which is worth 10,000, and 48,000 on ETH, which no price brings back.
    expect(account()(both(-60_000))).toEqual([{ do: 'cancel' }, order(0, 1, 22_000)]);
  });
});

describe('close-out margin', () => {
  const below = (closeOut: number) =>
    defaultView(
      250,
      [
        { market: btc, lots: 1 },
        { market: eth, lots: -40 },
      ],
      { account: { closeOut } },
    );

  test('is where the orders end, if told so', () => {
    const ask = account({ fee: '0', belowCloseOut: 'pass' });
    expect(ask(below(251))).toBe('pass');
    expect(ask(below(250))).toEqual([{ do: 'cancel' }, order(1, -40, 1_005)]);
  });

  test('is nothing to those who go on', () => {
    expect(account()(below(251))).toHaveLength(2);
  });
});

/*
 * The published example, in satoshi: 1,000 contracts of a dollar, long at 8,000, with 0.01 BTC. In ticks of half a dollar:
 *
 *   mark 7,481   value -13,367,197   equity 1,000,000 - 867,197 = 132,803   maintenance 1 %: 133,672
 *   limit        0.135 BTC buy 1,000 dollars at 7,407.41: rounded up to 7,407.5, where "the portfolio value will be just above 0"
 */
test('an inverse position is sold at the published limit', () => {
  const market = marketView({
    kind: 'inverse',
    mark: 14_962,
    tick: 0.5,
    value: (lots, ticks) => Math.round((-lots * 2e8) / ticks),
  });
  const subject = defaultView(132_803, [{ market, lots: 1_000, maintenance: 133_672 }]);
  expect(account()(subject)).toEqual([{ do: 'cancel' }, order(0, 1_000, 14_815)]);
  const equityAt = (ticks: number): number => 1_000_000 + market.value(1_000, ticks) + 12_500_000;
  expect([equityAt(14_815), equityAt(14_814)]).toEqual([169, -743]);
});
