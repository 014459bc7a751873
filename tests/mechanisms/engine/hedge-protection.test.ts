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
import { deposit, openPosition, type Use } from '../../../src/exchange/index.ts';
import { type AdlProtection, defineAdlProtection, z } from '../../../src/index.ts';
import { design, person, quote, step, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, adlOf, built, equityOf, margin, sound } from './built.ts';

const designOf = (protection: Use<AdlProtection>) =>
  design(
    [
      adlOf({
        trigger: built(accountEquityNegative),
        eligible: [built(oppositeSide)],
        ranking: built(profitPctOnly),
        allocation: built(greedyQueue),
        closeOut: built(bankruptcy),
        protection,
      }),
    ],
    margin(fraction, { initial: '0.02', maintenance: '0.01' }),
  );

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
  const venue = venueOf(designOf(built(protection)), [{}, { open: 110 }]);
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

/*
 * The same, with the long of B in a second account of the hedged owner.
 *
 *             money   A                 B
 *   loser        50   long  10 @ 100
 *   first     1,000   short 10 @ 110
 *   second    1,000                     long 10 @ 110
 *   plain     1,000   short  4 @ 100
 */
const owners = (use: Use<AdlProtection>) => {
  const venue = venueOf(designOf(use), [{}, { open: 110 }]);
  const loser = person(venue, 50, [[0, 10, 100]]);
  const first = person(venue, 1000, [[0, -10, 110]]);
  const plain = person(venue, 1000, [[0, -4, 100]]);
  const second = venue.ledger.open('trader', first);
  deposit(venue, second, 1000);
  openPosition(venue, second, 1, 10, 1100);
  person(venue, 10_000, [
    [0, 4, 100],
    [1, -10, 110],
  ]);
  const maker = person(venue, 10_000, [], 'maker');
  const lots = (account: number) => [0, 1].map((market) => venue.ledger.lots(account, market));
  return { venue, loser, first, second, plain, maker, lots };
};

describe('hedges over two accounts of one owner', () => {
  test('joint close of scope venue closes the leg in the other account', () => {
    const { venue, first, second, plain, maker, lots } = owners(built(jointClose, { scope: 'venue' }));
    quote(venue, maker, 1, 1, 20, 90);
    step(venue, [90, 90]);
    expect([first, second, plain, maker].map(lots)).toEqual([
      [0, 0],
      [0, 0],
      [-4, 0],
      [0, 10],
    ]);
    const companions = [...venue.ledger.log].filter((event) => event.cause === 'companion');
    expect(companions).toMatchObject([{ a: second, b: maker, lots: 10, value: 900, case: 1 }]);
    sound(venue);
  });

  test('joint close of scope account leaves it naked', () => {
    const { venue, first, second, maker, lots } = owners(built(jointClose, { scope: 'account' }));
    quote(venue, maker, 1, 1, 20, 90);
    step(venue, [90, 90]);
    expect([first, second].map(lots)).toEqual([
      [0, 0],
      [0, 10],
    ]);
    sound(venue);
  });

  test.each([
    ['venue', -4, 0],
    ['account', 0, -4],
  ])('lexicographic of scope %s leaves the first %d, the plain one %d', (scope, ofFirst, ofPlain) => {
    const { venue, first, plain, lots } = owners(built(lexicographic, { scope }));
    step(venue, [90, 90]);
    expect([first, plain].map((account) => lots(account)[0])).toEqual([ofFirst, ofPlain]);
    sound(venue);
  });

  test('two accounts that are cut share one hedge: together they close no more than there is', () => {
    // Shorts of 5 and 5 against 11 of B, at equal marks: 5 and 5, and one stays.
    const venue = venueOf(designOf(built(jointClose, { scope: 'venue' })), [{}, { open: 110 }]);
    person(venue, 50, [[0, 10, 100]]);
    const [a, b, c] = [0, 1, 2].map(() => venue.ledger.open('trader', 1)) as [number, number, number];
    for (const account of [a, b, c]) deposit(venue, account, 1000);
    openPosition(venue, a, 0, -5, -550);
    openPosition(venue, b, 0, -5, -550);
    openPosition(venue, c, 1, 11, 1210);
    person(venue, 10_000, [[1, -11, 110]]);
    const maker = person(venue, 10_000, [], 'maker');
    quote(venue, maker, 1, 1, 20, 90);
    step(venue, [90, 90]);
    expect([a, b, c].map((account) => venue.ledger.lots(account, 0) + venue.ledger.lots(account, 1))).toEqual([
      0, 0, 1,
    ]);
    sound(venue);
  });

  test('a companion for a stranger is refused, and nothing is done', () => {
    let stranger = -1;
    const meddler = defineAdlProtection({
      name: 'meddler',
      summary: 'Closes what others hold.',
      source: 'tests',
      params: z.strictObject({}),
      scope: 'venue',
      complete: () => [{ do: 'order', account: stranger, market: 0, lots: -4, timeInForce: 'ioc' }],
    });
    const { venue, hedged, plain, lots } = hedgers(meddler);
    stranger = plain;
    expect(() => step(venue, [90, 90])).toThrowErrorMatchingInlineSnapshot(
      `[BreakwaterError: meddler: the cut of account 7 goes with an order of account 8, which its scope does not reach or which has an open case]`,
    );
    expect([hedged, plain].map(lots)).toEqual([
      [-10, 10],
      [-4, 0],
    ]);
  });
});

describe('several cuts whose companions do not fit', () => {
  test('leaves all of them out at once, and cuts the others', () => {
    // Three hedged shorts of 10 before a plain one of 10; bids for 9 only.
    const venue = venueOf(designOf(built(jointClose)), [{}, { open: 110 }]);
    person(venue, 50, [[0, 10, 100]]);
    const hedged = [0, 1, 2].map(() =>
      person(venue, 1000, [
        [0, -10, 110],
        [1, 10, 110],
      ]),
    );
    const plain = person(venue, 1000, [[0, -10, 100]]);
    person(venue, 10_000, [
      [0, 30, 110],
      [1, -30, 110],
    ]);
    quote(venue, person(venue, 10_000, [], 'maker'), 1, 1, 9, 90);
    step(venue, [90, 90]);
    expect(hedged.map((account) => venue.ledger.lots(account, 0))).toEqual([-10, -10, -10]);
    expect(venue.ledger.lots(plain, 0)).toBe(0);
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
