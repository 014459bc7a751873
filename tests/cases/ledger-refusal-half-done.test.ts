import { expect, test } from 'vitest';
import { Ledger, saveLedger } from '../../src/ledger/index.ts';
import { linear } from '../../src/money/index.ts';

const MOST = 2 ** 53 - 1;

/** Two traders, 10 lots from the first to the second at 10. */
const opened = () => {
  const ledger = new Ledger({ assets: 2, markets: [{ instrument: linear({ tickValue: 1 }), settle: 0 }] });
  const [short, long] = [ledger.open('trader'), ledger.open('trader')] as const;
  ledger.setPrice(0, 1, 1);
  ledger.fill(0, short, long, 10, 10, 'trade');
  return { ledger, short, long };
};

/** A mutator that cannot be carried out leaves everything as it was. */
const refused = (ledger: Ledger, operation: () => void): void => {
  const before = saveLedger(ledger);
  expect(operation).toThrow();
  expect(saveLedger(ledger)).toEqual(before);
};

test('a fill that is refused has settled no index charges', () => {
  const { ledger, short, long } = opened();
  ledger.shiftIndex(0, 1, 5_000_000, 'funding');
  ledger.transfer(0, ledger.outsideAccount, short, MOST - 10, 'deposit');
  refused(ledger, () => ledger.fill(0, short, long, 1, 11, 'trade'));
});

test('a settlement that is refused leaves the charge owed', () => {
  const { ledger, long } = opened();
  ledger.shiftIndex(0, 1, -5_000_000, 'funding');
  ledger.transfer(0, ledger.outsideAccount, long, MOST, 'deposit');
  refused(ledger, () => ledger.settle(long, 0));
});

test('a sale of collateral moves both assets or none', () => {
  const { ledger, short } = opened();
  ledger.transfer(0, ledger.outsideAccount, short, MOST - 10, 'deposit');
  refused(ledger, () => ledger.sellCollateral(1, short, ledger.outsideAccount, 5, 5, 5));
});

test('what the index account has advanced is exact, or refused', () => {
  const { ledger } = opened();
  const [a, b] = [ledger.open('fund'), ledger.open('fund')];
  ledger.advanceIndex(0, a, MOST, 0);
  refused(ledger, () => ledger.advanceIndex(0, b, 2, 0));
});

test('the open interest of a market is exact, or refused', () => {
  const { ledger } = opened();
  const [a, b] = [ledger.open('trader'), ledger.open('trader')];
  refused(ledger, () => ledger.fill(0, a, b, MOST - 2, 0, 'trade'));
});
