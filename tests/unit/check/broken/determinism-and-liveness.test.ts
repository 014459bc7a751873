import { describe, expect, it } from 'vitest';
import {
  alwaysClosable,
  backlogDrains,
  cascadeEnds,
  claimsAsked,
  fairShares,
  firstCut,
  fundAtClose,
  fundBelow,
  fundDrawdown,
  indexClears,
  lossNotEscaped,
  noPoison,
  noSandwich,
  progress,
  promisedOnce,
  reopens,
  residueClears,
  rowsWritten,
  sameAgain,
  samePlain,
  sameReordered,
  sameResumed,
  tieBreak,
  withdrawalGate,
} from '../../../../specs/invariants/index.ts';
import { checkRun, StepChecker } from '../../../../src/check/index.ts';
import type { Venue } from '../../../../src/exchange/index.ts';
import type { Invariant, PairSubject, RunSubject, StepSubject } from '../../../../src/index.ts';
import { CAUSE, EVENT } from '../../../../src/ledger/index.ts';
import {
  adl,
  bookLayer,
  design,
  person,
  step,
  testFund,
  testMargin,
  use,
  venueOf,
} from '../../../fixtures/exchange.ts';

const liquidation = { label: 'liquidation', kind: 'liquidation' as const, use: use(bookLayer()) };

/** A loser of 10 lots and a winner of 12 after a fall to 94; with ADL, or with nobody to take the loser's lots. */
const scene = (withAdl: boolean): Venue => {
  const layers = withAdl ? [liquidation, adl()] : [liquidation];
  const venue = venueOf(design(layers, { margin: use(testMargin(50_000)), funds: { fund: use(testFund(4)) } }));
  person(venue, 50, [[0, 10, 100]]);
  person(venue, 100, [[0, -12, 100]]);
  step(venue, [94]);
  return venue;
};

const score = (venue: Venue, account: number, of: number): void =>
  venue.ledger.log.push(EVENT.score, CAUSE.none, 1, 0, account, -1, 5, of, 1, 1);

const faults: [string, Invariant, boolean, (venue: Venue) => void, object][] = [
  [
    'equals stand in no order',
    tieBreak,
    true,
    (venue) => {
      score(venue, 8, 3);
      score(venue, 7, 3);
    },
    { who: 'accounts 8 and 7 of one score', expected: 'account 7 first', found: 'account 8 first' },
  ],
  [
    'an account is charged what it does not have',
    promisedOnce,
    true,
    (venue) => venue.ledger.transfer(0, 7, 8, 2, 'charge', 1),
    { who: 'account 7, charged for case 1 in step 1', found: -2 },
  ],
  [
    'a step has more rounds than it may',
    cascadeEnds,
    true,
    (venue) => {
      for (let round = 1; round <= venue.design.maxRounds; round++)
        venue.ledger.log.push(EVENT.round, CAUSE.none, 0, -1, -1, -1, 0, round, 0, 0);
    },
    { who: 'step 1', expected: `at most ${scene(true).design.maxRounds} rounds` },
  ],
  [
    'a bound is reported and not logged',
    cascadeEnds,
    true,
    (venue) => {
      venue.bounds.push({ step: 1, bound: 100, open: 1 });
    },
    { expected: 0, found: 1, detail: 'bounds reached: by the log, as reported' },
  ],
  [
    'an account in default buys more',
    progress,
    false,
    (venue) => {
      venue.ledger.fill(0, 8, 7, 1, 94, 'trade');
    },
    { who: 'account 7, market A', expected: 'no more than the 10 lots it held', found: 11 },
  ],
  [
    'a residue is left with the index of a drained market',
    indexClears,
    true,
    (venue) => {
      venue.ledger.fill(0, 8, venue.ledger.outsideAccount, -2, -188, 'trade');
      venue.ledger.transfer(0, 8, venue.ledger.indexAccount, 1, 'funding', 0, 0);
    },
    { who: 'market A', expected: 0, found: 1 },
  ],
];

describe('what a step or a run breaks', () => {
  it.each(faults)('%s', (_, invariant, withAdl, plant, witness) => {
    const verdict = (venue: Venue) => checkRun({ venue }, [invariant])[0];
    expect(verdict(scene(withAdl))?.status).not.toBe('broken');
    const tampered = scene(withAdl);
    plant(tampered);
    expect(verdict(tampered)).toMatchObject({ status: 'broken', witness });
  });
});

