/**
 * The shipped invariants.
 *
 * @module
 */
import type { Invariant } from 'breakwater';
import { allBelowFound } from './all-below-found.ts';
import { collateralShuffle } from './collateral-shuffle.ts';
import { dueOrderNeutral } from './due-order.ts';
import { dustBlocksNothing, dustIsDust } from './dust.ts';
import { equalCuts } from './equal-cuts.ts';
import { feeCap } from './fee-cap.ts';
import { flatNeverPays } from './flat-never-pays.ts';
import { haircutGini, largestHaircut, topDecileHaircut } from './haircut-concentration.ts';
import { healthImproves } from './health-improves.ts';
import { isolation } from './isolation.ts';
import { lossExplained } from './loss-explained.ts';
import { lotsBalance } from './lots-balance.ts';
import { matchedPairDrain } from './matched-pair.ts';
import { mergeNoGain, mergeNoGainLots } from './merge.ts';
import { noFlip } from './no-flip.ts';
import { noInstantReliquidation } from './no-instant-reliquidation.ts';
import { noNegativeLeft } from './no-negative-left.ts';
import { noNewVictims } from './no-new-victims.ts';
import { onePrice } from './one-price.ts';
import { onlyBelow } from './only-below.ts';
import { overshoot, overshootShare } from './overshoot.ts';
import { partialFirst } from './partial-first.ts';
import { payAboveFloor } from './pay-above-floor.ts';
import { permutation } from './permutation.ts';
import { poolLedger } from './pool-ledger.ts';
import { bankruptAtZero, priceBounds } from './price-bounds.ts';
import { principalInviolable } from './principal-inviolable.ts';
import { quantityMatch } from './quantity-match.ts';
import { rankMonotone } from './rank-monotone.ts';
import { reduceOnly } from './reduce-only.ts';
import { replaySame } from './replay.ts';
import { rightSide } from './right-side.ts';
import { runningTotals } from './running-totals.ts';
import { sameFormula } from './same-formula.ts';
import { entryReset, selfTradeNeutral, sizeByOne } from './self-trade.ts';
import { serialisation } from './serialisation.ts';
import { sizeLimits } from './size-limits.ts';
import { staleThenJump } from './stale-then-jump.ts';
import { survivorNotRuined } from './survivor-not-ruined.ts';
import { sybilSplit, sybilSplitLots } from './sybil-split.ts';
import { theorems } from './theorems/index.ts';
import { thinOrdersHoldNothingUp } from './thin-orders.ts';
import { uncoveredReported } from './uncovered-reported.ts';
import { valueConservation } from './value-conservation.ts';
import { winnersOnly } from './winners-only.ts';
import { zeroSumMark } from './zero-sum-mark.ts';

export {
  allBelowFound,
  bankruptAtZero,
  collateralShuffle,
  dueOrderNeutral,
  dustBlocksNothing,
  dustIsDust,
  entryReset,
  equalCuts,
  feeCap,
  flatNeverPays,
  haircutGini,
  healthImproves,
  isolation,
  largestHaircut,
  lossExplained,
  lotsBalance,
  matchedPairDrain,
  mergeNoGain,
  mergeNoGainLots,
  noFlip,
  noInstantReliquidation,
  noNegativeLeft,
  noNewVictims,
  onePrice,
  onlyBelow,
  overshoot,
  overshootShare,
  partialFirst,
  payAboveFloor,
  permutation,
  poolLedger,
  priceBounds,
  principalInviolable,
  quantityMatch,
  rankMonotone,
  reduceOnly,
  replaySame,
  rightSide,
  runningTotals,
  sameFormula,
  selfTradeNeutral,
  serialisation,
  sizeByOne,
  sizeLimits,
  staleThenJump,
  survivorNotRuined,
  sybilSplit,
  sybilSplitLots,
  thinOrdersHoldNothingUp,
  topDecileHaircut,
  uncoveredReported,
  valueConservation,
  winnersOnly,
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
  rightSide,
  winnersOnly,
  noFlip,
  quantityMatch,
  onePrice,
  rankMonotone,
  equalCuts,
  haircutGini,
  largestHaircut,
  topDecileHaircut,
  overshoot,
  overshootShare,
  survivorNotRuined,
  flatNeverPays,
  principalInviolable,
  onlyBelow,
  allBelowFound,
  healthImproves,
  reduceOnly,
  sizeLimits,
  partialFirst,
  priceBounds,
  bankruptAtZero,
  sameFormula,
  noNewVictims,
  isolation,
  feeCap,
  noInstantReliquidation,
  sybilSplit,
  sybilSplitLots,
  mergeNoGain,
  mergeNoGainLots,
  permutation,
  selfTradeNeutral,
  matchedPairDrain,
  dustIsDust,
  dustBlocksNothing,
  sizeByOne,
  collateralShuffle,
  entryReset,
  thinOrdersHoldNothingUp,
  staleThenJump,
  serialisation,
  dueOrderNeutral,
  replaySame,
  ...theorems,
];
