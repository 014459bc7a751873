import type { AdlNeed, AdlTrigger, CaseView, Json, TriggerDecision, VenueView } from 'breakwater';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import * as triggers from '../../../mechanisms/adl/trigger/index.ts';
import {
  accountView,
  caseView,
  legView,
  marketView,
  paramsOf,
  poolView,
  positionView,
  venueView,
} from '../../fixtures/views.ts';
import { conforms } from '../conformance.ts';

/** One suite for all triggers, with their defaults. Two markets at 100 ticks; one fund and one pool for both. */
const FUND = 900;
const markets = ['A', 'B'].map((id, number) => marketView({ number, id }));

/** A case in some markets: lots, and the equity that stands behind each leg. */
type Piece = readonly [market: number, lots: number, equity: number];
const legsOf = (pieces: readonly Piece[]) =>
  pieces.map(([market, lots, equity]) => legView(markets[market] as (typeof markets)[0], lots, { equity }));
const sum = (pieces: readonly Piece[]): number => pieces.reduce((total, [, , equity]) => total + equity, 0);
const fallen = (id: number, pieces: readonly Piece[]): CaseView =>
  caseView({ id, subject: id, equity: sum(pieces), legs: legsOf(pieces) });
const inventory = (id: number, [market, lots]: Piece, equity: number): CaseView =>
  caseView({ id, kind: 'inventory', subject: FUND, equity, legs: legsOf([[market, lots, equity]]) });

/** A winner who faces the pool. */
const trader = accountView(1, {
  equity: 9_000,
  positions: [positionView(markets[0] as (typeof markets)[0], 50, { cost: 1_000 })],
});
/** The venue at a moment: equity of the fund and of the pool, and what the fund has made of each market. */
const venue = (now: number, fund: number, pool: number, profit: readonly number[] = [0, 0]): VenueView =>
  venueView({
    now,
    markets,
    accounts: [trader],
    pools: [
      poolView({
        name: 'insurance',
        account: FUND,
        equity: fund,
        opening: 1_000_000,
        profit: (market) => profit[market] ?? 0,
      }),
      poolView({ name: 'pool', account: 901, equity: pool, lots: (market) => (market === 0 ? -50 : 0) }),
    ],
  });

/** A trigger over a run: what it has seen, then what it decides. */
interface Asked {
  sees(view: VenueView): void;
  decides(view: VenueView, cases: readonly CaseView[]): TriggerDecision;
  /** The same trigger, resumed from its state as a snapshot keeps it. */
  resumed(): Asked;
}
const asked = (rule: AdlTrigger, params: never, state: Json): Asked => ({
  sees: (view) => rule.observe?.(view, params, state),
  decides: (view, cases) => rule.decide(view, cases, params, state),
  resumed: () => asked(rule, params, JSON.parse(JSON.stringify(state)) as Json),
});

const needsOf = (decision: TriggerDecision): readonly AdlNeed[] => (decision === 'off' ? [] : decision.needs);
const lotsOf = (needs: readonly AdlNeed[]): number => needs.reduce((total, { amount }) => total + amount, 0);

const piece: fc.Arbitrary<Piece> = fc.tuple(
  fc.constantFrom(0, 1),
  fc.integer({ min: -50, max: 50 }).filter((lots) => lots !== 0),
  fc.integer({ min: -5_000, max: 5_000 }),
);
const someCases = fc
  .tuple(
    fc.array(fc.uniqueArray(piece, { selector: ([market]) => market, minLength: 1 }), { maxLength: 5 }),
    fc.array(piece, { maxLength: 2 }),
  )
  .map(([defaults, held]) => ({
    defaults,
    held: held.filter((one, i) => held.findIndex(([market]) => market === one[0]) === i),
  }));
const balance = fc.oneof(fc.constantFrom(0, 1, 1_000_000), fc.integer({ min: -100_000, max: 2_000_000 }));
const moments = fc.array(
  fc.record({
    fund: balance,
    pool: fc.integer({ min: 1, max: 20_000 }),
    a: fc.integer({ min: -400_000, max: 400_000 }),
    cases: someCases,
  }),
  { minLength: 1, maxLength: 6 },
);

