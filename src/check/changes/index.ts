/** Ways to make the second run of a pair: one file for each family. @module */
import type { PairChange } from '../../contract/index.ts';
import { calmAfter, closeMarket, leave, poisonAccount, tradeAgain } from './calm.ts';
import type { Change } from './change.ts';
import { delay } from './delay.ts';
import { reorderKeys } from './design-keys.ts';
import { hedgedTwin, selfOffset } from './hedges.ts';
import { merge } from './merge.ts';
import { moreCollateral, moreFund, nudge, withoutDefaulter } from './money.ts';
import { moreBankrupts } from './more-bankrupts.ts';
import { dust, matchedPair } from './newcomers.ts';
import { otherDueOrder, permute } from './order.ts';
import { biggerMove, refine } from './path.ts';
import { again, plainEngine, snapshot } from './same-run.ts';
import { leaveBeforeLoss, sandwichStake } from './sandwich.ts';
import { mirror, scaleLots, scalePrice } from './scale.ts';
import { resetEntry, resizeByOne, washTrade } from './self-trades.ts';
import { shuffleCollateral } from './shuffle-collateral.ts';
import { split } from './split.ts';
import { stakeAndLeave } from './stakes.ts';
import { thinOrders } from './thin-orders.ts';

export type { Change, Changed, FirstRun } from './change.ts';

/** All of them by name. */
export const CHANGES: ReadonlyMap<PairChange, Change> = new Map(
  [
    again,
    plainEngine,
    snapshot,
    permute,
    split,
    merge,
    dust,
    resizeByOne,
    shuffleCollateral,
    resetEntry,
    washTrade,
    matchedPair,
    thinOrders,
    delay,
    moreBankrupts,
    otherDueOrder,
    reorderKeys,
    calmAfter,
    leave,
    tradeAgain,
    poisonAccount,
    closeMarket,
    stakeAndLeave,
    sandwichStake,
    leaveBeforeLoss,
    scalePrice,
    scaleLots,
    mirror,
    refine,
    biggerMove,
    moreFund,
    moreCollateral,
    withoutDefaulter,
    nudge,
    hedgedTwin,
    selfOffset,
  ].map((change) => [change.name, change]),
);
