import type { AccountView, Action, LayerAnswer } from 'breakwater';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dailyWinnerSocialisation as daily,
  deficitCarried,
  depositHaircut,
  unvestedProfitFirst,
  variationMarginGainsHaircut as vmgh,
} from '../../../mechanisms/socialisation/index.ts';
import {
  accountView,
  caseView,
  firstState,
  marketView,
  paramsOf,
  positionView,
  venueView,
} from '../../fixtures/views.ts';

const owing = (deficit: number) => caseView({ subject: 99, equity: -deficit });

/** What each account is charged. */
const charged = (answer: LayerAnswer): Record<number, number> => {
  const actions = Array.isArray(answer) ? (answer as readonly Action[]) : [];
  return Object.fromEntries(
    actions.flatMap((action) =>
      action.do === 'charge' ? action.charges.map(({ account, amount }) => [account, amount]) : [],
    ),
  );
};
const won = (id: number, gainSincePeriod: number, more: Parameters<typeof accountView>[1] = {}) =>
  accountView(id, { equity: 10_000, gainSincePeriod, ...more });

describe('daily-winner-socialisation', () => {
  const DAY = 86_400;
  const ask = (now: number, gains: readonly number[], input = {}, periodEnd = DAY) =>
    daily.next(
      owing(90),
      venueView({ now, stepSeconds: 60, periodEnd, accounts: gains.map((gain, id) => won(id, gain)) }),
      paramsOf(daily, input),
      null,
      undefined,
    );

  // Deribit, text of 2024: among that day's winning traders.
  //
  //   account      won today    pays
  //   0                 +600      60
  //   1 (flat)          +300      30
  //   2                 -900       0
  test("shares a bankruptcy among the day's winners, pro rata, at the end of the day", () => {
    expect(ask(0, [600, 300, -900])).toEqual({ wait: DAY - 60 });
    expect(charged(ask(DAY - 60, [600, 300, -900]))).toEqual({ 0: 60, 1: 30 });
  });

  test('at once, if so chosen, or where the venue has no session', () => {
    expect(charged(ask(0, [600, 300, -900], { when: 'at-once' }))).toEqual({ 0: 60, 1: 30 });
    expect(charged(ask(0, [600, 300], {}, Number.POSITIVE_INFINITY))).toEqual({ 0: 60, 1: 30 });
  });

  test('needs a session to have an end', () => {
    expect(daily.needs?.({ when: 'session-end' })).toEqual(['settlement']);
    expect(daily.needs?.({ when: 'at-once' })).toEqual([]);
  });

  test('takes all they have won at most, and passes where nobody has', () => {
    expect(charged(ask(DAY, [20, 10]))).toEqual({ 0: 20, 1: 10 });
    expect(ask(DAY, [-20, 0])).toBe('pass');
  });
});

describe('deposit-haircut', () => {
  const ask = (accounts: readonly AccountView[], deficit: number, of: 'deposits' | 'equity' = 'deposits') =>
    depositHaircut.next(owing(deficit), venueView({ accounts }), paramsOf(depositHaircut, { of }), null, undefined);

  // Deficit 60.
  //
  //   account            equity    unrealised    of deposits    of equity
  //   0 (flat)            1,000             0      1,000: 30           20
  //   1 (winner)          1,500          +500      1,000: 30           30
  //   2 (loser)             500          -500        500          10
  const accounts = [
    accountView(0, { equity: 1000, wallet: 1000 }),
    accountView(1, { equity: 1500, wallet: 500, kind: 'maker' }),
    accountView(2, { equity: 500, wallet: 1000 }),
  ];

  test("takes the same percentage of everybody's money, flat or not", () => {
    expect(charged(ask(accounts, 60))).toEqual({ 0: 30, 1: 15, 2: 15 });
    expect(charged(ask(accounts, 60, 'equity'))).toEqual({ 0: 20, 1: 30, 2: 10 });
  });

  test('takes all there is at most, and nothing of those whose own case is open', () => {
    expect(charged(ask(accounts, 10_000))).toEqual({ 0: 1000, 1: 500, 2: 500 });
    expect(ask([accountView(0, { equity: 1000, wallet: 1000, inCase: true })], 60)).toBe('pass');
  });

  test('raises the smaller of deficit and money, each within a unit of its share', () => {
    const money = fc.array(fc.integer({ min: -1000, max: 10 ** 9 }), { maxLength: 12 });
    fc.assert(
      fc.property(money, fc.integer({ min: 1, max: 10 ** 10 }), (list, deficit) => {
        const paid = charged(
          ask(
            list.map((equity, id) => accountView(id, { equity, wallet: equity })),
            deficit,
          ),
        );
        const total = list.reduce((sum, equity) => sum + Math.max(0, equity), 0);
        const raised = Math.min(deficit, total);
        expect(Object.values(paid).reduce((sum, amount) => sum + amount, 0)).toBe(raised);
        for (const [id, amount] of Object.entries(paid))
          expect(Math.abs(amount - ((list[Number(id)] ?? 0) * raised) / total)).toBeLessThan(1);
      }),
    );
  });
});

