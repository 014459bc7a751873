import { describe, expect, test } from 'vitest';
import type { Venue, WaterfallLayer } from '../../../src/exchange/index.ts';
import { type AgentPoint, defineAdl, defineAdlTrigger, type Fund, z } from '../../../src/index.ts';
import {
  adl,
  bookLayer,
  closeAt,
  design,
  person,
  quote,
  step,
  testFund,
  use,
  venueOf,
} from '../../fixtures/exchange.ts';

const head = { summary: 'For tests.', source: 'tests', params: z.strictObject({}) };
const book: WaterfallLayer = { label: 'book', kind: 'liquidation', use: use(bookLayer()) };

/** A trigger that notes with how many cases of which kind it is asked, and needs nothing. */
const noting = (asked: string[]) =>
  use(
    defineAdlTrigger({
      ...head,
      name: 'notes',
      decide: (_view, cases) => {
        asked.push(cases.map(({ kind, id }) => `${kind} ${id}`).join(', '));
        return 'off';
      },
    }),
  );
/** Two who lose all they have at 90, with bids for so many lots. */
const crashed = (layers: readonly WaterfallLayer[], over: Parameters<typeof design>[1] = {}, bids = 0): Venue => {
  const venue = venueOf(design(layers, over));
  for (let i = 0; i < 2; i++) person(venue, 100, [[0, 10, 100]]);
  person(venue, 5000, [[0, -20, 100]]);
  if (bids > 0) quote(venue, person(venue, 10_000, [], 'maker'), 0, 1, bids, 95);
  return venue;
};
const points = (venue: Venue): AgentPoint[] => {
  const seen: AgentPoint[] = [];
  venue.agentsAct = (point) => seen.push(point);
  return seen;
};

describe('agents stand before ADL', () => {
  test('where a case reaches it, and not where those before it have closed all', () => {
    const reached = crashed([book, adl()]);
    const seen = points(reached);
    step(reached, [89]);
    expect(seen).toContain('before-adl');
    const closed = crashed([book, adl()], {}, 20);
    const none = points(closed);
    step(closed, [89]);
    expect(closed.cases.all.map(({ closed: at }) => at)).toEqual([1, 1]);
    expect(none).toEqual(['before-margin-check', 'between-rounds']);
  });
});

test('a whole rule is asked where a case reaches it, and not where those before it have closed all', () => {
  const asked = (bids: number) => {
    let count = 0;
    const plan = () => {
      count += 1;
      return [];
    };
    const rule = use(defineAdl({ ...head, name: 'plans', plan }));
    step(crashed([book, { label: 'adl', kind: 'adl', whole: rule }], {}, bids), [89]);
    return count;
  };
  expect([asked(0), asked(20)]).toEqual([1, 0]);
});

describe('a trigger is asked', () => {
  const funds = (holds: Fund['holds']) => ({ funds: { pool: use(testFund(1000, holds as 'pool')) } });

  test('with all cases in breadth, one by one in depth', () => {
    for (const [walk, expected] of [
      ['breadth', ['default 1, default 2']],
      ['depth', ['default 1', 'default 2']],
    ] as const) {
      const asked: string[] = [];
      step(crashed([adl({ trigger: noting(asked) })], { walk }), [89]);
      expect(asked).toEqual(expected);
    }
  });

  test('with the case of a pool too where there is one, once a round and last', () => {
    for (const [walk, expected] of [
      ['breadth', ['default 2, default 3, pool 1']],
      ['depth', ['default 2', 'default 3', 'pool 1']],
    ] as const) {
      const asked: string[] = [];
      const venue = crashed([adl({ trigger: noting(asked) })], { walk, ...funds('pool') });
      person(venue, 1000, [[0, 5, 100]]);
      venue.cases.openPoolCase('pool', 0);
      step(venue, [89]);
      expect(asked[0]).toBe(expected[0]);
      expect(asked).toEqual(expected);
    }
  });

  test('without a case, once a round, only where some pool faces traders', () => {
    for (const walk of ['breadth', 'depth'] as const)
      for (const [holds, expected] of [
        ['pool', ['']],
        ['vault', []],
      ] as const) {
        const asked: string[] = [];
        step(venueOf(design([adl({ trigger: noting(asked) })], { walk, ...funds(holds) })), [100]);
        expect(asked).toEqual(expected);
      }
  });
});

test('a layer that stands back for no other is asked though ADL is on', () => {
  const venue = venueOf(
    design([book, { ...book, label: 'guarded', unless: 'adl' }, adl({ closeOut: use(closeAt('mark')) })]),
  );
  const loser = person(venue, 50, [[0, 10, 100]]);
  quote(venue, person(venue, 1000, [], 'maker'), 0, 1, 4, 94);
  step(venue, [94]);
  expect(venue.layers[2]?.adl?.on).toEqual(new Set([0]));
  expect(venue.ledger.lots(loser, 0)).toBe(6);
  expect(venue.layers.map(({ guard }) => guard?.number)).toEqual([undefined, 2, undefined]);
});
