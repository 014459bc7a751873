import { describe, expect, test } from 'vitest';
import type { AdlComposite } from '../../../src/exchange/index.ts';
import {
  type AdlNeed,
  defineAdl,
  defineAdlAllocation,
  defineAdlCloseOut,
  defineAdlRanking,
  defineAdlSeverity,
  defineAdlTrigger,
  z,
} from '../../../src/index.ts';
import { adl, use } from '../../fixtures/exchange.ts';
import { PRICES, stoppedBy, table, venueOfMistakes } from './refusals.ts';

const none = z.strictObject({});
const head = { name: 'bad', summary: 'Answers nonsense.', source: 'tests', params: none };
const throws = (): never => {
  throw new Error('no');
};

/** What an ADL composite with one bad part is stopped with. */
const withPart = (part: (nonsense: <T>(value: T) => T) => Partial<AdlComposite>): string =>
  stoppedBy(
    (mark) =>
      venueOfMistakes([
        adl(
          part((value) => {
            mark();
            return typeof value === 'function' ? value() : value;
          }),
        ),
      ]).venue,
    PRICES,
  );

describe('a trigger', () => {
  const decided = (decision: unknown): string =>
    withPart((nonsense) => ({
      trigger: use(defineAdlTrigger({ ...head, decide: () => nonsense(decision) as 'off' })),
    }));
  const needs = (...list: Partial<AdlNeed>[]) => ({
    on: true,
    needs: list.map((need) => ({ in: 'lots', market: 0, amount: 10, ...need })),
  });

  test('is off, or on with needs that can be', () => {
    const decisions: Record<string, unknown> = {
      nothing: undefined,
      null: null,
      'a word': 'on',
      'on without needs': { on: true },
      'unknown market': needs({ market: 9 }),
      NaN: needs({ amount: Number.NaN }),
      'half a lot': needs({ amount: 0.5 }),
      'below zero': needs({ amount: -1 }),
      'unknown pool': needs({ pool: 'nobody' }),
      throws: throws,
      'a promise': Promise.resolve('off'),
    };
    expect(table(decisions, decided)).toMatchInlineSnapshot(`
      "nothing                    | contract trigger | bad: it answered undefined, not "off" or needs
      null                       | contract trigger | bad: it answered null, not "off" or needs
      a word                     | contract trigger | bad: it answered "on", not "off" or needs
      on without needs           | contract trigger | bad: it answered {"on":true}, not "off" or needs
      unknown market             | contract trigger | bad: there is no market number 9
      NaN                        | contract trigger | bad: a need of NaN; it is a whole number >= 0
      half a lot                 | contract trigger | bad: a need of 0.5; it is a whole number >= 0
      below zero                 | contract trigger | bad: a need of -1; it is a whole number >= 0
      unknown pool               | contract trigger | bad: there is no pool called "nobody" for A
      throws                     | plugin threw | adl.trigger bad threw: no
      a promise                  | contract promise | adl.trigger bad answered with a promise"
    `);
  });

  test('raises no more than the residual', () => {
    expect(decided(needs({ amount: 1000 }))).toBe('accepted');
    expect(decided(needs({ market: 1 }))).toBe('accepted');
    expect(decided(needs({ case: 99 }))).toBe('accepted');
  });
});

test('a severity lies between nothing and the need', () => {
  const raised = (amount: unknown): string =>
    withPart((nonsense) => ({
      severity: use(defineAdlSeverity({ ...head, raise: () => nonsense(amount) as number })),
    }));
  const amounts: Record<string, unknown> = {
    nothing: undefined,
    NaN: Number.NaN,
    'half a lot': 0.5,
    'below zero': -1,
    'above the need': 11,
    throws,
  };
  expect(table(amounts, raised)).toMatchInlineSnapshot(`
    "nothing                    | contract severity | bad: it raises undefined of a need of 10; it is whole and between the two
    NaN                        | contract severity | bad: it raises NaN of a need of 10; it is whole and between the two
    half a lot                 | contract severity | bad: it raises 0.5 of a need of 10; it is whole and between the two
    below zero                 | contract severity | bad: it raises -1 of a need of 10; it is whole and between the two
    above the need             | contract severity | bad: it raises 11 of a need of 10; it is whole and between the two
    throws                     | plugin threw | adl.severity bad threw: no"
  `);
});

test('a score is a number', () => {
  const scored = (score: unknown): string =>
    withPart((nonsense) => ({
      ranking: use(defineAdlRanking({ ...head, score: () => nonsense(score) as number })) as never,
    }));
  const scores: Record<string, unknown> = { nothing: undefined, NaN: Number.NaN, 'a word': '5', throws };
  expect(table(scores, scored)).toMatchInlineSnapshot(`
    "nothing                    | contract score | bad: the score of account 10 in A was undefined; it is a number or Infinity
    NaN                        | contract score | bad: the score of account 10 in A was NaN; it is a number or Infinity
    a word                     | contract score | bad: the score of account 10 in A was 5; it is a number or Infinity
    throws                     | plugin threw | adl.ranking bad threw: no"
  `);
  expect(scored(Number.POSITIVE_INFINITY)).toBe('accepted');
  const second = withPart((nonsense) => ({
    ranking: use(defineAdlRanking({ ...head, keys: [() => 0, () => nonsense(Number.NaN)] })) as never,
  }));
  expect(second).toMatchInlineSnapshot(
    `"contract score | bad: the score of account 10 in A was NaN; it is a number or Infinity"`,
  );
});

