import { expect, test } from 'vitest';
import { Accounts, Ledger, Positions } from '../../../src/ledger/index.ts';
import { linear, MoneyError } from '../../../src/money/index.ts';

const MOST = 2 ** 53 - 1;
const opened = () => {
  const ledger = new Ledger({ assets: 2, markets: [{ instrument: linear({ tickValue: 1 }), settle: 0 }] });
  ledger.setPrice(0, 10, 10);
  return { ledger, a: ledger.open('trader'), b: ledger.open('trader'), fund: ledger.open('fund') };
};

/** What a user reads of a refusal. */
const refusal = (act: () => unknown): string => {
  try {
    return `returned ${act()}`;
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    return `${error.code}: ${error.message}. Hint: ${error.hint}.`;
  }
};

test('a refusal says what would have happened, and what to do', () => {
  const { ledger, a, b, fund } = opened();
  ledger.transfer(0, ledger.outsideAccount, a, MOST, 'deposit');
  for (let i = 0; i < 3; i++) ledger.transfer(0, ledger.outsideAccount, fund, MOST, 'deposit');
  expect(
    [
      () => ledger.transfer(0, a, b, -1, 'none'),
      () => ledger.transfer(0, fund, a, 1, 'none'),
      () => ledger.accounts.balance(0, fund),
      () => ledger.fill(0, a, a, 1, 10, 'trade'),
      () => ledger.fill(0, a, b, 1, 0.5, 'trade'),
      () => ledger.raiseCost(b, 0, 5, 0),
      () => ledger.shiftIndex(0, 1, 0.5, 'funding'),
      () => ledger.commit(a, 0.5),
      () => new Positions(65_537),
    ]
      .map(refusal)
      .join('\n'),
  ).toMatchInlineSnapshot(`
    "out-of-range: a transfer of -1 units was below zero. Hint: swap payer and payee.
    overflow: the balance of account 6 would leave the exact range: 9007199254740991 + 1 units. Hint: use a coarser unit for this asset.
    overflow: the balance of account 8 is beyond 2^53 units. Hint: read it as two limbs.
    out-of-range: account 6 would trade with itself. Hint: choose another counterparty.
    not-an-integer: a result is 0.5, which is not a whole number. Hint: express amounts in units, sizes in lots and prices in ticks before computing.
    out-of-range: account 7 has no position in market 0. Hint: charge gains where they are.
    not-an-integer: a result is 0.5, which is not a whole number. Hint: express amounts in units, sizes in lots and prices in ticks before computing.
    not-an-integer: a result is 0.5, which is not a whole number. Hint: express amounts in units, sizes in lots and prices in ticks before computing.
    out-of-range: 65537 markets are more than 65536. Hint: split the venue."
  `);
});

test('what is refused at the bounds leaves the balance as it was, on either side of zero', () => {
  const { ledger, a, b } = opened();
  ledger.transfer(0, ledger.outsideAccount, a, MOST, 'deposit');
  ledger.transfer(0, b, ledger.outsideAccount, MOST, 'withdraw');
  expect(() => ledger.transfer(0, ledger.outsideAccount, a, 1, 'deposit')).toThrow(MoneyError);
  expect(() => ledger.transfer(0, b, ledger.outsideAccount, 1, 'withdraw')).toThrow(MoneyError);
  expect([ledger.accounts.balance(0, a), ledger.accounts.balance(0, b)]).toEqual([MOST, -MOST]);
  expect(ledger.drift[0]).toBe(0);
});

test('institutional balances read as one number up to 2^53 - 1 either way', () => {
  const { ledger, fund } = opened();
  const { accounts } = ledger;
  expect(accounts.isInstitutional(fund)).toBe(true);
  for (const units of [1, 2 ** 52 - 1, 2 ** 52, 2 ** 52 + 1, MOST]) {
    ledger.transfer(0, ledger.outsideAccount, fund, units, 'deposit');
    expect(accounts.balance(0, fund)).toBe(units);
    expect(accounts.high(0, fund)).toBe(Math.floor(units / 2 ** 52));
    expect(accounts.quote[0]?.[fund]).toBe(units % 2 ** 52);
    ledger.transfer(0, fund, ledger.outsideAccount, units, 'withdraw');
    ledger.transfer(0, fund, ledger.outsideAccount, units, 'withdraw');
    expect(accounts.balance(0, fund)).toBe(-units);
    ledger.transfer(0, ledger.outsideAccount, fund, units, 'deposit');
    expect([accounts.high(0, fund), accounts.quote[0]?.[fund]]).toEqual([0, 0]);
  }
});

test('a snapshot of accounts is theirs alone, and room is made before it is needed', () => {
  const accounts = new Accounts(2, 2);
  accounts.reserve(2);
  expect(accounts.kind).toHaveLength(2);
  accounts.reserve(50);
  expect([accounts.kind.length, accounts.owner.length, accounts.head.length, accounts.quote[1]?.length]).toEqual([
    50, 50, 50, 50,
  ]);
  const [trader, fund] = [accounts.add('trader'), accounts.add('fund')] as const;
  accounts.adjust(1, trader, 5);
  accounts.adjust(1, fund, -7);
  accounts.commitment.set(fund, 9);
  const saved = accounts.save();
  accounts.adjust(1, trader, 100);
  accounts.adjust(1, fund, 100);
  accounts.commitment.set(fund, 10);
  const again = Accounts.restore(saved);
  expect([again.count, again.balance(1, trader), again.balance(1, fund), again.commitment.get(fund)]).toEqual([
    2, 5, -7, 9,
  ]);
  again.adjust(1, fund, 1);
  expect(Accounts.restore(saved).balance(1, fund)).toBe(-7);
  expect([again.head[0], again.head[63], again.kindOf(fund)]).toEqual([-1, -1, 'fund']);
});
