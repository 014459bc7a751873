import { describe, expect, it } from 'vitest';
import {
  deltaChange,
  gainsKeepLots,
  hedgeConservation,
  hedgedEqual,
  hedgedLast,
  hedgeQuality,
  jointClose,
  nettingAware,
  noticeFirst,
  pairClose,
  profitExplained,
} from '../../../../specs/invariants/index.ts';
import type { Venue } from '../../../../src/exchange/index.ts';
import {
  defineAdlProtection,
  defineAdlRanking,
  type Invariant,
  type StepRow,
  type StepSubject,
  z,
} from '../../../../src/index.ts';
import {
  adl,
  bookLayer,
  deficits,
  design,
  person,
  quote,
  step,
  testMargin,
  use,
  venueOf,
} from '../../../fixtures/exchange.ts';
import { asked } from './asked.ts';

const none = z.strictObject({});
const ranked = (name: string, sign: 1 | -1) =>
  use(
    defineAdlRanking({
      name,
      summary: name,
      source: 'tests',
      params: none,
      score: ({ hedgedShare }) => sign * hedgedShare,
    }),
  );
const hedgesFirst = ranked('hedges-first', 1);
const hedgesLast = ranked('hedges-last', -1);
/** Closes the other leg with so many lots of market 1 for each that is cut. */
const closesBoth = (each: number) =>
  use(
    defineAdlProtection({
      name: 'closes-both',
      summary: 'Closes the other leg.',
      source: 'tests',
      params: none,
      scope: 'account',
      capabilities: { closes: 'both' },
      complete: ({ account, lots }) => [{ do: 'order', account, market: 1, lots: -each * lots, timeInForce: 'fok' }],
    }),
  );

/**
 * A long of 10 with nothing left is closed against a hedged short of 10 and a naked one.
 *
 *              money   market A from 100   at 94   market B at 100
 *   loser         60         +10               0
 *   hedged       100         -10             160       +9 or more
 *   naked        100         -10             160
 */
const scene = (over: Parameters<typeof adl>[0] = {}, bids = 0): Venue => {
  const venue = venueOf(design([adl(over)], { margin: use(testMargin(10_000)) }), [{}, {}]);
  Object.defineProperty(venue, 'trace', { value: true });
  person(venue, 60, [[0, 10, 100]]);
  person(venue, 100, [
    [0, -10, 100],
    [1, 10, 94],
  ]);
  person(venue, 100, [[0, -10, 100]]);
  const bidder = person(venue, 10_000);
  if (bids > 0) quote(venue, bidder, 1, 1, bids, 94);
  step(venue, [94, 94]);
  return venue;
};

/** A loser sells its one lot at 80 with 10 less than nothing, which is charged to the winner's gain. */
const gains = (plant?: (venue: Venue) => void): Venue => {
  const liquidation = { label: 'liquidation', kind: 'liquidation' as const, use: use(bookLayer()) };
  const venue = venueOf(
    design([liquidation, adl({ settle: 'gains', trigger: use(deficits) })], { margin: use(testMargin(10_000)) }),
  );
  person(venue, 10, [[0, 1, 100]]);
  person(venue, 100, [[0, -10, 100]]);
  quote(venue, person(venue, 1000), 0, 1, 1, 80);
  step(venue, [80]);
  plant?.(venue);
  return venue;
};

/** A layer that announces itself, as a design may say; the log has the notice, or has it not. */
const announced = (withNotice: boolean): Venue => {
  const venue = venueOf(design([adl({ notice: 1 })], { margin: use(testMargin(10_000)) }));
  person(venue, 60, [[0, 10, 100]]);
  person(venue, 100, [[0, -10, 100]]);
  step(venue, [94]);
  step(venue, [94]);
  if (withNotice) return venue;
  const { kind } = venue.ledger.log.columns();
  const row = [...venue.ledger.log].findIndex((one) => one.kind === 'notice');
  kind[row] = kind[[...venue.ledger.log].findIndex((one) => one.kind === 'round')] as number;
  return venue;
};

