import { describe, expect, test } from 'vitest';
import { FrozenRanking } from '../../../src/exchange/adl/frozen-ranking.ts';
import { type Market, openPosition, type Venue } from '../../../src/exchange/index.ts';
import { defineAdlRanking, z } from '../../../src/index.ts';
import { design, person, use, venueOf } from '../../fixtures/exchange.ts';

const byLots = defineAdlRanking({
  name: 'test-by-lots',
  summary: 'The largest first.',
  source: 'tests',
  params: z.strictObject({}),
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
});
