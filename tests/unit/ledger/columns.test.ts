import { describe, expect, test } from 'vitest';
import { Accounts, audit, Ledger } from '../../../src/ledger/index.ts';
import { linear } from '../../../src/money/index.ts';

const opened = () => {
  const ledger = new Ledger({ assets: 1, markets: [{ instrument: linear({ tickValue: 1 }), settle: 0 }] });
  ledger.setPrice(0, 10, 10);
  return ledger;
};

describe('a mutator refuses', () => {
  test('a transfer below zero, a trade with oneself, a charge where there is no position', () => {
    const ledger = opened();
    const [a, b] = [ledger.open('trader'), ledger.open('trader')];
    expect(() => ledger.transfer(0, a, b, -1, 'none')).toThrowErrorMatchingInlineSnapshot(
      `[MoneyError: a transfer of -1 units was below zero]`,
    );
    expect(() => ledger.transfer(0, a, b, 0.5, 'none')).toThrowErrorMatchingInlineSnapshot(
      `[MoneyError: a result is 0.5, which is not a whole number]`,
    );
    expect(() => ledger.fill(0, a, a, 1, 10, 'trade')).toThrowErrorMatchingInlineSnapshot(
      `[MoneyError: account 6 would trade with itself]`,
    );
    expect(() => ledger.raiseCost(a, 0, 5, 0)).toThrowErrorMatchingInlineSnapshot(
      `[MoneyError: account 6 has no position in market 0]`,
    );
    expect(() => ledger.fill(0, a, b, 0.5, 10, 'trade')).toThrowErrorMatchingInlineSnapshot(
      `[MoneyError: a result is 0.5, which is not a whole number]`,
    );
    expect(ledger.fill(0, a, b, 0, 0, 'trade')).toBe(0);
    expect(ledger.log.length).toBe(9);
  });

  test('a balance beyond 2^53 as one number', () => {
    const ledger = opened();
    const [fund, other] = [ledger.open('fund'), ledger.open('fund')];
    for (let i = 0; i < 3; i++) ledger.transfer(0, other, fund, 2 ** 53 - 1, 'none');
    expect(() => ledger.accounts.balance(0, fund)).toThrowErrorMatchingInlineSnapshot(
      `[MoneyError: the balance of account 6 is beyond 2^53 units]`,
    );
    expect(() => ledger.accounts.balance(0, other)).toThrowErrorMatchingInlineSnapshot(
      `[MoneyError: the balance of account 7 is beyond 2^53 units]`,
    );
    ledger.transfer(0, fund, other, 2 ** 53 - 1, 'none');
    ledger.transfer(0, fund, other, 2 ** 53 - 1, 'none');
    expect([fund, other].map((account) => ledger.accounts.balance(0, account))).toEqual([2 ** 53 - 1, 1 - 2 ** 53]);
    expect(audit(ledger)).toEqual([]);
  });
});

test('an audit finds what does not add up', () => {
  const ledger = opened();
  const [a, b] = [ledger.open('trader'), ledger.open('trader')];
  ledger.fill(0, a, b, 3, 30, 'trade');
  (ledger.accounts.quote[0] as Float64Array)[a] = 31;
  ledger.drift[0] = 2;
  ledger.longLots[0] = 4;
  ledger.shortLots[0] = -5;
  ledger.positions.lots[ledger.row(b, 0)] = 7;
  expect(audit(ledger)).toMatchInlineSnapshot(`
    [
      {
        "expected": "0",
        "found": "1",
        "says": "the quotes of asset 0 sum to zero",
      },
      {
        "expected": "0",
        "found": "2",
        "says": "the deltas of asset 0 cancel",
      },
      {
        "expected": "0",
        "found": "4",
        "says": "the lots of market 0 sum to zero",
      },
      {
        "expected": "7",
        "found": "4",
        "says": "the running long lots of market 0 are right",
      },
      {
        "expected": "-3",
        "found": "-5",
        "says": "the running short lots of market 0 are right",
      },
    ]
  `);
});

describe('a log', () => {
  test('is read by row and by column', () => {
    const ledger = opened();
    expect(ledger.log.at(6)).toMatchObject({ kind: 'price', value: 10, market: 0 });
    expect(() => ledger.log.at(7)).toThrowErrorMatchingInlineSnapshot(`[RangeError: event 7 of a log of 7]`);
    expect(() => ledger.log.at(-1)).toThrow(RangeError);
    expect(ledger.log.columns().value).toHaveLength(7);
  });
});

test('accounts and positions outgrow the room they were given', () => {
  const accounts = new Accounts(1, 1);
  for (let i = 0; i < 100; i++) accounts.add('trader', i % 2);
  expect([accounts.count, accounts.owner[99], accounts.kindOf(99), accounts.head[99]]).toEqual([100, 1, 'trader', -1]);
  const ledger = opened();
  const traders = Array.from({ length: 200 }, () => ledger.open('trader'));
  traders.forEach((account, i) => {
    if (i > 0) ledger.fill(0, traders[0] as number, account, i, 10 * i, 'trade');
  });
  expect(ledger.lots(traders[0] as number, 0)).toBe(-(199 * 200) / 2);
  for (const account of traders.slice(1))
    ledger.fill(0, account, traders[0] as number, ledger.lots(account, 0), 0, 'trade');
  expect(traders.every((account) => ledger.row(account, 0) === -1)).toBe(true);
  expect(audit(ledger)).toEqual([]);
});
