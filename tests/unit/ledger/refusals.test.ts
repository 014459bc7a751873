import { expect, test } from 'vitest';
import { Accounts, Ledger, Positions, saveLedger } from '../../../src/ledger/index.ts';
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
  accounts.reserve(1);
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
  again.adjust(1, fund, 2 ** 52);
  expect(Accounts.restore(saved).balance(1, fund)).toBe(-7);
  expect([...again.owner.subarray(0, 2)]).toEqual([0, 1]);
  expect([again.head[0], again.head[63], again.kindOf(fund)]).toEqual([-1, -1, 'fund']);
});

/** The ledger, with 2^53 - 6 lots held short by one account and long by the other. */
const crowded = () => {
  const book = opened();
  book.ledger.setPrice(0, 1, 1);
  book.ledger.fill(0, book.a, book.b, MOST - 5, 0, 'trade');
  return { ...book, c: book.ledger.open('trader') };
};

test.each([
  ['sold on by the long', 'b', 'c', 5, true],
  ['sold on by the long', 'b', 'c', 6, false],
  ['bought back by the short', 'c', 'a', 5, true],
  ['bought back by the short', 'c', 'a', 6, false],
  ['closed by both', 'b', 'a', 6, true],
  ['added by both', 'a', 'b', 5, true],
  ['added by both', 'a', 'b', 6, false],
  ['turned over', 'b', 'a', MOST - 4, true],
] as const)('lots %s, from %s to %s, %d: fit %s', (_, from, to, lots, fits) => {
  const book = crowded();
  const { ledger } = book;
  const before = saveLedger(ledger);
  const act = () => ledger.fill(0, book[from], book[to], lots, 0, 'trade');
  if (!fits) {
    expect(act).toThrow(expect.objectContaining({ code: 'overflow' }));
    expect(saveLedger(ledger)).toEqual(before);
    return;
  }
  act();
  const held = [book.a, book.b, book.c].map((account) => ledger.lots(account, 0));
  const sum = (sign: 1 | -1) => held.reduce((total, one) => total + Math.max(0, sign * one), 0);
  expect([ledger.longLots[0], ledger.shortLots[0]]).toEqual([sum(1), -sum(-1)]);
});

test('what is owed for the index is taken off before what a fill brings is added', () => {
  const { ledger, a, b } = opened();
  ledger.fill(0, b, a, 10, 100, 'trade');
  ledger.shiftIndex(0, 1, 500_000, 'funding');
  ledger.transfer(0, ledger.outsideAccount, a, MOST, 'deposit');
  ledger.transfer(0, ledger.outsideAccount, a, 100, 'deposit');
  // 10 lots owe 5; with them paid there is room for the 5 that one lot brings, and for no more.
  expect(() => ledger.fill(0, a, b, 1, 6, 'trade')).toThrow(expect.objectContaining({ code: 'overflow' }));
  ledger.fill(0, a, b, 1, 5, 'trade');
  expect(ledger.accounts.balance(0, a)).toBe(MOST);
});

test('a sale of collateral that the buyer cannot pay, or take, moves nothing', () => {
  const { ledger, a, b } = opened();
  ledger.transfer(0, b, ledger.outsideAccount, MOST - 2, 'withdraw');
  ledger.transfer(1, ledger.outsideAccount, b, MOST - 5, 'deposit');
  for (const [units, proceeds] of [
    [1, 3],
    [6, 1],
  ] as const) {
    const before = saveLedger(ledger);
    expect(() => ledger.sellCollateral(1, a, b, units, proceeds, 1)).toThrow(MoneyError);
    expect(saveLedger(ledger)).toEqual(before);
  }
  ledger.sellCollateral(1, a, b, 5, 2, 1);
  expect([ledger.accounts.balance(0, b), ledger.accounts.balance(1, b)]).toEqual([-MOST, MOST]);
});

test('the index account is owed, and owes, no more than a number can hold', () => {
  const { ledger, a, b, fund } = opened();
  const { indexAccount, outsideAccount } = ledger;
  ledger.fill(0, b, a, 10, 100, 'trade');
  ledger.transfer(0, outsideAccount, indexAccount, MOST, 'rounding');
  const full = saveLedger(ledger);
  expect(() => ledger.transfer(0, outsideAccount, indexAccount, 1, 'rounding')).toThrow(MoneyError);
  ledger.shiftIndex(0, 1, 500_000, 'funding');
  expect(() => ledger.settle(a, 0)).toThrow(MoneyError);
  expect(ledger.indexBalance[0]).toBe(MOST);
  expect(saveLedger(ledger).accounts).toEqual(full.accounts);
  expect(ledger.log.length).toBe(full.events.columns.kind.length + 1);

  const other = opened();
  other.ledger.fill(0, other.b, other.a, 10, 100, 'trade');
  other.ledger.advanceIndex(0, other.fund, MOST, 0);
  other.ledger.shiftIndex(0, 1, -500_000, 'funding');
  expect(() => other.ledger.settle(other.a, 0)).toThrow(MoneyError);
  expect([other.ledger.indexBalance[0], fund]).toEqual([-MOST, other.fund]);
});

test('no money moves without an event, and none is written where none moves', () => {
  const { ledger, a, b, fund } = opened();
  const events = ledger.log.length;
  ledger.transfer(0, a, b, 0, 'pay');
  ledger.settle(a, 0);
  ledger.settleMarket(0);
  expect(ledger.log.length).toBe(events);
  ledger.fill(0, a, b, 10, 100, 'trade');
  ledger.shiftIndex(0, 1, 500_000, 'funding');
  ledger.advanceIndex(0, fund, 8, 0);
  ledger.settleMarket(0);
  // The long owed 5 of the 8 that were advanced: the rest comes from the rounding account.
  expect(ledger.log.at(ledger.log.length - 1)).toMatchObject({
    kind: 'transfer',
    cause: 'rounding',
    a: ledger.roundingAccount,
    b: ledger.indexAccount,
    value: 3,
  });
  expect(ledger.indexBalance[0]).toBe(0);
});
