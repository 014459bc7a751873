import { describe, expect, it } from 'vitest';
import {
  bankruptcyLimit,
  collateralWeight,
  cutForBankrupt,
  fundingCapped,
} from '../../../../specs/invariants/index.ts';
import type { CaseBooks, DesignView, InvariantOver, Moved, StepRow, StepSubject } from '../../../../src/index.ts';

const standing = (equity: number): Moved['before'] => ({ equity, maintenance: 0, long: 1, short: 0, profit: 0 });
const moved = (before: number, after: number): Moved => ({ before: standing(before), after: standing(after) });
const row = (over: Partial<StepRow>): StepRow =>
  ({
    ...{
      step: 1,
      kind: 'fill',
      cause: 'none',
      case: 2,
      market: 0,
      a: 7,
      b: 8,
      lots: 5,
      value: 500,
      cost: 0,
      mark: 500,
    },
    ...{ heldByA: 5, heldByB: 0 },
    ...over,
  }) as StepRow;

/** Rules of a design: orders limited at bankruptcy, ADL from bankruptcy on, funding of one in a thousand, COIN at a half. */
const design = {
  mechanisms: [
    { slot: 'funding', name: 'clamped-premium', params: { cap: 0.001 } },
    { slot: 'collateral', name: 'haircut-by-asset', params: { assets: { COIN: { weight: { n: 1, d: 2 } } } } },
  ],
  waterfall: [
    {
      kind: 'liquidation',
      label: 'liquidation',
      mechanisms: [{ slot: 'liquidation', params: { limit: 'bankruptcy' } }],
    },
    {
      kind: 'adl',
      label: 'adl',
      settle: 'close',
      mechanisms: [{ slot: 'adl.trigger', name: 'account-equity-negative', params: { recovers: { n: 0, d: 1 } } }],
    },
  ],
} as unknown as DesignView;

/** A step of which only these rows are known, and the equity of an account with 10 of its own and 7 COIN at 3 each. */
const stepOf = (rows: readonly StepRow[], equity = 0): StepSubject =>
  ({
    step: 1,
    rows,
    once<T>(make: (subject: StepSubject) => T): T {
      return make(this as unknown as StepSubject);
    },
    design,
    walk: (kind?: string) => rows.filter((one) => kind === undefined || one.kind === kind),
    accounts: () => (equity === 0 ? [] : [7]),
    books: {
      assets: [{ name: 'USD' }, { name: 'COIN', price: { units: 1, value: 3 } }],
      markets: [
        {
          number: 0,
          id: 'A',
          kind: 'linear',
          settle: 0,
          mark: 100,
          value: (lots: number, ticks: number) => lots * ticks,
        },
      ],
      case: () => ({ id: 2, kind: 'default', subject: 7 }) as unknown as CaseBooks,
      account: () => ({ equity }),
    },
    folded: { balanceAtMark: (_: number, asset: number) => (asset === 0 ? 10 : 7) },
  }) as unknown as StepSubject;

const order = (after: number): StepRow => row({ cause: 'book', ofA: moved(3, after) });
const cut = (before: number): StepRow => row({ cause: 'adl', ofA: moved(before, 0), ofB: moved(9, 9) });
const decision = row({ kind: 'decision', lots: 5, value: 5, mark: 1 });
const funding = (value: number): StepRow => row({ kind: 'shift-index', cause: 'funding', lots: 1, value });

const cases: [string, InvariantOver<'step'>, StepSubject, StepSubject, object][] = [
  [
    'an order filled beyond bankruptcy',
    bankruptcyLimit,
    stepOf([order(0)]),
    stepOf([order(-1)]),
    {
      who: 'account 7, case 2, market A',
      expected: 'equity >= 0',
      found: -1,
      detail: '5 lots for 500 in step 1, worth 500 at mark',
    },
  ],
  [
    'a cut for an account that has something',
    cutForBankrupt,
    stepOf([cut(-1), decision, cut(0), decision]),
    stepOf([cut(0), decision]),
    { who: 'account 7, case 2', expected: 'equity < 0', found: 0, detail: 'account 8 is cut for it in step 1' },
  ],
  [
    'funding beyond its cap',
    fundingCapped,
    stepOf([funding(1)]),
    stepOf([funding(2)]),
    {
      who: 'market A',
      expected: 'at most 1.1 millionths of a unit a lot',
      found: 2,
      detail: 'a lot is worth 100, the cap is 1e-9 of it',
    },
  ],
  [
    'collateral counted in full',
    collateralWeight,
    stepOf([], 20),
    stepOf([], 31),
    { who: 'account 7', expected: 20, found: 31, difference: 11, detail: 'equity with collateral' },
  ],
];

describe('each invariant on what a design declares holds, is reached, and names what breaks it', () => {
  it.each(cases)('%s', (_, { given, holds, reaches }, sound, faulty, witness) => {
    expect(given?.(design)).toBe(true);
    expect(holds(sound)).toBeUndefined();
    expect(reaches?.(sound)).toBe(1);
    expect(reaches?.(stepOf([]))).toBe(0);
    expect(holds(faulty)).toEqual(witness);
  });

  it('leaves out designs that declare nothing of the kind', () => {
    const bare = { mechanisms: [], waterfall: [] } as unknown as DesignView;
    expect(cases.map(([, { given }]) => given?.(bare))).toEqual([
      'it sends no orders for those in default',
      'no layer of it closes positions of those whom it ranks',
      'its funding has no cap',
      'it names no weight for each asset',
    ]);
  });
});
