import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventCursor } from '../../../src/check/event-cursor.ts';
import { BooksFold, Dice, randomRun } from '../../../src/check/index.ts';
import type { Venue } from '../../../src/exchange/index.ts';
import { isBreakwaterError } from '../../../src/index.ts';
import { PlainFold } from './plain-fold.ts';
import { randomBuiltins } from './random-builtins.ts';

const words = fc.uint32Array({ minLength: 0, maxLength: 400, size: 'max' });

/** All that a fold says of every account. */
const told = (fold: BooksFold | PlainFold, { ledger }: Venue): unknown =>
  Array.from({ length: ledger.accounts.count }, (_, account) => ({
    kind: fold.kindOf(account),
    free: fold.free(account),
    assets: ledger.drift.length,
    quotes: Array.from(ledger.drift, (_drift, asset) => [
      fold.quote(account, asset),
      fold.balanceAtMark(account, asset),
    ]),
    markets: [...fold.markets(account)]
      .sort((a, b) => a - b)
      .map((market) => [market, fold.lots(account, market), fold.cost(account, market)]),
    walked: Array.from(fold.walk(account), ({ market, lots, cost, value }) => [market, lots, cost, value]).sort(
      ([a = 0], [b = 0]) => a - b,
    ),
  }));

test('the fold says after every row of a random run what the plain fold says', () => {
  let filled = 0;
  fc.assert(
    fc.property(words, (list) => {
      let venue: Venue;
      try {
        venue = randomRun(new Dice(list), { design: randomBuiltins, collateral: true, settleInBoth: true });
      } catch (error) {
        if (!isBreakwaterError(error) || error.kind !== 'contract') throw error;
        return;
      }
      const { log, shape } = venue.ledger;
      const fold = new BooksFold(shape);
      const plain = new PlainFold(shape);
      for (const row of new EventCursor([...log.spans(0)])) {
        const event = log.at(row.row);
        fold.apply(row);
        plain.apply(event);
        if (event.kind === 'fill') filled += 1;
        for (const field of ['a', 'b', 'heldByA', 'heldByB', 'moneyA', 'moneyB'] as const)
          expect(fold[field] + 0).toBe(plain[field] + 0);
        for (const account of [event.a, event.b]) {
          if (account < 0) continue;
          expect(fold.free(account)).toBe(plain.free(account));
          expect(fold.quote(account, 0)).toBe(plain.quote(account, 0));
        }
      }
      expect(told(fold, venue)).toEqual(told(plain, venue));
    }),
    { numRuns: 150 },
  );
  expect(filled).toBeGreaterThan(1000);
}, 60_000);
