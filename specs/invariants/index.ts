/**
 * The shipped invariants.
 *
 * @module
 */
import type { Invariant } from 'breakwater';
import { allBelowFound } from './all-below-found.ts';
import { alwaysClosable, backlogDrains, noPoison, reopens } from './calm-after.ts';
import { cascadeEnds } from './cascade-ends.ts';
import { claimsCovered } from './claims-covered.ts';
import { collateralShuffle } from './collateral-shuffle.ts';
import { claimsAsked, rowsWritten } from './cost-bound.ts';
import { countedOnce, cutOnce } from './cut-once.ts';
import { dueOrderNeutral } from './due-order.ts';
import { dustBlocksNothing, dustIsDust } from './dust.ts';
import { equalCuts } from './equal-cuts.ts';
import { fairShares } from './fair-shares.ts';
import { feeCap } from './fee-cap.ts';
import { feesJunior } from './fees-junior.ts';
import { flatNeverPays } from './flat-never-pays.ts';
import { fundAtClose } from './fund-at-close.ts';
import { fundBeforeCuts } from './fund-before-cuts.ts';
import { firstCut, fundBelow, fundDrawdown } from './fund-meter.ts';
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
import { progress } from './progress.ts';
import { promisedOnce } from './promised-once.ts';
import { quantityMatch } from './quantity-match.ts';
import { rankMonotone } from './rank-monotone.ts';
import { reduceOnly } from './reduce-only.ts';
import { replaySame } from './replay.ts';
import { indexClears, residueClears } from './residue-clears.ts';
import { rightSide } from './right-side.ts';
import { runningTotals } from './running-totals.ts';
import { sameAgain, samePlain, sameReordered, sameResumed } from './same-bytes.ts';
import { sameFormula } from './same-formula.ts';
import { entryReset, selfTradeNeutral, sizeByOne } from './self-trade.ts';
import { serialisation } from './serialisation.ts';
import { sizeLimits } from './size-limits.ts';
import { stageCaps } from './stage-caps.ts';
import { staleThenJump } from './stale-then-jump.ts';
import { surplusKept } from './surplus-kept.ts';
import { survivorNotRuined } from './survivor-not-ruined.ts';
import { sybilSplit, sybilSplitLots } from './sybil-split.ts';
import { theorems } from './theorems/index.ts';
import { thinOrdersHoldNothingUp } from './thin-orders.ts';
import { tieBreak } from './tie-break.ts';
import { uncoveredReported } from './uncovered-reported.ts';
import { valueConservation } from './value-conservation.ts';
import { winnersOnly } from './winners-only.ts';
import { withdrawalGate } from './withdrawal-gate.ts';
import { zeroSumMark } from './zero-sum-mark.ts';

export {
  allBelowFound,
  alwaysClosable,
  backlogDrains,
  bankruptAtZero,
  cascadeEnds,
  claimsAsked,
  claimsCovered,
  collateralShuffle,
  countedOnce,
  cutOnce,
  dueOrderNeutral,
  dustBlocksNothing,
  dustIsDust,
  entryReset,
  equalCuts,
  fairShares,
  feeCap,
  feesJunior,
  firstCut,
  flatNeverPays,
  fundAtClose,
  fundBeforeCuts,
  fundBelow,
  fundDrawdown,
  haircutGini,
  healthImproves,
  indexClears,
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
  noPoison,
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
  progress,
  promisedOnce,
  quantityMatch,
  rankMonotone,
  reduceOnly,
  reopens,
  replaySame,
  residueClears,
  rightSide,
  rowsWritten,
  runningTotals,
  sameAgain,
  sameFormula,
  samePlain,
  sameReordered,
  sameResumed,
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
  tieBreak,
  topDecileHaircut,
  uncoveredReported,
  valueConservation,
  venueIsolation,
  winnersOnly,
  withdrawalGate,
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
  payAboveFloor,
  poolLedger,
  surplusKept,
  payoutWithinDeficit,
  promisedOnce,
  fairShares,
  withdrawalGate,
  fundAtClose,
  fundDrawdown,
  fundBelow,
  firstCut,
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
  sameAgain,
  replaySame,
  sameResumed,
  sameReordered,
  tieBreak,
  samePlain,
  cascadeEnds,
  progress,
  backlogDrains,
  alwaysClosable,
  noPoison,
  residueClears,
  indexClears,
  reopens,
  claimsAsked,
  rowsWritten,
  ...theorems,
];