describe('unvested-profit-first', () => {
  const burning = () => {
    const params = paramsOf(unvestedProfitFirst);
    const state = firstState(unvestedProfitFirst, params);
    return (minutes: number, accounts: readonly AccountView[], deficit: number) =>
      unvestedProfitFirst.next(owing(deficit), venueView({ now: 60 * minutes, accounts }), params, state, undefined);
  };

  test('burns what has not vested, and what has vested no more', () => {
    const burn = burning();
    // All of it is new.
    expect(charged(burn(0, [won(1, 600), won(2, 300), won(3, -900)], 90))).toEqual({ 1: 60, 2: 30 });
    // After half an hour a tenth of 600 and of 300 has still to vest; account 4 has just won its 60.
    expect(charged(burn(30, [won(1, 540), won(2, 270), won(4, 60)], 10_000))).toEqual({ 1: 54, 2: 27, 4: 60 });
    expect(burn(10_000, [won(1, 540), won(2, 270)], 90)).toBe('pass');
  });

  test('never takes more than an account has, and passes where all has vested', () => {
    expect(charged(burning()(0, [won(1, 600, { equity: 50 }), won(2, 300)], 10_000))).toEqual({ 1: 50, 2: 300 });
  });
});

describe('variation-margin-gains-haircut', () => {
  const haircut = (input = {}) => {
    const params = paramsOf(vmgh, input);
    const state = firstState(vmgh, params);
    return (step: number, accounts: readonly AccountView[], deficit: number, periodStart = 0) =>
      vmgh.next(owing(deficit), venueView({ step, now: step, periodStart, accounts }), params, state, undefined);
  };

  // Gains before the default do not count: account 1 had won 500, account 2 had lost 100.
  //
  //   account      before    after    since    pays half
  //   1              +500     +600     +100           50
  //   2              -100     +200     +300          150
  //   3                 0     -400     -400            0
  test('counts from the default', () => {
    const ask = haircut();
    expect(ask(4, [won(1, 500), won(2, -100), won(3, 0)], 0)).toBe('pass');
    expect(charged(ask(5, [won(1, 600), won(2, 200), won(3, -400)], 200))).toEqual({ 1: 50, 2: 150 });
  });

  test('counts the move of the marks that brought the default about', () => {
    const market = marketView({ mark: 94, previousMark: 100 });
    const holder = (id: number, lots: number, gain: number) =>
      won(id, gain, { positions: [positionView(market, lots)] });
    // Short 10 and 20 from 100 to 94: 60 and 120, though the first had lost 200 before.
    expect(charged(haircut()(1, [holder(1, -10, -140), holder(2, -20, 120), holder(3, 30, -180)], 90))).toEqual({
      1: 30,
      2: 60,
    });
  });

  test('begins anew when no case was open for a step, and with a new settlement period', () => {
    const ask = haircut();
    ask(1, [won(1, 0)], 0);
    ask(2, [won(1, 300)], 0);
    expect(ask(4, [won(1, 300)], 200)).toBe('pass');
    const period = haircut();
    period(1, [won(1, 200)], 0);
    expect(charged(period(2, [won(1, 100)], 70, 2))).toEqual({ 1: 70 });
  });

  test('or from the start of the period', () => {
    expect(charged(haircut({ since: 'period' })(1, [won(1, 600), won(2, 300)], 90))).toEqual({ 1: 60, 2: 30 });
  });

  test('pays no winner below what it had before the default', () => {
    const ask = haircut();
    ask(1, [won(1, 0), won(2, 0)], 0);
    expect(charged(ask(2, [won(1, 60), won(2, 40, { equity: 25 })], 10_000))).toEqual({ 1: 60, 2: 25 });
  });
});

test('a deficit that is carried waits for the next step, for ever, and raises nothing', () => {
  const ask = (deficit: number) =>
    deficitCarried.next(owing(deficit), venueView({ now: 7, stepSeconds: 5 }), {}, null, undefined);
  expect([ask(10), ask(0)]).toEqual([{ wait: 12 }, 'pass']);
});
