/**
 * The shipped invariants.
 *
 * @module
 */
import type { Invariant } from 'breakwater';
import { flatNeverPays } from './flat-never-pays.ts';
import { lossExplained } from './loss-explained.ts';
import { lotsBalance } from './lots-balance.ts';
import { noFlip } from './no-flip.ts';
import { noNegativeLeft } from './no-negative-left.ts';
import { payAboveFloor } from './pay-above-floor.ts';
import { poolLedger } from './pool-ledger.ts';
import { reduceOnly } from './reduce-only.ts';
import { replaySame } from './replay.ts';
import { runningTotals } from './running-totals.ts';
import { sybilSplit } from './sybil-split.ts';
import { uncoveredReported } from './uncovered-reported.ts';
import { valueConservation } from './value-conservation.ts';
import { zeroSumMark } from './zero-sum-mark.ts';

export {
  flatNeverPays,
  lossExplained,
  lotsBalance,
  noFlip,
  noNegativeLeft,
  payAboveFloor,
  poolLedger,
  reduceOnly,
  replaySame,
  runningTotals,
  sybilSplit,
  uncoveredReported,
  valueConservation,
  zeroSumMark,
};

/** All of them, in the order of the catalogue. */
export const invariants: readonly Invariant[] = [
  valueConservation,
  zeroSumMark,
  lotsBalance,
  noNegativeLeft,
  lossExplained,
  uncoveredReported,
  runningTotals,
  payAboveFloor,
  poolLedger,
  reduceOnly,
  noFlip,
  flatNeverPays,
  sybilSplit,
  replaySame,
];
