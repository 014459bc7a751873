import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pnlToPoolFactor as trigger } from '../../../../mechanisms/adl/index.ts';
import { accountView, marketView, paramsOf, poolView, positionView, venueView } from '../../../fixtures/views.ts';

const market = marketView({ mark: 100 });
const params = paramsOf(trigger);

/** Longs with lots and profit each, all against one pool with some cash. */
const venue = (cash: number, longs: readonly { lots: number; profit: number }[]) => {
  const accounts = longs.map(({ lots, profit }, id) =>
    accountView(id, { positions: [positionView(market, lots, { cost: market.value(lots, 100) - profit })] }),
  );
  const held = longs.reduce((sum, { lots }) => sum + lots, 0);
  const won = longs.reduce((sum, { profit }) => sum + profit, 0);
  const seen = { ...market, openProfit: (side: 1 | -1) => (side === 1 ? won : 0) };
  return venueView({ markets: [seen], accounts, pools: [poolView({ name: 'pool', cash, lots: () => -held })] });
};

describe('pnl-to-pool-factor', () => {
  // Pool of 1,000 without open profit; longs of 100 lots have won 900: factor 90 %.
  //
  //               before    after gains of 565 are closed
  //   profit         900      335
  //   pool         1,000      435     335 / 435 = 77.01 %; one unit more would be 76.96 %
  test('above 85 %, sizes the lots for a factor of 77 %', () => {
    expect(trigger.decide(venue(1000, [{ lots: 100, profit: 900 }]), [], params, null)).toEqual({
      on: true,
      // floor(565 x 100 / 900)
      needs: [{ in: 'lots', market: 0, amount: 62, pool: 'pool' }],
    });
  });

  test('is off at the maximum itself, and for a losing side', () => {
    expect(trigger.decide(venue(1000, [{ lots: 100, profit: 850 }]), [], params, null)).toBe('off');
    expect(trigger.decide(venue(1000, [{ lots: 100, profit: -900 }]), [], params, null)).toBe('off');
  });

  // GMX: from above 85 % down to 77 %, and then not again before 85 % is passed.
  test('between the two factors it does nothing, whence ever it comes', () => {
    const at = (profit: number, cash: number) => trigger.decide(venue(cash, [{ lots: 100, profit }]), [], params, null);
    expect(at(851, 1000)).toMatchObject({ on: true });
    // What is left after the cut of the example above: 335 of 435 are 77.01 %.
    expect(at(335, 435)).toBe('off');
    expect(at(369, 435)).toBe('off');
    expect(at(370, 435)).toMatchObject({ on: true });
  });

  test('reads the factors of a market where it has its own', () => {
    const own = paramsOf(trigger, { markets: { BTC: { max: '0.55', after: '0.5' } } });
    const winners = venue(1000, [{ lots: 100, profit: 600 }]);
    expect(trigger.decide(winners, [], params, null)).toBe('off');
    // (600 - 500) / (1 - 0.5) = 200 of gains at 6 a lot.
    expect(trigger.decide(winners, [], own, null)).toEqual({
      on: true,
      needs: [{ in: 'lots', market: 0, amount: 33, pool: 'pool' }],
    });
  });

  test('is off without its pool, and where not one whole lot would be pushed', () => {
    const winners = venue(1000, [{ lots: 100, profit: 900 }]);
    expect(trigger.decide(winners, [], paramsOf(trigger, { pool: 'nowhere' }), null)).toBe('off');
    // floor((9 - 8) / 0.23) = 4 of gains, at 9 a lot.
    expect(trigger.decide(venue(10, [{ lots: 1, profit: 9 }]), [], params, null)).toBe('off');
    // Profit of a side in which nobody is known to have any.
    expect(trigger.decide({ ...winners, accountsOf: () => [] }, [], params, null)).toBe('off');
  });

  test('looks for the best profit a lot on the side that is pushed, in its market', () => {
    const view = venue(1000, [{ lots: 100, profit: 900 }]);
    const eth = marketView({ number: 1, id: 'ETH', mark: 10 });
    const others = [
      positionView(eth, 1, { cost: -5000 }),
      // A short with 500 a lot, whom a pool that is short does not face.
      positionView(market, -1, { cost: market.value(-1, 100) - 500 }),
    ];
    const all = new Map<number, ReturnType<typeof view.account>>([
      [0, view.account(0)],
      [1, accountView(1, { positions: others })],
    ]);
    const more = {
      ...view,
      accountsOf: (kind: string) => (kind === 'trader' ? [0, 1] : []),
      account: (id: number) => all.get(id) as ReturnType<typeof view.account>,
    };
    expect(trigger.decide(more, [], params, null)).toEqual(trigger.decide(view, [], params, null));
  });

  test('is on for a pool that has nothing left', () => {
    expect(trigger.decide(venue(-10, [{ lots: 100, profit: 900 }]), [], params, null)).toEqual({
      on: true,
      needs: [{ in: 'lots', market: 0, amount: 100, pool: 'pool' }],
    });
  });

  test('leaves a side alone that its pool does not face, whatever the pool holds', () => {
    const facing = (faces: 1 | -1) => {
      const view = venue(100, [{ lots: 10, profit: 900 }]);
      return { ...view, pool: () => ({ ...(view.pools[0] as (typeof view.pools)[0]), faces }) };
    };
    expect(trigger.decide(facing(1), [], params, null)).toMatchObject({ on: true });
    expect(trigger.decide(facing(-1), [], params, null)).toBe('off');
  });

  test('is off without the pool', () => {
    expect(trigger.decide(venueView(), [], params, null)).toBe('off');
  });

  test('losers of the side count against its winners', () => {
    const longs = [
      { lots: 100, profit: 900 },
      { lots: 100, profit: -60 },
    ];
    expect(trigger.decide(venue(1000, longs), [], params, null)).toBe('off');
  });

  test('a target above the factor that starts it is refused, of single markets too', () => {
    expect(() => paramsOf(trigger, { max: '0.5', after: '0.9' })).toThrow(/after is 9\/10, above max with 1\/2/);
    expect(() => paramsOf(trigger, { markets: { BTC: { max: '0.5' } } })).toThrow(/after is 77\/100, above max/);
    expect(() => paramsOf(trigger, { max: '0.5', after: '0.5' })).not.toThrow();
  });

  test('never lets the factor fall below its target, whoever the keeper picks', () => {
    const long = fc.record({ lots: fc.integer({ min: 1, max: 1e6 }), profit: fc.integer({ min: 0, max: 1e9 }) });
    const run = fc.record({
      cash: fc.integer({ min: 1, max: 1e9 }),
      longs: fc.array(long, { minLength: 1, maxLength: 6 }),
    });
    let reached = 0;
    fc.assert(
      fc.property(run, ({ cash, longs }) => {
        const decision = trigger.decide(venue(cash, longs), [], params, null);
        if (decision === 'off') return;
        reached += 1;
        let left = decision.needs[0]?.amount ?? 0;
        let profit = longs.reduce((sum, one) => sum + one.profit, 0);
        let pool = cash;
        const held = [...longs].sort((x, y) => y.profit / y.lots - x.profit / x.lots);
        for (const one of held) {
          const cut = Math.min(left, one.lots);
          const gain = Math.ceil((one.profit * cut) / one.lots - 1e-6);
          left -= cut;
          profit -= gain;
          pool -= gain;
        }
        // Whole units: each account may round its gain up by one.
        if (pool > 0) expect(profit + longs.length).toBeGreaterThanOrEqual(0.77 * pool);
      }),
    );
    expect(reached).toBeGreaterThan(10);
  });
});
