import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jointClose, lexicographic } from '../../../../mechanisms/adl/index.ts';
import { accountView, candidateView, marketView, paramsOf, positionView, venueView } from '../../../fixtures/views.ts';

describe('lexicographic', () => {
  const params = paramsOf(lexicographic);
  test.each([
    [0, 0],
    [0.049, 0],
    [0.05, 1],
    [0.5, 1],
    [0.95, 2],
    [1, 2],
  ])('a position hedged to %d is in tier %d', (hedgedShare, tier) => {
    expect(lexicographic.tier?.(candidateView({ hedgedShare }), params)).toBe(tier);
  });

  test('sees one account, or all of an owner', () => {
    const split = candidateView({ hedgedShare: 0, ownerHedgedShare: 1 });
    const tiers = (['account', 'venue'] as const).map((scope) =>
      lexicographic.tier?.(split, paramsOf(lexicographic, { scope })),
    );
    expect(tiers).toEqual([0, 2]);
  });

  test('needs a bound', () => {
    expect(lexicographic.params.safeParse({ bounds: [] }).success).toBe(false);
  });
});

describe('joint-close', () => {
  const btc = marketView({ number: 0, id: 'BTC', mark: 100, beta: 1 });
  const eth = marketView({ number: 1, id: 'ETH', mark: 10, beta: 1.25 });
  const sol = marketView({ number: 2, id: 'SOL', mark: 1, beta: 2 });
  const complete = (positions: ReturnType<typeof positionView>[], lots: number, input = {}) =>
    jointClose.complete?.(
      { account: 5, market: 0, lots, planned: () => 0 },
      venueView({ markets: [btc, eth, sol], accounts: [accountView(5, { positions })] }),
      paramsOf(jointClose, input),
    );

  //   account 5          before     cut 4 BTC, close 32 ETH
  //   short 10 BTC       -1,000     -600
  //   long 80 ETH        +1,000     +600     80 x 10 x 1.25
  //   delta                   0        0
  test('closes the hedge in equal delta', () => {
    const positions = [positionView(btc, -10), positionView(eth, 80)];
    expect(complete(positions, -4)).toEqual([{ do: 'order', account: 5, market: 1, lots: 32, timeInForce: 'fok' }]);
  });

  test('shrinks several hedges by one factor, and leaves legs of the same direction', () => {
    const positions = [positionView(btc, 10), positionView(eth, -40), positionView(sol, -250)];
    expect(complete(positions, 5)?.map((order) => [order.do === 'order' ? order.lots : 0])).toEqual([[-20], [-125]]);
    expect(complete([positionView(btc, 10), positionView(eth, 40)], 5)).toEqual([]);
  });

  //   account 5          before     cut 5 BTC, close 20 ETH
  //   short 10 BTC       -1,000     -500
  //   long 40 ETH          +500     +250
  //   delta                -500     -250     half of all legs
  test('leaves the part of the leg that is not hedged out of the factor', () => {
    expect(complete([positionView(btc, -10), positionView(eth, 40)], -5)).toMatchObject([{ lots: 20 }]);
  });

  //   owner 5            before     cut 4 of account 5
  //   5: short 10 BTC    -1,000     -600
  //   6: long 40 ETH       +500     +300     16 closed in account 6
  //   7: long 250 SOL      +500     +300     100 closed in account 7
  //   8: long 80 ETH     (in default: left alone)
  describe('with scope venue', () => {
    const owner = { owner: 5 };
    const view = venueView({
      markets: [btc, eth, sol],
      accounts: [
        accountView(5, { positions: [positionView(btc, -10)] }),
        accountView(6, { ...owner, positions: [positionView(eth, 40)] }),
        accountView(7, { ...owner, positions: [positionView(sol, 250)] }),
        accountView(8, { ...owner, inCase: true, positions: [positionView(eth, 80)] }),
        accountView(9, { positions: [positionView(eth, 80)] }),
      ],
    });
    const cut = (lots: number, planned: (account: number, market: number) => number = () => 0) =>
      jointClose.complete?.({ account: 5, market: 0, lots, planned }, view, paramsOf(jointClose, { scope: 'venue' }));

    test("closes the legs in the owner's other accounts", () => {
      expect(cut(-4)).toMatchObject([
        { account: 6, market: 1, lots: 16 },
        { account: 7, market: 2, lots: 100 },
      ]);
    });

    test('counts what this decision takes already', () => {
      // 5 of 10 BTC and 250 SOL are spoken for: -500 against +500, of which 4 BTC are 4/5.
      const planned = (account: number, market: number): number =>
        account === 5 && market === 0 ? -5 : account === 7 && market === 2 ? 250 : 0;
      expect(cut(-4, planned)).toMatchObject([{ account: 6, market: 1, lots: 32 }]);
    });

    test('scope account sees none of them', () => {
      const params = paramsOf(jointClose);
      expect(jointClose.complete?.({ account: 5, market: 0, lots: -4, planned: () => 0 }, view, params)).toEqual([]);
    });
  });

  test('closes no more hedge than there is', () => {
    expect(complete([positionView(btc, -10), positionView(eth, 8)], -10)).toMatchObject([{ lots: 8 }]);
  });

  test('sends no order of less than half a lot, and none for an account without the position', () => {
    const coarse = marketView({ number: 1, id: 'ETH', mark: 1000, beta: 1 });
    const positions = [positionView(btc, -10), positionView(coarse, 1)];
    expect(complete(positions, -4)).toEqual([]);
    expect(complete([], -4)).toEqual([]);
  });

  test('limits the price when told so', () => {
    const positions = [positionView(btc, -10), positionView(eth, 80)];
    expect(complete(positions, -4, { slippage: '0.2', timeInForce: 'ioc' })).toMatchObject([
      { limit: 8, timeInForce: 'ioc' },
    ]);
    const mirrored = [positionView(btc, 10), positionView(eth, -80)];
    expect(complete(mirrored, 4, { slippage: '0.2' })).toMatchObject([{ limit: 12 }]);
  });

  test('sees the direction of inverse contracts', () => {
    const coin = marketView({ number: 1, id: 'BTCUSD', kind: 'inverse', mark: 1000, beta: 1 });
    // Long 1 coin lot is worth -1,000 units and gains when the price rises: it offsets a short.
    expect(complete([positionView(btc, -10), positionView(coin, 1)], -10)).toMatchObject([{ market: 1, lots: 1 }]);
    expect(complete([positionView(btc, 10), positionView(coin, 1)], 10)).toEqual([]);
  });

  test('a hedged account stays hedged to half a lot a leg', () => {
    const legs = fc.record({
      short: fc.integer({ min: 1, max: 1e6 }),
      cut: fc.double({ min: 0, max: 1, noNaN: true }),
      price: fc.integer({ min: 1, max: 1000 }),
    });
    fc.assert(
      fc.property(legs, ({ short, cut, price }) => {
        const hedge = marketView({ number: 1, id: 'H', mark: price, beta: 1 });
        const long = Math.round((short * 100) / price);
        if (long === 0) return;
        const taken = Math.max(1, Math.floor(short * cut));
        const [order] = complete([positionView(btc, -short), positionView(hedge, long)], -taken) ?? [];
        const closed = order?.do === 'order' ? order.lots : 0;
        const before = long * price - short * 100;
        const after = (long - closed) * price - (short - taken) * 100;
        expect(Math.abs(after)).toBeLessThanOrEqual(Math.abs(before) + price / 2 + 1e-6);
      }),
    );
  });
});
