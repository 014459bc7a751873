import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withdrawalFactor as payout } from '../../../mechanisms/payout/index.ts';
import { accountView, firstState, paramsOf, poolView, venueView } from '../../fixtures/views.ts';

/** A venue of these equities, from which accounts withdraw in turn; the fund receives what is withheld. */
const run = (equities: readonly number[], fund: number, input: Parameters<typeof payout.params.parse>[0] = {}) => {
  const params = payout.params.parse(input);
  const state = firstState(payout, params);
  const left = [...equities];
  let money = fund;
  return (id: number, amount: number, step = 0) => {
    const accounts = left.map((equity, i) => accountView(i, { equity }));
    const view = venueView({ step, accounts, pools: [poolView({ name: 'insurance', cash: money })] });
    const account = accounts[id] ?? accountView(id);
    const { paid, withheld = 0, to } = payout.allow({ account, amount }, view, params, state);
    left[id] = (left[id] ?? 0) - paid - withheld;
    money += withheld;
    if (withheld > 0) expect(to).toBe('insurance');
    return [paid, withheld];
  };
};

// Paradex's example after the crash to 40. 4,000 are at the venue, 5,000 are owed to Bob and Charlie.
//
//   Alice     1,000, long  50 @ 100     -2,000
//   Bob       1,000, short 50 @ 100      4,000
//   Charlie   1,000                      1,000
//   fund                                 1,000     B = 2,000 - 1,000
const paradex = [-2000, 4000, 1000];

describe('the example of the venue', () => {
  test('charges a fifth of each withdrawal by its formula: 1,000 / (4,000 + 1,000)', () => {
    expect(run(paradex, 1000)(2, 500)).toEqual([400, 100]);
  });

  test('charges a quarter by its figures: 1,000 / 4,000', () => {
    expect(run(paradex, 1000, { over: 'balance' })(2, 500)).toEqual([375, 125]);
  });

  // Mark at 70: Alice's account is taken over, and nobody is bankrupt any more.
  test('charges nothing once nothing is missing', () => {
    expect(run([0, 2500, 500], 625)(2, 500)).toEqual([500, 0]);
    expect(run(paradex, 2000)(1, 4000)).toEqual([4000, 0]);
  });

  test('counts what a fund itself is short of', () => {
    expect(run([500, 500], -100)(0, 500)).toEqual([450, 50]);
  });
});

test('by its figures the first to leave pay the most, by its formula all the same', () => {
  for (const [over, charged] of [
    ['claims', [200, 200, 200]],
    ['balance', [250, 231, 210]],
  ] as const) {
    const ask = run([-2000, 1000, 1000, 1000, 2000], 1000, { over });
    expect([1, 2, 3].map((id) => ask(id, 1000)[1])).toEqual(charged);
  }
});

test('withholds from a pool of its own, which stands against the shortfall too', () => {
  const params = paramsOf(payout, { to: 'levy' });
  const pools = [poolView({ name: 'insurance', cash: 600 }), poolView({ name: 'levy', cash: 400 })];
  const accounts = paradex.map((equity, id) => accountView(id, { equity }));
  const [asker = accountView(0)] = accounts.slice(2);
  const view = venueView({ accounts, pools });
  expect(payout.allow({ account: asker, amount: 500 }, view, params, firstState(payout, params))).toEqual({
    paid: 400,
    withheld: 100,
    to: 'levy',
  });
});

const crash = fc.record({
  claims: fc.array(fc.integer({ min: 1, max: 10 ** 9 }), { minLength: 1, maxLength: 12 }),
  shortfall: fc.integer({ min: 1, max: 10 ** 9 }),
  fund: fc.integer({ min: 0, max: 10 ** 9 }),
});

test('raises no more than is missing, and all of it when everybody leaves, at one factor', () => {
  fc.assert(
    fc.property(crash, ({ claims, shortfall, fund }) => {
      const total = claims.reduce((sum, claim) => sum + claim, 0);
      const missing = Math.max(0, shortfall - fund);
      const ask = run([...claims, -shortfall], fund);
      let raised = 0;
      claims.forEach((claim, id) => {
        const [paid = 0, withheld = 0] = ask(id, claim);
        expect(paid + withheld).toBe(claim);
        raised += withheld;
        expect(raised).toBeLessThanOrEqual(missing);
        if (missing < total) expect(Math.abs(withheld - (claim * missing) / total)).toBeLessThanOrEqual(claims.length);
      });
      expect(raised).toBe(Math.min(missing, total));
    }),
  );
});
