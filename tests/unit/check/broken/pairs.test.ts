import { describe, expect, it } from 'vitest';
import {
  biggerMoveMoreDeficit,
  continuity,
  convexMargin,
  extremeInputs,
  fewerDefaulters,
  hedgedTwinCut,
  mirrorInvariance,
  monotoneMargin,
  moreCollateralHelps,
  moreFundLessAdl,
  moreFundNoNewAdl,
  nakedLoss,
  noFreeProtection,
  pathRefinement,
  scaleInvariance,
  widerScope,
} from '../../../../specs/invariants/index.ts';
import type {
  AccountTally,
  DesignSubject,
  InvariantOver,
  ModelSubject,
  PairSubject,
  RunSubject,
  StepRow,
} from '../../../../src/index.ts';
import { stream } from '../../../../src/math/index.ts';

const NOTHING = { adlLots: 0, adlCost: 0, charged: 0, defaults: 0, liquidatedLots: 0 };

/** A run of accounts 0, 1 ... of which each did so much, with a default of which others bore so much. */
const run = (shortfall: number, ...tallies: readonly Partial<AccountTally>[]): RunSubject =>
  ({
    people: tallies.map((_, account) => account),
    tally: (account: number) => ({ ...NOTHING, ...tallies[account] }),
    rows: [],
    books: { markets: [{ mark: 5, value: (lots: number, ticks: number) => lots * ticks }] },
    cases: () =>
      shortfall === 0
        ? []
        : [
            {
              kind: 'default',
              record: [{ backstop: 0, fund: shortfall, adl: 0, socialised: 0, uncovered: 0, left: 0 }],
            },
          ],
  }) as unknown as RunSubject;

const pair = (first: RunSubject, second: RunSubject, over: Partial<PairSubject> = {}): PairSubject => ({
  first,
  second,
  change: 'again',
  added: [],
  changed: [0],
  twins: (account) => [account],
  factor: 1,
  ...over,
});

const lost = (adlCost: number, adlLots = 1): Partial<AccountTally> => ({ adlCost, adlLots });
const twins = (account: number): readonly number[] => (account === 0 ? [1, 2] : [account]);

const cases: [string, InvariantOver<'pair'>, PairSubject, PairSubject, object][] = [
  [
    'more money, more lost',
    moreCollateralHelps,
    pair(run(0, lost(10)), run(0, lost(10))),
    pair(run(0, lost(10)), run(0, lost(11)), { factor: 50 }),
    { who: 'account 0, with 50 more', expected: 'a loss of at most 10', found: 11, difference: 1 },
  ],
  [
    'more money, more defaults',
    moreCollateralHelps,
    pair(run(0, { defaults: 1 }), run(0, { defaults: 0 })),
    pair(run(0, { defaults: 0 }), run(0, { defaults: 1 }), { factor: 50 }),
    { who: 'account 0, with 50 more', expected: '0 defaults at most', found: 1, difference: 1 },
  ],
  [
    'a larger fund, more lots',
    moreFundLessAdl,
    pair(run(0, lost(4, 3)), run(0, lost(4, 3))),
    pair(run(0, lost(4, 3)), run(0, lost(4, 4)), { factor: 9 }),
    { who: 'all, with 9 more in the funds', expected: '3 lots at most', found: 4, difference: 1 },
  ],
  [
    'a larger fund, the first cut',
    moreFundNoNewAdl,
    pair(run(5, {}), run(5, {})),
    pair(run(5, {}), run(5, lost(0, 2)), { factor: 9 }),
    {
      who: 'all, with 9 more in the funds',
      expected: 0,
      found: 2,
      difference: 2,
      detail: 'lots closed by ADL',
    },
  ],
  [
    'a larger move, a smaller hole',
    biggerMoveMoreDeficit,
    pair(run(5), run(5)),
    pair(run(5), run(4), { factor: 1.5 }),
    { who: 'all, at 1.5 times the move', expected: 'at least 5', found: 4, difference: -1 },
  ],
  [
    'one defaulter less, the others lose more',
    fewerDefaulters,
    pair(run(5, { defaults: 1 }, lost(10)), run(5, {}, lost(11))),
    pair(run(5, { defaults: 1 }, lost(10)), run(5, {}, lost(12))),
    { who: 'all but account 0', expected: 'a loss of at most 11', found: 12, difference: 1 },
  ],
  [
    'ten times the money, eleven times the lots',
    scaleInvariance,
    pair(run(0, lost(4, 3)), run(0, lost(40, 30)), { change: 'scale-lots', factor: 10 }),
    pair(run(0, lost(4, 3)), run(0, lost(40, 33)), { change: 'scale-lots', factor: 10 }),
    { who: 'account 0', expected: 30, found: 33, difference: 3, detail: 'adlLots, at a factor of 10' },
  ],
  [
    'a mirror that costs',
    mirrorInvariance,
    pair(run(0, lost(4, 3)), run(0, lost(5, 3))),
    pair(run(0, lost(4, 3)), run(0, lost(6, 3))),
    {
      who: 'account 0',
      expected: 4,
      found: 6,
      difference: 2,
      detail: 'what cuts and charges cost it, at a factor of 1',
    },
  ],
  [
    'a hedged twin is cut more',
    hedgedTwinCut,
    pair(run(0, {}), run(0, {}, lost(0, 3), lost(0, 4)), { twins }),
    pair(run(0, {}), run(0, {}, lost(0, 3), lost(0, 5)), { twins }),
    { who: 'accounts 1 and 2', expected: 'at most 4 lots of the hedged one', found: 5, difference: 2 },
  ],
  [
    'a pair that offsets itself protects',
    noFreeProtection,
    pair(run(0, lost(40)), run(0, {}, lost(25), lost(0)), { twins }),
    pair(run(0, lost(40)), run(0, {}, lost(24), lost(0)), { twins }),
    { who: 'account 0 and two that offset each other', expected: 'a loss of at least 25', found: 24, difference: -16 },
  ],
];

