import { describe, expect, test } from 'vitest';
import {
  accountEquityNegative,
  bankruptcy,
  greedyQueue,
  nonOverlappingBankruptcy,
  oppositeSide,
  seededRandomScan,
} from '../../../mechanisms/adl/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import { design, person, step, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, adlOf, built, equityOf, margin, sound } from './built.ts';

/*
 * dYdX v4: from a random account on, at the bankruptcy price, who could not bear it is skipped.
 *
 *             money   position      at 90: equity    at 95 it would bear
 *   loser        50   long  10 @ 100      -50
 *   A            10   short  4 @  90       10              20: skipped
 *   B           100   short  6 @  90      100              30
 *   C         1,000   short  5 @  90    1,000              25
 *   other     9,000   long   5 @ 100
 */
const dydx = (seed: number, scan: number) => {
  const venue = venueOf(
    design(
      [
        adlOf({
          trigger: built(accountEquityNegative),
          eligible: [built(oppositeSide), built(nonOverlappingBankruptcy, { scan })],
          ranking: built(seededRandomScan),
          allocation: built(greedyQueue),
          closeOut: built(bankruptcy),
        }),
      ],
      margin(fraction, { initial: '0.02', maintenance: '0.01' }),
    ),
  );
  Object.assign(venue, { seed });
  const loser = person(venue, 50, [[0, 10, 100]]);
  const [a, b, c] = [
    [10, -4],
    [100, -6],
    [1000, -5],
  ].map(([money, lots]) => person(venue, money as number, [[0, lots as number, 90]])) as [number, number, number];
  person(venue, 9000, [[0, 5, 100]]);
  step(venue, [90]);
  sound(venue);
  return { venue, loser, held: [loser, a, b, c].map((account) => venue.ledger.lots(account, 0)), shorts: [a, b, c] };
};

describe('a random scan with a predicate on pairs', () => {
  const seeds = Array.from({ length: 30 }, (_, seed) => seed);

  test('starts at one account or another, and always skips who could not bear it', () => {
    const ends = new Set(seeds.map((seed) => dydx(seed, 500).held.join(' ')));
    // B first, then 4 of C; or C first, then 5 of B.
    expect([...ends].sort()).toEqual(['0 -4 -1 0', '0 -4 0 -1']);
  });

  test('cuts the same accounts when the seed is the same', () => {
    for (const seed of seeds.slice(0, 5)) expect(dydx(seed, 500).held).toEqual(dydx(seed, 500).held);
  });

  test('pays 50 in sum, in proportion to the lots', () => {
    const seed = seeds.find((one) => dydx(one, 500).held[2] === 0) as number;
    const { venue, loser, shorts } = dydx(seed, 500);
    expect([loser, ...shorts].map((account) => equityOf(venue, account))).toEqual([0, 10, 70, 980]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 100, ownCollateral: 50, adl: 50 });
  });

  test('looks at so many candidates only: what they cannot take stays open', () => {
    const left = new Set(seeds.map((seed) => dydx(seed, 1).held[0]));
    // The one that is looked at is A, B or C.
    expect([...left].sort()).toEqual([10, 4, 5]);
  });
});

/*
 * The chain's own case, x/clob/keeper/deleveraging_test.go: Carl is short 1 BTC with 49,999 of quote, Dave long 1 with 50,000. At 50,000 Carl
 * has -1: both close at 49,999, and Dave is left with 50,000 + 49,999.
 */
test('Carl is closed at 49,999 against Dave, who keeps 99,999', () => {
  const venue = venueOf(
    design(
      [
        adlOf({
          trigger: built(accountEquityNegative),
          eligible: [built(oppositeSide), built(nonOverlappingBankruptcy)],
          ranking: built(seededRandomScan),
          allocation: built(greedyQueue),
          closeOut: built(bankruptcy),
        }),
      ],
      margin(fraction, { initial: '0.2', maintenance: '0.1' }),
    ),
    [{ open: 45_000 }],
  );
  const carl = person(venue, 4_999, [[0, -1, 45_000]]);
  const dave = person(venue, 95_000, [[0, 1, 45_000]]);
  step(venue, [50_000]);
  expect([carl, dave].map((account) => venue.ledger.lots(account, 0))).toEqual([0, 0]);
  expect([carl, dave].map((account) => equityOf(venue, account))).toEqual([0, 99_999]);
  sound(venue);
});