it('LV6: a case stays open over nothing for a whole step', () => {
  const venue = scene(false);
  const checker = new StepChecker([residueClears], { every: 1 });
  const status = (): string | undefined => {
    checker.onStep({ venue });
    return checker.verdicts[0]?.status;
  };
  expect(status()).toBe('not-tried');
  venue.ledger.fill(0, 7, 8, 10, 950, 'book', 1);
  expect(status()).toBe('not-tried');
  venue.step = 2;
  venue.ledger.log.step = 2;
  venue.ledger.log.push(EVENT.step, CAUSE.none, 0, -1, -1, -1, 0, 2, 0, 0);
  expect(status()).toBe('broken');
  expect(checker.verdicts[0]?.witness).toEqual({
    who: 'account 7, case 1',
    expected: 'closed',
    found: 'open with equity 0',
  });
});

/** A run of which only what an invariant reads is there. */
const runOf = (parts: object): RunSubject => parts as RunSubject;
const pairOf = (first: object, second: object, changed: readonly number[] = []): PairSubject => ({
  first: runOf(first),
  second: runOf(second),
  change: 'again',
  changed,
  twins: (account) => [account],
  factor: 1,
  added: [],
});
const digest = (log: string, columns: string): object => ({ digest: { log, columns }, cases: () => [] });

it.each([sameAgain, sameResumed, sameReordered, samePlain])('$id tells logs and books apart', ({ holds }) => {
  expect(holds(pairOf(digest('1', '2'), digest('1', '2')))).toBeUndefined();
  expect(holds(pairOf(digest('1', '2'), digest('3', '2')))).toMatchObject({ who: 'log', expected: '1', found: '3' });
  expect(holds(pairOf(digest('1', '2'), digest('1', '4')))).toMatchObject({ who: 'columns of the books', found: '4' });
});

const open = (ids: readonly number[]): object => ({
  cases: () => ids.map((id) => ({ id, kind: 'default', isOpen: true })),
});

it('LV3: a backlog that is still there in calm', () => {
  expect(backlogDrains.reaches?.(pairOf(open([1, 2]), open([])))).toBe(2);
  expect(backlogDrains.holds(pairOf(open([1, 2]), open([])))).toBeUndefined();
  expect(backlogDrains.holds(pairOf(open([1, 2]), open([2])))).toMatchObject({ who: 'case 2', found: 'open' });
});

const market = { number: 0, id: 'A', long: 0, short: 0 };
const books = {
  count: 9,
  markets: [market],
  assets: [{ name: 'USD' }, { name: 'BTC' }],
  account: () => ({ inCase: false }),
};
const holding = (
  lots: Readonly<Record<number, number>>,
  quotes: Readonly<Record<number, bigint>> = {},
  owed = 0n,
): object => ({
  people: [7, 8],
  rows: [],
  cases: () => [],
  books,
  folded: {
    lots: (account: number) => lots[account] ?? 0,
    quote: (account: number, asset: number) => (asset === 0 ? (quotes[account] ?? 0n) : -owed),
    markets: (account: number) => (lots[account] === undefined ? [] : [0]),
  },
});

it('LV4: who cannot close, or cannot take its money', () => {
  const asked = (second: object) => alwaysClosable.holds(pairOf(holding({}), second, [8]));
  expect(asked(holding({}))).toBeUndefined();
  expect(asked(holding({ 8: 3 }))).toMatchObject({ who: 'account 8', found: 'lots in A' });
  expect(asked(holding({}, { 8: 5n }))).toMatchObject({ who: 'account 8', expected: 'nothing left', found: '5' });
  // What is owed in another asset must stay covered.
  expect(asked(holding({}, { 8: 5n }, 1n))).toBeUndefined();
  expect(asked(holding({ 8: 3 }, { 8: 5n }, 1n))).toMatchObject({ found: 'lots in A' });
});

it('LV7: a drained market that takes no orders', () => {
  const asked = (second: object) => reopens.holds(pairOf(holding({}), second));
  expect(asked(holding({ 7: -1, 8: 1 }))).toBeUndefined();
  expect(asked(holding({}))).toMatchObject({ who: 'market A', found: [0, 0] });
  const closed = { ...holding({}), cases: () => [{ kind: 'market-close', market: 0 }] };
  expect(reopens.holds(pairOf(closed, holding({})))).toBeUndefined();
  expect(reopens.reaches?.(pairOf(closed, closed))).toBe(0);
});

it('LV5: one who has nothing costs another something', () => {
  const asked = (second: object) => noPoison.holds(pairOf(holding({ 7: 2 }, { 7: 10n }), second));
  expect(asked(holding({ 7: 2 }, { 7: 10n }))).toBeUndefined();
  expect(asked(holding({ 7: 2 }, { 7: 9n }))).toMatchObject({ who: 'account 7, USD', difference: '-1' });
  expect(asked(holding({ 7: 1 }, { 7: 10n }))).toMatchObject({ who: 'account 7, market A', difference: -1 });
});

