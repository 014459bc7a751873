import { declaredFunds, equalFunds } from './declared-pools.ts';
import { Pool } from './pools.ts';
import type { Venue } from './venue.ts';

/**
 * Opens the pools of a design: one account for each scope key, funded from the rest of the world, and the accounts of its members.
 *
 * @param resumed - Whether the accounts exist already: then they are found again in the order they were opened in.
 * @param total - What the pools that absorb losses hold together, units; what they declare when left out.
 */
export const openPools = (venue: Venue, decimals: number, resumed: boolean, total?: number): Pool[] => {
  const pools: Pool[] = [];
  // Account ids are handed out in order, so a resumed run meets them where the first run made them.
  let next = venue.ledger.transitAccount + 1;
  const account = (kind: 'fund' | 'vault' | 'pool' | 'member', money: number): number => {
    if (resumed) return next++;
    const id = venue.ledger.open(kind);
    if (money > 0) venue.ledger.transfer(0, venue.ledger.outsideAccount, id, money, 'deposit');
    return id;
  };
  const declared = declaredFunds(venue, decimals);
  for (const { name, use, pools: own, members } of total === undefined ? declared : equalFunds(declared, total)) {
    for (const { key, capital, floor, lossCap, feeShare } of own) {
      const head = {
        name: own.length === 1 ? name : `${name}/${key}`,
        account: account(use.mechanism.holds, capital),
        floor,
        opening: capital,
        lossCap,
        feeShare,
      };
      pools.push(new Pool(head, use, venue));
    }
    for (const { deposit, commitment } of members) {
      const id = account('member', deposit);
      if (!resumed) venue.ledger.commit(id, commitment);
    }
  }
  return pools;
};
