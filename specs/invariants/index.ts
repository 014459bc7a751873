/**
 * The shipped invariants.
 *
 * @module
 */
import type { Invariant } from 'breakwater';
import { allBelowFound } from './all-below-found.ts';
import { claimsCovered } from './claims-covered.ts';
import { collateralShuffle } from './collateral-shuffle.ts';
import { countedOnce, cutOnce } from './cut-once.ts';
import { dueOrderNeutral } from './due-order.ts';
import { dustBlocksNothing, dustIsDust } from './dust.ts';
import { equalCuts } from './equal-cuts.ts';
import { feeCap } from './fee-cap.ts';
import { feesJunior } from './fees-junior.ts';
import { flatNeverPays } from './flat-never-pays.ts';
import { fundBeforeCuts } from './fund-before-cuts.ts';
import { haircutGini, largestHaircut, topDecileHaircut } from './haircut-concentration.ts';
import { healthImproves } from './health-improves.ts';
import { isolation } from './isolation.ts';
import { lossExplained } from './loss-explained.ts';
import { lotsBalance } from './lots-balance.ts';
import { matchedPairDrain } from './matched-pair.ts';
import { mergeNoGain, mergeNoGainLots } from './merge.ts';
import { netExtraction } from './net-extraction.ts';
import { noFlip } from './no-flip.ts';
import { noGhosts } from './no-ghosts.ts';
import { noInstantReliquidation } from './no-instant-reliquidation.ts';
import { noNegativeLeft } from './no-negative-left.ts';
import { noNewVictims } from './no-new-victims.ts';
import { noOverCollection } from './no-over-collection.ts';
import { noStageSkipped } from './no-stage-skipped.ts';
import { onePrice } from './one-price.ts';
import { onlyBelow } from './only-below.ts';
import { overshoot, overshootShare } from './overshoot.ts';
import { ownCollateralFirst } from './own-collateral-first.ts';
import { partialFirst } from './partial-first.ts';
import { payAboveFloor } from './pay-above-floor.ts';
import { payoutWithinDeficit } from './payout-within-deficit.ts';
import { permutation } from './permutation.ts';
import { ownDomain, poolIsolation, venueIsolation } from './pool-isolation.ts';
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
import { stageCaps } from './stage-caps.ts';
import { staleThenJump } from './stale-then-jump.ts';
import { surplusKept } from './surplus-kept.ts';
import { survivorNotRuined } from './survivor-not-ruined.ts';
import { sybilSplit, sybilSplitLots } from './sybil-split.ts';
import { thinOrdersHoldNothingUp } from './thin-orders.ts';
import { uncoveredReported } from './uncovered-reported.ts';
import { valueConservation } from './value-conservation.ts';
import { winnersOnly } from './winners-only.ts';
import { zeroSumMark } from './zero-sum-mark.ts';

export {
  allBelowFound,
  bankruptAtZero,
  claimsCovered,
  collateralShuffle,
  countedOnce,
  cutOnce,
  dueOrderNeutral,
  dustBlocksNothing,
  dustIsDust,
  entryReset,
  equalCuts,
  feeCap,
  feesJunior,
  flatNeverPays,
  fundBeforeCuts,
  haircutGini,
  healthImproves,
  isolation,
  largestHaircut,
  lossExplained,
  lotsBalance,
  matchedPairDrain,
  mergeNoGain,
  mergeNoGainLots,
  netExtraction,
  noFlip,
  noGhosts,
  noInstantReliquidation,
  noNegativeLeft,
  noNewVictims,
  noOverCollection,
  noStageSkipped,
  onePrice,
  onlyBelow,
  overshoot,
  overshootShare,
  ownCollateralFirst,
  ownDomain,
  partialFirst,
  payAboveFloor,
  payoutWithinDeficit,
  permutation,
  poolIsolation,
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
  stageCaps,
  staleThenJump,
  surplusKept,
  survivorNotRuined,
  sybilSplit,
  sybilSplitLots,
  thinOrdersHoldNothingUp,
  topDecileHaircut,
  uncoveredReported,
  valueConservation,
  venueIsolation,
  winnersOnly,
  zeroSumMark,
};

/** All of them, in the order of the catalogue. */
export const invariants: readonly Invariant[] = [
  valueConservation,
  zeroSumMark,
  lotsBalance,
  claimsCovered,
  noNegativeLeft,
  lossExplained,
  uncoveredReported,
  runningTotals,
  netExtraction,
  noGhosts,
  poolIsolation,
  venueIsolation,
  ownCollateralFirst,
  fundBeforeCuts,
  stageCaps,
  noOverCollection,
  noStageSkipped,
  countedOnce,
  cutOnce,
  ownDomain,
  feesJunior,
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
  sybilSplit,
  sybilSplitLots,
  mergeNoGain,
  mergeNoGainLots,
  permutation,
  matchedPairDrain,
  dustIsDust,
  dustBlocksNothing,
  sizeByOne,
  collateralShuffle,
  thinOrdersHoldNothingUp,
  staleThenJump,
  serialisation,
  dueOrderNeutral,
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
  payAboveFloor,
  poolLedger,
  surplusKept,
  payoutWithinDeficit,
  replaySame,
  selfTradeNeutral,
  entryReset,
];
