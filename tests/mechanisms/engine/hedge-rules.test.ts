import { describe, expect, test } from 'vitest';
import {
  accountEquityNegative,
  bankruptcy,
  blind,
  factorLeverage,
  greedyQueue,
  lexicographic,
  netRank,
  oppositeSide,
  profitPctOnly,
  replacementOffer,
  vmgh,
} from '../../../mechanisms/adl/index.ts';
import { depositorVault } from '../../../mechanisms/fund/index.ts';
import { bookIoc } from '../../../mechanisms/liquidation/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import { type AdlComposite, reopen, type WaterfallLayer } from '../../../src/exchange/index.ts';
import { design, person, quote, step, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, adlOf, built, equityOf, layer, margin, sound } from './built.ts';

const closing = (parts: Partial<AdlComposite>): WaterfallLayer[] => [
  adlOf({
    trigger: built(accountEquityNegative),
    eligible: [built(oppositeSide)],
    ranking: built(profitPctOnly),
    allocation: built(greedyQueue),
    closeOut: built(bankruptcy),
    ...parts,
  }),
];

/*
 * At 90 the loser is bankrupt at 95. The hedged one has won more a lot, so a ranking by profit has it first.
 *
 *             money   A                 B
 *   loser        50   long  10 @ 100
 *   hedged    1,000   short 10 @ 110    long 10 @ 110
 *   plain     1,000   short  4 @ 100
 *   vault     2,000
 */
const fall = (layers: readonly WaterfallLayer[], capital = '2000') => {
  const venue = venueOf(
    design(layers, {
      ...margin(fraction, { initial: '0.02', maintenance: '0.01' }),
      funds: { vault: built(depositorVault, { capital }) },
    }),
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
  quote(venue, maker, 0, 1, 10, 90);
  step(venue, [90, 90]);
  const lots = (account: number) => [0, 1].map((market) => venue.ledger.lots(account, market));
  return { venue, loser, hedged, plain, lots, vault: venue.pools[0]?.account as number };
};

describe('who is cut of 10 lots', () => {
  //                      hedged   plain
  //   by profit              10       0
  //   by net exposure         6       4     0 and 360 of it
  //   by factor leverage      6       4     0 and 360 / 1,040
  test.each([
    ['blind', { protection: built(blind) }, 10, 0],
    ['net-rank', { ranking: built(netRank) }, 6, 4],
    ['factor-leverage', { allocation: built(factorLeverage) }, 6, 4],
    ['lexicographic', { protection: built(lexicographic) }, 6, 4],
  ] as const)('%s', (_, parts, ofHedged, ofPlain) => {
    const { venue, loser, hedged, plain, lots } = fall(closing(parts));
    expect([loser, hedged, plain].map(lots)).toEqual([
      [0, 0],
      [-10 + ofHedged, 10],
      [-4 + ofPlain, 0],
    ]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 100, ownCollateral: 50, adl: 50 });
    sound(venue);
  });
});

describe('vmgh', () => {
  /*
   * The book takes the 10 lots at 90, and 50 are missing. Gains in A are 200 and 40 (and the long of 4 has none), so 50 of 240:
   *
   *             gain   pays   is left with        A     B
   *   hedged     200     42     1,000 - 42      -10    10
   *   plain       40      8     1,040 -  8       -4
   */
  test('keeps both legs and takes a part of the gain on one', () => {
    const { venue, loser, hedged, plain, lots } = fall([
      layer('liquidation', bookIoc, { limit: 'none', fee: '0' }),
      { label: 'adl', kind: 'adl', whole: built(vmgh) },
    ]);
    expect([loser, hedged, plain].map(lots)).toEqual([
      [0, 0],
      [-10, 10],
      [-4, 0],
    ]);
    expect([loser, hedged, plain].map((account) => equityOf(venue, account))).toEqual([0, 958, 1032]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 100, ownCollateral: 50, socialised: 50 });
    expect(venue.cases.all[0]?.closed).toBe(1);
    sound(venue);
  });
});

describe('replacement offer', () => {
  const offers = closing({ protection: built(replacementOffer) });

  //             A        B      equity
  //   hedged    0       10         950     cut at 95, worth 90
  //   hedged   -10      10       1,000     as if it had never been cut
  //   vault     10                1,950     bought at 95
  test('leaves a hedger who takes it as if it had never been cut; the vault bears the gap', () => {
    const { venue, hedged, plain, vault, lots } = fall(offers);
    expect([hedged, plain].map(lots)).toEqual([
      [0, 10],
      [-4, 0],
    ]);
    expect(equityOf(venue, hedged)).toBe(950);
    expect(venue.view.replacements).toMatchObject([
      { account: hedged, lots: -10, value: -950, pool: 'vault', until: 601 },
    ]);
    expect(reopen(venue, 1).refused).toBeUndefined();
    expect([hedged, vault].map(lots)).toEqual([
      [-10, 10],
      [10, 0],
    ]);
    expect([hedged, vault].map((account) => equityOf(venue, account))).toEqual([1000, 1950]);
    sound(venue);
  });

  test('a vault of 500 stands for 5 lots of 90 only', () => {
    const { venue, hedged } = fall(offers, '500');
    expect(venue.view.replacements).toMatchObject([{ account: hedged, lots: -5, value: -475 }]);
  });

  test('a vault without money offers nothing', () => {
    expect(fall(offers, '0').venue.view.replacements).toEqual([]);
  });
});
