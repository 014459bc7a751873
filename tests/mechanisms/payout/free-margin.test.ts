import { expect, test } from 'vitest';
import { freeMargin, notionalReserve } from '../../../mechanisms/payout/index.ts';
import { accountView, paramsOf, venueView } from '../../fixtures/views.ts';

const account = accountView(1, { equity: 500, notional: 3_001 });

test('free margin is what the engine has left of the request', () => {
  expect(freeMargin.allow({ account, amount: 400 }, venueView(), {}, null)).toEqual({ paid: 400 });
});

// Hyperliquid: the larger of initial margin and 10 % of notional stays. Of 3,001 that is 300.1, so 301.
test('a reserve keeps a share of notional back, rounded up', () => {
  const paid = (amount: number, share?: string) =>
    notionalReserve.allow(
      { account, amount },
      venueView(),
      paramsOf(notionalReserve, share === undefined ? {} : { share }),
      null,
    ).paid;
  expect([paid(400), paid(100), paid(400, '0'), paid(100, '0.5')]).toEqual([199, 100, 400, 0]);
});
