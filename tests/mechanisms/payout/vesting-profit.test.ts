import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { vestingProfit as payout } from '../../../mechanisms/payout/index.ts';
import { brake, type Looks, vest } from '../../../mechanisms/vesting.ts';
import { accountView, firstState, paramsOf, venueView } from '../../fixtures/views.ts';

const MINUTE = 60;

/** Asks for all of an account of 1,000 paid in; others have paid `deposits` in. */
const vesting = () => {
  const params = paramsOf(payout);
  const state = firstState(payout, params);
  return (minutes: number, profit: number, deposits = 100_000) => {
    const account = accountView(1, { equity: 1000 + profit, gainSincePeriod: profit });
    const others = accountView(2, { equity: deposits });
    const view = venueView({ now: minutes * MINUTE, step: minutes, accounts: [account, others] });
    return payout.allow({ account, amount: Math.max(1, account.equity) }, view, params, state).paid;
  };
};

describe('profit', () => {
  // t90 = 30 min: of 900, a tenth is left to vest after half an hour, a hundredth after an hour.
  test('vests from when it is first seen, a tenth left after half an hour', () => {
    const ask = vesting();
    expect([0, 30, 60, 600].map((minutes) => ask(minutes, 900))).toEqual([1000, 1810, 1891, 1900]);
  });

  test('that is new begins anew, and what was lost comes out of what had not vested', () => {
    const ask = vesting();
    ask(0, 900);
    expect(ask(30, 1900)).toBe(1810);
    // 1,810 have vested 90 % of 900; of the other 1,090 a tenth is left.
    expect(ask(60, 1900)).toBe(1000 + 810 + 981);
    const loser = vesting();
    loser(0, 900);
    expect(loser(30, 400)).toBe(1360);
    expect(loser(60, 300)).toBe(1300);
    expect(loser(90, -200)).toBe(800);
  });

  test('is all that is held back: what was paid in may leave at once', () => {
    expect(vesting()(0, -400)).toBe(600);
    expect(vesting()(0, 0)).toBe(1000);
  });
});

describe('the brake', () => {
  const at = (looks: Looks, minutes: number, deposits: number): number =>
    brake(looks, venueView({ now: minutes * MINUTE, accounts: [accountView(1, { equity: deposits })] }), {
      slowest: 10,
      drainAtMost: 0.3,
    });

  // The chain's: 30 min to 5 h, at 30 % drain; half way at 15 %.
  test('grows the time tenfold, by a smooth step, until 30 % of deposits have left', () => {
    expect(at([], 0, 1000)).toBe(1);
    expect(at([[0, 1000]], 1, 700)).toBeCloseTo(10, 9);
    expect(at([[0, 1000]], 1, 500)).toBe(10);
    expect(at([[0, 1000]], 1, 850)).toBeCloseTo(1 + 9 / 2, 9);
  });

  test('weighs the fall within an hour by 0.6, that within five minutes by 0.4, and forgets what is older', () => {
    // 20 % within the hour, nothing within five minutes: 0.12 of 0.3 is r = 0.4, s = 0.352.
    expect(
      at(
        [
          [0, 1000],
          [20 * MINUTE, 800],
        ],
        21,
        800,
      ),
    ).toBeCloseTo(1 + 9 * 0.352, 9);
    expect(
      at(
        [
          [0, 1000],
          [20 * MINUTE, 800],
        ],
        61,
        800,
      ),
    ).toBe(1);
  });

  test('looks at what was paid in and taken out, not at what was won or lost', () => {
    const view = (gainSincePeriod: number) =>
      venueView({ now: 60, accounts: [accountView(1, { equity: 1000 + gainSincePeriod, gainSincePeriod })] });
    for (const gain of [900, -900]) expect(brake([[0, 1000]], view(gain), { slowest: 10, drainAtMost: 0.3 })).toBe(1);
  });

  test('slows a run on the venue down', () => {
    const calm = vesting();
    const run = vesting();
    calm(0, 900);
    run(0, 900, 100_000);
    // The braking begins at once: 30 minutes are a tenth of five hours, so 10^-0.1 of 900 have still to vest.
    expect([calm(30, 900), run(30, 900, 50_000)]).toEqual([1810, 1900 - 715]);
  });
});

test('vesting is bounded by the profit, rises with time and does not depend on how often it is looked at', () => {
  const minutes = fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 12 }), minutes, (profit, waits) => {
      let state = vest(undefined, profit, 0, 1800);
      let now = 0;
      for (const wait of waits) {
        const before = state.vested;
        now += wait * MINUTE;
        state = vest(state, profit, now, 1800);
        expect(state.vested).toBeGreaterThanOrEqual(before);
        expect(state.vested).toBeLessThanOrEqual(profit);
      }
      const once = vest(vest(undefined, profit, 0, 1800), profit, now, 1800);
      expect(Math.abs(state.vested - once.vested)).toBeLessThanOrEqual(1e-9 * profit);
    }),
  );
});

test.each([
  ['fast', '0s', '0s is out of range; a duration here is at least 1s'],
  ['slowest', '0.5', '0.5 is out of range; a ratio here is between 1 and 1000'],
  ['drainAtMost', '0', '0 is out of range; a ratio here is between 1/1000000 and 1'],
])('%s of %s is refused', (field, value, message) => {
  expect(payout.params.safeParse({ [field]: value }).error?.issues[0]?.message).toBe(message);
});
