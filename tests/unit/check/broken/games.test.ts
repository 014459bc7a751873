import { describe, expect, it } from 'vitest';
import { invariants } from '../../../../specs/invariants/index.ts';
import { verdictOn } from '../../../../src/check/index.ts';
import type {
  AccountTally,
  InvariantOver,
  PairChange,
  PairSubject,
  RunSubject,
  StepRow,
} from '../../../../src/index.ts';

const NOTHING: AccountTally = {
  deposited: 0,
  withdrawn: 0,
  putIn: [],
  fees: 0,
  received: 0,
  fills: 0,
  adlLots: 0,
  companionLots: 0,
  adlCost: 0,
  charged: 0,
  liquidatedLots: 0,
  defaults: 0,
  firstDefault: -1,
  firstCut: -1,
  firstBroken: -1,
};

/** A run as far as these invariants look at it: what came of each account, a lot worth 10, and what others bore. */
interface Told {
  readonly tallies?: readonly Partial<AccountTally>[];
  readonly equity?: readonly number[];
  readonly rows?: readonly Partial<StepRow>[];
  /** Subject of each default case, and whether it is open. */
  readonly cases?: readonly (readonly [number, boolean])[];
  readonly borne?: number;
}

const runOf = ({ tallies = [], equity = [], rows = [], cases = [], borne = 0 }: Told): RunSubject => {
  const record = (amount: number) => [{ book: 0, backstop: 0, fund: amount, adl: 0, socialised: 0, uncovered: 0 }];
  const known = cases.map(([subject, isOpen], i) => ({
    kind: 'default',
    subject,
    isOpen,
    record: record(i === 0 ? borne : 0),
  }));
  return {
    people: equity.map((_, id) => id),
    tally: (id: number) => ({ ...NOTHING, ...tallies[id] }),
    rows: rows.map((row) => ({
      kind: 'fill',
      cause: 'adl',
      case: 0,
      step: 0,
      market: 0,
      a: -1,
      b: -1,
      lots: 0,
      value: 0,
      mark: 0,
      ...row,
    })),
    cases: () => known,
    branches: { adlFired: 1, ties: 0 },
    books: {
      markets: [{ number: 0, mark: 10, value: (lots: number, ticks: number) => lots * ticks }],
      account: (id: number) => ({ equity: equity[id] ?? 0, positions: [{ lots: 3 }] }),
    },
  } as unknown as RunSubject;
};

interface Pair {
  readonly change: PairChange;
  readonly first: Told;
  readonly second: Told;
  readonly twins?: Readonly<Record<number, readonly number[]>>;
  readonly changed?: readonly number[];
  readonly added?: readonly number[];
  readonly factor?: number;
}

const askPair = (id: string, { first, second, change, twins = {}, changed = [0], added = [], factor = 1 }: Pair) => {
  const invariant = invariants.find((each) => each.id === id) as InvariantOver<'pair'>;
  const subject: PairSubject = {
    first: runOf(first),
    second: runOf(second),
    change,
    changed,
    added,
    factor,
    twins: (account) => twins[account] ?? [account],
  };
  const { status, reached, witness, value } = verdictOn(invariant, subject);
  return { status, reached, ...(witness && { witness }), ...(value === undefined ? {} : { value }) };
};

/** Two trades between accounts 0 and 1, out and back. */
const THERE_AND_BACK = [
  { cause: 'trade', a: 0, b: 1, lots: 2 },
  { cause: 'trade', a: 1, b: 0, lots: 2 },
];
const over = { tallies: [{ defaults: 1, firstDefault: 2 }], equity: [0], cases: [[0, false]] } as const;
const open = { ...over, cases: [[0, true]] } as const;

