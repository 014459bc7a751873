import type { Action, CaseView, Json, LayerAnswer, Liquidation, VenueView } from 'breakwater';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import * as liquidations from '../../mechanisms/liquidation/index.ts';
import { accountView, defaultView, marketView, outcomeOf, paramsOf, poolView, venueView } from '../fixtures/views.ts';
import { conforms } from './conformance.ts';

/** One suite for all liquidation engines, with their defaults. Two markets at 100 ticks with tiers of 100,000; maintenance is 1 % and 2 %. */
const schedule = {
  tiers: [100_000],
  initial: (notional: number) => Math.ceil(notional / 25),
  maintenance: (notional: number) => Math.ceil(notional * (notional <= 100_000 ? 0.01 : 0.02)),
};
const markets = ['A', 'B'].map((id, number) => marketView({ number, id, schedule }));
const buyers = [7, 8].map((id) => accountView(id, { kind: 'maker', equity: 10_000_000 }));
const view = venueView({
  now: 600,
  step: 60,
  stepSeconds: 10,
  markets,
  accounts: buyers,
  pools: ['insurance', 'pool'].map((name, i) => poolView({ name, account: 900 + i, equity: 1_000_000 })),
});

/** The same, with a pool that holds less of the longs than there is, and nothing of the shorts. */
const facing = venueView({
  ...view,
  markets,
  accounts: buyers,
  pools: ['insurance', 'pool'].map((name, i) =>
    poolView({ name, account: 900 + i, equity: 1_000_000, faces: 1, lots: (market) => -100 * (market + 1) }),
  ),
});

const held = ([market, lots]: readonly [number, number]) => {
  const view = markets[market] as (typeof markets)[0];
  return { market: view, lots, maintenance: schedule.maintenance(Math.abs(view.value(lots, view.mark))) };
};
/** Legs, and equity as a share of maintenance, -1 to just below 1. */
const someLegs = fc.record({
  legs: fc.uniqueArray(
    fc.tuple(
      fc.constantFrom(0, 1),
      fc.integer({ min: -3_000, max: 3_000 }).filter((lots) => lots !== 0),
    ),
    { selector: ([market]) => market, minLength: 1 },
  ),
  share: fc.integer({ min: -1_000, max: 999 }),
});
/** A default below maintenance with these legs. */
const defaultOf = (legs: readonly (readonly [number, number])[], share: number): CaseView => {
  const parts = legs.map(held);
  const maintenance = parts.reduce((total, part) => total + part.maintenance, 0);
  return defaultView(Math.floor((maintenance * share) / 1_000), parts, { opened: 0 });
};
const someDefault = someLegs.map(({ legs, share }) => defaultOf(legs, share));

/** 2,000 lots in the second tier: 4,000 of maintenance, 100 short of it. */
const large = defaultView(3_900, [held([0, 2_000])], { opened: 0 });

/** An engine at work on one case: it is asked with what came of its last answer. */
type Ask = (subject: CaseView, on?: VenueView, outcome?: ReturnType<typeof outcomeOf>) => LayerAnswer;
type Start = () => { readonly ask: Ask; readonly state: Json };

const actionsOf = (answer: LayerAnswer): readonly Action[] => (Array.isArray(answer) ? answer : []);
/** What takes lots off the subject: orders, offers and take-overs. */
const piecesOf = (answer: LayerAnswer) =>
  actionsOf(answer).flatMap((action) =>
    action.do === 'order' || action.do === 'offer' || action.do === 'takeOver' ? [action] : [],
  );
const legOf = (subject: CaseView, market: number) => subject.legs.find((leg) => leg.market.number === market);

