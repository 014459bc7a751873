import { describe, expect, test } from 'vitest';
import { borneOf, neededOf, place, type Venue, type WaterfallLayer } from '../../../src/exchange/index.ts';
import type { Action, LayerAnswer } from '../../../src/index.ts';
import {
  type CaseView,
  defineAdlCloseOut,
  defineBackstop,
  defineLiquidation,
  waitUntil,
  z,
} from '../../../src/index.ts';
import { audit } from '../../../src/ledger/index.ts';
import {
  adl,
  bookLayer,
  closeAt,
  design,
  person,
  quote,
  step,
  takeOverLayer,
  testFund,
  testMargin,
  use,
  venueOf,
} from '../../fixtures/exchange.ts';

const head = { summary: 'For tests.', source: 'tests', params: z.strictObject({}) };
const sound = (venue: Venue): void => {
  expect(audit(venue.ledger)).toEqual([]);
  for (const data of venue.cases.all) for (const line of data.lines) expect(neededOf(line)).toBe(borneOf(line));
};

/** A layer that notes when it was asked, and answers once. */
const noting = (
  name: string,
  notes: string[],
  answer: (subject: CaseView, now: number) => LayerAnswer = () => 'pass',
  overtakes = false,
): WaterfallLayer => ({
  label: name,
  kind: 'liquidation',
  use: use(
    defineLiquidation({
      ...head,
      name,
      takesLots: true,
      overtakes,
      next: (subject, view, _params, _state, outcome) => {
        if (outcome !== undefined) return 'pass';
        notes.push(`${view.now} s: ${name} for case ${subject.id}`);
        return answer(subject, view.now);
      },
    }),
  ),
});

/** Two losers, one winner. */
const twoCases = (layers: readonly WaterfallLayer[], over: Parameters<typeof design>[1] = {}): Venue => {
  const venue = venueOf(design(layers, over));
  for (const money of [50, 30]) person(venue, money, [[0, 10, 100]]);
  person(venue, 5000, [[0, -20, 100]]);
  return venue;
};

describe('a walk', () => {
  test('goes by layers or by cases', () => {
    const order = (walk: 'breadth' | 'depth'): string[] => {
      const notes: string[] = [];
      const venue = twoCases([noting('first', notes), noting('second', notes), adl()], { walk });
      step(venue, [94]);
      sound(venue);
      expect(venue.cases.all.map((data) => data.lines[0]?.adl)).toEqual([10, 30]);
      return notes.map((note) => note.slice(5));
    };
    expect(order('breadth')).toEqual([
      'first for case 1',
      'first for case 2',
      'second for case 1',
      'second for case 2',
    ]);
    expect(order('depth')).toEqual(['first for case 1', 'second for case 1', 'first for case 2', 'second for case 2']);
  });

  test('orders cases by margin ratio, by account, or by seed', () => {
    const subjects = (dueOrder: 'account' | 'margin-ratio' | 'seed', seed: number): number[] => {
      const venue = twoCases([], { dueOrder });
      Object.assign(venue, { seed });
      step(venue, [94]);
      return venue.cases.all.map((data) => data.subject);
    };
    expect(subjects('account', 1)).toEqual([6, 7]);
    // Without maintenance the ratio is the same for both, and the lower account comes first.
    expect(subjects('margin-ratio', 1)).toEqual([6, 7]);
    const seen = new Set(Array.from({ length: 40 }, (_, seed) => subjects('seed', seed).join(' ')));
    expect([...seen].sort()).toEqual(['6 7', '7 6']);
  });

  test('a wait holds its layer and the ones after it, but for those that overtake', () => {
    const notes: string[] = [];
    const venue = twoCases([
      noting('waits', notes, (_, now) => (now < 4 ? waitUntil(4) : 'pass')),
      noting('overtakes', notes, () => 'pass', true),
      noting('behind', notes),
    ]);
    for (let i = 0; i < 4; i++) step(venue, [94]);
    expect(notes.filter((note) => note.endsWith('case 1'))).toEqual([
      '1 s: waits for case 1',
      '1 s: overtakes for case 1',
      '2 s: overtakes for case 1',
      '3 s: overtakes for case 1',
      '4 s: waits for case 1',
      '4 s: overtakes for case 1',
      '4 s: behind for case 1',
    ]);
  });

  test('a layer is not asked while the ADL it stands back for is on', () => {
    const notes: string[] = [];
    const guarded = { ...noting('book', notes), unless: 'adl' };
    // Nobody can be cut, so the cases stay open.
    const venue = venueOf(design([guarded, adl()]));
    person(venue, 50, [[0, 10, 100]]);
    step(venue, [94]);
    expect(notes).toEqual([]);
    expect(venue.layers[1]?.adl?.on).toEqual(new Set([0]));
  });

  test('a bound on the rounds is kept and shown', () => {
    const venue = twoCases([adl()], { maxRounds: 0 });
    step(venue, [94]);
    expect(venue.bounds).toEqual([{ step: 1, bound: 0, open: 2 }]);
    expect([...venue.ledger.log].filter((event) => event.kind === 'bound')).toMatchObject([{ value: 0, a: 2 }]);
    expect(venue.cases.all).toEqual([]);
  });

  test('agents may act at each of their points', () => {
    const points: string[] = [];
    const venue = twoCases([adl()]);
    venue.agentsAct = (point) => points.push(point);
    step(venue, [94]);
    expect(points).toEqual(['before-margin-check', 'before-adl', 'between-rounds']);
  });
});

