import type { AttackResult } from './gain.ts';
import { type Attack, OPEN, openInterestOf } from './world.ts';

/** What a run showed of an attack, from its log: lots and dollars of attackers and of those around them. */
export interface AttackTraces {
  /** Lots that pools took over from attackers: long, and short. */
  readonly longTakenOver: number;
  readonly shortTakenOver: number;
  /** Attacking accounts from which pools took over something. */
  readonly accountsTakenOver: number;
  /** Dollars that attacking accounts withdrew, each before its own first default; accounts without one count for nothing. */
  readonly withdrawnBefore: number;
  /** Dollars that pools lost over the run. */
  readonly poolLoss: number;
  /** What pools had at the start, dollars. */
  readonly poolCapital: number;
  /** Dollars of that loss which pools paid out for accounts below zero, and did not make on what they took over. */
  readonly poolPaid: number;
  /** Accounts of victims that went into default. */
  readonly victimDefaults: number;
  /** Lots of victims that were closed by ADL or liquidation while they were short. */
  readonly shortsClosed: number;
  /** Whether attackers took resting bids away before a take-over. */
  readonly pulledBids: boolean;
}

/** The shape of an attack that really happened: what must be true of a run for it to be of that kind. */
export interface Shape {
  readonly name: string;
  readonly says: string;
  readonly source: string;
  /** Shipped design that is searched. */
  readonly exchange: string;
  /** What must be true, each as a share of the way there, from 0 to 1: it is found when all are 1. */
  aims(traces: AttackTraces, result: AttackResult, attack: Attack): readonly number[];
}

/** How much of a figure there is, 1 when there is enough. */
const share = (figure: number, enough: number): number => Math.max(0, Math.min(1, figure / enough));
const yes = (is: boolean): number => (is ? 1 : 0);

/** Shapes of episodes that the search has to find from generators alone. */
export const SHAPES: readonly Shape[] = [
  {
    name: 'JELLY',
    says: 'A short gives up its margin, the vault has to take it over, the index is pushed up, and the vault loses what the same owner gains elsewhere.',
    source: 'Hyperliquid, 26 March 2025',
    exchange: 'hyperliquid-2025-10',
    aims: ({ shortTakenOver, withdrawnBefore, poolLoss, poolCapital }, _result, { pushes }) => [
      share(shortTakenOver, 1),
      share(withdrawnBefore, 1),
      yes(pushes.some((percent) => percent > 0)),
      share(poolLoss, poolCapital / 10),
    ],
  },
  {
    name: 'POPCAT',
    says: 'Longs in several accounts stand on a wall of bids of the same owner; the wall is pulled, the vault takes the longs over and loses, and so do the attackers.',
    source: 'Hyperliquid, 12 November 2025',
    exchange: 'hyperliquid-2025-10',
    aims: ({ longTakenOver, accountsTakenOver, pulledBids, poolLoss }) => [
      share(longTakenOver, 1),
      share(accountsTakenOver, 2),
      yes(pulledBids),
      share(poolLoss, 1000),
    ],
  },
  {
    name: 'ETH whale',
    says: 'A long as large as a tenth of open interest takes money out until it is liquidated; the vault takes it over and loses a hundredth of its capital on it, its owner ends with more than at first.',
    source: 'Hyperliquid, 12 March 2025',
    exchange: 'hyperliquid-2025-10',
    aims: ({ longTakenOver, withdrawnBefore, poolLoss, poolPaid, poolCapital }, { profit, cost }, { world }) => [
      share(longTakenOver * OPEN, openInterestOf(world) / 10),
      share(withdrawnBefore, 1),
      share(poolLoss - poolPaid, poolCapital / 100),
      // The market moved for the whale by itself: what the move costs here is not its to pay.
      yes(profit + cost > 0),
    ],
  },
  {
    name: 'XPL',
    says: 'Buying and a push of a thin index drive shorts into liquidation and ADL, and the buyers sell to them high.',
    source: 'Hyperliquid pre-market, 26 August 2025',
    exchange: 'hyperliquid-2025-10',
    aims: ({ victimDefaults, shortsClosed }, { profit }, { pushes }) => [
      yes(pushes.some((percent) => percent > 0)),
      share(victimDefaults, 1),
      share(shortsClosed, 1),
      yes(profit > 0),
    ],
  },
  {
    name: 'dYdX YFI',
    says: 'Longs are built, the price rises, the profit is withdrawn, the price collapses, and the insurance fund pays for what is left.',
    source: 'dYdX v3, 17 November 2023',
    exchange: 'dydx-v3-like',
    aims: ({ withdrawnBefore, poolLoss, poolCapital }, { profit, cost }, { pushes }) => [
      share(withdrawnBefore, 1),
      share(poolLoss, poolCapital / 5),
      yes(pushes.some((percent, i) => percent > 0 && pushes.slice(i + 1).some((later) => later < percent))),
      yes(profit + cost > 0),
    ],
  },
];
