import { describe, expect, test } from 'vitest';
import { beginStep, fundingPhase, Guard, indexPhase, markPhase, type Use } from '../../../src/exchange/index.ts';
import { defineFunding, defineIndex, defineMark, isBreakwaterError, z } from '../../../src/index.ts';
import { saveLedger } from '../../../src/ledger/index.ts';
import { bookLayer, design, person, use, venueOf } from '../../fixtures/exchange.ts';
import { holding, stoppedBy, table } from './refusals.ts';

const none = z.strictObject({});
const head = { name: 'bad', summary: 'Answers nonsense.', source: 'tests', params: none };

describe('what a layer answers', () => {
  test('is actions, pass, or a wait that lies ahead', () => {
    const answers: Record<string, unknown> = {
      nothing: undefined,
      null: null,
      'a number': 5,
      'a word': 'stop',
      'an object': { do: 'cancel' },
      'a wait in the past': { wait: 0 },
      'a wait until now': { wait: 1 },
      'a wait until NaN': { wait: Number.NaN },
      'a wait in words': { wait: 'tomorrow' },
      'a promise': Promise.resolve('pass'),
      'a promise that fails': Promise.reject(new Error('late')),
    };
    expect(table(answers, (answer) => holding(() => answer))).toMatchInlineSnapshot(`
      "nothing                    | contract nothing | bad: it answered nothing; answer with actions, pass or waitUntil
      null                       | contract nothing | bad: it answered null; answer with actions, pass or waitUntil
      a number                   | contract nothing | bad: it answered 5; answer with actions, pass or waitUntil
      a word                     | contract nothing | bad: it answered "stop"; answer with actions, pass or waitUntil
      an object                  | contract nothing | bad: it answered {"do":"cancel"}; answer with actions, pass or waitUntil
      a wait in the past         | contract wait | bad: it waits until 0 s, but it is 1 s already
      a wait until now           | contract wait | bad: it waits until 1 s, but it is 1 s already
      a wait until NaN           | contract wait | bad: it waits until NaN s, but it is 1 s already
      a wait in words            | contract nothing | bad: it answered {"wait":"tomorrow"}; answer with actions, pass or waitUntil
      a promise                  | contract promise | liquidation bad answered with a promise
      a promise that fails       | contract promise | liquidation bad answered with a promise"
    `);
  });

  test('ends some time', () => {
    const before = { asked: 0 };
    const line = holding(() => {
      before.asked += 1;
      return [{ do: 'cancel' }];
    });
    expect([line, before.asked]).toMatchInlineSnapshot(`
      [
        "contract no-end | bad: it answered with actions 1000 times for case 1 in one step and never passed",
        1001,
      ]
    `);
  });

  test('an empty list is a pass', () => {
    expect(holding(() => [])).toBe('accepted');
  });
});

describe('a plug-in that throws', () => {
  const stopped = (thrown: unknown): unknown => {
    const guard = new Guard();
    const mechanism = bookLayer();
    try {
      guard.call(mechanism, () => {
        throw thrown;
      });
    } catch (error) {
      expect(guard.current).toBe('engine');
      return error;
    }
    return undefined;
  };

  test('is named, with what it threw', () => {
    const cause = new Error('division by zero');
    const error = stopped(cause);
    expect(
      isBreakwaterError(error) && [error.kind, error.code, error.message, error.hint, error.cause === cause],
    ).toMatchInlineSnapshot(`
        [
          "plugin",
          "threw",
          "liquidation test-book threw: division by zero",
          "the ledger is as it was before the call; mend the mechanism and run again",
          true,
        ]
      `);
    const word = stopped('a word');
    expect(isBreakwaterError(word) && word.message).toMatchInlineSnapshot(`"liquidation test-book threw: a word"`);
  });

  test('is told to whoever watches, before and after', () => {
    const told: string[] = [];
    const guard = new Guard({ enter: (name) => told.push(name), leave: () => told.push('left') });
    expect(guard.call(bookLayer(), () => 5)).toBe(5);
    expect(() =>
      guard.call(bookLayer(), () => {
        throw new Error('no');
      }),
    ).toThrow('threw: no');
    expect(told).toEqual(['liquidation test-book', 'left', 'liquidation test-book', 'left']);
  });

  test('leaves the ledger as it was', () => {
    expect(
      stoppedBy(
        (mark) => {
          const next = (): never => {
            mark();
            throw new Error('no');
          };
          const layer = { ...bookLayer(), next };
          const venue = venueOf(design([{ label: 'liquidation', kind: 'liquidation', use: use(layer) }]));
          person(venue, 50, [[0, 10, 100]]);
          return venue;
        },
        [94],
      ),
    ).toMatchInlineSnapshot(`"plugin threw | liquidation test-book threw: no"`);
  });
});

