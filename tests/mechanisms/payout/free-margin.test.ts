import { expect, test } from 'vitest';
import { freeMargin as payout } from '../../../mechanisms/payout/index.ts';
import { accountView, paramsOf, venueView } from '../../fixtures/views.ts';

const paid = (amount: number, notionalShare: string) => {
  const account = accountView(1, { equity: 500, notional: 3_001 });
  return payout.allow({ account, amount }, venueView(), paramsOf(payout, { notionalShare }), null);
};

test('pays what is asked, which the engine has limited already', () => {
  expect(paid(400, '0')).toEqual({ paid: 400 });
});

test('keeps a share of notional back, rounded up: 10 % of 3001 stays', () => {
  expect(paid(400, '0.1')).toEqual({ paid: 199 });
  expect(paid(100, '0.1')).toEqual({ paid: 100 });
  expect(paid(100, '0.5')).toEqual({ paid: 0 });
});
