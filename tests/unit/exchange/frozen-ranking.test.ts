import { describe, expect, test } from 'vitest';
import { FrozenRanking } from '../../../src/exchange/adl/frozen-ranking.ts';
import { type Market, openPosition, type Venue } from '../../../src/exchange/index.ts';
import { defineAdlRanking, z } from '../../../src/index.ts';
import { design, person, use, venueOf } from '../../fixtures/exchange.ts';

const head = { name: 'test-by-lots', summary: 'The largest first.', source: 'tests', params: z.strictObject({}) };
const byLots = defineAdlRanking({
  ...head,
  score: (candidate) => Math.abs(candidate.lots),
  weigh: (candidate) => 10 * candidate.account,
});

const frozen = (venue: Venue): FrozenRanking =>
  new FrozenRanking(venue, venue.markets[0] as Market, -1).freeze({ ...use(byLots), place: 'test' } as never);

/** Accounts that the ranking shows now, in its order. */
const shown = (ranking: FrozenRanking): number[] => {
  ranking.recall();
  const accounts: number[] = [];
  for (let place = ranking.next(0); place < ranking.size; place = ranking.next(place + 1))
    if (ranking.row(place) !== -1) accounts.push(ranking.account(place));
  return accounts;
};

const withShorts = (lots: readonly number[]) => {
  const venue = venueOf(design([]));
  person(venue, 1_000, [[0, 50, 100]]);
  return { venue, accounts: lots.map((size) => person(venue, 1_000, [[0, -size, 100]])) };
};

