import { describe, expect, it } from 'vitest';
import {
  lossExplained,
  lotsBalance,
  noFlip,
  noNegativeLeft,
  payAboveFloor,
  poolLedger,
  reduceOnly,
  replaySame,
  runningTotals,
  uncoveredReported,
  valueConservation,
  zeroSumMark,
} from '../../../specs/invariants/index.ts';
import { checkRun, type Verdict } from '../../../src/check/index.ts';
import { type CaseLine, FIELD, type Venue } from '../../../src/exchange/index.ts';
import type { Invariant } from '../../../src/index.ts';
import { EVENT } from '../../../src/ledger/index.ts';
import { adl, bookLayer, design, person, step, testFund, testMargin, use, venueOf } from '../../fixtures/exchange.ts';

interface Scene {
  readonly venue: Venue;
  readonly loser: number;
  readonly winner: number;
}

const liquidation = { label: 'liquidation', kind: 'liquidation' as const, use: use(bookLayer()) };
const fund = { label: 'fund', kind: 'fund' as const, pool: 'fund' };

/**
 * A loser closed by ADL at mark 94, and paid for by the fund as far as it goes.
 *
 *              money   A at 100     at 94
 *   loser         50         10     50 - 60 = -10
 *   winner       100        -10     100 + 60 = 160
 *   fund           4                4
 */
const played = (): Scene => {
  const venue = venueOf(design([liquidation, fund, adl()], { funds: { fund: use(testFund(4)) } }));
  const loser = person(venue, 50, [[0, 10, 100]]);
  const winner = person(venue, 100, [[0, -12, 100]]);
  step(venue, [94]);
  return { venue, loser, winner };
};

/** The same, with nobody to take the loser's lots: the case stays open. */
const open = (): Scene => {
  const venue = venueOf(design([liquidation], { margin: use(testMargin(50_000)), funds: { fund: use(testFund(4)) } }));
  const loser = person(venue, 50, [[0, 10, 100]]);
  const winner = person(venue, 100, [[0, -12, 100]]);
  step(venue, [94]);
  return { venue, loser, winner };
};

/** The same, sold to a flat account below what the loser has: the rest is written off. */
const writtenOff = (): Scene => {
  const scene = played();
  scene.venue.ledger.transfer(0, scene.loser, scene.winner, 30, 'withdraw');
  step(scene.venue, [94]);
  return scene;
};

const verdict = (venue: Venue, invariant: Invariant): Verdict => checkRun({ venue }, [invariant])[0] as Verdict;
/** Adds units to a field of the record of a case. */
const post = (venue: Venue, field: keyof CaseLine, units: number, id = 1): void =>
  venue.cases.all[id - 1]?.post(0, FIELD[field], units);
const quotes = (venue: Venue): Float64Array => venue.ledger.accounts.quote[0] as Float64Array;

