import type { Invariant } from 'breakwater';
import { allBelowFound } from './all-below-found.ts';
import { bankruptcyLimit } from './bankruptcy-limit.ts';
import { alwaysClosable, backlogDrains, noPoison, reopens } from './calm-after.ts';
import { cascadeEnds } from './cascade-ends.ts';
import { chargedOnce } from './charged-once.ts';
import { claimsCovered } from './claims-covered.ts';
import { collateralShuffle } from './collateral-shuffle.ts';
import { collateralWeight } from './collateral-weight.ts';
import { claimsAsked, rowsWritten } from './cost-bound.ts';
import { costMemo } from './cost-memo.ts';
import { crossVenueLiquidated, crossVenueLoss } from './cross-venue.ts';
import { cutForBankrupt } from './cut-for-bankrupt.ts';
import { countedOnce, cutOnce } from './cut-once.ts';
import { deltaChange, nakedThenLiquidated } from './delta-change.ts';
import { dueOrderNeutral } from './due-order.ts';
import { dustBlocksNothing, dustIsDust } from './dust.ts';
import { equalCuts } from './equal-cuts.ts';
import { extremeInputs } from './extreme-inputs.ts';
import { fairShares } from './fair-shares.ts';
import { feeCap } from './fee-cap.ts';
import { feesJunior } from './fees-junior.ts';
import { flatNeverPays } from './flat-never-pays.ts';
import { fundAtClose } from './fund-at-close.ts';
import { fundBeforeCuts } from './fund-before-cuts.ts';
import { firstCut, fundBelow, fundDrawdown } from './fund-meter.ts';
import { fundingCapped } from './funding-capped.ts';
import { fundingNets } from './funding-nets.ts';
import { gainsKeepLots } from './gains-keep-lots.ts';
import { haircutGini, largestHaircut, topDecileHaircut } from './haircut-concentration.ts';
import { healthImproves } from './health-improves.ts';
import { hedgeConservation } from './hedge-conservation.ts';
import { hedgedTwinCut, noFreeProtection } from './hedge-pairs.ts';
import { widerScope } from './hedge-scope.ts';
import { hedgedLast } from './hedged-last.ts';
import { hedgedEqual, nettingAware } from './hedged-treatment.ts';
import { initialStays } from './initial-stays.ts';
import { continuity, mirrorInvariance, scaleInvariance } from './invariance.ts';
import { isolation } from './isolation.ts';
import { lossExplained } from './loss-explained.ts';
import { lotsBalance } from './lots-balance.ts';
import { matchedPairDrain } from './matched-pair.ts';
import { mergeNoGain, mergeNoGainLots } from './merge.ts';
import {
  biggerMoveMoreDeficit,
  fewerDefaulters,
  moreCollateralHelps,
  moreFundLessAdl,
  moreFundNoNewAdl,
  pathRefinement,
} from './monotone.ts';
import { convexMargin, monotoneMargin } from './monotone-margin.ts';
import { nakedLoss } from './naked-loss.ts';
import { netExtraction } from './net-extraction.ts';
import { neverTraded } from './never-traded.ts';
import { noFlip } from './no-flip.ts';
import { noGhosts } from './no-ghosts.ts';
import { noInstantReliquidation } from './no-instant-reliquidation.ts';
import { noNegativeLeft } from './no-negative-left.ts';
import { noNewVictims } from './no-new-victims.ts';
import { noOverCollection } from './no-over-collection.ts';
import { noStageSkipped } from './no-stage-skipped.ts';
import { noneLeftOwing } from './none-left-owing.ts';
import { noticeFirst } from './notice.ts';
import { onePrice } from './one-price.ts';
import { onlyBelow } from './only-below.ts';
import { overshoot, overshootShare } from './overshoot.ts';
import { ownCollateralFirst } from './own-collateral-first.ts';
import { hedgeQuality, jointClose, pairClose } from './pair-close.ts';
import { partialFirst } from './partial-first.ts';
import { payAboveFloor } from './pay-above-floor.ts';
import { payoutWithinDeficit } from './payout-within-deficit.ts';
import { permutation } from './permutation.ts';
import { ownDomain, poolIsolation, venueIsolation } from './pool-isolation.ts';
import { poolLedger } from './pool-ledger.ts';
import { bankruptAtZero, priceBounds } from './price-bounds.ts';
import { cutAtMark, markIsIndex } from './price-meant.ts';
import { principalInviolable } from './principal-inviolable.ts';
import { profitExplained } from './profit-explained.ts';
import { progress } from './progress.ts';
import { promisedOnce } from './promised-once.ts';
import { quantityMatch } from './quantity-match.ts';
import { rankMonotone } from './rank-monotone.ts';
import { reduceOnly } from './reduce-only.ts';
import { replaySame } from './replay.ts';
import { indexClears, residueClears } from './residue-clears.ts';
import { rightSide } from './right-side.ts';
import { roundingSmall } from './rounding-small.ts';
import { runningTotals } from './running-totals.ts';
import { sameAgain, samePlain, sameReordered, sameResumed } from './same-bytes.ts';
import { sameFormula } from './same-formula.ts';
import { lossNotEscaped, noSandwich } from './sandwich.ts';
import { entryReset, selfTradeNeutral, sizeByOne } from './self-trade.ts';
import { serialisation } from './serialisation.ts';
import { sizeLimits } from './size-limits.ts';
import { stageCaps } from './stage-caps.ts';
import { staleThenJump } from './stale-then-jump.ts';
import { mutation, nonVacuity, replayable, strengthSaid } from './suite-quality.ts';
import { surplusKept } from './surplus-kept.ts';
import { survivorNotRuined } from './survivor-not-ruined.ts';
import { sybilSplit, sybilSplitLots } from './sybil-split.ts';
import { theorems } from './theorems/index.ts';
import { thinOrdersHoldNothingUp } from './thin-orders.ts';
import { tieBreak } from './tie-break.ts';
import { tradingFee } from './trading-fee.ts';
import { uncoveredReported } from './uncovered-reported.ts';
import { valueConservation } from './value-conservation.ts';
import { winnersOnly } from './winners-only.ts';
import { withdrawalGate } from './withdrawal-gate.ts';
import { writtenOffLast } from './written-off-last.ts';
import { zeroSumMark } from './zero-sum-mark.ts';

