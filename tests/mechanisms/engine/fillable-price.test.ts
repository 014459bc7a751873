import { describe, expect, test } from 'vitest';
import {
  accountEquityNegative,
  bankruptcy,
  greedyQueue,
  nonOverlappingBankruptcy,
  oppositeSide,
  seededRandomScan,
} from '../../../mechanisms/adl/index.ts';
import { insuranceFund } from '../../../mechanisms/fund/index.ts';
import { fillablePriceIoc } from '../../../mechanisms/liquidation/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import { design, person, quote, step, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, adlOf, built, equityOf, layer, margin, pays, sound } from './built.ts';

/** dYdX v4 with 10 % maintenance, and a maker who bids at one price. */
const dydx = (capital: string, bid: number, lots = 10) => {
  const venue = venueOf(
    design(
      [
        layer('liquidation', fillablePriceIoc, { positionShare: '1', accountNotional: '1000000' }),
        adlOf({
          trigger: built(accountEquityNegative),
          eligible: [built(oppositeSide), built(nonOverlappingBankruptcy)],
          ranking: built(seededRandomScan),
          allocation: built(greedyQueue),
          closeOut: built(bankruptcy),
        }),
        pays('insurance'),
      ],
      {
        ...margin(fraction, { initial: '0.2', maintenance: '0.1' }),
        funds: { insurance: built(insuranceFund, { capital }) },
      },
    ),
  );
  const loser = person(venue, 100, [[0, 10, 100]]);
  const winner = person(venue, 1000, [[0, -10, 100]]);
  const maker = person(venue, 10_000, [], 'maker');
  quote(venue, maker, 0, 1, lots, bid);
  return { venue, loser, winner };
};

describe('fills at the fillable price', () => {
  /*
   * Long 10 @ 100 with 100, mark 92: equity 20, maintenance 92, so ABR = 72 / 92 and the limit is 92 - ABR x 13.8 = 81.2.
   *
   *   bid   executed   bankruptcy value   delta   fee min(1.5 %, delta)   fund pays   left
   *    91        910                900      10        10 (of 13.65)             -      0
   *    92        920                900      20        13.8 up: 14               -      6
   *    88        880                900     -20         -                       20      0
   */
  test.each([
    [91, { markLoss: 80, slippage: 10, fees: 10, ownCollateral: 100 }, 0, 1010],
    [92, { markLoss: 80, fees: 14, ownCollateral: 94, left: 6 }, 6, 1014],
    [88, { markLoss: 80, slippage: 40, ownCollateral: 100, fund: 20 }, 0, 980],
  ])('at %i', (bid, account, left, cash) => {
    const { venue, loser } = dydx('1000', bid);
    step(venue, [92]);
    expect(accountOf(venue, 1)).toEqual(account);
    expect([venue.ledger.lots(loser, 0), equityOf(venue, loser), venue.pools[0]?.cash]).toEqual([0, left, cash]);
    sound(venue);
  });

  test('pays what a fill misses at once, so that the rest keeps its bankruptcy price', () => {
    // 4 lots go at 86 where bankruptcy is at 90: the fund pays 16, and 6 lots keep their share of 20, which is 12.
    const { venue, loser } = dydx('1000', 86, 4);
    step(venue, [92]);
    expect([venue.ledger.lots(loser, 0), equityOf(venue, loser), venue.pools[0]?.cash]).toEqual([6, 12, 984]);
    sound(venue);
  });

  test('does not go below what the fund can bear: no order, then deleveraging once equity is negative', () => {
    const { venue, loser, winner } = dydx('0', 80);
    step(venue, [92]);
    expect(venue.ledger.lots(loser, 0)).toBe(10);
    step(venue, [89]);
    // Closed at 90, where the loser has nothing left; mark is 89, so the winner gives up 10.
    expect([venue.ledger.lots(loser, 0), equityOf(venue, loser), equityOf(venue, winner)]).toEqual([0, 0, 1100]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 110, ownCollateral: 100, adl: 10 });
    sound(venue);
  });
});
