import { defineFund } from 'breakwater';
import { staking } from './staking.ts';

/**
 * An insurance fund of stakers, with the shares, rules and holders of `staked-vault`: what it loses counts as the fund's, not as a vault's.
 *
 * Drift: `coolDown` of 13 days, `pays: lesser` (a staker who has asked bears what is lost until it is paid, and has no part in what is won).
 *
 * @source https://github.com/drift-labs/protocol-v2: programs/drift/src/controller/insurance.rs, programs/drift/src/math/insurance.rs
 */
export const stakedFund = defineFund({
  ...staking,
  name: 'staked-fund',
  summary: 'An insurance fund of stakers, who share its result by their shares.',
  source: 'https://github.com/drift-labs/protocol-v2/blob/master/programs/drift/src/controller/insurance.rs',
  holds: 'fund',
});
