import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Ledger, Positions, restoreLedger, saveLedger } from '../../../src/ledger/index.ts';
import { linear } from '../../../src/money/index.ts';

const SHAPE = { assets: 1, markets: [{ instrument: linear({ tickValue: 1 }), settle: 0 }] };

/** Accounts of a market as its chain says, forwards, and backwards from the last. */
const ofMarket = (positions: Positions, market: number): { forwards: number[]; backwards: number[] } => {
  const forwards: number[] = [];
  const backwards: number[] = [];
  let last = -1;
  for (let row = positions.headOfMarket[market] as number; row !== -1; row = positions.nextInMarket[row] as number) {
    forwards.push(positions.account[row] as number);
    last = row;
  }
  for (let row = last; row !== -1; row = positions.previousInMarket[row] as number)
    backwards.unshift(positions.account[row] as number);
  return { forwards, backwards };
};

test('the chain of a market holds its rows, the latest first, and reads the same backwards', () => {
  const deeds = fc.array(fc.record({ account: fc.nat(7), market: fc.nat(1) }), { maxLength: 60, size: 'max' });
  fc.assert(
    fc.property(deeds, (todo) => {
      const positions = new Positions(2, 1);
      const heads = Array<number>(8).fill(-1);
      const expected: [number[], number[]] = [[], []];
      const opened = [0, 0];
      let most = 0;
      for (const { account, market } of todo) {
        const list = expected[market as 0 | 1];
        const row = positions.find(account, heads[account] as number, market);
        expect(row !== -1).toBe(list.includes(account));
        if (row === -1) {
          heads[account] = positions.open(account, market, heads[account] as number, 0);
          list.unshift(account);
          opened[market] = (opened[market] as number) + 1;
        } else {
          heads[account] = positions.close(row, heads[account] as number);
          list.splice(list.indexOf(account), 1);
        }
        most = Math.max(most, expected[0].length + expected[1].length);
        for (const one of [0, 1] as const)
          expect(ofMarket(positions, one)).toEqual({ forwards: expected[one], backwards: expected[one] });
      }
      // Rows of closed positions are used again, so that there are never more than were held at one time.
      expect(positions.used).toBe(most);
      expect([...positions.opened]).toEqual(opened);
    }),
    { numRuns: 200 },
  );
});

test('room is made for rows once, and never taken away', () => {
  const positions = new Positions(1, 3);
  positions.open(5, 0, -1, 7);
  positions.reserve(2);
  expect(positions.lots).toHaveLength(3);
  positions.reserve(40);
  expect([positions.lots.length, positions.account.length, positions.nextInMarket.length]).toEqual([40, 40, 40]);
  expect([positions.account[0], positions.find(5, 0, 0), positions.entryIndexOf(0)]).toEqual([5, 0, 7]);
});

test('a snapshot of positions is theirs alone, with the accounts that keep a directory', () => {
  const ledger = new Ledger(SHAPE);
  const [trader, fund] = [ledger.open('trader'), ledger.open('fund')] as const;
  ledger.setPrice(0, 1, 1);
  ledger.fill(0, trader, fund, 5, 5, 'trade');
  const saved = saveLedger(ledger);
  expect(saved.positions.withDirectory).toEqual([0, 1, 2, 3, 4, 5, fund]);
  const before = structuredClone(saved);
  for (let i = 0; i < 3; i++) {
    const again = restoreLedger(SHAPE, saved);
    again.fill(0, fund, trader, 5, 5, 'trade');
    again.fill(0, again.open('trader'), fund, 2, 2, 'trade');
    expect(saved).toEqual(before);
  }
  ledger.fill(0, fund, trader, 5, 5, 'trade');
  ledger.fill(0, ledger.open('vault'), trader, 1, 1, 'trade');
  expect(saved).toEqual(before);
});