describe('inventory', () => {
  test('is kept when its layer does not work it out, and closes by what the holder trades against others', () => {
    const { next } = takeOverLayer('vault', 'kept');
    const keeps = defineBackstop({ ...head, name: 'keeps', takesLots: true, next: next as never });
    const layers: WaterfallLayer[] = [{ label: 'backstop', kind: 'backstop', use: use(keeps) }];
    const venue = venueOf(
      design(layers, { margin: use(testMargin(10_000)), funds: { vault: use(testFund(10_000, 'vault')) } }),
    );
    const [long, short] = [person(venue, 65, [[0, 10, 100]]), person(venue, 65, [[0, -10, 100]])];
    step(venue, [94]);
    expect(venue.pools[0]?.lots(0)).toBe(10);
    expect(venue.cases.all[1]).toMatchObject({ kind: 'inventory', origins: [{ case: 1, lots: 10 }] });
    // The short comes to grief in its turn: the vault takes it over against what it holds, and is flat.
    step(venue, [107]);
    expect(venue.pools[0]?.lots(0)).toBe(0);
    expect(venue.cases.all[1]).toMatchObject({ origins: [], closed: 2 });
    expect([long, short].map((account) => venue.isFlat(account))).toEqual([true, true]);
    expect([...venue.ledger.log].filter((event) => event.kind === 'net-inventory')).toHaveLength(1);
    sound(venue);
  });
});

describe('orders of a case', () => {
  const ordered = (action: Partial<Action>, limit?: number) => {
    const order = defineLiquidation({
      ...head,
      name: 'order',
      takesLots: true,
      next: (subject, _view, _params, _state, outcome) =>
        outcome !== undefined || subject.legs.length === 0
          ? 'pass'
          : [
              { do: 'cancel', market: 0 },
              {
                do: 'order',
                market: 0,
                lots: subject.legs[0]?.lots ?? 0,
                timeInForce: 'ioc',
                ...(limit === undefined ? {} : { limit }),
                ...action,
              } as Action,
            ],
    });
    const venue = venueOf(
      design([{ label: 'liquidation', kind: 'liquidation', use: use(order) }], { funds: { fund: use(testFund(0)) } }),
    );
    const loser = person(venue, 59, [[0, 10, 100]]);
    person(venue, 5000, [[0, -10, 100]]);
    const maker = person(venue, 10_000, [], 'maker');
    quote(venue, maker, 0, 1, 6, 95);
    return { venue, loser, maker };
  };

  test('fill all or nothing', () => {
    const { venue, loser, maker } = ordered({ timeInForce: 'fok' }, 95);
    step(venue, [94]);
    expect(venue.ledger.lots(loser, 0)).toBe(10);
    quote(venue, maker, 0, 1, 4, 95);
    step(venue, [94]);
    expect(venue.ledger.lots(loser, 0)).toBe(0);
    expect(venue.cases.all[0]?.lines[0]).toMatchObject({ markLoss: 60, ownCollateral: 50, book: 10, left: 9 });
    sound(venue);
  });

  test('pay a fee out of what is left, never more', () => {
    const fee = { perMillion: 20_000, to: 'fund' };
    const { venue, loser, maker } = ordered({ fee });
    quote(venue, maker, 0, 1, 4, 95);
    step(venue, [94]);
    // 2 % of 950 would be 19; there are 9.
    expect([venue.pools[0]?.cash, venue.ledger.accounts.balance(0, loser)]).toEqual([9, 0]);
    expect(venue.cases.all[0]?.lines[0]).toMatchObject({ fees: 9, book: 10, ownCollateral: 59 });
    sound(venue);
  });

  test('rest until they expire, are cancelled, or the case is over', () => {
    const { venue, loser } = ordered({ timeInForce: 'gtc', expires: 3 }, 96);
    const resting = () => venue.markets[0]?.book.save().orders.filter((order) => order.account === loser);
    step(venue, [94]);
    expect(resting()).toMatchObject([{ side: -1, ticks: 96, lots: 10, expires: 3, case: 1 }]);
    step(venue, [94]);
    expect(resting()).toHaveLength(1);
    step(venue, [99]);
    expect(venue.cases.all[0]?.closed).toBe(3);
    expect(resting()).toEqual([]);
    sound(venue);
  });
});

