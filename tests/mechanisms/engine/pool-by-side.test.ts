import { describe, expect, test } from 'vitest';
import {
  greedyQueue,
  operatorChoice,
  oppositeSide,
  oracle,
  pnlToPoolFactor,
  profitable,
} from '../../../mechanisms/adl/index.ts';
import { liquidityPool } from '../../../mechanisms/fund/index.ts';
import { oracleCloseVsPool } from '../../../mechanisms/liquidation/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import { profitCap } from '../../../mechanisms/payout/index.ts';
import { place, withdraw } from '../../../src/exchange/index.ts';
import { design, person, quote, step, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, adlOf, built, equityOf, layer, margin, sound } from './built.ts';

const adl = (pool: string) => ({
  ...adlOf({
    trigger: built(pnlToPoolFactor, { pool }),
    eligible: [built(oppositeSide), built(profitable)],
    ranking: built(operatorChoice, { choice: 'largest-profit' }),
    allocation: built(greedyQueue),
    closeOut: built(oracle),
  }),
  label: pool,
});

/** A GMX market: longs face one pool and shorts another, so that a balanced book still has a counterparty on both sides. */
const gmx = (shortTokens: string, longTokens = '1000') =>
  venueOf(
    design(
      [layer('liquidation', oracleCloseVsPool, { pool: 'longs', poolOfShorts: 'shorts' }), adl('shorts'), adl('longs')],
      {
        ...margin(fraction, { initial: '0.02', maintenance: '0.01' }),
        payout: built(profitCap, { pool: 'longs', poolOfShorts: 'shorts' }),
        funds: {
          longs: built(liquidityPool, { faces: 'long', capital: longTokens }),
          shorts: built(liquidityPool, { faces: 'short', capital: shortTokens }),
        },
      },
    ),
  );
const pools = (venue: ReturnType<typeof gmx>) =>
  venue.pools.map(({ cash, equity }, i) => [venue.pools[i]?.lots(0), cash, equity]);

describe('pools that face one side each', () => {
  /*
   * 10 long and 10 short @ 100, mark 60: shorts have won 400, longs have lost as much.
   *
   *                    lots    cash    equity
   *   pool of longs     -10   1,000    1,400
   *   pool of shorts     10     450       50      factor 400 / 450 = 88.9 %, above 85 %
   *
   * Gains closed: (400 - 77 % x 450) / 23 % = 232, that is 5 lots of 40: factor 200 / 250 = 80 %.
   */
  test('deleverage a side that won too much, although the other lost as much', () => {
    const venue = gmx('450');
    const long = person(venue, 1000, [[0, 10, 100]]);
    const [small, large] = [-4, -6].map((lots) => person(venue, 1000, [[0, lots, 100]])) as [number, number];
    expect(pools(venue)).toEqual([
      [-10, 1000, 1000],
      [10, 450, 450],
    ]);
    step(venue, [62]);
    expect(venue.cases.all).toEqual([]);
    step(venue, [60]);
    expect([long, small, large].map((id) => venue.ledger.lots(id, 0))).toEqual([10, -4, -1]);
    expect([long, small, large].map((id) => equityOf(venue, id))).toEqual([600, 1160, 1240]);
    expect(pools(venue)).toEqual([
      [-10, 1000, 1400],
      [5, 250, 50],
    ]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 200, ownCollateral: 200 });
    sound(venue);
  });

  test('take the losers of their own side back', () => {
    const venue = gmx('1000');
    const [long, short] = [10, -10].map((lots) => person(venue, 50, [[0, lots, 100]])) as [number, number];
    step(venue, [107]);
    expect([long, short].map((id) => venue.ledger.lots(id, 0))).toEqual([10, 0]);
    // The short lost 70 and had 50; the pool that faces shorts bears 20.
    expect(accountOf(venue, 1)).toEqual({ markLoss: 70, ownCollateral: 50, backstop: 20 });
    expect(pools(venue)).toEqual([
      [-10, 1000, 930],
      [0, 1050, 1050],
    ]);
    sound(venue);
  });

  /*
   * Pool of longs 400, pool of shorts 100,000. A short of 20 and a long of 2 @ 100 face them; then a long of 20 is opened in the run
   * against a maker, and is liquidated. The pool of longs holds 2 against longs and takes back no more; it never turns round, and the
   * profit of shorts is never measured against it.
   */
  test('take back no more than they face, and close nobody of the other side', () => {
    const venue = gmx('100000', '400');
    const short = person(venue, 100_000, [[0, -20, 100]]);
    const long = person(venue, 100_000, [[0, 2, 100]]);
    const maker = person(venue, 100_000, [], 'maker');
    step(venue, [100]);
    const loser = person(venue, 59);
    quote(venue, maker, 0, -1, 20, 100);
    place(venue, { do: 'place', account: loser, market: 0, lots: 20, timeInForce: 'ioc' });
    expect(venue.ledger.lots(loser, 0)).toBe(20);
    step(venue, [98]);
    // The 18 that are left are healthy now; at 97 they are not, and have only the book.
    expect(venue.ledger.lots(loser, 0)).toBe(18);
    quote(venue, maker, 0, 1, 18, 98);
    step(venue, [97]);
    expect(venue.ledger.lots(loser, 0)).toBe(0);
    step(venue, [85]);
    expect([short, long, maker].map((id) => venue.ledger.lots(id, 0))).toEqual([-20, 2, -2]);
    expect(venue.pools.map((pool) => pool.lots(0))).toEqual([0, 20]);
    sound(venue);
  });

  test('cap what a winner may withdraw', () => {
    const venue = gmx('400');
    const short = person(venue, 1000, [[0, -10, 100]]);
    venue.ledger.mark[0] = 62;
    // Won 380, of which 90 % of 400 may be paid: 360. Initial margin of 620 is 13, so 1,367 are free and 20 of them held back.
    expect(withdraw(venue, short, 5000).moved).toBe(1360);
  });
});
