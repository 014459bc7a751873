import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  accountEquityNegative,
  bankruptcy,
  greedyQueue,
  jointClose,
  largestOpposingPosition,
  markOverEntryTimesAccountLeverage,
  nonOverlappingBankruptcy,
  oppositeSide,
  profitable,
  seededRandomScan,
  topNProRata,
} from '../../../mechanisms/adl/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import type { AdlComposite, ExchangeDesign, Venue } from '../../../src/exchange/index.ts';
import { defineAdlRanking, z } from '../../../src/index.ts';
import { audit } from '../../../src/ledger/index.ts';
import { bookLayer, design, person, quote, step, venueOf } from '../../fixtures/exchange.ts';
import { adlOf, built, margin } from '../../mechanisms/engine/built.ts';

/** Somebody with a position in each of two markets: lots, entry price, and money as a share of the value. */
interface Someone {
  readonly legs: readonly (readonly [lots: number, price: number])[];
  readonly share: number;
  /** Lots a resting order of theirs offers in the first market, beside the mark. */
  readonly rests: number;
}

const leg = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 60, max: 140 }));
const someone: fc.Arbitrary<Someone> = fc.record({
  legs: fc.tuple(leg, leg),
  share: fc.constantFrom(0.03, 0.05, 0.1, 0.3, 1),
  rests: fc.constantFrom(0, 0, -3, 3),
});

/** Real weights, some so heavy that the others are alike beside them: a grid of the front alone would tell them apart. */
const unevenly = defineAdlRanking({
  name: 'unevenly',
  summary: 'The lowest account first, by weights far apart.',
  source: 'tests',
  params: z.strictObject({}),
  score: (c) => -c.account,
  weigh: (c) => (c.account % 4 === 0 ? 2 ** 60 : c.account),
});

/** Rankings that weigh: their rules are asked about everybody. */
const weighing = [built(largestOpposingPosition), built(unevenly)];

/** Everything an ADL layer may be made of, with a rule that declares a prefix. */
const parts = fc.record({
  eligible: fc.constantFrom(
    [built(oppositeSide)],
    [built(oppositeSide), built(profitable)],
    [built(profitable), built(nonOverlappingBankruptcy, { scan: 3 })],
    [built(nonOverlappingBankruptcy, { scan: 500 })],
  ),
  ranking: fc.constantFrom(built(markOverEntryTimesAccountLeverage), built(seededRandomScan), ...weighing),
  rule: fc.constantFrom([greedyQueue, {}] as const, [topNProRata, { n: 2 }] as const),
  protected: fc.boolean(),
  depth: fc.boolean(),
  defaulters: fc.boolean(),
  book: fc.boolean(),
});
type Parts = typeof parts extends fc.Arbitrary<infer T> ? T : never;

/** A crash over random people; what it did, event by event, without the number of claims that decisions were about. */
const crashed = (people: readonly Someone[], given: Parts, declared: boolean) => {
  const [declaring, params] = given.rule;
  const { prefix, ...silent } = declaring as typeof topNProRata;
  const rule = declared ? { ...silent, prefix } : silent;
  const composite: Omit<AdlComposite, 'settle'> = {
    trigger: built(accountEquityNegative),
    eligible: given.eligible,
    ranking: given.ranking,
    allocation: built(rule as typeof topNProRata, params),
    closeOut: built(bankruptcy),
    ...(given.protected ? { protection: built(jointClose) } : {}),
  };
  const over: Partial<ExchangeDesign> = {
    ...margin(fraction, { initial: '0.02', maintenance: '0.01' }),
    walk: given.depth ? 'depth' : 'breadth',
    defaultersEligible: given.defaulters,
  };
  const layers = given.book
    ? [{ label: 'book', kind: 'liquidation', use: { mechanism: bookLayer(), params: {} } } as const]
    : [];
  const venue = venueOf(design([...layers, adlOf(composite)], over), [{}, {}]);
  const value = ({ legs }: Someone): number => legs.reduce((sum, [lots, price]) => sum + Math.abs(lots) * price, 0);
  for (const one of people) {
    const positions = one.legs.flatMap(([lots, price], market) => (lots === 0 ? [] : [[market, lots, price] as const]));
    const account = person(venue, Math.ceil(one.share * value(one)) + 1, positions);
    if (one.rests !== 0) quote(venue, account, 0, one.rests > 0 ? 1 : -1, 3, one.rests > 0 ? 80 : 120);
  }
  step(venue, [82, 112]);
  step(venue, [125, 84]);
  expect(audit(venue.ledger)).toEqual([]);
  return { venue, events: [...venue.ledger.log].map((one) => (one.kind === 'decision' ? { ...one, b: 0 } : one)) };
};

const claims = (venue: Venue): number =>
  [...venue.ledger.log].reduce((sum, one) => sum + (one.kind === 'decision' ? one.b : 0), 0);

test('a rule asked about the prefix it declares does what it does when asked about everybody', () => {
  let [asked, spared, cut] = [0, 0, 0];
  fc.assert(
    fc.property(fc.array(someone, { minLength: 4, maxLength: 40 }), parts, (people, given) => {
      const short = crashed(people, given, true);
      const full = crashed(people, given, false);
      expect(short.events).toEqual(full.events);
      if (!weighing.includes(given.ranking)) {
        asked += claims(short.venue);
        spared += claims(full.venue) - claims(short.venue);
      }
      cut += short.events.filter((one) => one.cause === 'adl').length;
    }),
    { numRuns: 150 },
  );
  // The books are such that cuts happen and prefixes are short; otherwise the property says nothing.
  expect(cut).toBeGreaterThan(500);
  expect(spared).toBeGreaterThan(asked / 3);
});
