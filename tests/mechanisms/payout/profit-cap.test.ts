import { describe, expect, test } from 'vitest';
import { profitCap as payout } from '../../../mechanisms/payout/index.ts';
import { accountView, marketView, paramsOf, poolView, positionView, venueView } from '../../fixtures/views.ts';

/*
 * A long of 10 @ 60 and a short of 5 @ 120, both at 100: profits of 400 and 100; money 50, so equity 550.
 *
 *   pool           1,000 without open profit; 90 % of it, 900, may be paid
 *   longs' profit    900     h = 1           payable of 400: 400
 *                  1,800     h = 1/2                         200
 *   shorts' profit   100     h = 1           payable of 100: 100
 */
const withdraw = (longs: number, amount: number, input: Parameters<typeof paramsOf<typeof payout.params>>[1] = {}) => {
  const market = marketView({ openProfit: (side) => (side === 1 ? longs : 100) });
  const positions = [positionView(market, 10, { cost: 600 }), positionView(market, -5, { cost: -600 })];
  const account = accountView(1, { equity: 550, positions });
  const pools = [poolView({ name: 'pool', cash: 1000 }), poolView({ name: 'other', cash: 50 })];
  return payout.allow({ account, amount }, venueView({ markets: [market], pools }), paramsOf(payout, input), null).paid;
};

describe('a withdrawal', () => {
  test('is free while the pool may pay all profits of the side', () => {
    expect(withdraw(900, 550)).toBe(550);
  });

  test('counts open profit at the share the pool may pay', () => {
    expect(withdraw(1800, 550)).toBe(350);
    expect(withdraw(1800, 340)).toBe(340);
  });

  test('asks the pool of the shorts where they have one', () => {
    // 45 of 100 may be paid to shorts: 55 less.
    expect(withdraw(900, 550, { poolOfShorts: 'other' })).toBe(495);
  });

  test('reads the cap of a market where it has its own', () => {
    // 60 % of 1,000 over 1,200: half of the 400.
    expect(withdraw(1200, 550, { cap: '0.9', markets: { BTC: '0.6' } })).toBe(350);
    expect(withdraw(1200, 550, { cap: '0.6', markets: { ETH: '0.9' } })).toBe(350);
  });

  test('never touches money or losses', () => {
    const market = marketView({ openProfit: () => 10_000 });
    const account = accountView(1, { equity: 80, positions: [positionView(market, 10, { cost: 1020 })] });
    const pools = [poolView({ name: 'pool', cash: 0 })];
    const venue = venueView({ markets: [market], pools });
    expect(payout.allow({ account, amount: 80 }, venue, paramsOf(payout), null).paid).toBe(80);
  });

  test('names a pool that is missing', () => {
    expect(() => withdraw(900, 550, { pool: 'pol' })).toThrow('profit-cap uses the pool "pol"');
  });
});