const pools = [{ name: 'fund', account: 6 }];
const rows = (...list: readonly object[]): object => ({
  steps: 1,
  rows: list,
  books: { pools },
  cases: () => [],
  folded: { markets: () => [] },
});
const flow = (a: number, b: number, value: number): object => ({
  kind: 'transfer',
  cause: 'flow',
  step: 2,
  case: 0,
  a,
  b,
  value,
});

it('IF6: who leaves is paid too much or too little', () => {
  const asked = (paid: number) => fairShares.holds(pairOf(rows(), rows(flow(0, 6, 100), flow(6, 0, paid))));
  expect(fairShares.reaches?.(pairOf(rows(), rows(flow(0, 6, 100), flow(6, 0, 99))))).toBe(1);
  expect([asked(100), asked(98)]).toEqual([undefined, undefined]);
  expect(asked(101)).toMatchObject({ who: 'pool fund', found: 101, difference: 1 });
  expect(asked(97)).toMatchObject({ found: 97, difference: -3 });
});

it('IF6: who came just before a gain leaves with it', () => {
  const asked = (...paid: number[]) =>
    noSandwich.holds(pairOf(rows(), rows(flow(0, 6, 100), ...paid.map((units) => flow(6, 0, units)))));
  expect([asked(), asked(101), asked(60, 41)]).toEqual([undefined, undefined, undefined]);
  expect(asked(60, 42)).toMatchObject({ who: 'pool fund', found: 102, difference: 2 });
  expect(noSandwich.reaches?.(pairOf(rows(), rows(flow(6, 0, 5))))).toBe(0);
});

it('IF6: who leaves just before a loss has more than who stays', () => {
  const stayed = { ...rows(), books: { pools, account: () => ({ equity: 81 }) } };
  const asked = (paid: number) => lossNotEscaped.holds(pairOf(stayed, rows(flow(6, 0, paid))));
  expect([asked(0), asked(42)]).toEqual([undefined, undefined]);
  expect(asked(43)).toMatchObject({ who: 'pool fund', found: 43, difference: 3 });
});

it('IF7: money leaves a pool while a default is open', () => {
  const opened = { kind: 'open-case', case: 1 };
  const run = { ...rows(opened, flow(6, 0, 5)), books: { pools, case: () => ({ kind: 'default' }) } };
  expect(withdrawalGate.holds(pairOf(rows(), rows(flow(6, 0, 5))))).toBeUndefined();
  expect(withdrawalGate.holds(pairOf(rows(), run))).toMatchObject({
    who: 'pool fund',
    found: 1,
    detail: '5 left in step 2',
  });
});

it('IF8: closing a market moves money of a pool, or closes beside mark', () => {
  const closing = (row: object): PairSubject =>
    pairOf(rows(), { ...rows({ case: 3, step: 2, ...row }), cases: () => [{ id: 3, kind: 'market-close' }] });
  expect(fundAtClose.holds(closing({ kind: 'fill', a: 7, value: 94, mark: 94 }))).toBeUndefined();
  expect(fundAtClose.holds(closing({ kind: 'fill', a: 7, value: 93, mark: 94 }))).toMatchObject({
    expected: 94,
    found: 93,
  });
  expect(fundAtClose.holds(closing({ kind: 'transfer', cause: 'pay', a: 6, b: 7, value: 4 }))).toMatchObject({
    found: 'pay of 4',
  });
});

it('IF9: how a pool went, and when somebody was cut', () => {
  const run = runOf({
    pools: [{ name: 'fund', first: 100, high: 200, drawdown: 50, below: 7 }],
    people: [7, 8],
    tally: (account: number) => ({ firstCut: account === 7 ? -1 : 3 }),
  });
  expect([fundDrawdown, fundBelow, firstCut].map(({ metric }) => metric?.measure(run))).toEqual([0.25, 7, 3]);
});

it('LV8: claims that were asked and rows that were written, by account', () => {
  const list = [{ kind: 'round' }, { kind: 'decision', b: 2 }, { kind: 'decision', b: 1 }];
  const subject = {
    walk: (kind?: string) => list.filter((row) => kind === undefined || row.kind === kind),
    books: { count: 4 },
  } as unknown as StepSubject;
  expect([claimsAsked, rowsWritten].map(({ metric }) => metric?.measure(subject))).toEqual([0.5, 0.75]);
});