describe('games with accounts: what breaks and what holds', () => {
  it.each<[string, Pair, object, Pair]>([
    [
      'MR1/sybil-split',
      {
        change: 'split',
        factor: 2,
        twins: { 0: [0, 1] },
        first: { tallies: [{ adlCost: 90 }] },
        second: { tallies: [{ adlCost: 30 }, { charged: 35 }] },
      },
      { who: 'account 0, split in 2', expected: 'a loss of at least 70', found: 65, difference: -25 },
      {
        change: 'split',
        factor: 2,
        twins: { 0: [0, 1] },
        first: { tallies: [{ adlCost: 90 }] },
        second: { tallies: [{ adlCost: 35 }, { charged: 35 }] },
      },
    ],
    [
      'MR1/sybil-split-lots',
      {
        change: 'split',
        factor: 2,
        twins: { 0: [0, 1] },
        first: { tallies: [{ adlLots: 9 }] },
        second: { tallies: [{ adlLots: 3 }, { adlLots: 3 }] },
      },
      { who: 'account 0, split in 2', expected: 'at least 7 lots closed', found: 6, difference: -3 },
      {
        change: 'split',
        factor: 2,
        twins: { 0: [0, 1] },
        first: { tallies: [{ adlLots: 9 }] },
        second: { tallies: [{ adlLots: 3 }, { adlLots: 4 }] },
      },
    ],
    [
      'MR2/merge',
      {
        change: 'merge',
        factor: 2,
        changed: [0, 1],
        twins: { 0: [0], 1: [0] },
        first: { tallies: [{ adlCost: 50 }, { charged: 40 }] },
        second: { tallies: [{ adlCost: 69 }] },
      },
      { who: 'accounts 0, 1 as one', expected: 'a loss of at least 70', found: 69, difference: -21 },
      {
        change: 'merge',
        factor: 2,
        changed: [0, 1],
        twins: { 0: [0], 1: [0] },
        first: { tallies: [{ adlCost: 50 }, { charged: 40 }] },
        second: { tallies: [{ adlCost: 70 }] },
      },
    ],
    [
      'MR2/merge-lots',
      {
        change: 'split',
        factor: 2,
        twins: { 0: [0, 1] },
        first: { tallies: [{ adlLots: 4 }] },
        second: { tallies: [{ adlLots: 4 }, { adlLots: 3 }] },
      },
      { who: 'accounts 0, 1 as one', expected: 'at least 5 lots closed', found: 4, difference: -3 },
      {
        change: 'split',
        factor: 2,
        twins: { 0: [0, 1] },
        first: { tallies: [{ adlLots: 5 }] },
        second: { tallies: [{ adlLots: 4 }, { adlLots: 3 }] },
      },
    ],
    [
      'MR3/permutation',
      {
        change: 'permute',
        twins: { 0: [1] },
        first: { equity: [5, 0], rows: [{ kind: 'open-case' }] },
        second: { equity: [0, 6] },
      },
      { who: 'account 0, then 1', expected: 5, found: 6, difference: 1 },
      {
        change: 'permute',
        twins: { 0: [1] },
        first: { equity: [5, 0], rows: [{ kind: 'open-case' }, { kind: 'decision' }] },
        second: { equity: [0, 15] },
      },
    ],
    [
      'MR4/self-trade-neutral',
      {
        change: 'wash-trade',
        added: [1],
        first: { tallies: [{ adlLots: 4 }], equity: [100] },
        second: { tallies: [{ adlLots: 1 }, { deposited: 50 }], equity: [111, 50], rows: THERE_AND_BACK },
      },
      {
        who: 'the owner of account 0',
        expected: 'at most 110 in the end',
        found: 111,
        difference: 11,
        detail: 'ADL closed 4 lots of it before, 1 now',
      },
      {
        change: 'wash-trade',
        added: [1],
        first: { tallies: [{ adlLots: 4 }], equity: [100] },
        second: { tallies: [{}, { deposited: 50 }], equity: [110, 50], rows: THERE_AND_BACK },
      },
    ],
    [
      'MR5/matched-pair-drain',
      {
        change: 'matched-pair',
        changed: [],
        added: [0, 1],
        factor: 7,
        first: {},
        second: { tallies: [{ deposited: 10, defaults: 1 }, { deposited: 10 }], equity: [0, 23] },
      },
      {
        who: 'accounts 0 and 1, 7 lots on each side',
        expected: 'a gain of at most 0 together',
        found: 3,
        difference: 3,
      },
      {
        change: 'matched-pair',
        changed: [],
        added: [0, 1],
        factor: 7,
        first: {},
        second: { tallies: [{ deposited: 10, defaults: 1 }, { deposited: 10 }], equity: [0, 22] },
      },
    ],
    [
      'MR6/dust-is-dust',
      { change: 'dust', changed: [], first: { equity: [100] }, second: { equity: [69] } },
      { who: 'account 0', expected: 100, found: 69, difference: -31 },
      { change: 'dust', changed: [], first: { equity: [100] }, second: { equity: [70] } },
    ],
    [
      'MR6/dust-blocks-nothing',
      { change: 'dust', changed: [], first: over, second: open },
      {
        who: 'account 0, in default from step 2',
        expected: 'no open case in the end',
        found: 'an open case with 3 lots',
      },
      { change: 'dust', changed: [], first: over, second: over },
    ],
    [
      'MR7/size-by-one',
      {
        change: 'resize-by-one',
        added: [1],
        first: { tallies: [{ adlLots: 5 }] },
        second: { tallies: [{ adlLots: 1 }, { adlLots: 1 }] },
      },
      { who: 'account 0', expected: 'at least 3 lots closed', found: 2, difference: -3 },
      {
        change: 'resize-by-one',
        added: [1],
        first: { tallies: [{ adlLots: 5 }] },
        second: { tallies: [{ adlLots: 3 }] },
      },
    ],
    [
      'MR9/entry-reset',
      {
        change: 'reset-entry',
        added: [1],
        first: { tallies: [{ charged: 4 }], equity: [100] },
        second: { equity: [111, 0], rows: THERE_AND_BACK },
      },
      {
        who: 'the owner of account 0',
        expected: 'at most 110 in the end',
        found: 111,
        difference: 11,
        detail: 'ADL closed 0 lots of it before, 0 now',
      },
      {
        change: 'reset-entry',
        added: [1],
        first: { tallies: [{ charged: 4 }], equity: [100] },
        second: { equity: [99, 0], rows: THERE_AND_BACK },
      },
    ],
    [
      'MR10/thin-orders',
      { change: 'thin-orders', changed: [], first: over, second: open },
      {
        who: 'account 0, in default from step 2',
        expected: 'no open case in the end',
        found: 'an open case with 3 lots',
      },
      { change: 'thin-orders', changed: [], first: over, second: over },
    ],
    [
      'MR11/stale-then-jump',
      {
        change: 'delay',
        changed: [],
        first: { ...over, borne: 5 },
        second: {
          ...over,
          borne: 47,
          rows: [
            { kind: 'price', value: 10 },
            { cause: 'open', a: -1, b: 0, lots: 4, heldByA: 0, heldByB: 0 },
            { kind: 'price', value: 20 },
          ],
        },
      },
      { who: 'all cases', expected: 'at most 46 borne by others', found: 47, difference: 42 },
      {
        change: 'delay',
        changed: [],
        first: { ...over, borne: 5 },
        second: {
          ...over,
          borne: 46,
          rows: [
            { kind: 'price', value: 10 },
            { cause: 'open', a: -1, b: 0, lots: 4, heldByA: 0, heldByB: 0 },
            { kind: 'price', value: 20 },
          ],
        },
      },
    ],
    [
      'MR12/serialisation',
      {
        change: 'more-bankrupts',
        changed: [],
        factor: 2,
        first: { ...over, borne: 50 },
        second: { ...over, borne: 111 },
      },
      { who: 'all cases, with 2 times the people', expected: 'at most 2 x 50', found: 111 },
      {
        change: 'more-bankrupts',
        changed: [],
        factor: 2,
        first: { ...over, borne: 50 },
        second: { ...over, borne: 110 },
      },
    ],
    [
      'MR13/due-order-neutral',
      {
        change: 'other-due-order',
        first: { ...over, equity: [50], rows: [{ kind: 'open-case' }, { kind: 'open-case' }] },
        second: { ...over, equity: [71] },
      },
      { who: 'account 0', expected: 50, found: 71, difference: 21 },
      {
        change: 'other-due-order',
        first: { ...over, equity: [50], rows: [{ kind: 'open-case' }, { kind: 'open-case' }] },
        second: { ...over, equity: [70] },
      },
    ],
  ])('%s', (id, breaking, witness, holding) => {
    expect(askPair(id, breaking)).toMatchObject({ status: 'broken', witness });
    expect(askPair(id, breaking).witness).toEqual(witness);
    expect(askPair(id, holding)).toMatchObject({ status: 'held' });
  });

  it('MR8/collateral-shuffle measures what was gained', () => {
    const pair: Pair = {
      change: 'shuffle-collateral',
      first: { tallies: [{ adlLots: 1 }], equity: [10] },
      second: { tallies: [{ deposited: 5, withdrawn: 5 }], equity: [17] },
    };
    expect(askPair('MR8/collateral-shuffle', pair)).toEqual({ status: 'held', reached: 1, value: 7 });
  });

  it('trades that were not sold back say nothing', () => {
    const pair: Pair = {
      change: 'reset-entry',
      added: [1],
      first: { tallies: [{ charged: 4 }], equity: [100] },
      second: { equity: [500, 0], rows: THERE_AND_BACK.slice(0, 1) },
    };
    expect(askPair('MR9/entry-reset', pair)).toEqual({ status: 'not-tried', reached: 0 });
  });

  it('two cases in one step that are taken in the same order are told apart by nothing', () => {
    const opens = (first: number, second: number) => [first, second].map((a) => ({ kind: 'open-case', a }) as const);
    const pair = (order: readonly [number, number]): Pair => ({
      change: 'permute',
      twins: { 0: [2], 1: [3], 2: [0], 3: [1] },
      first: { equity: [5, 0, 0, 0], rows: opens(0, 1) },
      second: { equity: [0, 0, 9, 0], rows: opens(...order) },
    });
    expect(askPair('MR3/permutation', pair([2, 3]))).toMatchObject({ status: 'broken', reached: 2 });
    expect(askPair('MR3/permutation', pair([3, 2]))).toEqual({ status: 'not-tried', reached: 0 });
  });

  it('two cases in one step are told apart by number, and say nothing of a permutation', () => {
    const pair: Pair = {
      change: 'permute',
      first: { equity: [5], rows: [{ kind: 'open-case' }, { kind: 'open-case' }] },
      second: { equity: [500] },
    };
    expect(askPair('MR3/permutation', pair)).toEqual({ status: 'not-tried', reached: 0 });
  });
});
