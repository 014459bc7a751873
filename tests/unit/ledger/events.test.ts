import { expect, test } from 'vitest';
import {
  ACCOUNT_KINDS,
  CASE_KINDS,
  CAUSES,
  EVENT_KINDS,
  EventLog,
  Ledger,
  type LedgerEvent,
  recordAssetPrice,
  recordCaseClosed,
  recordCaseOpened,
  recordDecision,
  recordDepth,
  recordNetted,
  recordNote,
  recordNotice,
  recordScore,
  recordTaken,
  replay,
} from '../../../src/ledger/index.ts';
import { linear } from '../../../src/money/index.ts';

const SHAPE = { assets: 2, markets: [{ instrument: linear({ tickValue: 2 }), settle: 0 }] };

/** An event as a reader of the log sees it; the step is the number of the case, or 0. */
const line = (event: LedgerEvent): string => {
  const { step, kind, cause, case: of, market, a, b, lots, value, cost, mark } = event;
  return `${step} ${kind} (${cause}) case ${of}, ${market}: ${a} ${b}, ${lots} ${value} ${cost} ${mark}`;
};

test('the numbers of kinds, causes and accounts are part of the schema', () => {
  expect(EVENT_KINDS.join(' ')).toMatchInlineSnapshot(
    `"open-account transfer fill settle-index shift-index price raise-cost sell-collateral open-case close-case decision step round bound asset-price net-inventory score commit depth left notice figure replacement replacement-over taken"`,
  );
  expect(CAUSES.join(' ')).toMatchInlineSnapshot(
    `"none open deposit withdraw trade trading-fee book offer take-over take-over-difference forfeit liquidation-fee pay adl adl-difference companion charge index-shift funding write-off collateral flow withheld rounding commitment market-close"`,
  );
  expect(CASE_KINDS.join(' ')).toMatchInlineSnapshot(`"default inventory pool market-close"`);
  expect(ACCOUNT_KINDS.join(' ')).toMatchInlineSnapshot(
    `"trader maker member fund vault pool fees rounding index transit hole outside"`,
  );
});

/** A ledger on which every mutator was used once, with markets, assets and cases told apart. */
const used = (): Ledger => {
  const ledger = new Ledger(SHAPE);
  const [short, long] = [ledger.open('trader'), ledger.open('maker', 6)] as const;
  ledger.log.step = 3;
  ledger.setPrice(0, 100, 101);
  ledger.transfer(1, ledger.outsideAccount, short, 70, 'deposit', 4);
  ledger.fill(0, short, long, 10, 1_990, 'trade', 5);
  ledger.shiftIndex(0, 1, 2_500_000, 'funding', 6);
  ledger.shiftIndex(0, -1, 300_001, 'charge', 7);
  ledger.settle(long, 0);
  ledger.settle(long, 0);
  ledger.settle(short, 0);
  ledger.settleMarket(0);
  ledger.raiseCost(long, 0, 9, 8);
  ledger.sellCollateral(1, short, ledger.outsideAccount, 20, 30, 33, 9);
  ledger.commit(long, 50);
  ledger.advanceIndex(0, long, 11, 10);
  ledger.fill(0, long, short, 4, 900, 'adl', 11);
  return ledger;
};

test('every mutator writes what it did', () => {
  expect([...used().log].map(line).join('\n')).toMatchInlineSnapshot(`
    "0 open-account (open) case 0, -1: 0 0, 0 11 0 0
    0 open-account (open) case 0, -1: 1 1, 0 6 0 0
    0 open-account (open) case 0, -1: 2 2, 0 7 0 0
    0 open-account (open) case 0, -1: 3 3, 0 8 0 0
    0 open-account (open) case 0, -1: 4 4, 0 10 0 0
    0 open-account (open) case 0, -1: 5 5, 0 9 0 0
    0 open-account (open) case 0, -1: 6 6, 0 0 0 0
    0 open-account (open) case 0, -1: 7 6, 0 1 0 0
    3 price (none) case 0, 0: -1 -1, 101 100 0 0
    3 transfer (deposit) case 4, 1: 0 6, 0 70 0 0
    3 fill (trade) case 5, 0: 6 7, 10 1990 0 2000
    3 shift-index (funding) case 6, 0: -1 -1, 1 2500000 0 0
    3 shift-index (charge) case 7, 0: -1 -1, -1 300001 0 0
    3 settle-index (funding) case 0, 0: 7 3, 0 25 0 0
    3 settle-index (funding) case 0, 0: 6 3, 0 -3 0 0
    3 transfer (rounding) case 0, 0: 3 2, 0 22 0 0
    3 raise-cost (charge) case 8, 0: 7 -1, 0 9 0 0
    3 sell-collateral (collateral) case 9, 1: 6 0, 20 30 0 33
    3 commit (commitment) case 0, -1: 7 -1, 0 50 0 0
    3 transfer (index-shift) case 10, 0: 3 7, 0 11 0 0
    3 fill (adl) case 11, 0: 7 6, 4 900 799 800"
  `);
});

