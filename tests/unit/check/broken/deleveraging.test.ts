import { describe, expect, it } from 'vitest';
import {
  equalCuts,
  onePrice,
  principalInviolable,
  quantityMatch,
  rankMonotone,
  rightSide,
  survivorNotRuined,
  winnersOnly,
} from '../../../../specs/invariants/index.ts';
import type { Venue } from '../../../../src/exchange/index.ts';
import { defineAdlAllocation, defineAdlEligible, type Invariant, z } from '../../../../src/index.ts';
import { adl, design, person, step, testMargin, use, venueOf } from '../../../fixtures/exchange.ts';
import { asked } from './asked.ts';

const none = z.strictObject({});
const allocation = (name: string, allocate: (need: number, limit: Float64Array) => number[]) =>
  use(
    defineAdlAllocation({
      name,
      summary: name,
      source: 'tests',
      params: none,
      allocate: ({ need, limit }) => Float64Array.from(allocate(need, limit)),
    }),
  );
const fromTheBack = allocation('from-the-back', (need, limit) => {
  let left = need;
  return [...limit]
    .reverse()
    .map((most) => {
      const part = Math.min(left, most);
      left -= part;
      return part;
    })
    .reverse();
});
const halves = allocation('halves', (need) => [need / 2, need / 2]);
const winners = use(
  defineAdlEligible({
    name: 'winners',
    summary: 'Claims to let winners be cut only.',
    source: 'tests',
    params: none,
    capabilities: { winnersOnly: true },
    candidate: () => true,
  }),
);

/**
 * A long of 10 with nothing left is closed against two shorts of 10.
 *
 *              money   from 100   at 94
 *   loser         60       +10        0
 *   first        100       -10      160
 *   second       100       -10      160
 */
const traced = (over: Parameters<typeof adl>[0] = {}, entries: readonly [number, number] = [100, 100]): Venue => {
  const venue = venueOf(design([adl(over)], { margin: use(testMargin(10_000)) }));
  Object.defineProperty(venue, 'trace', { value: true });
  person(venue, 60, [[0, 10, 100]]);
  person(venue, 100, [[0, -10, entries[0]]]);
  person(venue, 100, [[0, -10, entries[1]]]);
  step(venue, [94]);
  return venue;
};

/** Two longs of 5, one that has lost all it had and one that lacks 20, closed at their bankruptcy values. */
const twoLosers = (): Venue => {
  const venue = venueOf(design([adl()], { margin: use(testMargin(10_000)) }));
  person(venue, 30, [[0, 5, 100]]);
  person(venue, 10, [[0, 5, 100]]);
  person(venue, 100, [[0, -10, 100]]);
  step(venue, [94]);
  return venue;
};

/** A long that lost 100 beyond its money is closed at bankruptcy value against a short with a profit of 10, or of 110 from 105. */
const dear = (money: number, entry = 95): Venue => {
  const venue = venueOf(design([adl()], { margin: use(testMargin(10_000)) }));
  person(venue, 10, [[0, 10, 105]]);
  person(venue, money, [[0, -10, entry]]);
  step(venue, [94]);
  return venue;
};

/** A run to which a cut is added that no decision made. */
const withCut = (lots: number, value: number, [from, to]: readonly [number, number]): Venue => {
  const venue = traced();
  venue.ledger.fill(0, from, to, lots, value, 'adl', 1);
  return venue;
};

const [first, second] = [7, 8];
const cases: [string, Invariant, () => Venue, () => Venue, object][] = [
  [
    'a short is cut for a short',
    rightSide,
    traced,
    () => withCut(-1, -94, [first, second]),
    {
      who: 'account 8, market A',
      expected: 'a long against at least -1 lots of account 7',
      found: [0, -10],
      detail: 'case 1 in step 1: lots held by subject and counterparty',
    },
  ],
  [
    'a loser is cut where only winners may be',
    winnersOnly,
    () => traced({ eligible: [winners] }),
    () => traced({ eligible: [winners] }, [90, 100]),
    { who: 'account 7, market A', expected: 'a profit above 0', found: -40, detail: 'cut for case 1 in step 1' },
  ],
  [
    'the last are cut first',
    rankMonotone,
    traced,
    () => traced({ allocation: fromTheBack }),
    {
      who: 'account 7, market A',
      expected: 'all of its 10, before account 8 gives 10',
      found: 0,
      detail: 'scores -7 and -8 in step 1',
    },
  ],
  [
    'a queue is no pro rata',
    equalCuts,
    () => traced({ allocation: halves }),
    traced,
    {
      who: 'account 7, market A',
      expected: 5,
      found: 10,
      difference: 5,
      detail: '10 of 20 may be taken, 10 are, in step 1',
    },
  ],
  [
    'two bankruptcy values are two prices',
    onePrice,
    () => traced({ allocation: halves }),
    twoLosers,
    {
      who: 'accounts 8 and 8, market A',
      expected: '5 lots at the price of 5 at 470',
      found: 490,
      detail: 'cases 1 and 2 in step 1',
    },
  ],
  [
    'a cut at bankruptcy value ruins the winner',
    survivorNotRuined,
    () => dear(200),
    () => dear(80),
    {
      who: 'account 7',
      expected: 'equity >= 0',
      found: -10,
      difference: -10,
      detail: 'adl for case 1 in step 1; it had 80 to spare',
    },
  ],
  [
    'a cut costs more than was won',
    principalInviolable,
    () => dear(200, 105),
    () => dear(200),
    {
      who: 'account 7, market A',
      expected: 'a cost of at most 11',
      found: 100,
      detail: '10 of 10 lots cut for case 1 in step 1',
    },
  ],
];

describe('each invariant on deleveraging holds, is reached, and names what breaks it', () => {
  it.each(cases)('%s', (_, invariant, sound, faulty, witness) => {
    expect(asked(sound(), invariant)).toMatchObject({ status: 'held' });
    expect(asked(faulty(), invariant).witness).toEqual(witness);
  });
});

describe('AF4 quantity match', () => {
  const logged = (plant: (log: Venue['ledger']['log'], row: number) => void): Venue => {
    const venue = traced();
    const { log } = venue.ledger;
    plant(
      log,
      [...log].findIndex((row) => row.kind === 'decision'),
    );
    return venue;
  };
  it.each([
    [
      'more is said than was done',
      logged((log, row) => {
        log.columns().value[row] = 11;
      }),
      { expected: '11, as the decision says', found: 10 },
    ],
    [
      'more is taken than was needed',
      logged((log, row) => {
        log.columns().lots[row] = 9;
      }),
      { expected: 'at most the need of 9', found: 10 },
    ],
    [
      'less is taken than was there',
      logged((log, row) => {
        log.columns().lots[row] = 12;
      }),
      { expected: '12 of a need of 12, as 20 may be taken', found: 10 },
    ],
  ])('%s', (_, venue, { expected, found }) => {
    expect(asked(traced(), quantityMatch)).toMatchObject({ status: 'held', reached: 1 });
    expect(asked(venue, quantityMatch).witness).toEqual({
      who: 'market A',
      expected,
      found,
      detail: 'layer 0 in step 1',
    });
  });
});
