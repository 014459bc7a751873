import { describe, expect, test } from 'vitest';
import { hedgeAndAuction as liquidation } from '../../../mechanisms/liquidation/index.ts';
import { accountView, defaultView, firstState, marketView, paramsOf, venueView } from '../../fixtures/views.ts';

const market = marketView({ mark: 100 });
const eth = marketView({ number: 1, id: 'ETH', mark: 10 });
const bidders = [500, 300].map((equity, i) => accountView(10 + i, { kind: 'maker', equity }));
const params = paramsOf(liquidation, {
  hedge: '0.1',
  prepare: '60s',
  every: '30s',
  rounds: 2,
  discount: '0.01',
  increment: '0.02',
  capitalShare: '0.5',
  leverage: 4,
});
const subject = defaultView(-5, [
  { market, lots: 25, maintenance: 25 },
  { market: eth, lots: -40, maintenance: 4 },
]);

/** A default that nobody takes anything of: what is answered at each time. */
const at = (times: readonly number[], accounts = bidders, held = subject) => {
  const state = firstState(liquidation, params);
  return times.map((now) => liquidation.next(held, venueView({ now, accounts }), params, state, undefined));
};

describe('the steps of a default', () => {
  test('begin with the hedge: a share of each leg, no further than the limit', () => {
    expect(at([0])[0]).toEqual([
      { do: 'cancel' },
      { do: 'order', market: 0, lots: 3, timeInForce: 'ioc', limit: 98 },
      { do: 'order', market: 1, lots: -4, timeInForce: 'ioc', limit: 10 },
    ]);
  });

  /*
   * Bids for 25 lots worth 2,500: 2,475 in the first round, 2,425 in the second (1 %, then 3 %).
   * Bidders carry 500 x 1/2 x 4 = 1,000 and 300 x 1/2 x 4 = 600: 10 and 6 lots of the 25.
   */
  test('let bidders carry what a market in another asset is worth in their own money', () => {
    const coin = marketView({ mark: 100, notional: (lots) => Math.abs(lots) * 200 });
    const answers = at([0, 60], bidders, defaultView(-5, [{ market: coin, lots: 25, maintenance: 25 }]));
    expect(answers[1]).toMatchObject([
      {
        to: [
          { account: 10, capacity: 5 },
          { account: 11, capacity: 3 },
        ],
      },
    ]);
  });

  test('offer the leg with the most maintenance first, of whatever asset', () => {
    // 5 units of a coin that is worth 1,000 each, and 25 of the venue's own.
    const coin = marketView({ number: 1, id: 'BTC', mark: 100, notional: (lots) => Math.abs(lots) * 100_000 });
    const held = defaultView(-5, [
      { market, lots: 25, maintenance: 25 },
      { market: coin, lots: 5, maintenance: 5 },
    ]);
    const rich = [accountView(10, { kind: 'maker', equity: 1_000_000 })];
    expect(at([0, 60], rich, held)[1]).toMatchObject([{ do: 'offer', market: 1 }]);
  });

  test('go on with rounds at rising discounts, leg by leg, and hold later layers up', () => {
    const answers = at([0, 1, 60, 60, 60, 61, 90, 90, 90, 91]);
    const offer = (value: number, short: number) => [
      [
        {
          do: 'offer',
          market: 0,
          lots: 25,
          value,
          to: [
            { account: 10, capacity: 10 },
            { account: 11, capacity: 6 },
          ],
          share: 'pro-rata',
        },
      ],
      [
        {
          do: 'offer',
          market: 1,
          lots: -40,
          value: short,
          to: [
            { account: 10, capacity: 100 },
            { account: 11, capacity: 60 },
          ],
          share: 'pro-rata',
        },
      ],
    ];
    expect(answers.slice(1)).toEqual([
      { wait: 60 },
      ...offer(2475, -404),
      { wait: 90 },
      { wait: 90 },
      ...offer(2425, -412),
      'pass',
      'pass',
    ]);
  });

  test('wait for the next round where nobody bids, and end all the same', () => {
    expect(at([0, 60, 90, 120], []).slice(1)).toEqual([{ wait: 90 }, 'pass', 'pass']);
  });
});

test('leaves bidders out whose own case is open, and the defaulter itself', () => {
  const broke = accountView(12, { kind: 'maker', equity: 900, inCase: true });
  const own = defaultView(-5, [{ market, lots: 25 }], { account: { id: 10, kind: 'maker' } });
  const answer = at([0, 60], [...bidders, broke], own)[1];
  const offered = Array.isArray(answer) && answer[0]?.do === 'offer' ? answer[0].to : [];
  expect(offered).toEqual([{ account: 11, capacity: 6 }]);
});
