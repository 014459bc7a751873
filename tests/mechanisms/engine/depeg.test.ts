import { describe, expect, test } from 'vitest';
import { weightedMultiCollateral } from '../../../mechanisms/collateral/index.ts';
import { bookIoc } from '../../../mechanisms/liquidation/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import { collateralPhase, deposit } from '../../../src/exchange/index.ts';
import { defineCollateral, z } from '../../../src/index.ts';
import { design, person, quote, step, use, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, built, equityOf, layer, margin, sound } from './built.ts';

/*
 * Nobody is wrong about the coin, only the venue's own book is thin. Long 10 @ 100 behind 100 USDe; maintenance is 5 %, so 50.
 *
 *                own book 1.00    own book 0.45, elsewhere 0.99, redeemed for 1
 *   book             100              45   liquidated
 *   index            100              99
 *   redemption       100             100
 */
const venueWith = (price: 'index' | 'book' | 'redemption') => {
  const venue = venueOf(
    design([layer('liquidation', bookIoc)], {
      ...margin(fraction, { initial: '0.1', maintenance: '0.05' }),
      collateral: built(weightedMultiCollateral, { assets: { USDE: { weight: '1', price } } }),
    }),
    [{}],
    [
      { name: 'USD', decimals: 0 },
      { name: 'USDE', decimals: 0 },
    ],
  );
  const quotes = (book: number, index = 100) => new Map([[1, { units: 100, value: index, book, redemption: 100 }]]);
  collateralPhase(venue, quotes(100));
  const holder = person(venue, 0, [[0, 10, 100]]);
  deposit(venue, holder, 100, 1);
  const maker = person(venue, 10_000, [], 'maker');
  quote(venue, maker, 0, 1, 10, 98);
  return { venue, holder, depeg: () => collateralPhase(venue, quotes(45, 99)) };
};

describe('a depeg on one venue', () => {
  test.each([
    ['book', 45, 0],
    ['index', 99, 10],
    ['redemption', 100, 10],
  ] as const)('priced by %s counts for %i', (price, counts, kept) => {
    const { venue, holder, depeg } = venueWith(price);
    depeg();
    expect(equityOf(venue, holder)).toBe(counts);
    step(venue, [100]);
    expect([venue.ledger.lots(holder, 0), venue.cases.all.length]).toEqual([kept, kept === 0 ? 1 : 0]);
    sound(venue);
  });

  // Sold at 98, 20 are missing: 45 of the coin bring them on the own book, where it counts for 45 as well.
  test('sells into the same book', () => {
    const { venue, holder, depeg } = venueWith('book');
    depeg();
    step(venue, [100]);
    expect([0, 1].map((asset) => venue.ledger.accounts.balance(asset, holder))).toEqual([0, 55]);
    expect(accountOf(venue, 1)).toEqual({ slippage: 20, ownCollateral: 20 });
    sound(venue);
  });

  // A fall to 94 takes 60 of 100: liquidated at 98 for 20, and the coin is sold for 45 a hundred although it counts whole.
  test('sells into that book too what is counted at redemption', () => {
    const { venue, holder, depeg } = venueWith('redemption');
    depeg();
    step(venue, [94]);
    expect([0, 1].map((asset) => venue.ledger.accounts.balance(asset, holder))).toEqual([0, 55]);
    expect(accountOf(venue, 1)).toMatchObject({ ownCollateral: 45 });
    sound(venue);
  });
});

test('a price that is none is refused', () => {
  const wrong = defineCollateral({
    name: 'wrong',
    summary: 'No price.',
    source: 'tests',
    params: z.strictObject({}),
    price: ({ index }) => index / 3,
    weight: () => ({ n: 1, d: 1 }),
    saleDiscount: () => ({ n: 0, d: 1 }),
    saleOrder: (assets) => assets,
  });
  const assets = ['USD', 'USDE'].map((name) => ({ name, decimals: 0 }));
  const venue = venueOf(design([], { collateral: use(wrong) }), [{}], assets);
  expect(() => collateralPhase(venue, new Map([[1, { units: 100, value: 100 }]]))).toThrow(
    'collateral wrong: the price of USDE was 33.333333333333336; it is a whole number, at least 1',
  );
});
