import { expect, it } from 'vitest';
import { Prices } from '../../../src/measure/collect/prices.ts';
import { sampleSteps } from '../../../src/measure/collect/sample-steps.ts';
import { Timeline } from '../../../src/measure/collect/timeline.ts';
import { figuresOf, gather, recordOf, recordOfVenue } from '../../../src/measure/index.ts';
import { Numeraire } from '../../../src/measure/numeraire.ts';
import { lorenzOf } from '../../../src/measure/payer-groups.ts';
import { Total } from '../../../src/money/index.ts';
import { adl, design, person, step, testFund, use, venueOf } from '../../fixtures/exchange.ts';
import { smallWorld } from './small-world.ts';
import { gathered } from './worked-run.ts';

//                money  A lots at 100   B lots at 100    at 94: equity
// loser             50      +10                          50 - 60 = -10
// winner           100       -6                          100 + 36
// hedger           100       -4              +4          100 + 24, hedged: 400 against 400
// other           1000                       -4          1000
// ADL closes 10 at 950, marks say 940: the winner gives 6, the hedger 4. The fund of 1000 gives nothing.
const venue = venueOf(design([adl()], { funds: { fund: use(testFund(1000)) } }), [{ open: 100 }, { open: 100 }]);
person(venue, 50, [[0, 10, 100]]);
person(venue, 100, [[0, -6, 100]]);
const hedger = person(venue, 100, [
  [0, -4, 100],
  [1, 4, 100],
]);
person(venue, 1000, [[1, -4, 100]]);
step(venue, [98, 100], 3);
step(venue, [94, 100], 3);
step(venue, [92, 101], 3);
const figures = figuresOf(gathered(venue, new Map([[hedger, 7]])));

it('draws state at the start and at the end of each step', () => {
  expect(figures.series).toEqual({
    times: [0, 3, 6, 9],
    classes: [
      { name: '', markets: 2, middle: [1, 0.99, 0.97, 0.965], low: [1, 0.98, 0.94, 0.92], high: [1, 1, 1, 1.01] },
    ],
    largest: [
      { market: 'A', class: '', price: [1, 0.98, 0.94, 0.92] },
      { market: 'B', class: '', price: [1, 1, 1, 1.01] },
    ],
    // 10 lots of A and 4 of B at mark, then ADL closes all of A.
    openInterest: [1400, 1380, 400, 404],
    pools: [1000, 1000, 1000, 1000],
    liquidated: [0, 0, 940, 940],
    adl: [0, 0, 940, 940],
  });
});

it('says who bore the losses', () => {
  expect(figures.losses).toEqual({
    needed: 60,
    ownCollateral: 50,
    book: 0,
    backstop: 0,
    fund: 0,
    adl: 10,
    socialised: 0,
    uncovered: 0,
  });
});

it('says who paid, by equity at the start and by hedging', () => {
  const { payers } = figures;
  expect(payers).toMatchObject({ payers: 2, borne: 10 });
  expect(payers.lorenz).toEqual([
    [0, 0],
    [0.5, 0.4],
    [1, 1],
  ]);
  expect(payers.sizes).toEqual([
    { from: 10, to: 100, accounts: 1, payers: 0, borne: 0, cut: 0 },
    { from: 100, to: 1000, accounts: 2, payers: 2, borne: 10, cut: 940 },
    { from: 1000, to: 10_000, accounts: 1, payers: 0, borne: 0, cut: 0 },
  ]);
  expect(payers.hedged).toEqual({ accounts: 1, payers: 1, borne: 4, cut: 376 });
  expect(payers.unhedged).toEqual({ accounts: 3, payers: 1, borne: 6, cut: 564 });
  expect(payers.venue).toEqual({ accounts: 0, payers: 0, borne: 0, cut: 0 });
});

it('draws hedge groups before and after', () => {
  expect(figures.hedges).toEqual({
    groups: 1,
    broken: 1,
    matched: 400,
    before: 0,
    after: 400,
    largest: [{ group: 7, matched: 400, before: 0, after: 400 }],
  });
});

