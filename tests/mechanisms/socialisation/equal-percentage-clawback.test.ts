import { describe, expect, test } from 'vitest';
import { equalPercentageClawback as rule } from '../../../mechanisms/socialisation/index.ts';
import { accountView, caseView, venueView } from '../../fixtures/views.ts';

const WEEK = 7 * 86_400;

/** A venue in its first week; net profit of the week and equity, by account. */
const venue = (now: number, profits: readonly number[], periodEnd = WEEK) =>
  venueView({
    now,
    stepSeconds: 60,
    periodEnd,
    accounts: profits.map((gainSincePeriod, id) => accountView(id, { equity: 10_000, gainSincePeriod })),
  });
const ask = (view: ReturnType<typeof venue>, deficit: number) =>
  rule.next(caseView({ subject: 50, equity: -deficit }), view, {}, null, undefined);

describe('equal-percentage-clawback', () => {
  // OKEx, week to 3 August 2018, in round numbers: of net profits of 5,400 BTC about 950 are missing after the fund, 17.6 %.
  //
  //   account          net profit of the week    pays
  //   0                              +5,000       880
  //   1                                +400        70
  //   2 (lost)                       -3,000         0
  //   3 (flat)                            0         0
  test('takes the same percentage of net profit from winners; losers and flat accounts pay nothing', () => {
    expect(ask(venue(WEEK - 60, [5000, 400, -3000, 0]), 950)).toEqual([
      {
        do: 'charge',
        base: 'equity',
        charges: [
          { account: 0, amount: 880 },
          { account: 1, amount: 70 },
        ],
      },
    ]);
  });

  test('waits for the last step of the period', () => {
    expect(ask(venue(0, [5000]), 950)).toEqual({ wait: WEEK - 60 });
    expect(ask(venue(WEEK - 120, [5000]), 950)).toEqual({ wait: WEEK - 60 });
  });

  test('does not wait in a venue without a period', () => {
    expect(ask(venue(0, [5000], Number.POSITIVE_INFINITY), 950)).toMatchObject([{ charges: [{ amount: 950 }] }]);
  });

  test('takes all profit at most, and passes when nobody won', () => {
    expect(ask(venue(WEEK, [50, 10]), 950)).toMatchObject([{ charges: [{ amount: 50 }, { amount: 10 }] }]);
    expect(ask(venue(WEEK, [0, -10]), 950)).toBe('pass');
  });

  test('two deficits one after the other take the percentage of their sum', () => {
    const first = ask(venue(WEEK, [6000, 3000]), 900);
    const second = ask(venue(WEEK, [5400, 2700]), 450);
    expect(first).toMatchObject([{ charges: [{ amount: 600 }, { amount: 300 }] }]);
    expect(second).toMatchObject([{ charges: [{ amount: 300 }, { amount: 150 }] }]);
  });

  test('passes without a deficit, and when it has acted', () => {
    const outcome = { actions: [], asked: 1 };
    expect(ask(venue(WEEK, [5000]), 0)).toBe('pass');
    expect(rule.next(caseView({ equity: -5 }), venue(WEEK, [5000]), {}, null, outcome)).toBe('pass');
  });
});
