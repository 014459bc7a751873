import { describe, expect, test } from 'vitest';
import { capacityLimitedProviders } from '../../../mechanisms/backstop/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import { design, person, step, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, equityOf, layer, margin, sound } from './built.ts';

/*
 * FTX's backstop providers: below half of maintenance, members take the position at the zero price, 100,000 a minute each.
 *
 *             money    position          at 99: equity   maintenance
 *   loser     1,400    long 1,000 @ 100            400           990   below 495
 *   M1, M2  500,000    take 500 each at 49,300, worth 49,500
 */
const providers = (lots: number, money: number) => {
  const venue = venueOf(
    design(
      [layer('backstop', capacityLimitedProviders, { perMinute: '100000', perHour: '300000', leastEquity: '500000' })],
      margin(fraction, { initial: '0.02', maintenance: '0.01' }),
    ),
  );
  const loser = person(venue, money, [[0, lots, 100]]);
  person(venue, 1_000_000, [[0, -lots, 100]]);
  const members = [500_000, 500_000, 499_999].map((own) => person(venue, own, [], 'member'));
  return { venue, loser, members };
};

describe('capacity of members', () => {
  test('is used pro rata, at the zero price', () => {
    const { venue, loser, members } = providers(1000, 1400);
    step(venue, [99]);
    expect(members.map((account) => venue.ledger.lots(account, 0))).toEqual([500, 500, 0]);
    expect(members.map((account) => equityOf(venue, account))).toEqual([500_200, 500_200, 499_999]);
    expect(equityOf(venue, loser)).toBe(0);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 1000, slippage: 400, ownCollateral: 1400 });
    expect(venue.cases.all[0]?.closed).toBe(1);
    sound(venue);
  });

  test('is bounded a minute: what is beyond it waits', () => {
    const { venue, loser, members } = providers(3000, 4200);
    step(venue, [99]);
    // 100,000 a member is 1,010 lots of 99 each.
    expect(members.map((account) => venue.ledger.lots(account, 0))).toEqual([1010, 1010, 0]);
    expect(venue.ledger.lots(loser, 0)).toBe(980);
    step(venue, [99]);
    expect(venue.ledger.lots(loser, 0)).toBe(980);
    step(venue, [99], 60);
    expect(venue.ledger.lots(loser, 0)).toBe(0);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 3000, slippage: 1200, ownCollateral: 4200 });
    sound(venue);
  });
});