test('what was decided is written with the fields of its kind', () => {
  const log = new EventLog();
  recordDecision(log, { case: 1, market: 2, subject: 3, candidates: 4, need: 5, raised: 6, cutOff: 7.5, layer: 8 });
  recordScore(log, { case: 1, market: 2, account: 3, limit: 4, score: 5.5, gives: 6, layer: 7 });
  recordNote(log, 'step', 60);
  recordNote(log, 'bound', 64, 3);
  recordNotice(log, 2, 90, 1);
  recordDepth(log, 2, 0.25, -0.0000001);
  recordDepth(log, 2, 1.0000004, 0.0000016);
  recordAssetPrice(log, 1, 1_000, 998);
  recordCaseOpened(log, 5, 'pool', 9);
  recordCaseClosed(log, 5, 9, [12, 0, -3]);
  recordCaseClosed(log, 6, 9, []);
  recordNetted(log, { case: 5, market: 2, holder: 9, lots: -4, worth: -40, released: -41, atMark: -39 });
  recordTaken(log, 5, 9, 3);
  expect([...log].map(line).join('\n')).toMatchInlineSnapshot(`
    "0 decision (none) case 1, 2: 3 4, 5 6 7.5 8
    0 score (none) case 1, 2: 3 -1, 4 5.5 6 7
    0 step (none) case 0, -1: -1 -1, 0 60 0 0
    0 bound (none) case 0, -1: 3 -1, 0 64 0 0
    0 notice (none) case 0, 2: -1 -1, 0 90 0 1
    0 depth (none) case 0, 2: -1 -1, 0 250000 0 0
    0 depth (none) case 0, 2: -1 -1, 2 1000000 0 0
    0 asset-price (none) case 0, 1: -1 -1, 1000 998 0 0
    0 open-case (none) case 5, -1: 9 -1, 0 2 0 0
    0 left (none) case 5, 2: 9 -1, 0 -3 0 0
    0 close-case (none) case 5, -1: 9 -1, 0 12 0 0
    0 close-case (none) case 6, -1: 9 -1, 0 0 0 0
    0 net-inventory (take-over) case 5, 2: 9 -1, -4 -40 -41 -39
    0 taken (none) case 5, -1: 9 -1, 0 0 0 3"
  `);
  expect([...log].some(({ lots }) => Object.is(lots, -0))).toBe(false);
});

test('a log is replayed to the same rows, those that move nothing included', () => {
  const ledger = used();
  recordNote(ledger.log, 'round', 2);
  recordCaseOpened(ledger.log, 5, 'market-close', 9);
  const again = replay(SHAPE, ledger.log);
  expect([...again.log].map(line)).toEqual([...ledger.log].map(line));
  expect(again.accounts.kindOf(7)).toBe('maker');
  expect([again.accounts.owner[6], again.accounts.owner[7]]).toEqual([6, 6]);
});

test('a watched account sees what it received less paid for the lots of a market, and no other money', () => {
  const ledger = new Ledger(SHAPE);
  const [short, long] = [ledger.open('trader'), ledger.open('trader')] as const;
  const [ofShort, ofLong] = [new Float64Array(1), new Float64Array(1)];
  ledger.flows.watch(long, ofLong);
  ledger.flows.watch(short, ofShort);
  ledger.setPrice(0, 100, 100);
  ledger.transfer(0, ledger.outsideAccount, long, 5_000, 'deposit');
  ledger.fill(0, short, long, 10, 2_000, 'trade');
  expect([...ofShort, ...ofLong]).toEqual([2_000, -2_000]);
  ledger.shiftIndex(0, 1, 3_000_000, 'funding');
  ledger.settle(long, 0);
  expect([...ofShort, ...ofLong]).toEqual([2_000, -2_030]);
});

test('lots are counted by side through opening, adding, reducing and turning over', () => {
  const ledger = new Ledger(SHAPE);
  const [a, b] = [ledger.open('trader'), ledger.open('trader')] as const;
  ledger.setPrice(0, 100, 100);
  const counts = (lots: number): number[] => {
    ledger.fill(0, a, b, lots, 200 * lots, 'trade');
    return [ledger.lots(a, 0), ledger.lots(b, 0), ledger.longLots[0] as number, ledger.shortLots[0] as number];
  };
  expect(counts(10)).toEqual([-10, 10, 10, -10]);
  expect(counts(5)).toEqual([-15, 15, 15, -15]);
  expect(counts(-6)).toEqual([-9, 9, 9, -9]);
  expect(counts(-12)).toEqual([3, -3, 3, -3]);
  expect(counts(3)).toEqual([0, 0, 0, 0]);
  expect([ledger.fills, ledger.row(a, 0)]).toEqual([5, -1]);
});
