import { describe, expect, test } from 'vitest';
import { withdrawalFactor as factor, vaultDepositorLoss as vault } from '../../../mechanisms/socialisation/index.ts';
import { caseView, heldView, marketView, outcomeOf, paramsOf, poolView, venueView } from '../../fixtures/views.ts';

const owing = (deficit: number, subject = 99) => caseView({ subject, equity: -deficit });
const paying = (account: number, amount: number) => [{ do: 'charge', base: 'equity', charges: [{ account, amount }] }];

describe('vault-depositor-loss', () => {
  const view = venueView({ pools: [poolView({ name: 'vault', account: 901, cash: 1000, floor: 400 })] });
  const ask = (deficit: number, most?: string, subject?: number, state: { left: number | null } = { left: null }) =>
    vault.next(owing(deficit, subject), view, paramsOf(vault, most === undefined ? {} : { most }), state, undefined);

  test('takes the loss from the vault as a whole', () => expect(ask(150)).toEqual(paying(901, 150)));
  test('takes no more than the vault can spend', () => expect(ask(5000)).toEqual(paying(901, 600)));
  test('takes no more than the share that one loss may take, rounded down', () =>
    expect(ask(5000, '1/7')).toEqual(paying(901, 85)));
  test('takes no more than that of one case, however often it is asked', () => {
    const state = { left: null };
    expect([ask(50, '1/7', 99, state), ask(5000, '1/7', 99, state), ask(4000, '1/7', 99, state)]).toEqual([
      paying(901, 50),
      paying(901, 35),
      'pass',
    ]);
  });
  test('passes where nothing may be taken, and for its own deficit', () => {
    expect([ask(150, '0'), ask(0), ask(150, '1', 901)]).toEqual(['pass', 'pass', 'pass']);
  });

  test('says which pool is missing', () => {
    expect(() => vault.next(owing(1), venueView(), paramsOf(vault), { left: null }, undefined)).toThrow(
      'vault-depositor-loss uses the pool "vault", but the exchange has none of that name',
    );
  });
});

describe('withdrawal-factor', () => {
  const levy = (cash: number) => poolView({ name: 'levy/BTC', account: 902, cash });
  const ask = (deficit: number, cash: number, asked = false) =>
    factor.next(
      caseView({ subject: 99, equity: -deficit, held: [heldView(marketView(), 1)] }),
      venueView({ now: 10, stepSeconds: 5, pools: [levy(cash)] }),
      paramsOf(factor, { pool: 'levy' }),
      null,
      asked ? outcomeOf({ do: 'charge', lots: 0 }) : undefined,
    );

  test('takes what was withheld, and waits for the rest', () => {
    expect(ask(100, 30)).toEqual(paying(902, 30));
    expect(ask(70, 0, true)).toEqual({ wait: 15 });
    expect(ask(70, 0)).toEqual({ wait: 15 });
  });

  test('takes no more than is missing, and is done then', () => {
    expect(ask(100, 500)).toEqual(paying(902, 100));
    expect(ask(0, 400, true)).toBe('pass');
  });
});
