import { describe, expect, test } from 'vitest';
import { withdrawalGate as payout } from '../../../mechanisms/payout/index.ts';
import { accountView, firstState, paramsOf, venueView } from '../../fixtures/views.ts';

const asker = accountView(1, { equity: 100 });
const account = (equity: number, inCase = true, kind: 'trader' | 'maker' = 'trader') =>
  accountView(2, { equity, inCase, kind });

const gate = (hold?: string) => {
  const params = paramsOf(payout, hold === undefined ? {} : { hold });
  const state = firstState(payout, params);
  return (now: number, other = account(5)) =>
    payout.allow({ account: asker, amount: 40 }, venueView({ now, step: now, accounts: [asker, other] }), params, state)
      .paid;
};

describe('the gate', () => {
  test('is open while nobody in liquidation is below zero', () => {
    expect(gate()(0)).toBe(40);
    expect(gate()(0, account(0))).toBe(40);
    expect(gate()(0, account(-1, false))).toBe(40);
  });

  test('is shut while somebody is, trader or maker', () => {
    expect(gate()(0, account(-1))).toBe(0);
    expect(gate()(0, account(-1, true, 'maker'))).toBe(0);
  });

  test('stays shut for the hold after it was last seen', () => {
    const at = gate('1m');
    expect(at(10, account(-1))).toBe(0);
    expect(at(40)).toBe(0);
    expect(at(70)).toBe(0);
    expect(at(71)).toBe(40);
  });

  test('without a hold opens in the next step', () => {
    const at = gate('0s');
    expect(at(10, account(-1))).toBe(0);
    expect(at(11)).toBe(40);
  });

  test('looks once a step', () => {
    const at = gate();
    expect(at(10)).toBe(40);
    expect(at(10, account(-1))).toBe(40);
    expect(at(11, account(-1))).toBe(0);
  });
});
