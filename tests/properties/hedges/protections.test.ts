import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Dice } from '../../../src/check/index.ts';
import { hedgeResultOf } from '../../../src/measure/hedge-result.ts';
import { sound } from '../../mechanisms/engine/built.ts';
import { gathered } from '../../unit/measure/worked-run.ts';
import { drawBook, netOf, type Played, play, type Rule } from './random-hedgers.ts';

const words = fc.uint32Array({ minLength: 0, maxLength: 80, size: 'max' });
const RUNS = { numRuns: 150 };
const SCOPES = ['account', 'venue'] as const;

const cutOf = ({ cut, groups, accounts }: Played, seen: (accounts: readonly number[]) => boolean): number =>
  cut.reduce((sum, lots, i) => {
    const mine = accounts[i] as readonly number[];
    return groups.has(mine[0] as number) && seen(mine) ? sum + lots : sum;
  }, 0);
const everybody = () => true;

// Hedges are whole in these books, so what is ranked or drained by net exposure reaches the bound too.
describe.each(['lexicographic', 'net-rank', 'factor-leverage'] as const)(
  'HB1: %s cuts the least hedged lots',
  (use) => {
    it.each(SCOPES)('with scope %s: max(0, need - directional), to the lot, and H9 is 1', (scope) => {
      let binding = 0;
      fc.assert(
        fc.property(words, (list) => {
          const book = drawBook(new Dice(list), true);
          const played = play(book, { use, scope });
          const seen = (mine: readonly number[]): boolean => scope === 'venue' || mine.length === 1;
          const hedged = book.shorts.reduce(
            (sum, { lots, hedge, accounts }) =>
              hedge.some((size) => size > 0) && (scope === 'venue' || accounts === 1) ? sum + lots : sum,
            0,
          );
          const all = book.shorts.reduce((sum, { lots }) => sum + lots, 0);
          const least = Math.max(0, book.fails - (all - hedged));
          expect(cutOf(played, seen)).toBe(least);
          expect(played.cut.reduce((sum, lots) => sum + lots, 0)).toBe(book.fails);
          const { scopes } = hedgeResultOf(gathered(played.venue, played.groups));
          // Without a hedge group there is nothing to protect.
          expect(scopes[scope === 'venue' ? 'all' : 'account'].protection ?? 1).toBe(1);
          if (least > 0 && least < hedged) binding += 1;
        }),
        RUNS,
      );
      expect(binding).toBeGreaterThan(5);
    });
  },
);

describe('HB2, HB3: joint close leaves hedges as good as they were', () => {
  it.each(SCOPES)(
    'with scope %s: |delta| grows by no more than half a lot a leg, legs shrink by one factor',
    (scope) => {
      let tried = 0;
      fc.assert(
        fc.property(words, (list) => {
          const book = drawBook(new Dice(list), false);
          const played = play(book, { use: 'joint-close', scope });
          const { marks } = book;
          played.accounts.forEach((mine, i) => {
            if (scope === 'account' && mine.length > 1) return;
            const before = played.before[i] as number[];
            const after = netOf(mine.map(played.lots));
            const delta = (lots: readonly number[]): number =>
              lots.reduce((sum, n, k) => sum + n * (marks[k] as number), 0);
            const halfLots = [1, 2].reduce((sum, k) => sum + (before[k] === 0 ? 0 : (marks[k] as number) / 2), 0);
            expect(Math.abs(delta(after))).toBeLessThanOrEqual(Math.abs(delta(before)) + halfLots);
            const short = -(before[0] as number) * marks[0];
            const hedge = delta([0, before[1] as number, before[2] as number]);
            const taken = (played.cut[i] as number) / -(before[0] as number);
            const factor = hedge === 0 ? 0 : (taken * short) / Math.max(short, hedge);
            for (const k of [1, 2]) {
              const kept = (1 - factor) * (before[k] as number);
              expect(Math.abs((after[k] as number) - kept)).toBeLessThanOrEqual(0.5 + 1e-6);
            }
            if (hedge > 0 && taken > 0) tried += 1;
          });
          sound(played.venue);
        }),
        RUNS,
      );
      expect(tried).toBeGreaterThan(50);
    },
  );

  it('names the counterparty of each second leg (HB6): lots that leave a hedge arrive at the maker', () => {
    fc.assert(
      fc.property(words, (list) => {
        const book = drawBook(new Dice(list), false);
        const { venue, accounts } = play(book, { use: 'joint-close', scope: 'venue' });
        const fills = [...venue.ledger.log].filter((event) => event.kind === 'fill' && event.case > 0);
        const moved = (cause: string, market: number): number =>
          fills
            .filter((event) => event.cause === cause && event.market === market)
            .reduce((sum, event) => sum + event.lots, 0);
        // What the loser let go of is what others were cut of; what went besides was taken by the maker, by name.
        const loser = venue.cases.all[0]?.subject as number;
        expect(moved('adl', 0)).toBe(book.fails - venue.ledger.lots(loser, 0));
        const [maker] = venue.accountsOf('maker') as [number];
        const hedged = new Set(accounts.flat());
        for (const event of fills.filter((one) => one.cause === 'companion'))
          expect([hedged.has(event.a), event.b]).toEqual([true, maker]);
        for (const market of [1, 2]) expect(venue.ledger.lots(maker, market)).toBe(moved('companion', market));
        for (const market of [0, 1, 2])
          expect(venue.ledger.longLots[market]).toBe(0 - (venue.ledger.shortLots[market] as number));
      }),
      RUNS,
    );
  });
});

describe('HB7: who sees more of hedges', () => {
  it('finds no fewer of them hit: venue at least account', () => {
    fc.assert(
      fc.property(words, (list) => {
        const { venue, groups } = play(drawBook(new Dice(list), false), undefined);
        const { scopes } = hedgeResultOf(gathered(venue, groups));
        expect(scopes.all.adl.share ?? 0).toBeGreaterThanOrEqual(scopes.account.adl.share ?? 0);
        expect((scopes.account.adl.share ?? 0) + (scopes.venue.adl.share ?? 0)).toBeCloseTo(
          scopes.all.adl.share ?? 0,
          8,
        );
      }),
      RUNS,
    );
  });

  it('cuts no more of them: a wider lexicographic rule', () => {
    fc.assert(
      fc.property(words, (list) => {
        const book = drawBook(new Dice(list), true);
        const [none, account, venue] = ([undefined, ...SCOPES] as const).map((scope): number => {
          const rule: Rule = scope === undefined ? undefined : { use: 'lexicographic', scope };
          return cutOf(play(book, rule), everybody);
        }) as [number, number, number];
        expect(venue).toBeLessThanOrEqual(account);
        expect(venue).toBeLessThanOrEqual(none);
      }),
      RUNS,
    );
  });
});