describe('an offer', () => {
  const offered = (share: 'pro-rata' | 'in-order', capacities: readonly number[]) => {
    const takers: number[] = [];
    const offer = defineLiquidation({
      ...head,
      name: 'offer',
      takesLots: true,
      next: (subject, _view, _params, _state, outcome) =>
        outcome !== undefined || subject.legs.length === 0
          ? 'pass'
          : [
              {
                do: 'offer',
                market: 0,
                lots: 10,
                value: 947,
                share,
                to: takers.map((account, i) => ({ account, capacity: capacities[i] ?? 0 })),
              },
            ],
    });
    const venue = venueOf(design([{ label: 'liquidation', kind: 'liquidation', use: use(offer) }]));
    const loser = person(venue, 50, [[0, 10, 100]]);
    person(venue, 5000, [[0, -10, 100]]);
    takers.push(...capacities.map(() => person(venue, 5000)));
    step(venue, [94]);
    sound(venue);
    return {
      lots: [loser, ...takers].map((account) => venue.ledger.lots(account, 0)),
      paid: takers.map((account) => 5000 - venue.ledger.accounts.balance(0, account)),
    };
  };

  test('goes to takers in proportion to capacity, or one after the other', () => {
    expect(offered('pro-rata', [6, 12])).toEqual({ lots: [0, 3, 7], paid: [284, 663] });
    expect(offered('in-order', [6, 12])).toEqual({ lots: [0, 6, 4], paid: [568, 379] });
  });

  test('leaves what nobody takes, at its share of the value', () => {
    // 947 x 7 / 10 = 662.9.
    expect(offered('in-order', [4, 3])).toEqual({ lots: [3, 4, 3], paid: [379, 284] });
    expect(offered('pro-rata', [0, 0])).toEqual({ lots: [10, 0, 0], paid: [0, 0] });
  });
});

test('a trace holds every score, with limit and what is given', () => {
  const venue = twoCases([adl()]);
  Object.assign(venue, { trace: true });
  person(venue, 1000, [[0, -3, 100]]);
  step(venue, [94]);
  expect([...venue.ledger.log].filter((event) => event.kind === 'score')).toMatchObject([
    { a: 8, market: 0, lots: 20, value: -8, cost: 20 },
    { a: 9, market: 0, lots: 3, value: -9, cost: 0 },
  ]);
  expect([...venue.ledger.log].filter((event) => event.kind === 'decision')).toMatchObject([
    { a: 6, b: 2, lots: 20, value: 20, cost: -8, case: 0 },
  ]);
});

describe('ADL by resting orders', () => {
  test('meets the subject in the book at the close-out price', () => {
    const closeOut = defineAdlCloseOut({ ...closeAt('bankruptcy'), by: 'resting-orders' });
    const venue = venueOf(design([adl({ closeOut: use(closeOut) })]));
    const loser = person(venue, 50, [[0, 10, 100]]);
    const winner = person(venue, 1000, [[0, -10, 100]]);
    step(venue, [94]);
    expect([loser, winner].map((account) => venue.ledger.lots(account, 0))).toEqual([0, 0]);
    expect(venue.cases.all[0]?.lines[0]).toMatchObject({ markLoss: 60, ownCollateral: 50, adl: 10 });
    expect(venue.markets[0]?.last).toBe(95);
    expect(venue.markets[0]?.book.save().orders).toEqual([]);
    sound(venue);
  });
});

test('a gain is charged by an ADL layer that counts in gains, over both sides', () => {
  const venue = venueOf(design([{ label: 'liquidation', kind: 'liquidation', use: use(bookLayer()) }]));
  const loser = person(venue, 50, [[0, 10, 100]]);
  const maker = person(venue, 1000, [], 'maker');
  quote(venue, maker, 0, 1, 10, 94);
  step(venue, [94]);
  expect(venue.ledger.lots(loser, 0)).toBe(0);
  expect(place(venue, { do: 'place', account: maker, market: 0, lots: 0, timeInForce: 'ioc' })).toEqual({
    filled: 0,
    moved: 0,
  });
});
