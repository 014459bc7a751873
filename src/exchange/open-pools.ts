import type { Fund } from '../contract/index.ts';
import { wholeOf } from './answers.ts';
import { type BoundUse, bindUse } from './bind.ts';
import { Pool } from './pools.ts';
import type { Venue } from './venue.ts';

/**
 * Opens the pools of a design: one account for each scope key, funded from the rest of the world, and the accounts of its members.
 *
 * @param resumed - Whether the accounts exist already: then they are found again in the order they were opened in.
 */
export const openPools = (venue: Venue, decimals: number, resumed: boolean): Pool[] => {
  const pools: Pool[] = [];
  // Account ids are handed out in order, so a resumed run meets them where the first run made them.
  let next = venue.ledger.transitAccount + 1;
  const account = (kind: 'fund' | 'vault' | 'pool' | 'member'): number => (resumed ? next++ : venue.ledger.open(kind));
  for (const [name, declared] of Object.entries(venue.design.funds)) {
    const use: BoundUse<Fund> = bindUse(declared, decimals, `funds.${name}`);
    const { mechanism, params } = use;
    const ask = <T>(question: () => T): T => venue.guard.call(mechanism, question);
    const units = (what: string, amount: number): number =>
      wholeOf(`fund ${mechanism.name}: ${what} of ${name}`, amount);
    const keys = ask(() => [...new Set(venue.markets.map((market) => mechanism.scope(market, params as never)))]);
    for (const key of keys) {
      const opening = units(
        'the capital',
        ask(() => mechanism.capital(key, params as never)),
      );
      const id = account(mechanism.holds);
      if (!resumed && opening > 0) venue.ledger.transfer(0, venue.ledger.outsideAccount, id, opening, 'deposit');
      const head = {
        name: keys.length === 1 ? name : `${name}/${key}`,
        account: id,
        floor: units(
          'the floor',
          ask(() => mechanism.floor?.(key, params as never) ?? 0),
        ),
        opening,
        lossCap: lossCapOf(
          ask(() => mechanism.lossCap?.(key, params as never)),
          units,
        ),
      };
      pools.push(new Pool(head, use, venue));
    }
    for (const member of ask(() => mechanism.members?.(params as never) ?? [])) {
      const id = account('member');
      if (resumed) continue;
      units('the commitment of a member', member.commitment);
      if (units('the deposit of a member', member.deposit) > 0)
        venue.ledger.transfer(0, venue.ledger.outsideAccount, id, member.deposit, 'deposit');
      venue.ledger.commit(id, member.commitment);
    }
  }
  return pools;
};

const lossCapOf = (cap: number | undefined, units: (what: string, amount: number) => number): number =>
  cap === undefined ? Number.POSITIVE_INFINITY : units('the loss cap', cap);
