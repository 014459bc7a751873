import { describe, expect, test } from 'vitest';
import { insuranceFund } from '../../../mechanisms/fund/index.ts';
import { liquidatorPurchase } from '../../../mechanisms/liquidation/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import { design, person, step, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, built, equityOf, layer, margin, pays, sound } from './built.ts';

/*
 * Perpetual Curie: 6.25 %, a penalty of 2.5 %, half of it the fund's; of a bankrupt account all is the liquidator's, and the fund must be
 * able to pay what is then missing. Long 10 @ 100 with 100.
 *
 *   mark   equity   maintenance
 *     94       40        58.75   6 lots go at 564 - 8 = 556, and 7 of it to the fund: 25 are left for 23.50
 *     88      -20        55      10 lots go at 880 - 22 = 858, which leaves -42
 */
const curie = (capital: string) => {
  const venue = venueOf(
    design(
      [
        layer('liquidation', liquidatorPurchase, {
          fee: '0.0125',
          fundFee: '0.0125',
          rampPerHour: '0',
          initialShare: '1',
          buffer: '0',
          ofBankrupt: 'liquidator',
          pool: 'insurance',
        }),
        pays('insurance'),
      ],
      {
        ...margin(fraction, { initial: '0.1', maintenance: '0.0625' }),
        funds: { insurance: built(insuranceFund, { capital }) },
      },
    ),
  );
  const trader = person(venue, 100, [[0, 10, 100]]);
  const liquidator = person(venue, 10_000, [], 'maker');
  const seen = () => [
    venue.ledger.lots(trader, 0),
    equityOf(venue, trader),
    equityOf(venue, liquidator),
    venue.pools[0]?.cash,
  ];
  return { venue, seen };
};

describe('a purchase', () => {
  test('pays the liquidator one half of the penalty and the fund the other', () => {
    const { venue, seen } = curie('42');
    step(venue, [94]);
    expect(seen()).toEqual([4, 25, 10_008, 49]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 36, slippage: 8, fees: 7, ownCollateral: 51, left: 25 });
    expect(venue.cases.all[0]?.closed).toBe(1);
    sound(venue);
  });

  test('of a bankrupt account pays the liquidator all of it, and the fund what is missing', () => {
    const { venue, seen } = curie('42');
    step(venue, [88]);
    expect(seen()).toEqual([0, 0, 10_022, 0]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 120, slippage: 22, ownCollateral: 100, fund: 42 });
    sound(venue);
  });

  test('is not made where the fund cannot pay that', () => {
    const { venue, seen } = curie('41');
    step(venue, [88]);
    expect(seen()).toEqual([10, -20, 10_000, 41]);
    expect(venue.cases.all[0]?.closed).toBeUndefined();
    sound(venue);
  });
});
