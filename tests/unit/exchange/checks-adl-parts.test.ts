import { describe, expect, test } from 'vitest';
import type { AdlComposite, WaterfallLayer } from '../../../src/exchange/index.ts';
import {
  defineAdl,
  defineAdlAllocation,
  defineAdlCloseOut,
  defineAdlEligible,
  defineAdlProtection,
  defineAdlRanking,
  defineAdlSeverity,
  defineAdlTrigger,
  z,
} from '../../../src/index.ts';
import { adl, closeAt, composite, use } from '../../fixtures/exchange.ts';
import { PRICES, stoppedBy, table, venueOfMistakes } from './refusals.ts';

const head = { name: 'bad', summary: 'Answers nonsense.', source: 'tests', params: z.strictObject({}) };
const lots = { in: 'lots', market: 0, amount: 10 };

/** What an ADL composite with one bad part is stopped with; its nonsense calls `mark` first. */
const withPart = (part: (mark: () => void) => Partial<AdlComposite>): string =>
  stoppedBy((mark) => venueOfMistakes([adl(part(mark))]).venue, PRICES);

describe('a trigger', () => {
  const triggered = (decision: object, over: Partial<AdlComposite> = {}): string =>
    withPart((mark) => ({
      trigger: use(
        defineAdlTrigger({
          ...head,
          decide: () => {
            mark();
            return { on: true, ...decision } as never;
          },
        }),
      ),
      ...over,
    }));

  test('names needs of the kind the layer counts, each whole', () => {
    const needs: Record<string, unknown> = {
      'no object': 7,
      null: null,
      'another kind': { ...lots, in: 'gain' },
      'no kind': { market: 0, amount: 1 },
      'half a price shift': { ...lots, priceShift: 0.5 },
      'a price shift': { ...lots, priceShift: 3 },
      nothing: { ...lots, amount: 0 },
      'a pool': { ...lots, pool: 'fund' },
    };
    expect(table(needs, (need) => triggered({ needs: [need] }))).toMatchInlineSnapshot(`
      "no object                  | contract trigger | bad: a need was 7; it is an object with in, market and amount
      null                       | contract trigger | bad: a need was null; it is an object with in, market and amount
      another kind               | contract trigger | bad: a need in gain, but the layer settles in close, which counts lots
      no kind                    | contract trigger | bad: a need in undefined, but the layer settles in close, which counts lots
      half a price shift         | contract trigger | bad: a price shift of 0.5; it is a whole number of units
      a price shift              | accepted
      nothing                    | accepted
      a pool                     | accepted"
    `);
    expect(triggered({ needs: [lots] }, { settle: 'gains' })).toMatchInlineSnapshot(
      `"contract trigger | bad: a need in lots, but the layer settles in gains, which counts gain"`,
    );
  });

  test('holds what is owed until a time that is to come', () => {
    const times: Record<string, unknown> = { now: 1, NaN: Number.NaN, later: 2, forever: Number.POSITIVE_INFINITY };
    expect(table(times, (holdsUntil) => triggered({ needs: [lots], holdsUntil }))).toMatchInlineSnapshot(`
      "now                        | contract trigger | bad: it holds until 1 s, but it is 1 s already
      NaN                        | contract trigger | bad: it holds until NaN s, but it is 1 s already
      later                      | accepted
      forever                    | accepted"
    `);
  });
});

test('a severity may raise nothing, or all', () => {
  const raised = (share: number): string =>
    withPart((mark) => ({
      severity: use(
        defineAdlSeverity({
          ...head,
          raise: ({ amount }) => {
            mark();
            return share * amount;
          },
        }),
      ),
    }));
  expect([0, 1].map(raised)).toEqual(['accepted', 'accepted']);
});

test('a ranking weighs with finite numbers', () => {
  const weighed = (weight: unknown): string =>
    withPart((mark) => ({
      ranking: use(
        defineAdlRanking({
          ...head,
          score: () => 0,
          weigh: () => {
            mark();
            return weight as number;
          },
        }),
      ) as never,
    }));
  const weights: Record<string, unknown> = {
    nothing: undefined,
    NaN: Number.NaN,
    'below zero': -1,
    infinite: Number.POSITIVE_INFINITY,
    'a word': 'much',
  };
  expect(table(weights, weighed)).toMatchInlineSnapshot(`
    "nothing                    | contract weight | bad: the weight of account 10 was undefined; it is a finite number >= 0
    NaN                        | contract weight | bad: the weight of account 10 was NaN; it is a finite number >= 0
    below zero                 | contract weight | bad: the weight of account 10 was -1; it is a finite number >= 0
    infinite                   | contract weight | bad: the weight of account 10 was Infinity; it is a finite number >= 0
    a word                     | contract weight | bad: the weight of account 10 was much; it is a finite number >= 0"
  `);
  expect([1, 0.25].map(weighed)).toEqual(['accepted', 'accepted']);
});

test('a predicate looks at a whole number of holders', () => {
  const scanned = (limit: unknown): string =>
    withPart((mark) => ({
      eligible: [
        use(
          defineAdlEligible({
            ...head,
            candidate: () => true,
            scanLimit: () => {
              mark();
              return limit as number;
            },
          }),
        ),
      ],
    }));
  expect(table({ none: 0, NaN: Number.NaN, half: 1.5, one: 1 }, scanned)).toMatchInlineSnapshot(`
    "none                       | contract answer | bad: the scan limit was 0; it is a whole number, at least 1
    NaN                        | contract answer | bad: the scan limit was NaN; it is a whole number, at least 1
    half                       | contract answer | bad: the scan limit was 1.5; it is a whole number, at least 1
    one                        | accepted"
  `);
});

