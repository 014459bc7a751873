import { describe, expect, test } from 'vitest';
import {
  greedyQueue,
  oppositeSide,
  oracle,
  pnlToPoolFactor,
  profitable,
  profitPctOnly,
} from '../../../mechanisms/adl/index.ts';
import { liquidityPool } from '../../../mechanisms/fund/index.ts';
import { oracleCloseVsPool } from '../../../mechanisms/liquidation/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import { design, person, step, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, adlOf, built, equityOf, layer, margin, sound } from './built.ts';

/** GMX: a pool for each market is the counterparty; winners are closed at oracle when they have won too much of it. */
const gmx = () =>
  venueOf(
    design(
      [
        layer('liquidation', oracleCloseVsPool),
        adlOf({
          trigger: built(pnlToPoolFactor),
          eligible: [built(oppositeSide), built(profitable)],
          ranking: built(profitPctOnly),
          allocation: built(greedyQueue),
          closeOut: built(oracle),
        }),
      ],
      {
        ...margin(fraction, { initial: '0.02', maintenance: '0.01' }),
        funds: { pool: built(liquidityPool, { capital: '1000' }) },
      },
    ),
    [{ open: 10 }, { open: 10 }],
  );

describe('oracle close against a pool', () => {
  /*
   *                 at 10    at 18     at 19                    after 62 of 100 lots are closed
   *   winners' profit   0      800       900                                        342
   *   pool          1,000    1,000     1,000 without it                             442
   *   factor                 80.0 %    90.0 %, above 85 %                         77.4 %
   */
  test('closes winners down to a factor of 77 % when it exceeds 85 %', () => {
    const venue = gmx();
    const [pool, other] = venue.pools;
    const early = person(venue, 100, [[0, 40, 10]]);
    const late = person(venue, 100, [[0, 60, 10]]);
    expect(pool?.lots(0)).toBe(-100);
    expect(venue.ledger.lots(venue.ledger.outsideAccount, 0)).toBe(0);
    step(venue, [18, 10]);
    expect(pool?.lots(0)).toBe(-100);
    step(venue, [19, 10]);
    expect([early, late].map((account) => venue.ledger.lots(account, 0))).toEqual([0, 38]);
    expect([early, late].map((account) => equityOf(venue, account))).toEqual([460, 640]);
    expect([pool?.lots(0), pool?.cash, pool?.equity]).toEqual([-38, 1000 - 558, 100]);
    expect(venue.cases.all.map(({ kind, subject, market }) => ({ kind, subject, market }))).toEqual([
      { kind: 'pool', subject: pool?.account, market: 0 },
    ]);
    // Closed at mark: the pool bears its own loss, nobody else does.
    expect(accountOf(venue, 1)).toEqual({ markLoss: 558, ownCollateral: 558 });
    expect(other?.equity).toBe(1000);
    sound(venue);

    // The trigger is off: the pool keeps the rest, and the case is over.
    expect(venue.cases.all[0]?.closed).toBeUndefined();
    step(venue, [19, 10]);
    expect(pool?.lots(0)).toBe(-38);
    expect(venue.cases.all).toHaveLength(1);
    expect(venue.cases.all[0]?.closed).toBe(3);
    sound(venue);
  });

  test('takes the position of a loser back at oracle, and leaves it what remains', () => {
    const venue = gmx();
    const loser = person(venue, 55, [[1, 50, 10]]);
    step(venue, [10, 9]);
    // 55 - 50 = 5, at maintenance; one tick lower it is -45, which the pool bears.
    expect(venue.ledger.lots(loser, 1)).toBe(50);
    step(venue, [10, 8]);
    expect([venue.ledger.lots(loser, 1), equityOf(venue, loser)]).toEqual([0, 0]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 100, ownCollateral: 55, backstop: 45 });
    expect([venue.pools[1]?.equity, venue.pools[1]?.lots(1)]).toEqual([1055, 0]);
    sound(venue);
  });
});
