import type { ReplacementView } from 'breakwater';
import { describe, expect, test } from 'vitest';
import { replacementOffer } from '../../../../mechanisms/adl/index.ts';
import { accountView, marketView, paramsOf, poolView, positionView, venueView } from '../../../fixtures/views.ts';

const btc = marketView({ number: 0, id: 'BTC', mark: 100, beta: 1 });
const eth = marketView({ number: 1, id: 'ETH', mark: 10, beta: 1.25 });

interface Given {
  readonly btc: number;
  readonly eth: number;
  readonly cut: number;
  readonly pool?: Parameters<typeof poolView>[0];
  readonly replacements?: readonly ReplacementView[];
}

/** What is offered after a cut that has left an account with these lots. */
const offered = (given: Given, input = {}) => {
  const positions = [positionView(btc, given.btc), positionView(eth, given.eth)].filter(({ lots }) => lots !== 0);
  return replacementOffer.replace?.(
    { account: 5, market: 0, lots: given.cut, value: 100 * given.cut },
    venueView({
      now: 30,
      markets: [btc, eth],
      accounts: [accountView(5, { positions })],
      pools: [poolView({ name: 'vault', equity: 10_000, ...given.pool })],
      replacements: given.replacements ?? [],
    }),
    paramsOf(replacementOffer, input),
  );
};
const standing = (account: number, lots: number): ReplacementView => ({
  id: 1,
  account,
  market: 0,
  lots,
  value: 100 * lots,
  pool: 'vault',
  since: 0,
  until: 600,
});

describe('replacement-offer', () => {
  //   account 5          before     cut 4 BTC     offered
  //   short 10 BTC       -1,000        -600         4 BTC
  //   long 80 ETH        +1,000      +1,000     80 x 10 x 1.25
  //   net                     0        +400             0
  test('offers again what left a hedge naked, for a time', () => {
    expect(offered({ btc: -6, eth: 80, cut: -4 })).toEqual({ by: 'vault', lots: 4, until: 630 });
    expect(offered({ btc: -6, eth: 80, cut: -4 }, { within: '5s' })?.until).toBe(35);
  });

  test('offers nothing to who is still net on the side that was cut, and the naked part to others', () => {
    expect(offered({ btc: -6, eth: 0, cut: -4 })).toBeUndefined();
    expect(offered({ btc: -6, eth: 40, cut: -4 })).toBeUndefined();
    // -6 x 100 + 64 x 12.5 = +200: two of the four.
    expect(offered({ btc: -6, eth: 64, cut: -4 })?.lots).toBe(2);
    // A long that was hedged by shorts.
    expect(offered({ btc: 6, eth: -80, cut: 4 })?.lots).toBe(4);
  });

  test('counts what is on offer already as taken', () => {
    expect(offered({ btc: -6, eth: 80, cut: -4, replacements: [standing(5, -3)] })?.lots).toBe(1);
    expect(offered({ btc: -6, eth: 80, cut: -4, replacements: [standing(5, -4)] })).toBeUndefined();
    expect(offered({ btc: -6, eth: 80, cut: -4, replacements: [standing(6, -4)] })?.lots).toBe(4);
  });

  test('stands for no more than its share of the equity of the pool, with what it holds and offers', () => {
    expect(offered({ btc: -6, eth: 80, cut: -4, pool: { equity: 350 } })?.lots).toBe(3);
    expect(offered({ btc: -6, eth: 80, cut: -4, pool: { equity: 350 } }, { limit: '0.5' })?.lots).toBe(1);
    const holds = { equity: 500, lots: (market: number) => (market === 0 ? 2 : 0) };
    expect(offered({ btc: -6, eth: 80, cut: -4, pool: holds })?.lots).toBe(3);
    expect(offered({ btc: -6, eth: 80, cut: -4, pool: { equity: 500 }, replacements: [standing(6, -4)] })?.lots).toBe(
      1,
    );
    expect(offered({ btc: -6, eth: 80, cut: -4, pool: { equity: -1 } })).toBeUndefined();
  });

  test('counts neither what other pools offer nor offers in markets that are gone', () => {
    const other = { ...standing(6, -4), pool: 'other' };
    const gone = { ...standing(6, -4), market: 9 };
    const mine = { ...standing(5, -4), market: 9 };
    for (const one of [other, gone, mine])
      expect(offered({ btc: -6, eth: 80, cut: -4, pool: { equity: 500 }, replacements: [one] })?.lots).toBe(4);
  });

  test('offers nothing once the pool holds more than its share, and nothing in a market that is gone', () => {
    const holds = { equity: 100, lots: (market: number) => (market === 0 ? 2 : 0) };
    expect(offered({ btc: -6, eth: 80, cut: -4, pool: holds })).toBeUndefined();
    const cut = { account: 5, market: 9, lots: -4, value: -400 };
    const view = venueView({ markets: [btc, eth], accounts: [accountView(5, {})] });
    expect(replacementOffer.replace?.(cut, view, paramsOf(replacementOffer, { pool: 'nowhere' }))).toBeUndefined();
  });

  test('asks for a fund or a vault, and for none where nobody was left naked', () => {
    expect(replacementOffer.needs?.(paramsOf(replacementOffer, { pool: 'insurance' }))).toEqual([
      { pool: 'insurance', holds: ['fund', 'vault'] },
    ]);
    expect(offered({ btc: -6, eth: 0, cut: -4 }, { pool: 'nowhere' })).toBeUndefined();
  });

  test('names the pool that is missing', () => {
    expect(() => offered({ btc: -6, eth: 80, cut: -4 }, { pool: 'nowhere' })).toThrowErrorMatchingInlineSnapshot(
      `[BreakwaterError: replacement-offer uses the pool "nowhere", but the exchange has none of that name]`,
    );
  });

  //   owner 5            before     cut 4 of account 5
  //   5: short 10 BTC    -1,000     -600
  //   6: long 80 ETH     +1,000   +1,000
  test('with scope venue the hedge may stand in another account of the owner', () => {
    const view = venueView({
      markets: [btc, eth],
      accounts: [
        accountView(5, { positions: [positionView(btc, -6)] }),
        accountView(6, { owner: 5, positions: [positionView(eth, 80)] }),
      ],
      pools: [poolView({ name: 'vault', equity: 10_000 })],
    });
    const lots = (scope: 'account' | 'venue') =>
      replacementOffer.replace?.(
        { account: 5, market: 0, lots: -4, value: -400 },
        view,
        paramsOf(replacementOffer, { scope }),
      )?.lots;
    expect([lots('account'), lots('venue')]).toEqual([undefined, 4]);
  });
});
