import { expect, test } from 'vitest';
import { pnlPctTimesEffectiveLeverage, roiOverMarginRatio } from '../../mechanisms/adl/ranking/index.ts';
import { CandidateCursor } from '../../src/exchange/candidate.ts';
import type { Market } from '../../src/exchange/index.ts';
import { defineAdlCloseOut, z } from '../../src/index.ts';
import { inverse } from '../../src/money/index.ts';
import { adl, design, person, step, testMargin, use, venueOf } from '../fixtures/exchange.ts';

const coin = { instrument: inverse({ face: 1_000_000 }), open: 100 };

/** A value at 98 rests at 98; value falls with one over the price, so mark x value / value at mark is 90. */
test('close-out orders of an inverse market rest at the price of their value', () => {
  const closeOut = defineAdlCloseOut({
    name: 'at-98',
    summary: 'Rests at 98.',
    source: 'tests',
    params: z.strictObject({}),
    by: 'resting-orders',
    value: (piece) => ({ subject: piece.at(98) }),
  });
  const venue = venueOf(design([adl({ closeOut: use(closeOut) })]), [coin]);
  const loser = person(venue, 5000, [[0, 10, 100]]);
  person(venue, 50_000, [[0, -10, 100]]);
  step(venue, [94]);
  expect(venue.ledger.lots(loser, 0)).toBe(0);
  const fill = [...venue.ledger.log].find((event) => event.kind === 'fill' && event.case === 1);
  expect(fill?.value).toBe(venue.markets[0]?.value(10, 98));
});

/** Long 10 inverse (100,000 units) and long 1,000 linear (100,000 units) of one coin: twice the exposure, no hedge. */
test('a long inverse position adds to a long linear one', () => {
  const venue = venueOf(design([]), [coin, {}]);
  const account = person(venue, 500_000, [
    [0, 10, 100],
    [1, 1000, 100],
  ]);
  const cursor = new CandidateCursor(venue, venue.markets[1] as Market).at(venue.ledger.row(account, 1));
  expect([cursor.hedgedShare, cursor.netExposureRatio]).toEqual([0, 2]);
});

/** A lot of 50 units of face is worth less than half a unit at 120; another market makes the account hold margin. */
test('a position worth less than half a unit has a score', () => {
  const small = { instrument: inverse({ face: 50 }), open: 100 };
  const venue = venueOf(design([], { margin: use(testMargin(50_000)) }), [small, {}]);
  const account = person(venue, 500, [
    [0, -1, 100],
    [1, -5, 100],
  ]);
  step(venue, [120, 100]);
  const cursor = new CandidateCursor(venue, venue.markets[0] as Market).at(venue.ledger.row(account, 0));
  expect([cursor.notional, cursor.effectiveLeverage]).toEqual([0, 0]);
  expect(pnlPctTimesEffectiveLeverage.score?.(cursor, {}, 0)).toBe(0);
  expect(roiOverMarginRatio.score?.(cursor, { returnOn: 'margin' }, 0)).toBe(0);
});

/** Opened at 120 it has cost nothing, and is worth a unit at 80. */
test('a profit on a position that cost nothing is without end', () => {
  const small = { instrument: inverse({ face: 50 }), open: 120 };
  const venue = venueOf(design([], { margin: use(testMargin(50_000)) }), [small]);
  const account = person(venue, 500, [[0, 1, 120]]);
  const other = person(venue, 500, [[0, -1, 120]]);
  const profitRatio = (of: number): number =>
    new CandidateCursor(venue, venue.markets[0] as Market).at(venue.ledger.row(of, 0)).profitRatio;
  expect(profitRatio(account)).toBe(0);
  step(venue, [80]);
  expect([profitRatio(account), profitRatio(other)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
});
