import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { haircutRatio as payout } from '../../../mechanisms/payout/index.ts';
import { accountView, firstState, venueView } from '../../fixtures/views.ts';

/** Equity and profit of the period, account by account. */
type Books = readonly (readonly [equity: number, profit: number])[];

const paid = (books: Books, id: number, amount: number): number => {
  const accounts = books.map(([equity, gainSincePeriod], i) => accountView(i, { equity, gainSincePeriod }));
  const account = accounts[id] ?? accountView(id);
  return payout.allow({ account, amount }, venueView({ accounts }), {}, firstState(payout, {})).paid;
};

// Paid in 1,000 each; the loser has lost 1,300 of it.
//
//              paid in   profit    equity     usable profit      may leave
//   W1           1,000      900     1,900       900 x h = 692        1,692
//   W2           1,000      400     1,400       400 x h = 307        1,307
//   loser        1,000   -1,300      -300
//
// Vault 3,000, principal 2,000, so the residual is 1,000 and h = 1,000 / 1,300.
const books: Books = [
  [1900, 900],
  [1400, 400],
  [-300, -1300],
];

describe('the haircut ratio', () => {
  test('holds the unbacked share of profits back, rounded down', () => {
    expect([paid(books, 0, 1900), paid(books, 1, 1400)]).toEqual([1692, 1307]);
    expect(paid(books, 0, 1500)).toBe(1500);
  });

  test('is one while nobody is bankrupt, and nothing where nothing is backed', () => {
    expect(
      paid(
        [
          [1900, 900],
          [100, -900],
        ],
        0,
        1900,
      ),
    ).toBe(1900);
    expect(
      paid(
        [
          [1900, 900],
          [-900, -1900],
        ],
        0,
        1900,
      ),
    ).toBe(1000);
    expect(
      paid(
        [
          [1900, 900],
          [-5000, -6000],
        ],
        0,
        1900,
      ),
    ).toBe(1000);
  });

  test('never touches what was paid in, nor counts profit that has left', () => {
    expect(paid([...books, [700, -300]], 3, 700)).toBe(700);
    // Won 900 and has taken 1,600 out: only 300 of the profit is still there.
    expect(
      paid(
        [
          [300, 900],
          [-100, -400],
        ],
        0,
        300,
      ),
    ).toBe(200);
  });
});

test('usable profits come to no more than the residual, and short of it by less than a unit each', () => {
  const account = fc.tuple(fc.nat(10 ** 9), fc.integer({ min: -(10 ** 9), max: 10 ** 9 }));
  fc.assert(
    fc.property(fc.array(account, { minLength: 1, maxLength: 12 }), (list) => {
      const held: Books = list.map(([principal, profit]) => [principal + profit, profit]);
      const profits = held.map(([equity, profit]) => Math.max(0, Math.min(equity, profit)));
      const total = profits.reduce((sum, profit) => sum + profit, 0);
      const residual = Math.max(0, total - held.reduce((sum, [equity]) => sum + Math.max(0, -equity), 0));
      let usable = 0;
      held.forEach(([equity], id) => {
        if (equity > 0) usable += paid(held, id, equity) - equity + (profits[id] ?? 0);
      });
      expect(usable).toBeLessThanOrEqual(residual);
      expect(usable).toBeGreaterThan(residual - held.length);
    }),
  );
});