describe('a frozen ranking', () => {
  test('orders the holders of its side by score, ties to the lower account', () => {
    const { venue, accounts } = withShorts([3, 9, 3, 5]);
    const [a, b, c, d] = accounts as [number, number, number, number];
    const ranking = frozen(venue);
    expect(shown(ranking)).toEqual([b, d, a, c]);
    expect([ranking.score(0), ranking.score(2)]).toEqual([9, 3]);
    expect(ranking.weight(1)).toBe(10 * d);
  });

  test('keeps its order while lots change, and passes over those who are flat or on the other side', () => {
    const { venue, accounts } = withShorts([3, 9, 4, 5]);
    const [a, b, c, d] = accounts as [number, number, number, number];
    const ranking = frozen(venue);
    openPosition(venue, b, 0, 8, 800);
    expect(shown(ranking)).toEqual([b, d, c, a]);
    openPosition(venue, d, 0, 5, 500);
    openPosition(venue, c, 0, 6, 600);
    expect(shown(ranking)).toEqual([b, a]);
  });

  test('has an account back at its place when it opens a position again, whatever else was opened since', () => {
    const { venue, accounts } = withShorts([3, 9, 4, 5]);
    const [a, b, c, d] = accounts as [number, number, number, number];
    const ranking = frozen(venue);
    openPosition(venue, d, 0, 5, 500);
    openPosition(venue, b, 0, 9, 900);
    expect(shown(ranking)).toEqual([c, a]);
    openPosition(venue, b, 0, -1, -100);
    for (let i = 0; i < 3; i++) person(venue, 1_000, [[0, -7, 100]]);
    expect(shown(ranking)).toEqual([b, c, a]);
    openPosition(venue, b, 0, 1, 100);
    openPosition(venue, d, 0, -2, -200);
    expect(shown(ranking)).toEqual([d, c, a]);
  });

  test('takes a new order when it is frozen again, with newcomers', () => {
    const { venue, accounts } = withShorts([3, 9]);
    const [a, b] = accounts as [number, number];
    const ranking = frozen(venue);
    expect(shown(ranking)).toEqual([b, a]);
    openPosition(venue, a, 0, -10, -1_000);
    const c = person(venue, 1_000, [[0, -11, 100]]);
    expect(shown(ranking)).toEqual([b, a]);
    ranking.freeze({ ...use(byLots), place: 'test' } as never);
    expect(shown(ranking)).toEqual([a, c, b]);
  });

  test('has more places than it first made room for, with every key and weight', () => {
    const byParity = defineAdlRanking({
      ...head,
      keys: [({ account }) => account % 2, ({ lots }) => Math.abs(lots)],
      weigh: ({ account }) => 10 * account,
    });
    const { venue, accounts } = withShorts([5, 5]);
    const ranking = new FrozenRanking(venue, venue.markets[0] as Market, -1);
    const freeze = () => ranking.freeze({ ...use(byParity), place: 'test' } as never);
    freeze();
    expect(ranking.weighs).toBe(true);
    for (let i = 0; i < 150; i++) accounts.push(person(venue, 1_000, [[0, -1 - i, 100]]));
    freeze();
    const ranked = [...accounts].sort(
      (a, b) => (b % 2) - (a % 2) || venue.ledger.lots(a, 0) - venue.ledger.lots(b, 0) || a - b,
    );
    expect(shown(ranking)).toEqual(ranked);
    expect(ranked.map((_, place) => ranking.weight(place))).toEqual(ranked.map((account) => 10 * account));
  });

  test('without a score goes by account, and without weights weighs nothing', () => {
    const unscored = defineAdlRanking(head);
    const { venue, accounts } = withShorts([3, 9]);
    const ranking = new FrozenRanking(venue, venue.markets[0] as Market, -1);
    ranking.freeze({ ...use(unscored), place: 'test' } as never);
    expect(shown(ranking)).toEqual(accounts);
    expect([ranking.score(0), ranking.weighs]).toEqual([0, false]);
  });

  test('of both sides shows longs and shorts', () => {
    const { venue, accounts } = withShorts([3, 60]);
    const [a, b] = accounts as [number, number];
    const long = person(venue, 1_000, [[0, 4, 100]]);
    const ranking = new FrozenRanking(venue, venue.markets[0] as Market, 0);
    ranking.freeze({ ...use(byLots), place: 'test' } as never);
    expect(shown(ranking)).toEqual([b, a - 1, long, a]);
    // Who changes sides is still there.
    openPosition(venue, b, 0, 61, 6_100);
    expect(shown(ranking)).toEqual([b, a - 1, long, a]);
    const shorts = frozen(venue);
    expect(shown(shorts)).toEqual([a]);
    openPosition(venue, a, 0, 9, 900);
    expect([shown(shorts), shorts.row(0)]).toEqual([[], -1]);
  });

  test('does not look again at a place whose account was found flat, until that account comes back', () => {
    const { venue, accounts } = withShorts([9, 3]);
    const [a] = accounts as [number];
    const ranking = frozen(venue);
    openPosition(venue, a, 0, 9, 900);
    expect([ranking.next(0), ranking.row(0), ranking.next(0)]).toEqual([0, -1, 1]);
    person(venue, 1_000, [[0, -7, 100]]);
    ranking.recall();
    expect(ranking.next(0)).toBe(1);
    openPosition(venue, a, 0, -1, -100);
    ranking.recall();
    expect(ranking.next(0)).toBe(0);
  });

  test('finds the row of an account again when its old row holds a position of its own in another market', () => {
    const venue = venueOf(design([]), [{}, {}]);
    person(venue, 1_000, [
      [0, 50, 100],
      [1, 1, 100],
    ]);
    const account = person(venue, 1_000, [[0, -3, 100]]);
    const ranking = frozen(venue);
    const old = ranking.row(0);
    openPosition(venue, account, 0, 3, 300);
    openPosition(venue, account, 1, -2, -200);
    expect(venue.ledger.row(account, 1)).toBe(old);
    expect(ranking.row(0)).toBe(-1);
    openPosition(venue, account, 0, -5, -500);
    ranking.recall();
    expect(ranking.row(0)).toBe(venue.ledger.row(account, 0));
    expect(ranking.row(0)).not.toBe(old);
  });

  test('has the same order when all places are put in order at once, and new scores when it is frozen again', () => {
    const { venue, accounts } = withShorts([3, 9, 4]);
    const [a, b, c] = accounts as [number, number, number];
    let last = 0;
    const turning = defineAdlRanking({
      ...head,
      prepare: () => ++last,
      score: (one, _, given) => given * Math.abs(one.lots),
    });
    const ranking = new FrozenRanking(venue, venue.markets[0] as Market, -1);
    ranking.freeze({ ...use(turning), place: 'test' } as never);
    ranking.orderAll();
    expect([shown(ranking), ranking.score(0)]).toEqual([[b, c, a], 9]);
    ranking.freeze({ ...use(turning), place: 'test' } as never);
    expect(ranking.score(0)).toBe(18);
  });
});
