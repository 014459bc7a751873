import { describe, expect, test } from 'vitest';
import { insuranceFund } from '../../../mechanisms/fund/index.ts';
import { bookIoc } from '../../../mechanisms/liquidation/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import { gainsHaircut } from '../../../mechanisms/socialisation/index.ts';
import { design, person, quote, step, venueOf } from '../../fixtures/exchange.ts';
import { built, equityOf, layer, margin, pays, sound } from './built.ts';

/*
 * Vega's five cases, core/integration/features/verified/0002-STTL-settlement-verified-loss-socialization-case1 to 5.feature: the mark goes
 * from 100 to 180, shorts cannot pay, the insurance pool comes first, and the rest is taken off all gains of that move pro rata.
 *
 *   case   shorts: lots (money)        longs: lots                       missing   pool   they take off the gains
 *   1      100 (5,000)                 party2 100, aux 1                   3,000      0   2,970
 *   2      100 (2,500)                 party2 25, party3 75, aux 1         5,500      0   1,362 and 4,083
 *   3      30 (2,000), 70 (3,000)      party2 90, party4 10, party5 10     3,000      0   2,455 and 272
 *   4      30 (2,000), 70 (3,000)      party2 90, party4 10, party5 1      3,000  2,900   90 and 9
 *   5      30 (2,000), 70 (3,000)      party2 90, party4 10, aux 1         3,000  3,000   0 and 0
 *
 * They round each payment down and give the remainder to the last in line; here the largest remainders have it. So nobody differs by
 * more than a unit a default.
 */
interface Case {
  readonly shorts: readonly (readonly [lots: number, money: number])[];
  readonly longs: readonly number[];
  readonly pool: number;
  /** What the first longs lose of their gains at Vega. */
  readonly theirs: readonly number[];
  readonly ours: readonly number[];
}
const two = [
  [30, 2000],
  [70, 3000],
] as const;
const cases: readonly Case[] = [
  { shorts: [[100, 5000]], longs: [100, 1], pool: 0, theirs: [2970], ours: [2970, 30] },
  { shorts: [[100, 2500]], longs: [25, 75, 1], pool: 0, theirs: [1362, 4083], ours: [1361, 4084, 55] },
  { shorts: two, longs: [90, 10, 10], pool: 0, theirs: [2455, 272], ours: [2454, 273, 273] },
  { shorts: two, longs: [90, 10, 1], pool: 2900, theirs: [90, 9], ours: [89, 10, 1] },
  { shorts: two, longs: [90, 10, 1], pool: 3000, theirs: [0, 0], ours: [0, 0, 0] },
];

describe.each(cases.map((one, i) => [i + 1, one] as const))('case %d', (_, { shorts, longs, pool, theirs, ours }) => {
  const venue = venueOf(
    design([layer('liquidation', bookIoc), pays('insurance'), layer('socialisation', gainsHaircut)], {
      ...margin(fraction, { initial: '0.02', maintenance: '0.01' }),
      funds: { insurance: built(insuranceFund, { capital: String(pool) }) },
    }),
  );
  const losers = shorts.map(([lots, money]) => person(venue, money, [[0, -lots, 100]]));
  const winners = longs.map((lots) => person(venue, 100_000, [[0, lots, 100]]));
  const provider = person(venue, 1_000_000, [], 'maker');
  quote(venue, provider, 0, -1, 1000, 180);
  step(venue, [180]);
  step(venue, [180]);
  const lost = winners.map((account, i) => 100_000 + 80 * (longs[i] ?? 0) - equityOf(venue, account));

  test('takes the same percentage of every gain', () => {
    expect(lost).toEqual(ours);
    for (const [i, loss] of theirs.entries())
      expect(Math.abs((lost[i] ?? 0) - loss)).toBeLessThanOrEqual(shorts.length);
  });

  test('raises exactly what is missing, from the pool first', () => {
    const missing = shorts.reduce((sum, [lots, money]) => sum + 80 * lots - money, 0);
    expect(lost.reduce((sum, loss) => sum + loss, 0)).toBe(missing - pool);
    expect([equityOf(venue, provider), venue.pools[0]?.cash]).toEqual([1_000_000, 0]);
    expect(losers.map((account) => equityOf(venue, account))).toEqual(losers.map(() => 0));
    sound(venue);
  });
});