const cases: [string, Invariant, () => Venue, () => Venue, object][] = [
  [
    'a hedge is cut and its naked equal is not',
    hedgedEqual,
    () => scene({ ranking: hedgesLast }),
    () => scene({ ranking: hedgesFirst }),
    {
      who: 'accounts 7 and 8, market A',
      expected: 'at most 1 of 10, as the naked one gives 0',
      found: 10,
      difference: 10,
      detail: 'step 1',
    },
  ],
  [
    'a hedge is cut while a bet is left',
    nettingAware,
    () => scene({ ranking: hedgesLast }),
    () => scene({ ranking: hedgesFirst }),
    { who: 'accounts 7 and 8, market A', expected: '0, as the naked one has 10 left', found: 10, detail: 'step 1' },
  ],
  [
    'hedges give more than the others lack',
    hedgedLast,
    () => scene({ ranking: hedgesLast }),
    () => scene({ ranking: hedgesFirst }),
    {
      who: 'market A',
      expected: '0 lots of the hedged, as others may give 10 of 10',
      found: 10,
      difference: 10,
      detail: 'step 1',
    },
  ],
  [
    'one leg is closed alone',
    jointClose,
    () => scene({ ranking: hedgesFirst, protection: closesBoth(1) }, 10),
    () => scene({ ranking: hedgesFirst, protection: closesBoth(0.5) }, 10),
    {
      who: 'account 7',
      expected: 'a net exposure of at most 94.00000188',
      found: 470,
      detail: 'step 1: long 940 to 470, short 940 to 0',
    },
  ],
  [
    'legs shrink by different exposures',
    pairClose,
    () => scene({ ranking: hedgesFirst, protection: closesBoth(1) }, 10),
    () => scene({ ranking: hedgesFirst, protection: closesBoth(0.5) }, 10),
    {
      who: 'account 7',
      expected: 'legs that shrink alike, to 188.00000376',
      found: 470,
      detail: 'step 1: long 940 to 470, short 940 to 0',
    },
  ],
  [
    'a hedge is worse than it was',
    hedgeQuality,
    () => scene({ ranking: hedgesFirst, protection: closesBoth(1) }, 10),
    () => scene({ ranking: hedgesFirst, protection: closesBoth(0.5) }, 10),
    {
      who: 'account 7',
      expected: 'a net exposure of 0, to 188.00000376',
      found: 470,
      detail: 'step 1: long 940 to 470, short 940 to 0',
    },
  ],
  [
    'gains are charged and lots go too',
    gainsKeepLots,
    gains,
    () => gains((venue) => venue.ledger.fill(0, 8, 7, 1, 80, 'adl', 1)),
    {
      who: 'account 7',
      expected: 'the same lots',
      found: 'adl of 1 lots in market A, step 1',
    },
  ],
  [
    'a layer cuts before it has said so',
    noticeFirst,
    () => announced(true),
    () => announced(false),
    { who: 'layer 0, market A', expected: 'a notice first', found: '10 taken at second 2' },
  ],
  [
    'money comes from nowhere',
    profitExplained,
    () => scene({ ranking: hedgesFirst }),
    () => {
      const venue = scene({ ranking: hedgesFirst });
      const [quotes] = venue.ledger.accounts.quote as [Float64Array];
      quotes[8] = (quotes[8] as number) + 7;
      return venue;
    },
    {
      who: 'account 8',
      expected: 160,
      found: 167,
      difference: 7,
      detail: 'price 60 + 0, funding 0, fees 0, trades 0, cuts 0, charges 0, paid in 100, other 0',
    },
  ],
];

describe('each invariant on hedges holds, is reached, and names what breaks it', () => {
  it.each(cases)('%s', (_, invariant, sound, faulty, witness) => {
    expect(asked(sound(), invariant)).toMatchObject({ status: 'held' });
    expect(asked(faulty(), invariant).witness).toEqual(witness);
  });

  it("lots that one side loses and the other does not give are nobody's", () => {
    const row = { kind: 'fill', cause: 'adl', case: 1, market: 0, a: 6, b: 8, lots: 10, heldByA: 10 } as StepRow;
    const of = (heldByB: number): StepSubject =>
      ({ walk: () => [{ ...row, heldByB }], books: { markets: [{ id: 'A' }] } }) as unknown as StepSubject;
    expect(asked(scene(), hedgeConservation)).toMatchObject({ status: 'held', reached: 1 });
    expect(hedgeConservation.holds(of(-10))).toBeUndefined();
    expect(hedgeConservation.holds(of(-4))).toEqual({
      who: 'adl of case 1, market A',
      expected: 10,
      found: -2,
      difference: -12,
      detail: 'accounts 6 and 8',
    });
  });

  it('a hedge that loses one leg is thrown off by all that was matched', () => {
    expect(asked(scene({ ranking: hedgesFirst }), deltaChange)).toMatchObject({ status: 'held', value: 1 });
    expect(asked(scene({ ranking: hedgesLast }), deltaChange)).toMatchObject({ status: 'not-tried' });
  });
});