test('an allocation gives whole lots within limits that sum to the need', () => {
  const given = (gives: unknown): string =>
    withPart((nonsense) => ({
      allocation: use(defineAdlAllocation({ ...head, allocate: () => nonsense(gives) as Float64Array })),
    }));
  const of = (...gives: number[]) => Float64Array.from(gives);
  const answers: Record<string, unknown> = {
    nothing: undefined,
    null: null,
    'a list': [10, 0],
    'for too few': of(10),
    'for too many': of(10, 0, 0),
    NaN: of(Number.NaN, 0),
    'below zero': of(-1, 11),
    'half a lot': of(9.5, 0.5),
    'above a limit': of(3, 7),
    'too little': of(9, 0),
    'too much': of(10, 1),
    throws,
    'a promise': Promise.resolve(of(10, 0)),
  };
  expect(table(answers, given)).toMatchInlineSnapshot(`
    "nothing                    | contract allocation | bad: it answered undefined, not a Float64Array
    null                       | contract allocation | bad: it answered null, not a Float64Array
    a list                     | contract allocation | bad: it answered object, not a Float64Array
    for too few                | contract allocation | bad: it answered for 1 claims of 2
    for too many               | contract allocation | bad: it answered for 3 claims of 2
    NaN                        | contract allocation | bad: account 9 gives NaN; it is a whole number >= 0
    below zero                 | contract allocation | bad: account 9 gives -1; it is a whole number >= 0
    half a lot                 | contract allocation | bad: account 9 gives 9.5; it is a whole number >= 0
    above a limit              | contract allocation | bad: account 10 gives 7, but its limit is 6
    too little                 | contract allocation | bad: the claims give 9 in sum, but the need was 10 and the limits sum to 16
    too much                   | contract allocation | bad: the claims give 11 in sum, but the need was 10 and the limits sum to 16
    throws                     | plugin threw | adl.allocation bad threw: no
    a promise                  | contract promise | adl.allocation bad answered with a promise"
  `);
  expect(given(of(4, 6))).toBe('accepted');
});

test('a close-out is a whole value, and pools that bear a difference exist and can', () => {
  const closed = (price: unknown): string =>
    withPart((nonsense) => ({ closeOut: use(defineAdlCloseOut({ ...head, value: () => nonsense(price) as never })) }));
  const prices: Record<string, unknown> = {
    nothing: undefined,
    null: null,
    'a number': 950,
    NaN: { subject: Number.NaN },
    'half a unit': { subject: 950.5 },
    'counterparty NaN': { subject: 950, counterparty: Number.NaN },
    'nobody for the difference': { subject: 950, counterparty: 949 },
    'unknown difference': { subject: 950, counterparty: 949, difference: 'nobody' },
    'difference too large': { subject: 950, counterparty: 929, difference: 'fund' },
    throws,
  };
  expect(table(prices, closed)).toMatchInlineSnapshot(`
    "nothing                    | contract close-out | bad: the value of the piece was undefined; it is a whole number of units below 2^53
    null                       | contract close-out | bad: the value of the piece was undefined; it is a whole number of units below 2^53
    a number                   | contract close-out | bad: the value of the piece was undefined; it is a whole number of units below 2^53
    NaN                        | contract close-out | bad: the value of the piece was NaN; it is a whole number of units below 2^53
    half a unit                | contract close-out | bad: the value of the piece was 950.5; it is a whole number of units below 2^53
    counterparty NaN           | contract refused | adl.close-out bad: cut: counterparty value was NaN; it is a whole number below 2^53
    nobody for the difference  | contract refused | adl.close-out bad: cut: the subject's value was 950 and the counterparties' 949, but no pool bears the difference
    unknown difference         | contract refused | adl.close-out bad: cut: there is no pool called "nobody" for A
    difference too large       | contract refused | adl.close-out bad: cut: pool fund would pay 21, but it may spend 20 above its floor
    throws                     | plugin threw | adl.close-out bad threw: no"
  `);
});

test('a whole rule plans for cases that have reached it', () => {
  const planned = (plan: unknown): string =>
    stoppedBy((mark) => {
      const rule = defineAdl({
        ...head,
        plan: () => {
          mark();
          return (typeof plan === 'function' ? plan() : plan) as never;
        },
      });
      return venueOfMistakes([{ label: 'adl', kind: 'adl', whole: use(rule) }]).venue;
    }, PRICES);
  const plans: Record<string, unknown> = {
    nothing: undefined,
    'an object': { case: 1, actions: [] },
    'unknown case': [{ case: 2, actions: [] }],
    'a bad action': [{ case: 1, actions: [{ do: 'pay', from: 'fund', amount: 1 }] }],
    throws,
    'a promise': Promise.resolve([]),
  };
  expect(table(plans, planned)).toMatchInlineSnapshot(`
    "nothing                    | contract nothing | bad: it answered undefined, not a list of plans
    an object                  | contract nothing | bad: it answered {"case":1,"actions":[]}, not a list of plans
    unknown case               | contract plan | bad: it plans for case 2, which has not reached it
    a bad action               | contract refused | adl bad: pay: it raised 1, but the deficit that is left is 0
    throws                     | plugin threw | adl bad threw: no
    a promise                  | contract promise | adl bad answered with a promise"
  `);
  expect(planned([{ case: 1, actions: [] }])).toBe('accepted');
});