describe('a price', () => {
  const boundTo = <M>(mechanism: M, place: string): Use<M> & { place: string } => ({ mechanism, params: {}, place });

  test('of an index or mark is a number', () => {
    const priced = (slot: 'index' | 'mark', price: unknown): string => {
      const venue = venueOf(design([]));
      const define = slot === 'index' ? defineIndex : defineMark;
      Object.assign(venue, { [slot]: boundTo(define({ ...head, price: () => price as number }), slot) });
      const before = saveLedger(venue.ledger).events;
      try {
        indexPhase(venue, [100]);
        markPhase(venue);
      } catch (error) {
        if (!isBreakwaterError(error)) throw error;
        expect(saveLedger(venue.ledger).events).toEqual(before);
        return `${error.kind} ${error.code} | ${error.message}`;
      }
      return 'accepted';
    };
    const prices: Record<string, unknown> = {
      NaN: Number.NaN,
      infinite: Number.POSITIVE_INFINITY,
      nothing: undefined,
      'a word': '100',
      'a promise': Promise.resolve(100),
    };
    expect(table(prices, (price) => priced('index', price))).toMatchInlineSnapshot(`
      "NaN                        | contract price | index: the price of A was NaN
      infinite                   | contract price | index: the price of A was Infinity
      nothing                    | contract price | index: the price of A was undefined
      a word                     | contract price | index: the price of A was 100
      a promise                  | contract promise | index bad answered with a promise"
    `);
    expect(table(prices, (price) => priced('mark', price))).toMatchInlineSnapshot(`
      "NaN                        | contract price | mark: the price of A was NaN
      infinite                   | contract price | mark: the price of A was Infinity
      nothing                    | contract price | mark: the price of A was undefined
      a word                     | contract price | mark: the price of A was 100
      a promise                  | contract promise | mark bad answered with a promise"
    `);
  });

  test('of a spot is a number, where no index stands between', () => {
    expect(() => indexPhase(venueOf(design([])), [Number.NaN])).toThrowErrorMatchingInlineSnapshot(
      `[BreakwaterError: index: the price of A was NaN]`,
    );
  });

  test('below one tick is one tick', () => {
    const venue = venueOf(design([]));
    indexPhase(venue, [0.2]);
    markPhase(venue);
    expect([venue.markets[0]?.oracle, venue.markets[0]?.mark]).toEqual([1, 1]);
  });

  test('a funding rate is a whole number', () => {
    const rated = (rate: unknown): string => {
      const venue = venueOf(design([]));
      const funding = defineFunding({ ...head, interval: () => 8, rate: () => rate as number });
      Object.assign(venue, { funding: boundTo(funding, 'funding') });
      person(venue, 1000, [[0, 10, 100]]);
      beginStep(venue, 1, 8, 8);
      const before = saveLedger(venue.ledger);
      try {
        fundingPhase(venue);
      } catch (error) {
        if (!isBreakwaterError(error)) throw error;
        expect(saveLedger(venue.ledger)).toEqual(before);
        return `${error.kind} ${error.code} | ${error.message}`;
      }
      return 'accepted';
    };
    const rates: Record<string, unknown> = {
      NaN: Number.NaN,
      half: 0.5,
      nothing: undefined,
      infinite: Number.NEGATIVE_INFINITY,
    };
    expect(table(rates, rated)).toMatchInlineSnapshot(`
      "NaN                        | contract rate | bad: the rate of A was NaN; it is a whole number per hundred million
      half                       | contract rate | bad: the rate of A was 0.5; it is a whole number per hundred million
      nothing                    | contract rate | bad: the rate of A was undefined; it is a whole number per hundred million
      infinite                   | contract rate | bad: the rate of A was -Infinity; it is a whole number per hundred million"
    `);
    expect(rated(-1)).toBe('accepted');
  });
});
