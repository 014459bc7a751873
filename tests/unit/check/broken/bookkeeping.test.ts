import { describe, expect, it } from 'vitest';
import {
  chargedOnce,
  costMemo,
  cutAtMark,
  fundingNets,
  markIsIndex,
  neverTraded,
  noneLeftOwing,
  roundingSmall,
  tradingFee,
  writtenOffLast,
} from '../../../../specs/invariants/index.ts';
import type { CaseBooks, DesignView, InvariantOver, RunSubject, StepRow, StepSubject } from '../../../../src/index.ts';

/** A row of a log: what is not said is nothing. */
const row = (over: Partial<StepRow>): StepRow => ({
  step: 1,
  kind: '',
  cause: 'none',
  case: 0,
  market: 0,
  a: 7,
  b: 8,
  lots: 0,
  value: 0,
  cost: 0,
  mark: 0,
  heldByA: 0,
  heldByB: 0,
  ...over,
});

/** A step of which only these rows, these costs and this case are known. */
const stepOf = (rows: readonly StepRow[], { byFills = 0, byBooks = 0, left = 0, heldAtEnd = 0 } = {}): StepSubject =>
  ({
    step: 1,
    rows,
    once<T>(make: (subject: StepSubject) => T): T {
      return make(this as unknown as StepSubject);
    },
    walk: (kind?: string) => rows.filter((one) => kind === undefined || one.kind === kind),
    accounts: () => [7],
    cases: () => [{ id: 1, kind: 'default', subject: 7, isOpen: false, record: [{ left }] } as unknown as CaseBooks],
    books: {
      assets: [{ name: 'USD' }],
      markets: [{ number: 0, id: 'A', settle: 0 }],
      pools: [],
      poolOf: () => undefined,
      walk: () => [{ market: 0, lots: 3, cost: byBooks }],
    },
    folded: { cost: () => byFills, lots: () => heldAtEnd },
    design: {
      fees: { takerPerMillion: 500, makerPerMillion: 0 },
      waterfall: [{ settle: 'gains' }, { settle: 'close', mechanisms: [{ slot: 'adl.close-out', name: 'mark' }] }],
    },
  }) as unknown as StepSubject;

const closing = row({ kind: 'fill', cause: 'trade', lots: 1, heldByA: 3, value: 100, mark: 100 });
const fee = (value: number): StepRow => row({ kind: 'transfer', cause: 'trading-fee', a: 8, value });
const shift = (side: 1 | -1, value: number): StepRow =>
  row({ kind: 'shift-index', cause: 'funding', lots: side, value });
const price = (index: number, mark: number): StepRow => row({ kind: 'price', lots: index, value: mark });
const cut = (value: number): StepRow => row({ kind: 'fill', cause: 'adl', case: 2, lots: 5, value, mark: 500 });
const decided = row({ kind: 'decision', case: 2, mark: 1 });
const charged = (raised: number): readonly StepRow[] => [
  row({ kind: 'raise-cost', case: 2, value: raised }),
  row({ kind: 'transfer', cause: 'charge', case: 2, value: 40 }),
  row({ kind: 'decision', case: 2, lots: 40, value: 40 }),
];

const cases: [string, InvariantOver<'step'>, StepSubject, StepSubject, object][] = [
  [
    'a cost that no fill explains',
    costMemo,
    stepOf([closing], { byFills: 200, byBooks: 200 }),
    stepOf([closing], { byFills: 200, byBooks: 201 }),
    { who: 'account 7, market A', expected: 200, found: 201, difference: 1, detail: 'cost: by fills, by books' },
  ],
  [
    'a fee rounded down',
    tradingFee,
    stepOf([closing, fee(1)]),
    stepOf([closing]),
    { who: 'account 8', expected: 1, found: 0, difference: -1, detail: 'fee on a trade of 1 lots for 100 in step 1' },
  ],
  [
    'a fee taken twice',
    tradingFee,
    stepOf([closing, fee(1), closing, fee(1)]),
    stepOf([closing, fee(1), closing, fee(1), fee(1)]),
    { who: 'account 8', expected: 1, found: 2, difference: 1, detail: 'fee on a trade of 1 lots for 100 in step 1' },
  ],
  [
    'funding that shorts do not receive',
    fundingNets,
    stepOf([shift(1, 20), shift(-1, 20)]),
    stepOf([shift(1, 20)]),
    { who: 'market A', expected: 20, found: 0, detail: 'shift of longs, shift of shorts' },
  ],
  [
    'a mark that stands still',
    markIsIndex,
    stepOf([price(90, 90)]),
    stepOf([price(90, 100)]),
    { who: 'market A', expected: 90, found: 100, detail: 'step 1' },
  ],
  [
    'a cut off the mark',
    cutAtMark,
    // What another layer cuts in between has a price of its own.
    stepOf([cut(501), decided, cut(700), row({ kind: 'taken', case: 2 }), cut(499), decided]),
    stepOf([cut(500), decided, cut(502), decided]),
    {
      who: 'account 8, market A',
      expected: 500,
      found: 502,
      difference: 2,
      detail: 'cut of 5 lots for case 2 in step 1',
    },
  ],
  [
    'a gain that is charged and stays',
    chargedOnce,
    stepOf(charged(40)),
    stepOf(charged(39)),
    {
      who: 'account 7, market A',
      expected: 40,
      found: 39,
      difference: -1,
      detail: 'rise of its cost by a charge of 40 for case 2 in step 1',
    },
  ],
  [
    'a case closed on a debt',
    noneLeftOwing,
    stepOf([], { left: 0 }),
    stepOf([], { left: -1 }),
    { who: 'account 7, case 1', expected: 'left >= 0 USD', found: -1 },
  ],
];

