/** Theorems and claims of the literature on deleveraging, as they were published and as they are true. @module */
import type { Invariant } from 'breakwater';
import { opposingOrders, pmrScaling, ptsrScaling, trilemma } from './asymptotics.ts';
import { bounds, budgetBalance, cashInvariance, neverUnderRaises, separation } from './budget.ts';
import { caseEndsWhole, fundPaysAll, largerFund, newsvendor, restoringSize } from './fund.ts';
import { alternatingGame, descentRegret, noWait, twoProviders } from './games.ts';
import { accountingCore, hedgeBreakage, zeroSum } from './ledger.ts';
import { convexCost, unweightedMajorisation, weightedMajorisation } from './majorisation.ts';
import { matchedBookModel } from './matched-book.ts';
import {
  cappedNeutral,
  cappedOptimal,
  equalShares,
  monotoneAnyCaps,
  monotoneOrderedCaps,
  unweightedOptimal,
} from './pro-rata.ts';
import {
  queueDrainsTop,
  queueGap,
  queueGapAsPrinted,
  queueMinimisesTop,
  queueSplits,
  ratioSplits,
  topSurvivorBound,
} from './queue.ts';
import {
  deathSpiral,
  leveredAsPrinted,
  leveredRaises,
  rapBurden,
  rapLevel,
  rapOptimal,
  riskConvex,
  riskOrder,
} from './risk.ts';
import { infeasibleShown, severityWithinCapacity } from './severity.ts';

/** All of them, T1 to T32. */
export const theorems: readonly Invariant[] = [
  budgetBalance,
  bounds,
  neverUnderRaises,
  infeasibleShown,
  separation,
  cashInvariance,
  zeroSum,
  matchedBookModel,
  queueMinimisesTop,
  queueDrainsTop,
  topSurvivorBound,
  queueGap,
  queueGapAsPrinted,
  equalShares,
  cappedOptimal,
  unweightedOptimal,
  cappedNeutral,
  monotoneAnyCaps,
  monotoneOrderedCaps,
  rapOptimal,
  rapLevel,
  riskOrder,
  rapBurden,
  weightedMajorisation,
  unweightedMajorisation,
  convexCost,
  opposingOrders,
  ptsrScaling,
  pmrScaling,
  trilemma,
  accountingCore,
  severityWithinCapacity,
  fundPaysAll,
  largerFund,
  newsvendor,
  restoringSize,
  caseEndsWhole,
  descentRegret,
  alternatingGame,
  riskConvex,
  noWait,
  twoProviders,
  deathSpiral,
  leveredAsPrinted,
  leveredRaises,
  queueSplits,
  ratioSplits,
  hedgeBreakage,
];
