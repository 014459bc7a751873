import { describe, expect, test } from 'vitest';
import {
  accountEquityNegative,
  bankruptcy,
  greedyQueue,
  jointClose,
  lexicographic,
  oppositeSide,
  profitPctOnly,
} from '../../../mechanisms/adl/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import { design, person, quote, step, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, adlOf, built, equityOf, margin, sound } from './built.ts';

/*
 * Of the two who face the loser at 90, the hedged one has won more a lot, so the ranking has it first.
 *
 *             money   A                 B
 *   loser        50   long  10 @ 100
 *   hedged    1,000   short 10 @ 110    long 10 @ 110
 *   plain     1,000   short  4 @ 100
 *   others   10,000   long   4 @ 100    short 10 @ 110
 */
const hedgers = (protection: Parameters<typeof built>[0]) => {
  const venue = venueOf(
    design(
      [
        adlOf({
          trigger: built(accountEquityNegative),
          eligible: [built(oppositeSide)],
          ranking: built(profitPctOnly),
          allocation: built(greedyQueue),
          closeOut: built(bankruptcy),
          protection: built(protection),
        }),
      ],
      margin(fraction, { initial: '0.02', maintenance: '0.01' }),
    ),
    [{}, { open: 110 }],
  );
  const loser = person(venue, 50, [[0, 10, 100]]);
  const hedged = person(venue, 1000, [
    [0, -10, 110],
    [1, 10, 110],
  ]);
  const plain = person(venue, 1000, [[0, -4, 100]]);
  person(venue, 10_000, [
    [0, 4, 100],
    [1, -10, 110],
  ]);
  const maker = person(venue, 10_000, [], 'maker');
  const lots = (account: number) => [0, 1].map((market) => venue.ledger.lots(account, market));
  return { venue, loser, hedged, plain, maker, lots };
};

describe('joint close of a hedge', () => {
  test('closes the other leg in the book as far as the first is cut', () => {
    const { venue, loser, hedged, plain, maker, lots } = hedgers(jointClose);
    quote(venue, maker, 1, 1, 20, 90);
    step(venue, [90, 90]);
    // 10 of A at 90 are |900|, and so are 10 of B.
    expect([loser, hedged, plain, maker].map(lots)).toEqual([
      [0, 0],
      [0, 0],
      [-4, 0],
      [0, 10],
    ]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 100, ownCollateral: 50, adl: 50 });
    // 1,000 + (1,100 - 950) - 200.
    expect([hedged, maker].map((account) => equityOf(venue, account))).toEqual([950, 10_000]);
    const companions = [...venue.ledger.log].filter((event) => event.cause === 'companion');
    expect(companions).toMatchObject([{ a: hedged, b: maker, lots: 10, value: 900, case: 1 }]);
    sound(venue);
  });

  test('leaves the account out when the book cannot take the other leg, and cuts others', () => {
    const { venue, loser, hedged, plain, maker, lots } = hedgers(jointClose);
    quote(venue, maker, 1, 1, 9, 90);
    step(venue, [90, 90]);
    expect([loser, hedged, plain, maker].map(lots)).toEqual([
      [6, 0],
      [-10, 10],
      [0, 0],
      [0, 0],
    ]);
    expect(venue.cases.all[0]?.closed).toBeUndefined();
    sound(venue);
  });
});

describe('lexicographic protection', () => {
  test('cuts the directional position first, the hedged one for the rest', () => {
    const { venue, loser, hedged, plain, lots } = hedgers(lexicographic);
    step(venue, [90, 90]);
    expect([loser, hedged, plain].map(lots)).toEqual([
      [0, 0],
      [-4, 10],
      [0, 0],
    ]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 100, ownCollateral: 50, adl: 50 });
    sound(venue);
  });
});
