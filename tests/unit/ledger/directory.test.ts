import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Ledger, Ledger as NewLedger, Positions, restoreLedger, saveLedger } from '../../../src/ledger/index.ts';
import { linear } from '../../../src/money/index.ts';

const MARKETS = 7;
const SHAPE = {
  assets: 1,
  markets: Array.from({ length: MARKETS }, () => ({ instrument: linear({ tickValue: 1 }), settle: 0 })),
};

/** Row of an account in a market as its chain says. */
const walked = ({ accounts, positions }: Ledger, account: number, market: number): number => {
  let row = accounts.head[account] as number;
  while (row !== -1 && positions.market[row] !== market) row = positions.nextOfAccount[row] as number;
  return row;
};

const trade = fc.record({
  from: fc.nat(9),
  to: fc.nat(9),
  market: fc.nat(MARKETS - 1),
  lots: fc.integer({ min: -3, max: 3 }),
});

test('every row is found as the chain of its account finds it, with and without a directory, and after a snapshot', () => {
  let institutional = 0;
  let reused = 0;
  fc.assert(
    fc.property(fc.array(trade, { maxLength: 120, size: 'max' }), fc.nat(120), (trades, cut) => {
      let ledger = new NewLedger(SHAPE);
      const people = (['trader', 'fund', 'trader', 'vault', 'maker', 'pool', 'member', 'trader', 'fund'] as const).map(
        (kind) => ledger.open(kind),
      );
      const accounts = [...people, ledger.outsideAccount];
      trades.forEach(({ from, to, market, lots }, i) => {
        if (i === cut) ledger = restoreLedger(SHAPE, structuredClone(saveLedger(ledger)));
        const [a, b] = [accounts[from] as number, accounts[to] as number];
        const { used } = ledger.positions;
        if (a !== b) ledger.fill(market, a, b, lots, lots * 10, 'trade');
        if (ledger.positions.used === used && lots !== 0) reused += 1;
        const found: number[] = [];
        const expected: number[] = [];
        for (const account of accounts)
          for (let one = 0; one < MARKETS; one++) {
            const row = walked(ledger, account, one);
            found.push(ledger.row(account, one));
            expected.push(row);
            if (row !== -1 && ledger.accounts.isInstitutional(account)) institutional += 1;
          }
        expect(found).toEqual(expected);
      });
    }),
    { numRuns: 60, seed: 4 },
  );
  expect([institutional > 1000, reused > 100]).toEqual([true, true]);
});

test('a market number has sixteen bits', () => {
  expect(new Positions(65_536).headOfMarket).toHaveLength(65_536);
  expect(() => new Positions(65_537)).toThrowErrorMatchingInlineSnapshot(
    `[MoneyError: 65537 markets are more than 65536]`,
  );
});