describe('each invariant over pairs holds, is reached, and names what breaks it', () => {
  it.each(cases)('%s', (_, invariant, sound, faulty, witness) => {
    expect(invariant.reaches?.(sound)).toBeGreaterThan(0);
    expect(invariant.holds(sound)).toBeUndefined();
    expect(invariant.holds(faulty)).toEqual(witness);
  });

  it('figures over pairs', () => {
    expect(continuity.metric?.measure(pair(run(0, lost(4), lost(9)), run(0, lost(5), lost(2))))).toBe(7);
    expect(pathRefinement.metric?.measure(pair(run(8), run(2)))).toBe(0.25);
    expect(pathRefinement.metric?.measure(pair(run(0), run(2)))).toBeUndefined();
  });
});

describe('MO4 margin', () => {
  const design = (maintenance: (lots: number) => number): DesignSubject => ({
    design: {} as DesignSubject['design'],
    markets: [{ id: 'BTC', mark: 100, most: 1000 }],
    levels: (_, lots) => ({ initial: 2 * Math.abs(lots), maintenance: maintenance(Math.abs(lots)) }),
    random: stream(1, 'probe'),
  });
  it('a cliff downwards', () => {
    expect(monotoneMargin.holds(design((lots) => lots))).toBeUndefined();
    expect(monotoneMargin.holds(design((lots) => (lots > 20 ? 1 : lots)))).toMatchObject({
      who: 'market BTC, long, at mark 100',
      found: 1,
    });
  });
  it('a tier that asks for less', () => {
    expect(convexMargin.holds(design((lots) => lots + Math.max(0, lots - 20)))).toBeUndefined();
    // One of a few probes meets the edge.
    const jumps = design((lots) => (lots > 20 ? 100 : 0) + lots);
    const witness = Array.from({ length: 20 }, () => convexMargin.holds(jumps)).find(Boolean);
    expect(witness).toMatchObject({ who: 'market BTC, at mark 100' });
  });
});

describe('MO6 extreme inputs', () => {
  const of = (...values: readonly number[]): RunSubject =>
    ({
      rows: values.map(
        (value) => ({ kind: 'price', cause: 'none', market: 0, lots: 0, value, cost: 0, mark: 0 }) as StepRow,
      ),
    }) as unknown as RunSubject;
  it('counts prices that are far off, and names one that is none', () => {
    expect(extremeInputs.reaches?.(of(100, 10, 99, 1000))).toBe(2);
    expect(extremeInputs.holds(of(100, 10))).toBeUndefined();
    expect(extremeInputs.holds(of(100, Number.NaN))).toEqual({
      who: 'row 1: price, none',
      expected: 'value that is whole',
      found: 'NaN',
    });
  });
});

describe('what is said of hedges in general', () => {
  const witnesses = (invariant: InvariantOver<'model'>) =>
    Array.from({ length: 200 }, (_, i) => invariant.holds({ random: stream(i, 'model') } as ModelSubject)).filter(
      Boolean,
    );
  it('the naked leg loses no more than its lots times the range', () => {
    expect(witnesses(nakedLoss)).toEqual([]);
  });
  it('a wider scope does not see more hedges: a bet in another account undoes one', () => {
    expect(witnesses(widerScope)[0]).toEqual({
      who: '2: +2 -2, 2: +1 -0, 1: +2 -0, 1: +2 -1',
      expected: 'at least 1',
      found: 0,
      difference: -1,
    });
  });
});
