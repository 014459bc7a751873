/**
 * The shipped invariants.
 *
 * @module
 */

export { allBelowFound } from './all-below-found.ts';
export { bankruptcyLimit } from './bankruptcy-limit.ts';
export { alwaysClosable, backlogDrains, noPoison, reopens } from './calm-after.ts';
export { cascadeEnds } from './cascade-ends.ts';
export { invariants } from './catalogue.ts';
export { chargedOnce } from './charged-once.ts';
export { claimsCovered } from './claims-covered.ts';
export { collateralShuffle } from './collateral-shuffle.ts';
export { collateralWeight } from './collateral-weight.ts';
export { claimsAsked, rowsWritten } from './cost-bound.ts';
export { costMemo } from './cost-memo.ts';
export { crossVenueLiquidated, crossVenueLoss } from './cross-venue.ts';
export { cutForBankrupt } from './cut-for-bankrupt.ts';
export { countedOnce, cutOnce } from './cut-once.ts';
export { deltaChange, nakedThenLiquidated } from './delta-change.ts';
export { dueOrderNeutral } from './due-order.ts';
export { dustBlocksNothing, dustIsDust } from './dust.ts';
export { equalCuts } from './equal-cuts.ts';
export { extremeInputs } from './extreme-inputs.ts';
export { fairShares } from './fair-shares.ts';
export { feeCap } from './fee-cap.ts';
export { feesJunior } from './fees-junior.ts';
export { flatNeverPays } from './flat-never-pays.ts';
export { fundAtClose } from './fund-at-close.ts';
export { fundBeforeCuts } from './fund-before-cuts.ts';
export { firstCut, fundBelow, fundDrawdown } from './fund-meter.ts';
export { fundingCapped } from './funding-capped.ts';
export { fundingNets } from './funding-nets.ts';
export { gainsKeepLots } from './gains-keep-lots.ts';
export { haircutGini, largestHaircut, topDecileHaircut } from './haircut-concentration.ts';
export { healthImproves } from './health-improves.ts';
export { hedgeConservation } from './hedge-conservation.ts';
export { hedgedTwinCut, noFreeProtection } from './hedge-pairs.ts';
export { widerScope } from './hedge-scope.ts';
export { hedgedLast } from './hedged-last.ts';
export { hedgedEqual, nettingAware } from './hedged-treatment.ts';
export { initialStays } from './initial-stays.ts';
export { continuity, mirrorInvariance, scaleInvariance } from './invariance.ts';
export { isolation } from './isolation.ts';
export { lossExplained } from './loss-explained.ts';
export { lotsBalance } from './lots-balance.ts';
export { matchedPairDrain } from './matched-pair.ts';
export { mergeNoGain, mergeNoGainLots } from './merge.ts';
export {
  biggerMoveMoreDeficit,
  fewerDefaulters,
  moreCollateralHelps,
  moreFundLessAdl,
  moreFundNoNewAdl,
  pathRefinement,
} from './monotone.ts';
export { convexMargin, monotoneMargin } from './monotone-margin.ts';
export { nakedLoss } from './naked-loss.ts';
export { netExtraction } from './net-extraction.ts';
export { neverTraded } from './never-traded.ts';
export { noFlip } from './no-flip.ts';
export { noGhosts } from './no-ghosts.ts';
export { noInstantReliquidation } from './no-instant-reliquidation.ts';
export { noNegativeLeft } from './no-negative-left.ts';
export { noNewVictims } from './no-new-victims.ts';
export { noOverCollection } from './no-over-collection.ts';
export { noStageSkipped } from './no-stage-skipped.ts';
export { noneLeftOwing } from './none-left-owing.ts';
export { noticeFirst } from './notice.ts';
export { onePrice } from './one-price.ts';
export { onlyBelow } from './only-below.ts';
export { overshoot, overshootShare } from './overshoot.ts';
export { ownCollateralFirst } from './own-collateral-first.ts';
export { hedgeQuality, jointClose, pairClose } from './pair-close.ts';
export { partialFirst } from './partial-first.ts';
export { payAboveFloor } from './pay-above-floor.ts';
export { payoutWithinDeficit } from './payout-within-deficit.ts';
export { permutation } from './permutation.ts';
export { ownDomain, poolIsolation, venueIsolation } from './pool-isolation.ts';
export { poolLedger } from './pool-ledger.ts';
export { bankruptAtZero, priceBounds } from './price-bounds.ts';
export { cutAtMark, markIsIndex } from './price-meant.ts';
export { principalInviolable } from './principal-inviolable.ts';
export { profitExplained } from './profit-explained.ts';
export { progress } from './progress.ts';
export { promisedOnce } from './promised-once.ts';
export { quantityMatch } from './quantity-match.ts';
export { rankMonotone } from './rank-monotone.ts';
export { reduceOnly } from './reduce-only.ts';
export { replaySame } from './replay.ts';
export { indexClears, residueClears } from './residue-clears.ts';
export { rightSide } from './right-side.ts';
export { roundingSmall } from './rounding-small.ts';
export { runningTotals } from './running-totals.ts';
export { sameAgain, samePlain, sameReordered, sameResumed } from './same-bytes.ts';
export { sameFormula } from './same-formula.ts';
export { lossNotEscaped, noSandwich } from './sandwich.ts';
export { entryReset, selfTradeNeutral, sizeByOne } from './self-trade.ts';
export { serialisation } from './serialisation.ts';
export { sizeLimits } from './size-limits.ts';
export { stageCaps } from './stage-caps.ts';
export { staleThenJump } from './stale-then-jump.ts';
export { mutation, nonVacuity, replayable, strengthSaid } from './suite-quality.ts';
export { surplusKept } from './surplus-kept.ts';
export { survivorNotRuined } from './survivor-not-ruined.ts';
export { sybilSplit, sybilSplitLots } from './sybil-split.ts';
export { thinOrdersHoldNothingUp } from './thin-orders.ts';
export { tieBreak } from './tie-break.ts';
export { tradingFee } from './trading-fee.ts';
export { uncoveredReported } from './uncovered-reported.ts';
export { valueConservation } from './value-conservation.ts';
export { winnersOnly } from './winners-only.ts';
export { withdrawalGate } from './withdrawal-gate.ts';
export { writtenOffLast } from './written-off-last.ts';
export { zeroSumMark } from './zero-sum-mark.ts';
