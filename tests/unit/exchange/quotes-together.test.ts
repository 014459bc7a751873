import { describe, expect, test, vi } from 'vitest';
import { placeMany, type Venue } from '../../../src/exchange/index.ts';
import { design, person, quote, testMargin, use, venueOf } from '../../fixtures/exchange.ts';

/** Which of many orders are one quote: the margin of its account is read once for all of them. */

type Row = readonly [account: number, market: number, lots: number, limit: number];

const opened = (money = 10_000) => {
  const venue = venueOf(design([], { margin: use(testMargin(50_000)) }), [{}, {}]);
  return { venue, maker: person(venue, money, [], 'maker'), other: person(venue, 10_000, [], 'maker') };
};

const placed = (venue: Venue, rows: readonly Row[]) => {
  const read = vi.spyOn(venue.marginOf, 'read');
  const refusals: string[] = [];
  const column = (at: 0 | 1 | 2 | 3): number[] => rows.map((row) => row[at]);
  let error = '';
  try {
    placeMany(
      venue,
      { count: rows.length, account: column(0), market: column(1), lots: column(2), limit: column(3) },
      (reason) => refusals.push(reason),
    );
  } catch (thrown) {
    error = (thrown as Error).message;
  }
  const reads = read.mock.calls.length;
  read.mockRestore();
  const rests = venue.markets.flatMap(({ book, number }) =>
    book.save().orders.map(({ account, side, ticks, lots }): Row => [account, number, side * lots, ticks]),
  );
  return { reads, refusals, rests, error };
};

