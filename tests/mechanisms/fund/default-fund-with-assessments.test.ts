import { expect, test } from 'vitest';
import { defaultFundWithAssessments as fund } from '../../../mechanisms/fund/index.ts';
import { marketView, paramsOf } from '../../fixtures/views.ts';

/*
 *   clearing house   100 of its own
 *   member 1          50 deposited     100 more on call (twice the deposit)
 *   members 2, 3      20 each           40 more each
 *   member 4          10                 5 by its own terms
 */
const params = paramsOf(fund, {
  skinInTheGame: '100',
  members: [{ deposit: '50' }, { deposit: '20', count: 2 }, { deposit: '10', commitment: '5' }],
});

test('holds the tranche of the house in one pool', () => {
  expect(fund.holds).toBe('fund');
  expect(fund.scope(marketView({ id: 'ETH' }), params)).toBe('all');
  expect(fund.capital('all', params, [])).toBe(100);
});

test('lists members with what they deposit and commit', () => {
  expect(fund.members?.(params, [])).toEqual([
    { deposit: 50, commitment: 100 },
    { deposit: 20, commitment: 40 },
    { deposit: 20, commitment: 40 },
    { deposit: 10, commitment: 5 },
  ]);
});

test('rounds a fractional assessment down: nobody owes more than promised', () => {
  expect(fund.members?.(paramsOf(fund, { assessment: '1/3', members: [{ deposit: '50' }] }), [])).toEqual([
    { deposit: 50, commitment: 16 },
  ]);
});

test('refuses members without a deposit, or none of them', () => {
  expect(fund.params.safeParse({ members: [{}] }).success).toBe(false);
  expect(fund.params.safeParse({ members: [{ deposit: '1', count: 0 }] }).success).toBe(false);
  expect(fund.members?.(paramsOf(fund), [])).toEqual([]);
});

test('takes deposits as a share of open interest, market by market, and commits a multiple of them', () => {
  const params = paramsOf(fund, {
    members: [{ openInterestShare: '0.01' }, { deposit: '7', openInterestShare: '1/3' }],
  });
  // 1 % of 250 and of 199: 2 + 1; a third of each: 83 + 66.
  expect(fund.members?.(params, [250, 199])).toEqual([
    { deposit: 3, commitment: 6 },
    { deposit: 156, commitment: 312 },
  ]);
  // A venue's open interest may lie beyond 2^53; that of one market does not.
  const one = paramsOf(fund, { members: [{ openInterestShare: '0.01' }] });
  expect(fund.members?.(one, [2 ** 52, 2 ** 52, 2 ** 52])[0]?.deposit).toBe(3 * Math.floor(2 ** 52 / 100));
});