const always = {
  'takes something off a large position that has fallen just below maintenance': (start: Start) => {
    expect(piecesOf(start().ask(large))).not.toEqual([]);
  },
  'lets whole pieces of what is held go, and no more of a leg than there is': (start: Start) => {
    fc.assert(
      fc.property(someDefault, (subject) => {
        const left = new Map(subject.legs.map(({ market, lots }) => [market.number, lots]));
        for (const { market, lots } of piecesOf(start().ask(subject))) {
          const rest = left.get(market) ?? 0;
          expect(Number.isSafeInteger(lots) && lots !== 0).toBe(true);
          expect(Math.sign(lots)).toBe(Math.sign(rest));
          expect(Math.abs(lots)).toBeLessThanOrEqual(Math.abs(rest));
          left.set(market, rest - lots);
        }
      }),
    );
  },
  'names whole limits of at least one tick, and whole values': (start: Start) => {
    fc.assert(
      fc.property(someDefault, (subject) => {
        for (const action of piecesOf(start().ask(subject))) {
          if (action.do !== 'order') expect(Number.isSafeInteger(action.value)).toBe(true);
          else if (action.limit !== undefined)
            expect(Number.isSafeInteger(action.limit) && action.limit >= 1).toBe(true);
        }
      }),
    );
  },
  'comes to an end in a step in which nothing is taken, and waits only for what is to come': (start: Start) => {
    fc.assert(
      fc.property(someDefault, (subject) => {
        const { ask } = start();
        let answer = ask(subject);
        for (let asks = 0; Array.isArray(answer) && answer.length > 0; asks++) {
          expect(asks).toBeLessThan(100);
          answer = ask(subject, view, outcomeOf(...answer.map((action: Action) => ({ do: action.do, lots: 0 }))));
        }
        if (typeof answer === 'object' && 'wait' in answer) expect(answer.wait).toBeGreaterThan(view.now);
      }),
    );
  },
  'keeps a state that a snapshot can hold': (start: Start) => {
    fc.assert(
      fc.property(someDefault, (subject) => {
        const { ask, state } = start();
        ask(subject);
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      }),
    );
  },
  'moves money before it sends orders, whose fills it cannot know yet': (start: Start) => {
    fc.assert(
      fc.property(someDefault, fc.constantFrom(view, facing), (subject, on) => {
        const kinds = actionsOf(start().ask(subject, on)).flatMap((action) =>
          action.do === 'cancel' ? [] : [action.do],
        );
        const ordered = kinds.findIndex((kind) => kind === 'order' || kind === 'offer');
        for (const kind of ordered === -1 ? [] : kinds.slice(ordered)) expect(['order', 'offer']).toContain(kind);
      }),
    );
  },
  'treats a short as the mirror image of a long': (start: Start) => {
    // How far from mark a piece may leave at worst, for one lot in an order and for all of it else.
    const badness = (subject: CaseView) =>
      piecesOf(start().ask(subject)).map((action) => {
        const { market } = legOf(subject, action.market) as CaseView['legs'][number];
        const off =
          action.do === 'order'
            ? Math.sign(action.lots) * (market.mark - (action.limit ?? market.mark))
            : market.value(action.lots, market.mark) - action.value;
        return { what: action.do, market: market.number, size: Math.abs(action.lots), off };
      });
    fc.assert(
      fc.property(someLegs, ({ legs, share }) => {
        const mirrored = legs.map(([market, lots]) => [market, -lots] as const);
        const [one, other] = [badness(defaultOf(legs, share)), badness(defaultOf(mirrored, share))];
        expect(other.map(({ off: _, ...rest }) => rest)).toEqual(one.map(({ off: _, ...rest }) => rest));
        // A tick or a unit is what roundings may differ by.
        for (const [i, { off }] of one.entries()) expect(Math.abs(off - (other[i]?.off ?? 0))).toBeLessThanOrEqual(1);
      }),
    );
  },
  'leaves funds, pools, inventories and flat accounts alone': (start: Start) => {
    const position = [held([0, 1_500])];
    for (const kind of ['fund', 'vault', 'pool'] as const)
      expect(start().ask(defaultView(-5, position, { account: { kind } }))).toBe('pass');
    expect(start().ask({ ...defaultView(-5, position), kind: 'inventory' })).toBe('pass');
    expect(start().ask(defaultView(-5, []))).toBe('pass');
  },
};

const FIXED = { numRuns: 200, seed: 7 };

const unlessExempt = {
  'liquidation/cancels-first': (start: Start) => {
    fc.assert(
      fc.property(someDefault, (subject) => {
        const actions = actionsOf(start().ask(subject));
        expect(actions[0]?.do).toBe('cancel');
      }),
      FIXED,
    );
  },
  'liquidation/no-worse-than-bankruptcy': (start: Start) => {
    fc.assert(
      fc.property(someDefault, (subject) => {
        for (const action of piecesOf(start().ask(subject))) {
          const leg = legOf(subject, action.market);
          if (leg === undefined) continue;
          const share = (leg.bankruptcyValue * action.lots) / leg.lots;
          const worst =
            action.do === 'order' ? leg.market.value(action.lots, action.limit ?? Number.NaN) : action.value;
          // The subject is never let go at less than the value that uses its equity up; NaN is a market order.
          expect(worst + 1).toBeGreaterThanOrEqual(share);
        }
      }),
      FIXED,
    );
  },
  'liquidation/leaves-what-margin-allows': (start: Start) => {
    const pieces = piecesOf(start().ask(large));
    expect(pieces.reduce((total, { lots }) => total + lots, 0)).toBeLessThan(2_000);
  },
  'liquidation/sees-to-all-of-a-bankrupt-account': (start: Start) => {
    const pieces = piecesOf(start().ask(defaultView(-100, [held([0, 900]), held([1, -900])], { opened: 0 })));
    expect(pieces.map(({ market, lots }) => [market, lots])).toEqual([
      [0, 900],
      [1, -900],
    ]);
  },
};

describe.each(Object.values(liquidations) as unknown as Liquidation[])('$name', (rule) => {
  const params = paramsOf(rule) as never;
  const start: Start = () => {
    const state = rule.initial?.(params) ?? null;
    return { state, ask: (subject, on = view, outcome) => rule.next(subject, on, params, state, outcome) };
  };
  conforms(rule, start, { always, unlessExempt });
});
