import type { Action } from 'breakwater';
import { describe, expect, test } from 'vitest';
import { cashCall as rule } from '../../../mechanisms/socialisation/index.ts';
import { accountView, caseView, paramsOf, venueView } from '../../fixtures/views.ts';

const DAY = 86_400;
const venue = (now: number, ...commitments: number[]) =>
  venueView({
    now,
    accounts: commitments.map((commitment, i) => accountView(100 + i, { kind: 'member', commitment })),
  });
const call = (view: ReturnType<typeof venue>, deficit: number, state: object, input = {}) =>
  rule.next(caseView({ equity: -deficit }), view, paramsOf(rule, input), state as never, undefined);
const start = () => rule.initial?.(paramsOf(rule)) as object;

describe('cash-call', () => {
  test('calls members in proportion to their commitments', () => {
    expect(call(venue(0, 300, 100, 0), 40, start())).toEqual([
      {
        do: 'charge',
        base: 'commitment',
        charges: [
          { account: 100, amount: 30 },
          { account: 101, amount: 10 },
        ],
      },
    ]);
  });

  // Members committed 300 and 100; of the 400, 320 are called, then 80 are left whatever is missing.
  test.each([
    ['the ledger keeps the commitment', [300, 100]],
    ['the ledger lowers it', [60, 20]],
  ])('calls no more than the cap in one period when %s', (_, commitments) => {
    const state = start();
    call(venue(0, 300, 100), 320, state);
    expect(call(venue(DAY, ...commitments), 500, state)).toMatchObject([{ charges: [{ amount: 60 }, { amount: 20 }] }]);
    expect(call(venue(2 * DAY, 300, 100), 500, state)).toBe('pass');
  });

  test('never calls more than is left of a commitment, whatever the cap', () => {
    const state = start();
    call(venue(0, 300), 240, state, { cap: '2' });
    expect(call(venue(DAY, 60), 500, state, { cap: '2' })).toMatchObject([{ charges: [{ amount: 60 }] }]);
  });

  test('starts anew with the next period', () => {
    const state = start();
    call(venue(0, 300, 100), 400, state);
    expect(call(venue(28 * DAY, 300, 100), 4, state)).toMatchObject([{ charges: [{ amount: 3 }, { amount: 1 }] }]);
  });

  test('a cap below one keeps a part of the commitment back', () => {
    expect(call(venue(0, 300, 100), 400, start(), { cap: '0.5' })).toMatchObject([
      { charges: [{ amount: 150 }, { amount: 50 }] },
    ]);
  });

  // CME: 550 % of a contribution of 100 in all, 275 % for a single default; Eurex: twice the contribution in a capped period.
  test.each([
    ['CME', 550, { perDefault: '1/2' }, [275, 275, 0]],
    ['Eurex', 200, {}, [200, 0, 0]],
  ] as const)('calls for one default and in one period what %s may', (_, commitment, input, called) => {
    const state = start();
    let left: number = commitment;
    const calls = [1, 2, 3].map((id) => {
      const answer = rule.next(
        caseView({ id, equity: -1000 }),
        venue(id * DAY, left),
        paramsOf(rule, input),
        state as never,
        undefined,
      );
      const [action] = Array.isArray(answer) ? (answer as readonly Action[]) : [];
      const amount = action?.do === 'charge' ? (action.charges[0]?.amount ?? 0) : 0;
      left -= amount;
      return amount;
    });
    expect(calls).toEqual(called);
  });

  test('calls for one default no more than its share, however often it is asked', () => {
    const state = start();
    expect(call(venue(0, 300, 100), 1000, state, { perDefault: '0.5' })).toMatchObject([
      { charges: [{ amount: 150 }, { amount: 50 }] },
    ]);
    expect(call(venue(1, 150, 50), 800, state, { perDefault: '0.5' })).toBe('pass');
    // A new period does not make it another default.
    expect(call(venue(28 * DAY, 150, 50), 800, state, { perDefault: '0.5' })).toBe('pass');
  });

  test.each([
    ['period', '0s', '0s is out of range; a duration here is at least 1s'],
    ['perDefault', '1.5', '1.5 is out of range; a ratio here is between 0 and 1'],
    ['cap', '-1', '-1 is out of range; a ratio here is at least 0'],
  ])('a %s of %s is refused', (field, value, message) => {
    expect(rule.params.safeParse({ [field]: value }).error?.issues[0]?.message).toBe(message);
  });

  test('passes without members and without a deficit', () => {
    expect(call(venue(0), 400, start())).toBe('pass');
    expect(call(venue(0, 300), 0, start())).toBe('pass');
  });
});
