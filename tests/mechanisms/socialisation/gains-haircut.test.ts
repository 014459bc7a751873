import type { Action } from 'breakwater';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { periodGainsHaircut as ofPeriod, gainsHaircut as rule } from '../../../mechanisms/socialisation/index.ts';
import {
  accountView,
  caseView,
  heldView,
  marketView,
  paramsOf,
  positionView,
  venueView,
} from '../../fixtures/views.ts';

const btc = marketView({ number: 0, id: 'BTC', mark: 100 });
const eth = marketView({ number: 1, id: 'ETH', mark: 10 });
const positions = paramsOf(rule);

/** An account with a gain in each market, and some equity. */
const winner = (id: number, gainBtc: number, gainEth: number, equity: number, more = {}) =>
  accountView(id, {
    equity,
    positions: [positionView(btc, -2, { cost: -200 - gainBtc }), positionView(eth, 5, { cost: 50 - gainEth })],
    ...more,
  });
const venue = (...accounts: ReturnType<typeof winner>[]) => venueView({ markets: [btc, eth], accounts });

describe('gains-haircut', () => {
  // Deficit 150, gains in BTC 600 and 300: h = 1/6.
  //
  //   account    gain in BTC    pays    gain in ETH
  //   1                  600     100              0
  //   2                  300      50           -500
  //   3                 -900       0          1,000   (not a market of the case)
  test('takes the same percentage of every gain in the markets of the case', () => {
    const view = venue(winner(1, 600, 0, 5000), winner(2, 300, -500, 5000), winner(3, -900, 1000, 5000));
    const held = [heldView(btc, 1)];
    expect(rule.next(caseView({ subject: 9, equity: -150, held }), view, positions, null, undefined)).toEqual([
      {
        do: 'charge',
        base: 'gains',
        market: 0,
        charges: [
          { account: 1, amount: 100 },
          { account: 2, amount: 50 },
        ],
      },
    ]);
  });

  test('looks at all markets when told so, one charge a market', () => {
    const view = venue(winner(1, 600, 300, 5000));
    const all = paramsOf(rule, { markets: 'all' });
    expect(rule.next(caseView({ subject: 9, equity: -90 }), view, all, null, undefined)).toEqual([
      { do: 'charge', base: 'gains', market: 0, charges: [{ account: 1, amount: 60 }] },
      { do: 'charge', base: 'gains', market: 1, charges: [{ account: 1, amount: 30 }] },
    ]);
  });

  test('takes no more than the gains, and no more than an account has', () => {
    const view = venue(winner(1, 600, 0, 200), winner(2, 300, 0, 5000));
    expect(rule.next(caseView({ subject: 9, equity: -10_000 }), view, positions, null, undefined)).toMatchObject([
      {
        charges: [
          { account: 1, amount: 200 },
          { account: 2, amount: 300 },
        ],
      },
    ]);
  });

  test('spares the subject, accounts with an open case, and those without a gain', () => {
    const view = venue(winner(9, 600, 0, 5000), winner(1, 600, 0, 5000, { inCase: true }), winner(2, 0, 0, 5000));
    expect(rule.next(caseView({ subject: 9, equity: -10 }), view, positions, null, undefined)).toBe('pass');
  });

  test('takes gains of a market in another asset at what they are worth to the venue', () => {
    const coin = marketView({ number: 0, id: 'BTC', mark: 100, notional: (lots) => Math.abs(lots) * 1000 });
    const positions = [positionView(coin, -2, { cost: -260 })];
    const view = venueView({ markets: [coin], accounts: [accountView(1, { equity: 5000, positions })] });
    expect(rule.next(caseView({ subject: 9, equity: -10_000 }), view, paramsOf(rule), null, undefined)).toMatchObject([
      { charges: [{ account: 1, amount: 600 }] },
    ]);
  });

  test('by period, charges what the account has won, with positions or without', () => {
    const view = venueView({
      accounts: [
        accountView(1, { equity: 900, gainSincePeriod: 300 }),
        accountView(2, { equity: 900, gainSincePeriod: -300 }),
        accountView(3, { equity: 50, gainSincePeriod: 100, kind: 'maker' }),
      ],
    });
    expect(ofPeriod.next(caseView({ subject: 9, equity: -70 }), view, paramsOf(ofPeriod), null, undefined)).toEqual([
      {
        do: 'charge',
        base: 'equity',
        charges: [
          { account: 1, amount: 60 },
          { account: 3, amount: 10 },
        ],
      },
    ]);
  });

  test('gives the odd unit to the lower account id, trader or maker', () => {
    const view = venue(winner(5, 10, 0, 5000), winner(2, 10, 0, 5000, { kind: 'maker' }));
    expect(rule.next(caseView({ subject: 9, equity: -1 }), view, positions, null, undefined)).toMatchObject([
      { charges: [{ account: 2, amount: 1 }] },
    ]);
  });

  test('raises the smaller of deficit and gains, to the unit, at one percentage', () => {
    const gains = fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 10 });
    fc.assert(
      fc.property(gains, fc.integer({ min: 1, max: 5000 }), (list, deficit) => {
        const view = venue(...list.map((gain, i) => winner(i, gain, 0, 1_000_000)));
        const answer = rule.next(caseView({ subject: 99, equity: -deficit }), view, positions, null, undefined);
        const total = list.reduce((sum, gain) => sum + Math.max(0, gain), 0);
        const action = answer === 'pass' ? undefined : (answer as readonly Action[])[0];
        const charges = action?.do === 'charge' ? action.charges : [];
        expect(charges.reduce((sum, charge) => sum + charge.amount, 0)).toBe(Math.min(deficit, total));
        const share = Math.min(1, deficit / Math.max(1, total));
        for (const { account, amount } of charges) {
          expect(Math.abs(amount - (list[account] ?? 0) * share)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
