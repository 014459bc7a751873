import { defineFund } from 'breakwater';
import { staking } from './staking.ts';

/**
 * A vault whose depositors hold shares: each bears its part of profit and loss, and nobody's coming or going changes what a share is worth.
 *
 * A share is worth equity at mark / shares. A stake gets floor(money x shares / equity) shares for their worth rounded up; shares that
 * leave are paid their worth rounded down: whoever moves bears the rounding, less than a unit. A holder may ask for its money `lockUp`
 * after its latest stake, and is paid `coolDown` after it asked, as far as cash above the floor and dailyLimit reach; the rest waits. A pool
 * without equity takes no stakes and pays nobody. What no shares stand for, such as the capital it opens with, belongs to `opening`.
 *
 * Holders act by plan (`stakes`, `unstakes`) and all run alike: shares asked for in a day = (calm + perDrawdown x fall) x what is held,
 * fall = how far a share lies below its best, less `beyond`. No venue publishes how its depositors behave; this is a model.
 *
 * Hyperliquid's HLP: lockUp 4 days, nothing else, and a limit of what may leave in a day whose size is not published. Drift: `coolDown` of
 * about 13 days, `pays: lesser`. Where shares have become small they are merged, as in Drift's code; a holder loses less than a unit by it.
 * Units of the settlement asset.
 *
 * @source https://hyperliquid.gitbook.io/hyperliquid-docs/hypercore/vaults/protocol-vaults (lock-up of 4 days);
 * https://github.com/drift-labs/protocol-v2: programs/drift/src/controller/insurance.rs, programs/drift/src/math/insurance.rs
 */
export const stakedVault = defineFund({
  ...staking,
  name: 'staked-vault',
  summary: 'A vault whose depositors share its result by their shares, and come and go by rules.',
  source: [
    'https://hyperliquid.gitbook.io/hyperliquid-docs/hypercore/vaults/protocol-vaults',
    'https://github.com/drift-labs/protocol-v2/blob/master/programs/drift/src/controller/insurance.rs',
  ],
  holds: 'vault',
});