/** Takes a fresh trigger through some moments and looks at each decision. */
const through = (
  start: () => Asked,
  look: (decision: TriggerDecision, cases: readonly CaseView[], view: VenueView, rule: Asked) => void,
): void => {
  fc.assert(
    fc.property(moments, (list) => {
      const rule = start();
      list.forEach(({ fund, pool, a, cases }, i) => {
        const view = venue(60 * i, fund, pool, [a, 0]);
        const open = [
          ...cases.defaults.map((pieces, k) => fallen(10 + k, pieces)),
          ...cases.held.map((one, k) => inventory(50 + k, one, fund)),
        ];
        rule.sees(view);
        look(rule.decides(view, open), open, view, rule);
      });
    }),
    { numRuns: 60 },
  );
};

const always = {
  'needs whole lots of markets there are, and no more of a case than it holds there': (start: () => Asked) =>
    through(start, (decision, cases) => {
      for (const { in: unit, market, amount, case: id, pool } of needsOf(decision)) {
        expect(unit).toBe('lots');
        expect(markets[market]).toBeDefined();
        expect(Number.isSafeInteger(amount) && amount >= 0).toBe(true);
        if (pool !== undefined) continue;
        const legs = cases
          .filter((one) => id === undefined || one.id === id)
          .flatMap((one) => one.legs.filter((leg) => leg.market.number === market));
        expect(amount).toBeLessThanOrEqual(legs.reduce((total, { lots }) => total + Math.abs(lots), 0));
      }
    }),
  'keeps back whole units, where it shifts a price': (start: () => Asked) =>
    through(start, (decision) => {
      for (const { priceShift = 0 } of needsOf(decision)) expect(Number.isSafeInteger(priceShift)).toBe(true);
    }),
  'asks for nothing where no case holds anything, but for a pool that is the counterparty': (start: () => Asked) =>
    through(start, (_decision, _cases, view, rule) => {
      expect(lotsOf(needsOf(rule.decides(view, [])).filter(({ pool }) => pool === undefined))).toBe(0);
    }),
  'says the same when asked again in a step, and after a snapshot': (start: () => Asked) =>
    through(start, (decision, cases, view, rule) => {
      const copy = rule.resumed();
      expect(rule.decides(view, cases)).toEqual(decision);
      expect(copy.decides(view, cases)).toEqual(decision);
    }),
};

const FIXED = { numRuns: 100, seed: 7 };
const [rich, ruined] = [venue(60, 1_000_000, 1_000_000), venue(60, 0, 1_000_000)];
const lossy = (min: number, max: number) =>
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(0, 1), fc.integer({ min: 1, max: 50 }), fc.integer({ min, max })), {
      selector: ([market]) => market,
      minLength: 1,
    })
    .map((pieces): readonly Piece[] => pieces);

const unlessExempt = {
  'trigger/spares-the-solvent': (start: () => Asked) => {
    fc.assert(
      fc.property(lossy(1, 5_000), (pieces) => {
        const rule = start();
        rule.sees(rich);
        expect(lotsOf(needsOf(rule.decides(rich, [fallen(10, pieces)])))).toBe(0);
      }),
      FIXED,
    );
  },
  'trigger/lets-the-fund-go-first': (start: () => Asked) => {
    fc.assert(
      fc.property(lossy(-5_000, -1), (pieces) => {
        const rule = start();
        rule.sees(rich);
        expect(lotsOf(needsOf(rule.decides(rich, [fallen(10, pieces)])))).toBe(0);
      }),
      FIXED,
    );
  },
  'trigger/pushes-all-of-the-bankrupt-once-the-fund-is-empty': (start: () => Asked) => {
    fc.assert(
      fc.property(lossy(-5_000, -1), (pieces) => {
        const rule = start();
        rule.sees(ruined);
        const held = pieces.reduce((total, [, lots]) => total + Math.abs(lots), 0);
        expect(lotsOf(needsOf(rule.decides(ruined, [fallen(10, pieces)])))).toBe(held);
      }),
      FIXED,
    );
  },
};

describe.each(Object.values(triggers) as unknown as AdlTrigger[])('$name', (rule) => {
  const params = paramsOf(rule) as never;
  conforms(rule, () => asked(rule, params, rule.initial?.(params) ?? null), { always, unlessExempt });
});
