import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { audit, type Ledger, replay, restoreLedger, saveLedger } from '../../../src/ledger/index.ts';
import { MoneyError } from '../../../src/money/index.ts';
import { ACCOUNTS, does, openLedger, openTwin, operationsOf, SHAPE } from './operations.ts';
import { balanceOf, TooLarge, type Twin } from './twin.ts';

const words = fc.uint32Array({ minLength: 1, maxLength: 240, size: 'max' });
const RUNS = { numRuns: 400, seed: 20_251_010 };

/** A number, or that it is too large to be one. */
const orTooLarge = (read: () => number | bigint): string => {
  try {
    return String(read());
  } catch (error) {
    if (!(error instanceof MoneyError || error instanceof TooLarge)) throw error;
    return 'too much';
  }
};

/** Everything the two books say, side by side. */
const ofLedger = (ledger: Ledger) => {
  const quotes: string[] = [];
  const held: string[] = [];
  for (let account = 0; account < ACCOUNTS; account++) {
    for (let asset = 0; asset < 2; asset++) quotes.push(`${asset}/${account}: ${balanceOf(ledger, asset, account)}`);
    for (let market = 0; market < 2; market++) {
      const row = ledger.row(account, market);
      if (row === -1) continue;
      const { lots, cost } = ledger.positions;
      held.push(`${account}/${market}: ${lots[row]} at ${cost[row]}, owes ${orTooLarge(() => ledger.accrued(row))}`);
    }
  }
  return { quotes, held, owed: [...ledger.indexBalance].map(String) };
};
const ofTwin = (twin: Twin) => {
  const quotes: string[] = [];
  const held: string[] = [];
  for (let account = 0; account < ACCOUNTS; account++) {
    for (let asset = 0; asset < 2; asset++) quotes.push(`${asset}/${account}: ${twin.quote(asset, account)}`);
    for (let market = 0; market < 2; market++) {
      const { lots, cost } = twin.position(account, market);
      if (lots === 0n) continue;
      held.push(`${account}/${market}: ${lots} at ${cost}, owes ${orTooLarge(() => twin.accrued(account, market))}`);
    }
  }
  return { quotes, held, owed: twin.owed.map(String) };
};

const sameBooks = (large: boolean): Record<string, number> => {
  const reached: Record<string, number> = {};
  const count = (key: string): void => {
    reached[key] = (reached[key] ?? 0) + 1;
  };
  fc.assert(
    fc.property(words, (source) => {
      const ledger = openLedger();
      const twin = openTwin(ledger);
      for (const operation of operationsOf(source, large)) {
        const before = large ? saveLedger(ledger) : undefined;
        const done = does(ledger, operation);
        // What the ledger does, the twin can do; what it refuses changes nothing.
        if (done) expect(twin.attempt(() => operation.twin(twin))).toBe(true);
        else expect(saveLedger(ledger)).toEqual(before);
        expect(ofLedger(ledger)).toEqual(ofTwin(twin));
        expect(audit(ledger)).toEqual([]);
        count(`${operation.name} ${done ? 'done' : 'refused'}`);
      }
      if ([...ledger.accounts.highLimbs(0).values()].some((limb) => limb > 1 || limb < -2)) count('beyond 2^53');
    }),
    RUNS,
  );
  return reached;
};

describe('the ledger', () => {
  test('says what its twin in big integers says, after every operation', () => {
    const reached = sameBooks(false);
    expect(Object.keys(reached).filter((key) => key.endsWith('refused'))).toEqual([]);
    for (const key of ['fill done', 'settle done', 'settle-market done', 'beyond 2^53'])
      expect([key, (reached[key] ?? 0) > 20]).toEqual([key, true]);
  });

  test('refuses at the bounds of exact numbers, and leaves everything as it was', () => {
    const reached = sameBooks(true);
    const often = ['fill', 'transfer', 'advance', 'sell', 'raise-cost'].flatMap((one) => [
      `${one} done`,
      `${one} refused`,
    ]);
    for (const key of [...often, 'settle done']) expect([key, (reached[key] ?? 0) > 20]).toEqual([key, true]);
  });

  test('is rebuilt from its log, byte for byte', () => {
    fc.assert(
      fc.property(words, (source) => {
        const ledger = openLedger();
        for (const operation of operationsOf(source)) does(ledger, operation);
        const again = replay(SHAPE, ledger.log);
        expect(again.log.digest()).toBe(ledger.log.digest());
        expect(saveLedger(again)).toEqual(saveLedger(ledger));
      }),
      RUNS,
    );
  });

  test('goes on from a snapshot to the same bytes', () => {
    fc.assert(
      fc.property(words, fc.nat(30), (source, cut) => {
        const ledger = openLedger();
        const operations = operationsOf(source);
        for (const operation of operations.slice(0, cut)) does(ledger, operation);
        const other = restoreLedger(SHAPE, structuredClone(saveLedger(ledger)));
        expect(saveLedger(other)).toEqual(saveLedger(ledger));
        for (const operation of operations.slice(cut)) expect(does(other, operation)).toBe(does(ledger, operation));
        expect(other.log.digest()).toBe(ledger.log.digest());
        expect(saveLedger(other)).toEqual(saveLedger(ledger));
      }),
      RUNS,
    );
  });
});
