import { describe, expect, test } from 'vitest';
import {
  adjustedProportional,
  bankruptcy,
  constrainedEqualAwards,
  constrainedEqualLosses,
  greedyRisk,
  jointMinMaxHaircut,
  leverageWaterFilling,
  markThroughBankruptcy,
  minimalOverlap,
  minMaxHaircut,
  mirrorDescent,
  oppositeSide,
  profitable,
  proportional,
  randomArrival,
  riskAwareProRata,
  talmud,
  unranked,
} from '../../../mechanisms/adl/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import { gainsHaircut } from '../../../mechanisms/socialisation/index.ts';
import { design, person, step, venueOf } from '../../fixtures/exchange.ts';
import { adlOf, built, equityOf, layer, margin, sound } from './built.ts';

const margins = margin(fraction, { initial: '0.01', maintenance: '0.005' });

/*
 * One book, every rule: at 88 the 20 lots of the loser go to A and B, at its bankruptcy price of 90.
 *
 *             money   position      at 88: equity    leverage
 *   loser       200   long  20 @ 100      -40
 *   A           100   short 10 @ 100      220          4.00
 *   B         1,000   short 20 @ 100    1,240          1.42
 *   other     9,000   long  10 @ 100
 */
const book = (rule: Parameters<typeof built>[0]) => {
  const venue = venueOf(
    design(
      [
        adlOf({
          trigger: built(markThroughBankruptcy),
          eligible: [built(oppositeSide), built(profitable)],
          ranking: built(unranked),
          allocation: built(rule),
          closeOut: built(bankruptcy),
        }),
      ],
      margins,
    ),
  );
  const a = person(venue, 100, [[0, -10, 100]]);
  const b = person(venue, 1000, [[0, -20, 100]]);
  const loser = person(venue, 200, [[0, 20, 100]]);
  person(venue, 9000, [[0, 10, 100]]);
  return { venue, a, b, loser };
};

describe('the engine closes against whom a rule says', () => {
  test.each([
    // 6.67 and 13.33 of 20.
    [proportional, [7, 13]],
    [minMaxHaircut, [7, 13]],
    // Down to 5 each.
    [constrainedEqualAwards, [5, 15]],
    [constrainedEqualLosses, [10, 10]],
    // More than half of 30 is needed: half of A, the rest of B.
    [talmud, [5, 15]],
    [randomArrival, [5, 15]],
    [adjustedProportional, [5, 15]],
    // Of the 10 that stay, 10 are claimed by both: 5 each.
    [minimalOverlap, [5, 15]],
    // The 10 lots that stay go to equity of 220 and 1,240: 1.5 and 8.5, so that 1/220 and 9/1240 is the least largest leverage.
    [leverageWaterFilling, [9, 11]],
    // Weights by the square of leverage: 10 x 16 to 20 x 2.01, so A is cut in full.
    [riskAwareProRata, [10, 10]],
    [greedyRisk, [10, 10]],
    // A third each of 6.67, 5 and 10.
    [mirrorDescent, [7, 13]],
  ])('$name', (rule, cuts) => {
    const { venue, a, b, loser } = book(rule);
    step(venue, [88]);
    expect([a, b].map((account) => venue.ledger.lots(account, 0))).toEqual([(cuts[0] ?? 0) - 10, (cuts[1] ?? 0) - 20]);
    expect(venue.ledger.lots(loser, 0)).toBe(0);
    expect(equityOf(venue, loser)).toBe(0);
    sound(venue);
  });

  test('and keeps what the mixture has learnt from wave to wave, for each market', () => {
    const { venue } = book(mirrorDescent);
    step(venue, [88]);
    const kept = venue.states.save().flatMap(([, key, state]) => (key === 0 ? [state] : []));
    expect(kept).toMatchObject([{ wave: 2, losses: [expect.any(Number), expect.any(Number), expect.any(Number)] }]);
  });
});

describe('joint-min-max-haircut', () => {
  /*
   * Long 30 in A and 60 in B with 300, at 95 in both: worse than bankrupt by 150. Both legs go at mark in one decision.
   *
   *          A     B     worth     cut                    share
   *   W1   -30     0     2,850     20 of A                1,900 of 2,850
   *   W2   -10  -100    10,450     10 of A and 38 of B    4,560 of 10,450
   *   W3     0   -50     4,750     22 of B                2,090 of 4,750
   */
  test('closes all legs of a default at mark, spread over both markets', () => {
    const whole = { label: 'adl', kind: 'adl' as const, whole: built(jointMinMaxHaircut) };
    const venue = venueOf(design([whole, layer('socialisation', gainsHaircut)], margins), [{}, {}]);
    const loser = person(venue, 300, [
      [0, 30, 100],
      [1, 60, 100],
    ]);
    const w1 = person(venue, 10_000, [[0, -30, 100]]);
    const w2 = person(venue, 10_000, [
      [0, -10, 100],
      [1, -100, 100],
    ]);
    const w3 = person(venue, 10_000, [[1, -50, 100]]);
    person(venue, 10_000, [
      [0, 10, 100],
      [1, 90, 100],
    ]);
    step(venue, [95, 95]);
    const lots = (account: number) => [0, 1].map((market) => venue.ledger.lots(account, market));
    expect([loser, w1, w2, w3].map(lots)).toEqual([
      [0, 0],
      [-10, 0],
      [0, -62],
      [0, -28],
    ]);
    expect(equityOf(venue, loser)).toBe(0);
    sound(venue);
  });
});
