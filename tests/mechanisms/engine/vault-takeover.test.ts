import { describe, expect, test } from 'vitest';
import {
  accountEquityNegative,
  greedyQueue,
  markOverEntryTimesAccountLeverage,
  oppositeSide,
  previousMark,
  profitable,
} from '../../../mechanisms/adl/index.ts';
import { vaultTakeover } from '../../../mechanisms/backstop/index.ts';
import { depositorVault } from '../../../mechanisms/fund/index.ts';
import { marketSliceWithCooldown } from '../../../mechanisms/liquidation/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import { overshootOf, shortfallOf } from '../../../src/exchange/index.ts';
import { design, person, quote, step, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, adlOf, built, equityOf, layer, margin, sound } from './built.ts';

/** Hyperliquid: a slice of a fifth, 30 s of cool-down, a vault below two thirds of maintenance, a queue below zero. */
const hyperliquid = () => {
  const venue = venueOf(
    design(
      [
        layer('liquidation', marketSliceWithCooldown, { wholeBelow: '100000', slice: '0.2', cooldown: '30s' }),
        layer('backstop', vaultTakeover, { belowMaintenance: '2/3', workOver: '20s' }),
        adlOf({
          trigger: built(accountEquityNegative),
          eligible: [built(oppositeSide), built(profitable)],
          ranking: built(markOverEntryTimesAccountLeverage),
          allocation: built(greedyQueue),
          closeOut: built(previousMark),
        }),
      ],
      {
        ...margin(fraction, { initial: '0.1', maintenance: '0.05' }),
        funds: { vault: built(depositorVault, { capital: '1000000' }) },
      },
    ),
  );
  const loser = person(venue, 20_000, [[0, 2000, 100]]);
  const winner = person(venue, 1_000_000, [[0, -2000, 100]]);
  const maker = person(venue, 1_000_000, [], 'maker');
  return { venue, loser, winner, maker };
};

describe('a vault that takes over and works out its inventory', () => {
  /*
   *            mark   lots    equity                          maintenance    2/3 of it
   *   10 s       94   2,000   20,000 - 12,000 =  8,000              9,400        6,267   400 go to the book at 90
   *              94   1,600    8,000 -  1,600 =  6,400              7,520        5,014   the case cools down
   *   20 s       94   1,600                      6,400              7,520        5,014   nothing happens
   *   30 s       92   1,600    6,400 -  3,200 =  3,200              7,360        4,907   the vault takes all, and the 3,200
   *   40 s       92                                                                      it sells 800 at 91
   *   50 s       90                                                                      and 800 at 90
   */
  test('slice, cool-down, takeover at 2/3 with forfeited margin, work-out over 20 s', () => {
    const { venue, loser, maker } = hyperliquid();
    const vault = venue.pools[0];
    quote(venue, maker, 0, 1, 400, 90);
    step(venue, [94], 10);
    expect(venue.ledger.lots(loser, 0)).toBe(1600);
    quote(venue, maker, 0, 1, 400, 94);
    step(venue, [94], 10);
    expect(venue.ledger.lots(loser, 0)).toBe(1600);
    venue.markets[0]?.book.cancel(maker);
    step(venue, [92], 10);
    expect([vault?.lots(0), vault?.equity, equityOf(venue, loser)]).toEqual([1600, 1_003_200, 0]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 15_200, slippage: 1600, forfeited: 3200, ownCollateral: 20_000 });

    quote(venue, maker, 0, 1, 2000, 91);
    step(venue, [92], 10);
    expect(vault?.lots(0)).toBe(800);
    venue.markets[0]?.book.cancel(maker);
    quote(venue, maker, 0, 1, 2000, 90);
    step(venue, [90], 10);
    // 800 x (92 - 91) of slippage, 800 x (92 - 90) at mark.
    expect(accountOf(venue, 2)).toEqual({ markLoss: 1600, slippage: 800, ownCollateral: 2400 });
    expect(venue.cases.all[1]).toMatchObject({ kind: 'inventory', chain: [1], forfeitedReceived: 3200, closed: 50 });
    expect(vault?.equity).toBe(1_000_000 + 3200 - 2400);
    expect(vault?.profit(0)).toBe(800);
    sound(venue);
  });

  test('after 30 s the whole rest goes to the book, whatever its size', () => {
    const { venue, loser, maker } = hyperliquid();
    quote(venue, maker, 0, 1, 400, 90);
    for (const bid of [94, 94, 94]) {
      step(venue, [94], 10);
      quote(venue, maker, 0, 1, 2000, bid);
    }
    expect(venue.ledger.lots(loser, 0)).toBe(1600);
    step(venue, [94], 10);
    expect(venue.ledger.lots(loser, 0)).toBe(0);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 12_000, slippage: 1600, ownCollateral: 13_600, left: 6400 });
    expect(venue.cases.all[0]?.closed).toBe(40);
    sound(venue);
  });

  // From 99 to 89 in one step: equity -2,000. Closed at 99, the loser walks away with 18,000 that the winner pays.
  test('below zero nobody takes over: the queue pays the previous mark', () => {
    const { venue, loser, winner } = hyperliquid();
    step(venue, [99], 10);
    step(venue, [89], 10);
    expect([equityOf(venue, loser), equityOf(venue, winner)]).toEqual([18_000, 1_000_000 + 2000]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 22_000, ownCollateral: 2000, adl: 20_000, left: 18_000 });
    const line = venue.cases.all[0]?.lines[0];
    expect(line && [shortfallOf(line), overshootOf(line)]).toEqual([2000, 18_000]);
    sound(venue);
  });
});
