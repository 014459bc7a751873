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

  test('passes without members and without a deficit', () => {
    expect(call(venue(0), 400, start())).toBe('pass');
    expect(call(venue(0, 300), 0, start())).toBe('pass');
  });
});