describe('orders that step away from the price', () => {
  test.each([1, -1])('are one quote: side %i', (side) => {
    const { venue, maker } = opened();
    const rows = [1, 2, 5].map((away): Row => [maker, 0, side * away, 100 - side * away]);
    expect(placed(venue, rows)).toEqual({ reads: 1, refusals: [], rests: rows, error: '' });
  });

  test('are one quote down to the lowest price', () => {
    const { venue, maker } = opened();
    const rows: Row[] = [
      [maker, 0, 1, 2],
      [maker, 0, 1, 1],
    ];
    expect(placed(venue, rows)).toEqual({ reads: 1, refusals: [], rests: rows, error: '' });
  });

  test.each<[string, (maker: number, other: number) => Row]>([
    ['of another account', (_, other) => [other, 0, 1, 98]],
    ['in another market', (maker) => [maker, 1, 1, 98]],
    ['of the other side', (maker) => [maker, 0, -1, 101]],
    ['at the same price', (maker) => [maker, 0, 1, 99]],
    ['at a better price', (maker) => [maker, 0, 1, 100]],
  ])('end with an order %s', (_, next) => {
    const { venue, maker, other } = opened();
    const first: Row = [maker, 0, 1, 99];
    const last = next(maker, other);
    const { reads, rests } = placed(venue, [first, last]);
    expect([reads, rests.length]).toEqual([2, 2]);
    expect(rests).toContainEqual(last);
  });

  test.each<[string, Row, string]>([
    ['half a lot', [0, 0, 0.5, 98], 'the lots of an order was 0.5'],
    ['half a tick', [0, 0, 1, 97.5], 'the limit of an order, in ticks, was 97.5'],
    ['no price', [0, 0, 1, 0], 'the limit of an order, in ticks, was 0'],
    ['no number of lots', [0, 0, Number.NaN, 98], 'the lots of an order was NaN'],
    ['no market', [0, 9, 1, 98], 'there is no market number 9'],
  ])('rest up to one that is none, which is refused as if it came alone: %s', (_, [, ...order], error) => {
    const { venue, maker } = opened();
    const rows: Row[] = [
      [maker, 0, 1, 99],
      [maker, ...order],
      [maker, 0, 1, 90],
    ];
    const result = placed(venue, rows);
    expect([result.rests, result.error.startsWith(error)]).toEqual([[rows[0]], true]);
    const first = placed(opened().venue, rows.slice(1));
    expect([first.rests, first.error.startsWith(error)]).toEqual([[], true]);
  });

  test('of a market that is none are refused as one would be', () => {
    const { venue, maker } = opened();
    const rows: Row[] = [
      [maker, 9, 1, 99],
      [maker, 9, 1, 98],
    ];
    expect(placed(venue, rows)).toMatchObject({ rests: [], error: 'there is no market number 9' });
  });

  test('end with one that trades against them', () => {
    const { venue, maker } = opened();
    const rows: Row[] = [
      [maker, 0, 1, 99],
      [maker, 0, -2, 98],
    ];
    // An order that meets its own account's cancels it.
    expect(placed(venue, rows)).toMatchObject({ reads: 2, rests: [rows[1]] });
  });

  test('of no lots are none', () => {
    const { venue, maker } = opened();
    const rows: Row[] = [
      [maker, 0, 0, 99],
      [maker, 0, 0, 98],
    ];
    expect(placed(venue, rows)).toEqual({ reads: 0, refusals: [], rests: [], error: '' });
  });

  test('are placed in turn where the first would trade at once', () => {
    const { venue, maker, other } = opened();
    quote(venue, other, 0, -1, 1, 99);
    const rows: Row[] = [
      [maker, 0, 2, 99],
      [maker, 0, 1, 98],
    ];
    const { reads, rests } = placed(venue, rows);
    expect([reads, rests]).toEqual([2, [[maker, 0, 1, 99], rows[1]]]);
  });

  test('are judged by their own lots and not by those of the next quote', () => {
    const { venue, maker, other } = opened();
    const rows: Row[] = [
      [maker, 0, 1, 99],
      [maker, 0, 1, 98],
      [other, 0, 2 ** 40, 97],
    ];
    expect(placed(venue, rows)).toEqual({ reads: 1, refusals: ['too-large'], rests: rows.slice(0, 2), error: '' });
  });

  test('rest as far as the margin reaches, to the last unit', () => {
    // Initial margin is a tenth of 100 a lot.
    const { venue, maker } = opened(30);
    const rows: Row[] = [2, 3, 4, 1].map((lots, i) => [maker, 0, lots, 99 - i]);
    expect(placed(venue, rows)).toEqual({
      reads: 1,
      refusals: ['margin'],
      rests: rows.filter(([, , lots]) => lots !== 4),
      error: '',
    });
  });

  test('count from what is held in the market, and need nothing where they reduce it', () => {
    const { venue, other } = opened();
    const maker = person(venue, 10, [[0, 10, 100]], 'maker');
    const rows: Row[] = [-10, -1, -20, -21].map((lots, i) => [maker, 0, lots, 101 + i]);
    // Ten lots short would need 100.
    expect(placed(venue, rows)).toMatchObject({ reads: 1, refusals: ['margin', 'margin'], rests: rows.slice(0, 2) });
    expect(other).toBeGreaterThan(0);
  });
});

describe('the margin of whoever was read last', () => {
  test('is kept until another is read or something happens', () => {
    const { venue, maker, other } = opened(50);
    const worth = vi.spyOn(venue.valuation, 'equityOf');
    const seen = (account: number) => {
      const { equity, initial } = venue.marginOf.read(account);
      return [equity, initial, worth.mock.calls.length];
    };
    expect([seen(maker), seen(maker)]).toEqual([
      [50, 0, 1],
      [50, 0, 1],
    ]);
    expect([seen(other), seen(maker)]).toEqual([
      [10_000, 0, 2],
      [50, 0, 3],
    ]);
    venue.ledger.fill(0, venue.ledger.outsideAccount, maker, 2, 200, 'trade');
    expect(seen(maker)).toEqual([50, 20, 4]);
    venue.ledger.setPrice(0, 90, 90);
    expect([seen(maker), seen(maker)]).toEqual([
      [30, 18, 5],
      [30, 18, 5],
    ]);
    worth.mockRestore();
  });
});
