import { configError, type MarketModelView, type Person, type Side } from '../../contract/index.ts';
import type { LargeAccount, SkewedParams } from './skewed-params.ts';

/** How much of a side of a market the accounts that are written out may hold. */
const MOST_OF_SIDE = 0.5;

const sideOf = ({ side }: LargeAccount): Side => (side === 'long' ? 1 : -1);

/** What the accounts that are written out hold of a side of a market, natural units. */
export const heldByLarge = ({ large }: SkewedParams, market: MarketModelView, side: Side): number =>
  large.reduce((sum, each) => sum + (each.market === market.id && sideOf(each) === side ? each.notional : 0), 0);

/**
 * The accounts that are written out, as people.
 *
 * Deposit = notional / leverage - unrealised profit at the opening price, natural units, >= 0.
 *
 * @param firstOwner - Owner of the first one; each has its own.
 * @throws BreakwaterError `no-such-market`, `large-accounts` when they hold over half of a side or would need a deposit below zero.
 */
export function largePeople(
  markets: readonly MarketModelView[],
  params: SkewedParams,
  firstOwner: number,
): readonly Person[] {
  return params.large.map((each, i) => {
    const market = markets.find(({ id }) => id === each.market);
    if (market === undefined) {
      throw configError('no-such-market', `population skewed: large account ${i + 1} is in ${each.market}`, {
        hint: `the scenario has ${markets.map(({ id }) => id).join(', ')}`,
      });
    }
    const side = sideOf(each);
    const held = heldByLarge(params, market, side);
    if (held > MOST_OF_SIDE * market.openInterest) {
      throw configError(
        'large-accounts',
        `population skewed: large accounts are ${each.side} ${held} of ${market.id}, whose open interest is ${market.openInterest}`,
        { hint: 'leave at least half of a side to the others' },
      );
    }
    const deposit = each.notional / each.leverage + side * each.notional * each.entry;
    if (deposit < 0) {
      throw configError('large-accounts', `population skewed: large account ${i + 1} has gained more than its equity`, {
        hint: 'use less leverage, or an entry nearer to the opening price',
      });
    }
    const entry = market.open * (1 + each.entry);
    return {
      owner: firstOwner + i,
      kind: 'trader',
      deposit,
      positions: [{ market: market.id, side, notional: each.notional, entry }],
    };
  });
}
