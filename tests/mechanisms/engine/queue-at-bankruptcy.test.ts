import { describe, expect, test } from 'vitest';
import {
  bankruptcy,
  greedyQueue,
  markThroughBankruptcy,
  oppositeSide,
  pnlPctTimesEffectiveLeverage,
  profitable,
} from '../../../mechanisms/adl/index.ts';
import { insuranceFund } from '../../../mechanisms/fund/index.ts';
import { bookIoc } from '../../../mechanisms/liquidation/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import { design, person, quote, step, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, adlOf, built, equityOf, layer, margin, sound } from './built.ts';

/*
 * BitMEX: queue by profit and effective leverage, at the bankruptcy price, once the fund is empty.
 *
 *             money   position      at 88: equity     effective leverage   profit
 *   loser       200   long  20 @ 100      -40
 *   A           100   short 10 @ 100      220               4.00             12 %
 *   B         1,000   short 20 @ 100    1,240               1.42             12 %
 *   other     9,000   long  10 @ 100
 */
const bitmex = (fund: string) => {
  const venue = venueOf(
    design(
      [
        layer('liquidation', bookIoc, { limit: 'bankruptcy' }),
        adlOf({
          trigger: built(markThroughBankruptcy, { pool: 'insurance' }),
          eligible: [built(oppositeSide), built(profitable)],
          ranking: built(pnlPctTimesEffectiveLeverage),
          allocation: built(greedyQueue),
          closeOut: built(bankruptcy),
        }),
      ],
      {
        ...margin(fraction, { initial: '0.01', maintenance: '0.005' }),
        funds: { insurance: built(insuranceFund, { capital: fund }) },
      },
    ),
  );
  const b = person(venue, 1000, [[0, -20, 100]]);
  const a = person(venue, 100, [[0, -10, 100]]);
  const loser = person(venue, 200, [[0, 20, 100]]);
  person(venue, 9000, [[0, 10, 100]]);
  return { venue, a, b, loser };
};

describe('a queue with fills at bankruptcy value', () => {
  // https://www.bitmex.com/app/autoDeleveraging: of 20, A's 10 are closed in full, then 10 of B's 20.
  test('closes A in full and half of B', () => {
    const { venue, a, b, loser } = bitmex('0');
    step(venue, [88]);
    expect([loser, a, b].map((account) => venue.ledger.lots(account, 0))).toEqual([0, 0, -10]);
    // 20 lots at 90: each 10 cost their holder 20 against mark.
    expect([loser, a, b].map((account) => equityOf(venue, account))).toEqual([0, 200, 1220]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 240, ownCollateral: 200, adl: 40 });
    expect(venue.cases.all[0]?.closed).toBe(1);
    sound(venue);
  });

  test('waits while the fund has one unit left, though the mark is through bankruptcy', () => {
    const { venue, loser } = bitmex('1');
    step(venue, [88]);
    expect(venue.ledger.lots(loser, 0)).toBe(20);
    expect(venue.cases.all[0]?.closed).toBeUndefined();
    sound(venue);
  });

  test('takes the book first, down to the bankruptcy price, and the rest from the queue', () => {
    const { venue, a, b } = bitmex('0');
    const maker = person(venue, 10_000, [], 'maker');
    quote(venue, maker, 0, 1, 4, 91);
    quote(venue, maker, 0, 1, 9, 89);
    step(venue, [88]);
    // 4 at 91 leave 200 - 36 = 164 for 16 lots; their bankruptcy value is 1,600 - 164 = 1,436, 28 above mark.
    expect([maker, a, b].map((account) => venue.ledger.lots(account, 0))).toEqual([4, 0, -14]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 240, ownCollateral: 200, book: 12, adl: 28 });
    sound(venue);
  });
});
