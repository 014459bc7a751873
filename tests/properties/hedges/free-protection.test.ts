import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Dice } from '../../../src/check/index.ts';
import { CLOSING, drawBook, type HedgedBook, play, type Rule, type Short } from './random-hedgers.ts';

const words = fc.uint32Array({ minLength: 0, maxLength: 80, size: 'max' });
const RUNS = { numRuns: 60 };
/** Largest remainders may turn a lot for each account. */
const ROUNDING = 3;

const MONEY = 1e6;
const rules = (scope: 'account' | 'venue'): NonNullable<Rule>[] => CLOSING.map((use) => ({ use, scope }));
const nameOf = (rule: NonNullable<Rule>): string => `${rule.use}, scope ${rule.scope}`;

/** The first of a book as the one who tries to be spared; strangers come after, so that no tie is won by opening an account. */
const trying = (book: HedgedBook, of: (first: Short) => Short): HedgedBook => {
  const [first, ...others] = book.shorts as [Short, ...Short[]];
  return { ...book, shorts: [of({ ...first, money: MONEY }), ...others.map((one) => ({ ...one, money: MONEY }))] };
};
const cutOfFirst = (book: HedgedBook, rule: Rule): number => play(book, rule).cut[0] as number;

/** The same money over more accounts, with so many lots of A each. */
const shared = (first: Short, more: readonly number[]): Short => {
  const money = Math.floor(MONEY / (more.length + 1));
  return { ...first, money, more: more.map((lots) => ({ lots, money })) };
};

/** An owner's lots over `parts` accounts. */
const split = (first: Short, parts: number): Short => {
  const size = Math.floor(first.lots / parts);
  const more = Array.from({ length: parts - 1 }, () => -size).filter((lots) => lots !== 0);
  return shared({ ...first, lots: first.lots - size * more.length }, more);
};

describe('HB5: no free protection', () => {
  it.each([...rules('account'), ...rules('venue')].map((rule) => [nameOf(rule), rule] as const))(
    '%s: a pair that offsets itself lowers nothing',
    (_, rule) => {
      let cut = 0;
      fc.assert(
        fc.property(words, fc.integer({ min: 1, max: 300 }), (list, size) => {
          const book = drawBook(new Dice(list), false);
          const withPair = (lots: number): HedgedBook =>
            trying(book, (first) => shared({ ...first, accounts: 1 }, [lots, -lots]));
          const [alone, paired] = [0, size].map((lots) => cutOfFirst(withPair(lots), rule)) as [number, number];
          expect(paired).toBeGreaterThanOrEqual(alone - ROUNDING);
          if (alone > 0) cut += 1;
        }),
        RUNS,
      );
      expect(cut).toBeGreaterThan(10);
    },
    60_000,
  );

  // An owner who is seen whole is cut the same, whatever the number of accounts.
  it.each(rules('venue').map((rule) => [nameOf(rule), rule] as const))(
    '%s: splitting a position lowers nothing',
    (_, rule) => {
      fc.assert(
        fc.property(words, fc.integer({ min: 2, max: 4 }), (list, parts) => {
          const book = drawBook(new Dice(list), false);
          const whole = trying(book, (first) => shared({ ...first, hedge: [0, 0], accounts: 1 }, []));
          const parted = trying(book, (first) => split({ ...first, hedge: [0, 0], accounts: 1 }, parts));
          expect(cutOfFirst(parted, rule)).toBeGreaterThanOrEqual(cutOfFirst(whole, rule) - ROUNDING);
        }),
        RUNS,
      );
    },
    60_000,
  );

  // Closes nobody: what an owner gives is money.
  it('vmgh: neither lowers what an owner is charged', () => {
    let charged = 0;
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 300 }), fc.integer({ min: 2, max: 4 }), (list, size, parts) => {
        const book = drawBook(new Dice(list), false);
        const paid = (of: (first: Short) => Short): number => {
          const { venue, accounts } = play(trying(book, of), { use: 'vmgh', scope: 'venue' });
          const mine = new Set(accounts[0]);
          return [...venue.ledger.log].reduce(
            (sum, { kind, cause, a, value }) =>
              kind === 'transfer' && cause === 'charge' && mine.has(a) ? sum + value : sum,
            0,
          );
        };
        const alone = paid((first) => shared({ ...first, accounts: 1 }, [0, 0]));
        expect(paid((first) => shared({ ...first, accounts: 1 }, [size, -size]))).toBeGreaterThanOrEqual(
          alone - ROUNDING,
        );
        const parted = paid((first) => split({ ...first, accounts: 1 }, parts));
        expect(Math.abs(parted - alone)).toBeLessThanOrEqual(ROUNDING);
        if (alone > 0) charged += 1;
      }),
      RUNS,
    );
    expect(charged).toBeGreaterThan(30);
  }, 60_000);

  // A short of 100 comes before one of 60; in two accounts of 50 it comes after.
  it('net-rank, scope account: splitting a position pays, which scope venue sees through', () => {
    const marks = [80, 100, 100] as const;
    const one = (lots: number): Short => ({ lots, hedge: [0, 0], accounts: 1 });
    const book: HedgedBook = { shorts: [one(100), one(60)], fails: 60, marks, proRata: false };
    const cuts = (scope: 'account' | 'venue') =>
      [shared(one(100), []), split(one(100), 2)].map((first) =>
        cutOfFirst(
          trying(book, () => first),
          { use: 'net-rank', scope },
        ),
      );
    expect(cuts('account')).toEqual([60, 0]);
    expect(cuts('venue')).toEqual([60, 60]);
  });
});
