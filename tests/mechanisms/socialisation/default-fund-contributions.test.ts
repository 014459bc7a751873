import { describe, expect, test } from 'vitest';
import { defaultFundContributions as layer } from '../../../mechanisms/socialisation/index.ts';
import { accountView, caseView, paramsOf, venueView } from '../../fixtures/views.ts';

/** Members 10, 11 and 12 with these contributions; the defaulter's owner decides who its sponsor is. */
const charges = (from: 'sponsor' | 'survivors', deficit: number, owner: number, money = [100, 60, 40]) => {
  const members = money.map((equity, i) => accountView(10 + i, { kind: 'member', equity, wallet: equity }));
  const subject = caseView({ subject: accountView(1, { owner, equity: -deficit, inCase: true }) });
  const answer = layer.next(subject, venueView({ accounts: members }), paramsOf(layer, { from }), null, undefined);
  if (answer === 'pass' || 'wait' in answer) return 'pass';
  return answer.flatMap((one) => (one.do === 'charge' && one.base === 'deposits' ? one.charges : []));
};

describe('the sponsor', () => {
  test('is the member whose number is that of the owner', () => {
    expect(charges('sponsor', 30, 4)).toEqual([{ account: 11, amount: 30 }]);
    expect(charges('sponsor', 30, 3)).toEqual([{ account: 10, amount: 30 }]);
  });

  test('pays no more than it contributed', () => {
    expect(charges('sponsor', 90, 4)).toEqual([{ account: 11, amount: 60 }]);
    expect(charges('sponsor', 90, 4, [100, 0, 40])).toBe('pass');
  });
});

describe('the survivors', () => {
  test('share in proportion to their contributions, without the sponsor', () => {
    expect(charges('survivors', 14, 4)).toEqual([
      { account: 10, amount: 10 },
      { account: 12, amount: 4 },
    ]);
  });

  test('pay all they have at most', () => {
    expect(charges('survivors', 1000, 4)).toEqual([
      { account: 10, amount: 100 },
      { account: 12, amount: 40 },
    ]);
  });
});

test('passes without a deficit, and without members', () => {
  expect(charges('survivors', 0, 4)).toBe('pass');
  expect(charges('survivors', 10, 4, [])).toBe('pass');
});
