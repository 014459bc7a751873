import { describe, expect, test } from 'vitest';
import {
  bankruptcyRecomputedAtFundLimit,
  greedyQueue,
  oppositeSide,
  pnlPctTimesEffectiveLeverage,
  profitable,
  symbolPnlDrawdown,
} from '../../../mechanisms/adl/index.ts';
import { fundTakeover } from '../../../mechanisms/backstop/index.ts';
import { insuranceFund } from '../../../mechanisms/fund/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import { design, person, quote, step, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, adlOf, built, equityOf, layer, margin, sound } from './built.ts';

/** Bybit: one pool for all markets takes positions over; what one of them costs beyond 30 % of the pool's peak goes to ADL. */
const bybit = (markets = 3) =>
  venueOf(
    design(
      [
        layer('backstop', fundTakeover, { price: 'bankruptcy' }),
        adlOf({
          trigger: built(symbolPnlDrawdown),
          eligible: [built(oppositeSide), built(profitable)],
          ranking: built(pnlPctTimesEffectiveLeverage),
          allocation: built(greedyQueue),
          closeOut: built(bankruptcyRecomputedAtFundLimit),
        }),
      ],
      {
        ...margin(fraction, { initial: '0.02', maintenance: '0.01' }),
        funds: { insurance: built(insuranceFund, { capital: '1000000' }) },
      },
    ),
    Array.from({ length: markets }, () => ({})),
  );

describe('a fund that pushes only the excess', () => {
  /*
   * https://bybit-exchange.github.io/docs/v5/market/adl-alert, example 1.
   *
   *                          before       mark 95       mark 60      after ADL
   *   loser, long 10,000     50,000             0
   *   pool                1,000,000     1,000,000       650,000        700,000
   *   winner, short         100,000       150,000       500,000        450,000
   */
  test('of a loss of 350k on a pool of 1m, 50k', () => {
    const venue = bybit();
    person(venue, 50_000, [[0, 10_000, 100]]);
    const winner = person(venue, 100_000, [[0, -10_000, 100]]);
    step(venue, [95, 100, 100], 60);
    expect(venue.pools[0]).toMatchObject({ equity: 1_000_000, cash: 1_000_000 });
    step(venue, [60, 100, 100], 60);
    expect([venue.pools[0]?.equity, equityOf(venue, winner)]).toEqual([700_000, 450_000]);
    expect(venue.pools[0]?.lots(0)).toBe(0);
    expect(venue.pools[0]?.profit(0)).toBe(-300_000);
    expect(accountOf(venue, 2)).toEqual({ markLoss: 350_000, ownCollateral: 300_000, adl: 50_000 });
    expect(venue.cases.all[1]).toMatchObject({ kind: 'inventory', chain: [1], closed: 120 });
    sound(venue);
  });

  // A costs 350k and B 400k: excesses of 50k and 100k, and the pool keeps 250k + 150k. C is no party.
  test('of two symbols, each its own excess, in one step', () => {
    const venue = bybit();
    for (const market of [0, 1]) person(venue, 50_000, [[market, 10_000, 100]]);
    const winners = [0, 1, 2].map((market) => person(venue, 100_000, [[market, -10_000, 100]]));
    person(venue, 10_000_000, [[2, 10_000, 100]]);
    step(venue, [95, 95, 100], 60);
    step(venue, [60, 55, 100], 60);
    expect(venue.pools[0]?.equity).toBe(400_000);
    expect(winners.map((account) => equityOf(venue, account))).toEqual([450_000, 450_000, 100_000]);
    expect(venue.cases.all.slice(2).map((data) => [data.market, data.lines[0]?.adl])).toEqual([
      [0, 50_000],
      [1, 100_000],
    ]);
    sound(venue);
  });

  /*
   * 9,900 of 10,000 lots are sold to the book at 63, mark 66: the pool has lost 19,700 beyond its 30 %, but the 100 lots that are left
   * have lost 2,900 of their take-over value. They leave at 95, where they were taken over, and the fund keeps the other 16,800.
   */
  test('of what was sold to the book before, nothing: lots that are left pay no more than their own loss', () => {
    const venue = bybit(1);
    person(venue, 50_000, [[0, 10_000, 100]]);
    const winner = person(venue, 3_000, [[0, -100, 100]]);
    const maker = person(venue, 10_000_000, [[0, -9_900, 100]], 'maker');
    step(venue, [95], 6);
    quote(venue, maker, 0, 1, 9_900, 63);
    step(venue, [66], 594);
    expect(venue.pools[0]?.lots(0)).toBe(0);
    expect(equityOf(venue, winner)).toBe(3_500);
    expect(venue.pools[0]?.equity).toBe(1_000_000 - 9_900 * 32);
    sound(venue);
  });

  test('bears all itself at exactly 30 %, and keeps the inventory', () => {
    const venue = bybit();
    person(venue, 50_000, [[0, 10_000, 100]]);
    person(venue, 100_000, [[0, -10_000, 100]]);
    step(venue, [95, 100, 100], 60);
    step(venue, [65, 100, 100], 60);
    expect(venue.pools[0]?.lots(0)).toBe(10_000);
    expect(venue.pools[0]?.equity).toBe(700_000);
    sound(venue);
  });
});

/*
 * https://bybit-exchange.github.io/docs/v5/market/adl-alert, second condition: a balance at or below zero. Each of four markets costs the
 * pool 30 %, which none pushes by itself; the hole of 200k is shared by what each has lost.
 *
 *                        pool     winner of each market
 *   mark 95         1,000,000                   150,000
 *   mark 65          -200,000                   450,000
 *   after ADL               0                   400,000
 */
describe('a pool that is used up', () => {
  const used = (prices: readonly number[]) => {
    const venue = bybit(4);
    for (const market of [0, 1, 2, 3]) person(venue, 50_000, [[market, 10_000, 100]]);
    const winners = [0, 1, 2, 3].map((market) => person(venue, 100_000, [[market, -10_000, 100]]));
    step(venue, [95, 95, 95, 95], 60);
    step(venue, prices, 60);
    return { venue, winners };
  };

  test('shares its hole over the markets by their losses, and ends at zero', () => {
    const { venue, winners } = used([65, 65, 65, 65]);
    expect(venue.pools[0]?.equity).toBe(0);
    expect(winners.map((account) => equityOf(venue, account))).toEqual([400_000, 400_000, 400_000, 400_000]);
    sound(venue);
  });

  test('asks less of a market that has lost it less', () => {
    // 300k, 300k, 300k and 150k: a hole of 50k, of which the last bears a seventh.
    const { venue, winners } = used([65, 65, 65, 80]);
    expect(venue.pools[0]?.equity).toBe(0);
    expect(winners.map((account) => equityOf(venue, account))).toEqual([435_714, 435_714, 435_715, 292_857]);
    sound(venue);
  });

  test('takes nothing over that would bring it to zero: such an account meets the queue at its own bankruptcy', () => {
    const venue = bybit(1);
    const loser = person(venue, 50_000, [[0, 100_000, 100]]);
    const winner = person(venue, 5_000_000, [[0, -100_000, 100]]);
    // 1,100,000 lost of 50,000: the pool would be at -50,000.
    step(venue, [89], 60);
    expect([equityOf(venue, loser), venue.pools[0]?.equity, equityOf(venue, winner)]).toEqual([
      0, 1_000_000, 5_050_000,
    ]);
    sound(venue);
  });
});
