import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Dice } from '../../../src/check/index.ts';
import { reopen } from '../../../src/exchange/index.ts';
import { hedgeResultOf } from '../../../src/measure/hedge-result.ts';
import { sound } from '../../mechanisms/engine/built.ts';
import { gathered } from '../../unit/measure/worked-run.ts';
import { CLOSING, drawBook, netOf, play } from './random-hedgers.ts';

const words = fc.uint32Array({ minLength: 0, maxLength: 80, size: 'max' });
const RUNS = { numRuns: 80 };
const SCOPES = ['account', 'venue'] as const;

describe.each(CLOSING)('HB6: %s', (use) => {
  it.each(SCOPES)('with scope %s closes as many winners as lots leave the loser', (scope) => {
    fc.assert(
      fc.property(words, (list) => {
        const book = drawBook(new Dice(list), false);
        const { venue, cut } = play(book, { use, scope });
        const loser = venue.cases.all[0]?.subject as number;
        expect(cut.reduce((sum, lots) => sum + lots, 0)).toBe(book.fails - venue.ledger.lots(loser, 0));
        // Only a rule that needs the book for second legs may leave lots.
        if (use !== 'joint-close') expect(venue.ledger.lots(loser, 0)).toBe(0);
        for (const market of [0, 1, 2])
          expect(venue.ledger.longLots[market]).toBe(0 - (venue.ledger.shortLots[market] as number));
        sound(venue);
      }),
      RUNS,
    );
  });
});

describe('blind', () => {
  it('leaves the event log that no protection leaves', () => {
    fc.assert(
      fc.property(words, (list) => {
        const book = drawBook(new Dice(list), false);
        const logs = [undefined, { use: 'blind', scope: 'account' } as const].map((rule) => [
          ...play(book, rule).venue.ledger.log,
        ]);
        expect(logs[1]).toEqual(logs[0]);
      }),
      RUNS,
    );
  });
});

describe('HB8: vmgh keeps every delta', () => {
  it('leaves all lots as they were, so H1 is 0, and takes one share of every gain', () => {
    let charged = 0;
    fc.assert(
      fc.property(words, (list) => {
        const book = drawBook(new Dice(list), false);
        const { venue, accounts, before, groups, cut, lots } = play(book, { use: 'vmgh', scope: 'venue' });
        expect(cut.every((size) => size === 0)).toBe(true);
        accounts.forEach((mine, i) => {
          expect(netOf(mine.map(lots))).toEqual(before[i]);
        });
        const { all } = hedgeResultOf(gathered(venue, groups)).scopes;
        // What delta there is was there before: everybody entered at 100.
        const residuals = book.shorts.flatMap(({ lots: short, hedge: [b, c] }) =>
          b + c === 0 ? [] : [Math.abs(b + c - short) / Math.min(short, b + c)],
        );
        expect(all.residualDelta.max ?? 0).toBeCloseTo(Math.max(0, ...residuals), 6);
        expect(all.broken.groups).toBe(0);
        // Sold at the mark, the loser is short of what its margin does not carry; it closes once that is raised.
        const gap = 100 - (book.marks[0] as number);
        const raised = book.fails * (gap - 1);
        const payers = [...venue.ledger.log].filter((event) => event.cause === 'charge' && event.kind === 'transfer');
        expect(payers.reduce((sum, event) => sum + event.value, 0)).toBe(raised);
        const gains = book.shorts.reduce((sum, short) => sum + short.lots * gap, 0);
        const paid = new Map(payers.map(({ a, value }) => [a, value]));
        const stranger = payers.filter(({ a }) => !accounts.flat().includes(a));
        // Longs of B and C are in the markets of nobody's case; who is short A pays by its gain there, and so does nobody else.
        expect(stranger).toEqual([]);
        accounts.forEach(([first], i) => {
          const gain = (book.shorts[i]?.lots as number) * gap;
          expect(Math.abs((paid.get(first as number) ?? 0) - (gain * raised) / gains)).toBeLessThan(1);
        });
        if (Number(all.loss.charged) > 0) charged += 1;
        sound(venue);
      }),
      RUNS,
    );
    expect(charged).toBeGreaterThan(20);
  });
});

describe('replacement-offer', () => {
  it.each(SCOPES)(
    'with scope %s: who takes what is offered has the delta it had, to a lot, at what it was cut at',
    (scope) => {
      let taken = 0;
      fc.assert(
        fc.property(words, (list) => {
          const book = drawBook(new Dice(list), false);
          const played = play(book, { use: 'replacement-offer', scope });
          const { venue, accounts, before, cut } = played;
          const { marks } = book;
          const delta = (held: readonly number[]): number =>
            held.reduce((sum, n, k) => sum + n * (marks[k] as number), 0);
          const offers = [...venue.view.replacements];
          for (const { id, lots, value } of offers) {
            // The price it was cut at is the loser's bankruptcy price, 99, rounded against the taker.
            expect(value).toBe(99 * lots + 0);
            expect(reopen(venue, id).refused).toBeUndefined();
          }
          accounts.forEach((mine, i) => {
            if (scope === 'account' && mine.length > 1) return;
            const was = delta(before[i] as number[]);
            const is = delta(netOf(mine.map(played.lots)));
            // Nobody is left further from 0 than before, nor brought back past where it was.
            expect(Math.abs(is)).toBeLessThan(Math.max(Math.abs(was), marks[0]) + 1e-9);
            const back = offers
              .filter(({ account }) => mine.includes(account))
              .reduce((sum, { lots }) => sum - lots, 0);
            expect(back).toBeLessThanOrEqual(cut[i] as number);
            if (back > 0) taken += 1;
          });
          expect(venue.pools[0]?.lots(0)).toBe(offers.reduce((sum, { lots }) => sum - lots, 0));
          sound(venue);
        }),
        RUNS,
      );
      expect(taken).toBeGreaterThan(10);
    },
  );
});
