import type { AdlRanking, Candidate } from 'breakwater';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import * as rankings from '../../../mechanisms/adl/ranking/index.ts';
import { accountView, candidateView, marketView, paramsOf, venueView } from '../../fixtures/views.ts';
import { conforms } from '../conformance.ts';

/** One suite for all rankings. Positions are in a market at 1,000 ticks; the facts with an id are about winners unless they say otherwise. */
type Keys = (candidate: Candidate) => readonly number[];

/** What a position is made of: lots signed, gain a share of the entry price, equity and margin a share of the notional. */
interface Holder {
  readonly account: number;
  readonly lots: number;
  readonly gain: number;
  readonly equity: number;
  readonly margin: number;
}

const MARK = 1_000;
const market = marketView({ mark: MARK });

const holder = ({ account, lots, gain, equity, margin }: Holder): Candidate => {
  const side = lots < 0 ? -1 : 1;
  const notional = Math.abs(lots) * MARK;
  const entryPrice = MARK / (1 + side * gain);
  const profit = lots * (MARK - entryPrice);
  return candidateView({
    account,
    market,
    lots,
    entryPrice,
    profit,
    profitRatio: gain,
    equity: equity * notional,
    wallet: equity * notional - profit,
    maintenance: margin * notional,
    accountMaintenance: margin * notional,
    accountLeverage: equity > 0 ? 1 / equity : Number.POSITIVE_INFINITY,
    effectiveLeverage: equity > 0 ? 1 / equity : Number.POSITIVE_INFINITY,
  });
};

/** Ahead: the first key that differs is higher; 0 for a tie. */
const ahead = (keys: Keys, a: Holder, b: Holder): number => {
  const [x, y] = [keys(holder(a)), keys(holder(b))];
  const at = x.findIndex((key, i) => key !== y[i]);
  return at === -1 ? 0 : Math.sign((x[at] as number) - (y[at] as number)) || 1;
};

const share = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const anyone: fc.Arbitrary<Holder> = fc.record({
  account: fc.nat(100),
  lots: fc.integer({ min: -1_000_000, max: 1_000_000 }).filter((lots) => lots !== 0),
  gain: fc.oneof(share(-0.9, 0.9), fc.constant(0)),
  equity: fc.oneof(share(-2, 2), fc.constant(0)),
  margin: fc.oneof(share(0, 0.5), fc.constant(0)),
});
/** Solvent holders with margin, as a queue usually meets them: equity of 5 % to 100 % of notional, 1 % maintenance. */
const solvent = (gain: fc.Arbitrary<number>): fc.Arbitrary<Holder> =>
  fc.record({
    account: fc.nat(100),
    lots: fc.integer({ min: 1_000, max: 1_000_000 }).chain((lots) => fc.constantFrom(lots, -lots)),
    gain,
    equity: share(0.05, 1),
    margin: fc.constant(0.01),
  });
const winner = solvent(share(0.01, 0.8));

const always = {
  'scores anyone by numbers, infinity included': (keys: Keys) => {
    fc.assert(
      fc.property(anyone, (one) => {
        const scores = keys(holder(one));
        expect(scores.length).toBeGreaterThan(0);
        expect(scores.some(Number.isNaN)).toBe(false);
      }),
    );
  },
  'scores the same candidate the same, whoever was looked at before': (keys: Keys) => {
    fc.assert(
      fc.property(anyone, anyone, (one, other) => {
        const first = keys(holder(one));
        keys(holder(other));
        expect(keys(holder(one))).toEqual(first);
      }),
    );
  },
};

/** A fixed seed, because an exemption is tested by a failure that has to be found. */
const FIXED = { numRuns: 300, seed: 7 };

const unlessExempt = {
  'ranking/more-profit-first': (keys: Keys) => {
    fc.assert(
      fc.property(winner, share(0.001, 0.1), (one, more) => {
        expect(ahead(keys, { ...one, gain: one.gain + more }, one)).toBe(1);
      }),
      FIXED,
    );
  },
  'ranking/more-leverage-first': (keys: Keys) => {
    fc.assert(
      fc.property(winner, share(0.1, 0.9), (one, less) => {
        expect(ahead(keys, { ...one, equity: one.equity * less }, one)).toBe(1);
      }),
      FIXED,
    );
  },
  'ranking/winners-before-losers': (keys: Keys) => {
    fc.assert(
      fc.property(winner, solvent(share(-0.8, -0.01)), (one, other) => {
        expect(ahead(keys, one, other)).toBe(1);
      }),
      FIXED,
    );
  },
  'ranking/size-does-not-count': (keys: Keys) => {
    fc.assert(
      fc.property(winner, fc.integer({ min: 2, max: 9 }), (one, times) => {
        const [small, large] = [keys(holder(one)), keys(holder({ ...one, lots: one.lots * times }))];
        small.forEach((key, i) => {
          expect(large[i]).toBeCloseTo(key, 9);
        });
      }),
      FIXED,
    );
  },
  'ranking/sides-alike': (keys: Keys) => {
    fc.assert(
      fc.property(winner, (one) => {
        const [long, short] = [keys(holder(one)), keys(holder({ ...one, lots: -one.lots }))];
        long.forEach((key, i) => {
          expect(short[i] ?? 0).toBeCloseTo(key, 9);
        });
      }),
      FIXED,
    );
  },
};

describe.each(Object.values(rankings) as unknown as AdlRanking[])('$name', (rule) => {
  const params = paramsOf(rule) as never;
  const accounts = Array.from({ length: 101 }, (_, id) => accountView(id));
  const prepared = rule.prepare?.(market, venueView({ markets: [market], accounts }), params) ?? 0;
  const rules = rule.keys ?? (rule.score === undefined ? [() => 0] : [rule.score]);
  conforms(rule, (candidate) => rules.map((key) => key(candidate, params, prepared)) satisfies readonly number[], {
    always: {
      ...always,
      'weighs anyone by a finite number of at least 0': () => {
        fc.assert(
          fc.property(anyone, (one) => {
            const weight = rule.weigh?.(holder(one), params) ?? 0;
            expect(Number.isFinite(weight) && weight >= 0).toBe(true);
          }),
        );
      },
    },
    unlessExempt,
  });
});
