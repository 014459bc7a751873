import { expect, test } from 'vitest';
import { adl, composite, design, person, quote, step, venueOf } from '../../fixtures/exchange.ts';
import { sound } from './built.ts';

/*
 * Bybit, BitMEX and Binance cancel the open orders of whom they deleverage: in all markets, and nobody else's.
 *
 *   loser   long  10 @ 100, money 50       bankrupt at 94
 *   winner  short 10 @ 100, resting bids in both markets
 *   other   short  5 @ 100, resting bid
 */
const cut = (orders: 'keep' | 'cancel') => {
  const venue = venueOf(design([adl(composite({ orders }))]), [{}, {}]);
  const winner = person(venue, 10_000, [[0, -10, 100]]);
  const other = person(venue, 10_000, [[0, -5, 100]]);
  person(venue, 50, [[0, 10, 100]]);
  for (const market of [0, 1]) quote(venue, winner, market, 1, 3, 10);
  quote(venue, other, 0, 1, 4, 10);
  step(venue, [94, 100]);
  expect([winner, other].map((account) => venue.ledger.lots(account, 0))).toEqual([0, -5]);
  sound(venue);
  // What a sale down to 10 ticks would find.
  return venue.markets.map((market) => market.book.fillable(-1, 10));
};

test('are cancelled where the design says so', () => {
  expect(cut('cancel')).toEqual([4, 0]);
});

test('rest where it does not', () => {
  expect(cut('keep')).toEqual([7, 3]);
});