/** All of them, in the order of the catalogue. */
export const invariants: readonly Invariant[] = [
  valueConservation,
  zeroSumMark,
  fundingNets,
  lotsBalance,
  claimsCovered,
  noNegativeLeft,
  noneLeftOwing,
  lossExplained,
  uncoveredReported,
  runningTotals,
  netExtraction,
  noGhosts,
  poolIsolation,
  venueIsolation,
  ownCollateralFirst,
  cutForBankrupt,
  writtenOffLast,
  fundBeforeCuts,
  stageCaps,
  noOverCollection,
  noStageSkipped,
  countedOnce,
  cutOnce,
  ownDomain,
  feesJunior,
  costMemo,
  payAboveFloor,
  poolLedger,
  surplusKept,
  payoutWithinDeficit,
  promisedOnce,
  fairShares,
  noSandwich,
  lossNotEscaped,
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
  neverTraded,
  principalInviolable,
  deltaChange,
  hedgedEqual,
  hedgedTwinCut,
  nettingAware,
  crossVenueLoss,
  crossVenueLiquidated,
  nakedThenLiquidated,
  profitExplained,
  pairClose,
  noticeFirst,
  chargedOnce,
  onlyBelow,
  allBelowFound,
  healthImproves,
  reduceOnly,
  sizeLimits,
  partialFirst,
  priceBounds,
  bankruptAtZero,
  markIsIndex,
  cutAtMark,
  bankruptcyLimit,
  fundingCapped,
  sameFormula,
  collateralWeight,
  noNewVictims,
  isolation,
  feeCap,
  tradingFee,
  noInstantReliquidation,
  initialStays,
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
  moreCollateralHelps,
  moreFundLessAdl,
  biggerMoveMoreDeficit,
  monotoneMargin,
  convexMargin,
  pathRefinement,
  extremeInputs,
  scaleInvariance,
  mirrorInvariance,
  continuity,
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
  roundingSmall,
  reopens,
  claimsAsked,
  rowsWritten,
  nonVacuity,
  mutation,
  replayable,
  strengthSaid,
  hedgedLast,
  jointClose,
  hedgeQuality,
  nakedLoss,
  noFreeProtection,
  hedgeConservation,
  widerScope,
  gainsKeepLots,
  moreFundNoNewAdl,
  fewerDefaulters,
  ...theorems,
];