const writeOff = row({ kind: 'transfer', cause: 'write-off', a: 4, b: 7, case: 2, value: 30 });
const closes = row({ kind: 'fill', cause: 'adl', case: 2, lots: 5, value: 500, mark: 500 });
cases.push([
  'a write-off beside lots',
  writtenOffLast,
  stepOf([closes, writeOff]),
  stepOf([writeOff, closes]),
  {
    who: 'account 7, case 2',
    expected: 'no lots in any market',
    found: 'a write-off of 30 beside lots',
    detail: 'step 1',
  },
]);

/** A run of which only these rows are known, and what account 7 was charged. */
const runOf = (rows: readonly StepRow[], charged = 0): RunSubject =>
  ({
    rows,
    people: [7],
    tally: () => ({ charged, deposited: 100 }),
    books: { markets: [{ number: 0, id: 'A' }], kindOf: (id: number) => (id === 2 ? 'rounding' : 'index') },
  }) as unknown as RunSubject;
const shifted = row({ kind: 'shift-index', cause: 'index-shift', lots: 1, value: 10 });
const rounding = (value: number): StepRow => row({ kind: 'transfer', cause: 'rounding', a: 2, b: 3, value });

const ofRuns: [string, InvariantOver<'run'>, RunSubject, RunSubject, object][] = [
  [
    'an onlooker is charged',
    neverTraded,
    runOf([]),
    runOf([], 40),
    { who: 'account 7', expected: 0, found: 40, detail: 'charged, after a deposit of 100' },
  ],
  [
    'rounding pays for more than rounding',
    roundingSmall,
    runOf([shifted, closes, rounding(2)]),
    runOf([shifted, closes, rounding(3)]),
    { who: 'market A', expected: 'at most 2 from the rounding account', found: 3 },
  ],
];

describe('each invariant on bookkeeping over runs holds, is reached, and names what breaks it', () => {
  it.each(ofRuns)('%s', (_, { holds, reaches }, sound, faulty, witness) => {
    expect(holds(sound)).toBeUndefined();
    expect(reaches?.(sound)).toBe(1);
    expect(reaches?.(runOf([closes]))).toBe(0);
    expect(holds(faulty)).toEqual(witness);
  });

  it('leaves out designs that charge those who only hold money', () => {
    const designOf = (name: string): DesignView =>
      ({ mechanisms: [{ name, capabilities: { chargesFlat: true } }] }) as unknown as DesignView;
    expect(neverTraded.given?.(designOf('daily-winner-socialisation'))).toBe(true);
    expect(neverTraded.given?.(designOf('deposit-haircut'))).toBe('deposit-haircut charges more than gains by design');
  });
});

describe('each invariant on bookkeeping holds, is reached, and names what breaks it', () => {
  it.each(cases)('%s', (_, { holds, reaches }, sound, faulty, witness) => {
    expect(holds(sound)).toBeUndefined();
    expect(reaches?.(sound)).toBeGreaterThan(0);
    expect(reaches?.(stepOf([]))).toBe(reaches === noneLeftOwing.reaches ? 1 : 0);
    expect(holds(faulty)).toEqual(witness);
  });

  it('applies where a design says what it means', () => {
    const of = (mechanisms: readonly object[]): DesignView =>
      ({
        mechanisms,
        waterfall: [{ kind: 'adl', settle: 'close', mechanisms }],
        fees: { takerPerMillion: 0, makerPerMillion: 0 },
      }) as unknown as DesignView;
    expect(markIsIndex.given?.(of([]))).toBe(true);
    expect(markIsIndex.given?.(of([{ slot: 'mark', name: 'last-price' }]))).toBe('its mark is that of last-price');
    const none = 'no layer of it closes positions of those whom it ranks at mark';
    expect(cutAtMark.given?.(of([]))).toBe(none);
    expect(cutAtMark.given?.(of([{ slot: 'adl.close-out', name: 'mark' }]))).toBe(true);
    expect(cutAtMark.given?.(of([{ slot: 'adl.close-out', name: 'oracle' }]))).toBe(none);
    expect(chargedOnce.given?.(of([]))).toBe('it does not deleverage by charging gains');
    expect(tradingFee.given?.(of([]))).toBe('it takes no trading fees');
  });
});