it('has no series for what the log does not hold', () => {
  const bare = venueOf(design([adl()]), [{ open: 100 }]);
  step(bare, [98]);
  const { series } = figuresOf(gathered(bare));
  expect(series).not.toHaveProperty('pools');
  expect(series).not.toHaveProperty('depth');
  expect(series).not.toHaveProperty('displacement');
});

it('takes classes from the scenario, and amounts in whole dollars rather than cents', () => {
  const { series, losses, numeraire } = figuresOf(gather(recordOf(smallWorld())));
  expect(series.classes.map(({ name }) => name)).toEqual(['test']);
  expect(series.times).toEqual([0, 10, 20, 30, 40]);
  expect(series.openInterest[0]).toBe(1000);
  expect(losses).toMatchObject({ needed: 60, ownCollateral: 50, adl: 10 });
  expect(numeraire).toBe('USD');
});

it('weighs depth and displacement by open interest, and has none before the first is recorded', () => {
  const run = recordOfVenue(venueOf(design([adl()]), [{ open: 100 }, { open: 300 }]));
  const timeline = new Timeline(run);
  const prices = new Prices(2);
  prices.price(0, 100);
  prices.price(1, 300);
  const none = new Total();
  const openInterest = Float64Array.of(10, 10);
  const state = { prices, numeraire: new Numeraire(run), openInterest, pools: undefined, liquidated: none, adl: none };
  timeline.begin(state);
  timeline.depth(0, 200_000, 40_000);
  timeline.depth(1, 600_000, 0);
  timeline.end(1, 0, state);
  const [start, after] = timeline.moments;
  expect(start).toMatchObject({ depth: undefined, displacement: undefined });
  // 1,000 of A against 3,000 of B.
  expect(after?.depth).toBeCloseTo(0.5);
  expect(after?.displacement).toBeCloseTo(0.01);
  expect(after?.openInterest).toEqual(Float64Array.of(1000, 3000));
});

/** Steps chosen out of those of a second each, with so many events of cases in each. */
const sampled = (busy: readonly number[], most: number): number[] =>
  sampleSteps(
    busy.map((_, i) => i + 1),
    busy,
    most,
  );

it('samples every step of a short run', () => {
  expect(sampled([0, 5, 0], 240)).toEqual([0, 1, 2]);
});

it('samples a cascade as often as all the rest, and always the last step', () => {
  const busy = Array.from({ length: 1000 }, (_, i) => (i >= 500 && i < 600 ? 10 : 0));
  const chosen = sampled(busy, 100);
  const inside = chosen.filter((each) => each >= 500 && each < 600).length;
  expect(chosen.length).toBeLessThanOrEqual(100);
  expect(inside).toBeGreaterThan(45);
  expect(chosen.length - inside).toBeGreaterThan(35);
  expect(chosen.at(-1)).toBe(999);
  expect(new Set(chosen).size).toBe(chosen.length);
});

it('samples a run without cases evenly', () => {
  const chosen = sampled(
    Array.from({ length: 1000 }, () => 0),
    101,
  );
  expect(chosen.slice(0, 3)).toEqual([9, 19, 29]);
});

it('draws a Lorenz curve of at most a hundred points that keeps to the curve', () => {
  const sorted = Float64Array.from({ length: 5000 }, (_, i) => (i + 1) ** 3);
  const points = lorenzOf(sorted);
  expect(points.length).toBeLessThanOrEqual(100);
  expect(points[0]).toEqual([0, 0]);
  expect(points.at(-1)).toEqual([1, 1]);
  // Of x cubed the lower share x bears x to the fourth.
  for (const [payers, borne] of points) expect(borne).toBeCloseTo(payers ** 4, 2);
  expect(lorenzOf(new Float64Array())).toEqual([]);
  expect(lorenzOf(Float64Array.of(3))).toEqual([
    [0, 0],
    [1, 1],
  ]);
});