type Plant = (scene: Scene) => void;
const faults: [string, Invariant, () => Scene, Plant, object][] = [
  [
    'money appears behind the back of the ledger',
    valueConservation,
    played,
    ({ venue, loser }) => {
      quotes(venue)[loser] = (quotes(venue)[loser] as number) + 7;
    },
    { who: 'USD', expected: '0', found: '7', difference: '7' },
  ],
  [
    'a position grows on one side',
    zeroSumMark,
    played,
    ({ venue, winner }) => {
      venue.ledger.positions.lots[venue.ledger.row(winner, 0)] = -3;
    },
    { who: 'market A', found: '-94' },
  ],
  [
    'an account holds lots no fill brought',
    lotsBalance,
    played,
    ({ venue, winner }) => {
      venue.ledger.positions.lots[venue.ledger.row(winner, 0)] = -3;
    },
    { who: 'account 8, market A', expected: -2, found: -3, difference: -1 },
  ],
  [
    'a fill is dropped from the log',
    lotsBalance,
    played,
    ({ venue }) => {
      const { kind } = venue.ledger.log.columns();
      kind[[...venue.ledger.log].findIndex((row) => row.cause === 'adl')] = EVENT.round;
    },
    { who: 'account 7, market A', expected: 10, found: 0 },
  ],
  [
    'a loss is left lying about',
    noNegativeLeft,
    played,
    ({ venue, loser, winner }) => venue.ledger.transfer(0, loser, winner, 30, 'flow'),
    { who: 'account 7', found: -30 },
  ],
  [
    'a record says more than the log',
    lossExplained,
    played,
    ({ venue }) => {
      post(venue, 'adl', 1);
    },
    { who: 'case 1 (default of account 7), USD', expected: 10, found: 11, difference: 1 },
  ],
  [
    'a piece leaves at a wrong cost',
    lossExplained,
    played,
    ({ venue }) => {
      const { cost } = venue.ledger.log.columns();
      const row = [...venue.ledger.log].findIndex((one) => one.cause === 'adl');
      cost[row] = (cost[row] as number) - 5;
      post(venue, 'markLoss', -5);
    },
    { detail: 'needed, borne', difference: 5 },
  ],
  [
    'a write-off is not reported',
    uncoveredReported,
    writtenOff,
    ({ venue }) => {
      post(venue, 'uncovered', -26, 2);
    },
    { who: 'USD', expected: '26', found: '0' },
  ],
  [
    'the hole pays without a case',
    uncoveredReported,
    played,
    ({ venue, loser }) => venue.ledger.transfer(0, venue.ledger.holeAccount, loser, 5, 'flow'),
    { who: 'the hole', found: 'flow of 5 from account 4 to 7, case 0' },
  ],
  [
    'a running total runs away',
    runningTotals,
    played,
    ({ venue }) => {
      venue.ledger.longLots[0] = 13;
    },
    { who: 'market A', found: 13 },
  ],
  [
    'a pool pays more than it has',
    payAboveFloor,
    played,
    ({ venue, loser }) => venue.ledger.transfer(0, venue.pools[0]?.account ?? -1, loser, 9, 'pay', 1),
    { who: 'pool fund', expected: 'free cash >= 0', found: -5 },
  ],
  [
    'a pool gains what no line explains',
    poolLedger,
    played,
    ({ venue }) => {
      quotes(venue)[venue.pools[0]?.account ?? -1] = 100;
    },
    { who: 'pool fund', expected: '4', found: '100' },
  ],
  [
    'a pool is paid for no cause',
    poolLedger,
    played,
    ({ venue, winner }) => venue.ledger.transfer(0, winner, venue.pools[0]?.account ?? -1, 1, 'none'),
    { who: 'pool fund', expected: 'a cause' },
  ],
  [
    'a liquidation buys more',
    reduceOnly,
    open,
    ({ venue, loser, winner }) => {
      venue.ledger.fill(0, loser, winner, -1, -94, 'book', 1);
    },
    { who: 'account 7, case 1, market A', found: 11 },
  ],
  [
    'a case is closed while its subject is in breach',
    reduceOnly,
    open,
    ({ venue }) => {
      for (const live of venue.cases.open()) venue.cases.close(live, [0]);
    },
    { who: 'account 7, case 1', expected: 'closed with equity >= 47', found: -10 },
  ],
  [
    'a cut turns its counterparty',
    noFlip,
    open,
    ({ venue, loser, winner }) => {
      venue.ledger.fill(0, loser, winner, 20, 1880, 'adl', 1);
    },
    { who: 'account 8, market A', expected: 'a smaller position than -12 lots', found: 8 },
  ],
  [
    'a column says what the log does not',
    replaySame,
    played,
    ({ venue, winner }) => {
      venue.ledger.positions.cost[venue.ledger.row(winner, 0)] = 0;
    },
    { who: 'columns' },
  ],
  [
    'a line of the log is altered',
    replaySame,
    played,
    ({ venue, loser }) => {
      const { value } = venue.ledger.log.columns();
      const row = [...venue.ledger.log].findIndex((one) => one.cause === 'deposit' && one.b === loser);
      value[row] = 51;
    },
    { who: 'columns' },
  ],
];

describe('each invariant holds until a fault is planted, and names it', () => {
  it.each(faults)('%s', (_, invariant, scene, plant, witness) => {
    expect(verdict(scene().venue, invariant).status).not.toBe('broken');
    const tampered = scene();
    plant(tampered);
    expect(verdict(tampered.venue, invariant)).toMatchObject({ status: 'broken', witness });
  });
});
