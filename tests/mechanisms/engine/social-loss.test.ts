import { describe, expect, test } from 'vitest';
import { stakedFundWithMarketClaimCaps } from '../../../mechanisms/backstop/index.ts';
import { insuranceFund } from '../../../mechanisms/fund/index.ts';
import { liquidatorPurchase } from '../../../mechanisms/liquidation/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import { cumulativeFundingShift } from '../../../mechanisms/socialisation/index.ts';
import { design, person, step, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, built, equityOf, layer, margin, sound } from './built.ts';

/** Drift: liquidators at 1 % below oracle, a fund with a claim of 5 for each market, then all open base of both sides. */
const drift = (claim: string) =>
  venueOf(
    design(
      [
        layer('liquidation', liquidatorPurchase, { fee: '0.01', initialShare: '1', buffer: '0.02' }),
        layer('backstop', stakedFundWithMarketClaimCaps, { claim }),
        layer('socialisation', cumulativeFundingShift),
      ],
      {
        ...margin(fraction, { initial: '0.1', maintenance: '0.05', exitBufferOfNotional: '0.02' }),
        funds: { insurance: built(insuranceFund, { capital: '1000' }) },
      },
    ),
  );

describe('a bankruptcy on Drift', () => {
  /*
   * Long 10 @ 100 with 50; at 94 it is worth 940 and the account -10. The liquidator pays 940 - 9.4, rounded to 930: 20 are missing.
   *
   *   fund          5, the claim of the market
   *   social loss  15, over 15 lots long and 15 short: 1/2 a lot
   *
   *                lots   equity before   loss   after
   *   winner        -10           1,060      5   1,055
   *   short          -5           1,030    2.5   1,027 (rounded against the holder)
   *   long            5             970    2.5     967
   *   liquidator     10          10,010      5  10,005
   */
  test('costs the fund its claim, and both sides of the market the rest', () => {
    const venue = drift('5');
    const loser = person(venue, 50, [[0, 10, 100]]);
    const others = [-10, -5, 5].map((lots) => person(venue, 1000, [[0, lots, 100]]));
    const liquidator = person(venue, 10_000, [], 'maker');
    step(venue, [94]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 60, slippage: 10, ownCollateral: 50, fund: 5, socialised: 15 });
    expect([...others, liquidator].map((id) => equityOf(venue, id))).toEqual([1055, 1027, 967, 10_005]);
    expect([equityOf(venue, loser), venue.pools[0]?.cash]).toEqual([0, 995]);
    sound(venue);
  });

  /* At 96 equity is 47 and maintenance 48; with the buffer it is 67.2, and that is where a liquidation ends. */
  test('leaves the account with the buffer beyond maintenance', () => {
    const venue = drift('5');
    const loser = person(venue, 87, [[0, 10, 100]]);
    person(venue, 1000, [[0, -10, 100]]);
    person(venue, 10_000, [], 'maker');
    step(venue, [96]);
    const { equity, maintenance, notional } = venue.valuation.read(loser);
    expect(equity).toBeGreaterThanOrEqual(maintenance + Math.ceil(notional * 0.02));
    expect(venue.cases.all[0]?.closed).toBe(1);
    expect(venue.ledger.lots(loser, 0)).toBeGreaterThan(0);
    sound(venue);
  });
});