test('a rule that looks at a prefix says how many it needs', () => {
  const prefixed = (least: unknown): string =>
    withPart((mark) => ({
      allocation: use(
        defineAdlAllocation({
          ...head,
          prefix: () => {
            mark();
            return least as number;
          },
          allocate: composite().allocation.mechanism.allocate,
        }),
      ),
    }));
  expect(table({ nothing: undefined, 'below zero': -1, half: 0.5, three: 3 }, prefixed)).toMatchInlineSnapshot(`
    "nothing                    | accepted
    below zero                 | contract answer | bad: the prefix was -1; it is a whole number, at least 0
    half                       | contract answer | bad: the prefix was 0.5; it is a whole number, at least 0
    three                      | accepted"
  `);
});

describe('a protection', () => {
  const protects = (shape: object): string =>
    withPart((mark) => {
      const marked = Object.fromEntries(
        Object.entries(shape).map(([name, answer]) => [
          name,
          () => {
            mark();
            return answer;
          },
        ]),
      );
      return { protection: use(defineAdlProtection({ ...head, scope: 'account', ...marked })) };
    });

  test('puts everybody into a tier that is a number', () => {
    const tiers: Record<string, unknown> = {
      NaN: Number.NaN,
      infinite: Number.POSITIVE_INFINITY,
      'a word': 'first',
      'below zero': -1,
      half: 0.5,
      nothing: undefined,
    };
    expect(table(tiers, (tier) => protects({ tier }))).toMatchInlineSnapshot(`
      "NaN                        | contract answer | bad: the tier of account 9 was NaN; it is a number above -Infinity
      infinite                   | contract answer | bad: the tier of account 9 was Infinity; it is a number above -Infinity
      a word                     | contract answer | bad: the tier of account 9 was first; it is a number above -Infinity
      below zero                 | accepted
      half                       | accepted
      nothing                    | accepted"
    `);
  });

  test('leaves everybody a share of the limit', () => {
    const shares: Record<string, unknown> = {
      NaN: Number.NaN,
      half: 0.5,
      'below zero': -1,
      'above all': 1_000_001,
      none: 0,
      all: 1_000_000,
      nothing: undefined,
    };
    expect(table(shares, (limitPerMillion) => protects({ limitPerMillion }))).toMatchInlineSnapshot(`
      "NaN                        | contract answer | bad: the limit of account 9 was NaN; it is a whole number between 0 and 1,000,000 per million
      half                       | contract answer | bad: the limit of account 9 was 0.5; it is a whole number between 0 and 1,000,000 per million
      below zero                 | contract answer | bad: the limit of account 9 was -1; it is a whole number between 0 and 1,000,000 per million
      above all                  | contract answer | bad: the limit of account 9 was 1000001; it is a whole number between 0 and 1,000,000 per million
      none                       | accepted
      all                        | accepted
      nothing                    | accepted"
    `);
  });
});

describe('a close-out', () => {
  test('fills or rests orders, and these have one price', () => {
    const closed = (over: object): string =>
      withPart((mark) => ({
        closeOut: use(
          defineAdlCloseOut({
            ...head,
            by: 'resting-orders',
            value: () => {
              mark();
              return { subject: 950, ...over };
            },
          }),
        ),
      }));
    const prices = {
      'another value': { counterparty: 949, difference: 'fund' },
      'the same value': { counterparty: 950 },
      'one value': {},
    };
    expect(table(prices, closed)).toMatchInlineSnapshot(`
      "another value              | contract close-out | bad: the counterparties' value was 949 and the subject's 950; orders that rest have one price
      the same value             | accepted
      one value                  | accepted"
    `);
    const by = (how: string) => () =>
      venueOfMistakes([adl({ closeOut: use({ ...closeAt('mark'), by: how } as never) })]);
    expect(by('auction')).toThrowErrorMatchingInlineSnapshot(
      `[BreakwaterError: test-mark: by was auction; it is fill or resting-orders]`,
    );
    expect(by('fill')).not.toThrow();
  });

  test('is asked for by a layer that closes and has none', () => {
    const { closeOut: _, ...rest } = composite();
    const layers: WaterfallLayer[] = [{ label: 'adl', kind: 'adl', composite: rest }];
    const { venue } = venueOfMistakes(layers);
    expect(() => venue.layers[0]?.adl?.closeOut).toThrowErrorMatchingInlineSnapshot(
      `[BreakwaterError: layer 0 closes positions, but its design names no price for that]`,
    );
    expect(() => venue.layers[0]?.adl?.closeOut).toThrow(
      expect.objectContaining({ code: 'no-close-out', hint: 'name a closeOut, or let it settle in gains' }),
    );
  });
});

test('the plan of a whole rule is a list of actions a case', () => {
  const planned = (actions: unknown): string =>
    stoppedBy((mark) => {
      const plan = (): never => {
        mark();
        return [{ case: 1, actions }] as never;
      };
      return venueOfMistakes([{ label: 'adl', kind: 'adl', whole: use(defineAdl({ ...head, plan })) }]).venue;
    }, PRICES);
  expect(table({ nothing: undefined, 'an object': {}, null: null, none: [] }, planned)).toMatchInlineSnapshot(`
    "nothing                    | contract answer | bad: the plan for case 1 was undefined; it is a list
    an object                  | contract answer | bad: the plan for case 1 was {}; it is a list
    null                       | contract answer | bad: the plan for case 1 was null; it is a list
    none                       | accepted"
  `);
});
