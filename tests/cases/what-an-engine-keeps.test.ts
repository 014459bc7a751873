import { describe, expect, it } from 'vitest';
import { greedyQueue, topNProRata } from '../../mechanisms/adl/index.ts';
import { type AdlComposite, Venue } from '../../src/exchange/index.ts';
import {
  defineAdlAllocation,
  defineAdlCloseOut,
  defineAdlRanking,
  defineLiquidation,
  defineMargin,
  type MarginSchedule,
  z,
} from '../../src/index.ts';
import { linear } from '../../src/money/index.ts';
import { adl, design, person, step, testMargin, use, venueOf } from '../fixtures/exchange.ts';

/** What the engine remembers, leaves out or hands over once must not be seen in what comes out. */

const head = { summary: 'A rule for tests.', source: 'tests', params: z.strictObject({}) };

const crashed = (parts: Partial<AdlComposite>, trace = false): Venue => {
  const venue = venueOf(design([adl(parts)]));
  Object.assign(venue, { trace });
  person(venue, 10, [[0, 90, 100]]);
  for (let i = 0; i < 6; i++) person(venue, 10_000, [[0, -60, 100]]);
  step(venue, [90]);
  return venue;
};
const cuts = (venue: Venue) =>
  [...venue.ledger.log].filter(({ kind, cause }) => kind === 'fill' && cause === 'adl').map(({ b, lots }) => [b, lots]);

describe('a ranking that weighs, and a rule that looks at the front of the queue', () => {
  /** The last three weigh so much that the others are alike on the grid of all. */
  const weigh = defineAdlRanking({
    ...head,
    name: 'heavy-behind',
    score: (c) => -c.account,
    weigh: (c) => (c.account > 9 ? 2 ** 60 : c.account),
  });
  const parts = { ranking: use(weigh), allocation: use(topNProRata, { n: 3 }) } as Partial<AdlComposite>;

  it('takes by weights on the grid of everybody, with and without a trace', () => {
    expect(cuts(crashed(parts)).map(([, lots]) => lots)).toEqual([30, 30, 30]);
    expect(cuts(crashed(parts, true))).toEqual(cuts(crashed(parts)));
  });
});

it('an account that was checked before its market had a price is checked again', () => {
  for (const plainSweep of [false, true]) {
    const venue = new Venue({
      design: design([], { margin: use(testMargin(10_000)) }),
      assets: [{ name: 'USD', decimals: 0 }],
      seed: 1,
      plainSweep,
      markets: [
        { id: 'A', instrument: linear({ tickValue: 1 }), settle: 0, tick: 1, floor: 1, cap: 1000, beta: 1, open: 100 },
      ],
    });
    const short = person(venue, 100, [[0, -90, 100]]);
    venue.marginCheck.breaches();
    venue.ledger.setPrice(0, 200, 200);
    expect(venue.marginCheck.breaches()).toEqual([short]);
  }
});

it('a default is over when a margin that looks at the book has fallen, though nothing was written', () => {
  const asked: string[] = [];
  const margin = defineMargin({
    ...head,
    name: 'book',
    schedule: (market) => ({ initial: () => 0, maintenance: () => (market.bestAsk > 0 ? 0 : 1_000) }),
  });
  const rests = defineLiquidation({
    ...head,
    name: 'rests',
    takesLots: true,
    next: ({ legs }, _view, _params, _state, outcome) => {
      asked.push('rests');
      return outcome !== undefined
        ? 'pass'
        : legs.map(({ lots }) => ({ do: 'order', market: 0, lots, limit: 500, timeInForce: 'gtc' }));
    },
  });
  const second = defineLiquidation({
    ...head,
    name: 'second',
    takesLots: true,
    next: () => {
      asked.push('second');
      return 'pass';
    },
  });
  const venue = venueOf(
    design(
      [
        { label: 'a', kind: 'liquidation', use: use(rests) },
        { label: 'b', kind: 'liquidation', use: use(second) },
      ],
      { margin: use(margin) },
    ),
  );
  person(venue, 500, [[0, 10, 100]]);
  step(venue, [100]);
  expect(new Set(asked)).toEqual(new Set(['rests']));
});

it.each<[string, Partial<MarginSchedule>, string]>([
  ['NaN in a tier', { tiers: [10], slopesPerMillion: [1, Number.NaN] }, 'margin rule: A: the slope of tier 2 was NaN'],
  ['below zero', { slopePerMillion: -1 }, 'margin rule: the slope in A was -1'],
  ['too few', { tiers: [10], slopesPerMillion: [1] }, 'margin rule: A: it has 1 slopes for 2 tiers'],
])('a slope that is %s is refused', (_, said, message) => {
  const schedule = () => ({ initial: () => 0, maintenance: () => 0, ...said });
  const margin = defineMargin({ ...head, name: 'rule', schedule });
  expect(() => venueOf(design([], { margin: use(margin) }))).toThrow(message);
});

describe('what a rule is given', () => {
  it('may be spread into a problem for another rule', () => {
    const wrapped = defineAdlAllocation({
      ...head,
      name: 'wrapped',
      allocate: (problem) => topNProRata.allocate({ ...problem, need: problem.need }, { n: 3 }, null),
    });
    expect(cuts(crashed({ allocation: use(wrapped) }))).toEqual(
      cuts(crashed({ allocation: use(topNProRata, { n: 3 }) })),
    );
  });

  it('may be taken apart', () => {
    const apart = defineAdlCloseOut({
      ...head,
      name: 'apart',
      value: ({ at, market }) => ({ subject: at(market.mark) }),
    });
    expect(cuts(crashed({ closeOut: use(apart), allocation: use(greedyQueue) }))).toHaveLength(2);
  });

  it('shows the next layer the same legs', () => {
    const seen: number[][] = [];
    const turns = defineLiquidation({
      ...head,
      name: 'turns',
      takesLots: true,
      next: ({ legs }) => {
        seen.push(legs.map(({ market }) => market.number));
        expect(() => (legs as unknown[]).reverse()).toThrow(TypeError);
        return 'pass';
      },
    });
    const layer = (label: string) => ({ label, kind: 'liquidation' as const, use: use(turns) });
    const venue = venueOf(design([layer('a'), layer('b')]), [{}, {}]);
    person(venue, 10, [
      [0, 90, 100],
      [1, 10, 100],
    ]);
    step(venue, [90, 100]);
    expect(seen).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });
});
