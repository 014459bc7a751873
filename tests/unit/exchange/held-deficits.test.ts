import { expect, test } from 'vitest';
import { defineAdlTrigger, z } from '../../../src/index.ts';
import { adl, bookLayer, deficits, design, person, quote, step, use, venueOf } from '../../fixtures/exchange.ts';

const holding = (until: (now: number) => number) =>
  defineAdlTrigger({
    name: 'holding',
    summary: 'Holds until a time.',
    source: 'tests',
    params: z.strictObject({}),
    decide: (view) => (view.now < 30 ? { on: true, needs: [], holdsUntil: until(view.now) } : 'off'),
  });
/** An account that is 100 short once its position is sold. */
const short = (until: (now: number) => number) => {
  const venue = venueOf(
    design([
      { label: 'book', kind: 'liquidation', use: use(bookLayer()) as never },
      adl({ trigger: use(holding(until)) as never, settle: 'gains' }),
    ]),
  );
  person(venue, 100, [[0, 10, 100]]);
  const maker = person(venue, 10_000, [[0, -10, 100]], 'maker');
  quote(venue, maker, 0, 1, 10, 80);
  return venue;
};

test('what a flat case owes waits as long as a trigger holds it, and is written off after', () => {
  const venue = short(() => 25);
  step(venue, [80], 10);
  step(venue, [80], 10);
  expect(venue.cases.all[0]?.closed).toBeUndefined();
  expect(venue.cases.all[0]?.lines[0]?.uncovered).toBe(0);
  step(venue, [80], 10);
  expect(venue.cases.all[0]?.closed).toBe(30);
  expect(venue.cases.all[0]?.lines[0]?.uncovered).toBe(100);
});

test('a trigger that holds until now is refused', () => {
  const venue = short((now) => now);
  expect(() => step(venue, [80], 10)).toThrow(/holding: it holds until 10 s, but it is 10 s already/);
});

test('what a flat case owes waits until notice is over, and is then charged on gains', () => {
  const venue = venueOf(
    design([
      { label: 'book', kind: 'liquidation', use: use(bookLayer()) as never },
      adl({ trigger: use(deficits) as never, settle: 'gains', notice: 15 }),
    ]),
  );
  person(venue, 100, [[0, 10, 100]]);
  const winner = person(venue, 1000, [[0, -10, 100]]);
  const maker = person(venue, 10_000, [], 'maker');
  quote(venue, maker, 0, 1, 10, 80);
  for (const now of [10, 20]) {
    step(venue, [80], 10);
    expect(venue.now).toBe(now);
    expect(venue.cases.all[0]?.closed).toBeUndefined();
    expect(venue.valuation.read(winner).equity).toBe(1200);
  }
  step(venue, [80], 10);
  expect(venue.cases.all[0]?.closed).toBe(30);
  expect(venue.cases.all[0]?.lines[0]).toMatchObject({ uncovered: 0, socialised: 100 });
  expect(venue.valuation.read(winner).equity).toBe(1100);
  const notices = [...venue.ledger.log].filter(({ kind }) => kind === 'notice');
  expect(notices.map(({ step: at, value }) => [at, value])).toEqual([[1, 25]]);
});
