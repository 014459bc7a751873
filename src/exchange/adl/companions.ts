import {
  type Action,
  type AdlProtection,
  contractError,
  type HedgeScope,
  type OrderAction,
  type PlannedCut,
  type Side,
} from '../../contract/index.ts';
import { ActionCheck } from '../actions/check.ts';
import { listOf } from '../answers.ts';
import type { BoundUse } from '../bind.ts';
import type { Market } from '../market.ts';
import type { Venue } from '../venue.ts';
import type { LiveCase } from '../views.ts';

/** Cuts as they are planned: who gives how many lots of which market. */
export interface PlannedCuts {
  readonly accounts: Int32Array;
  readonly gives: Float64Array;
  readonly market: Market;
  /** Side of the counterparties. */
  readonly side: Side | 0;
  /** First case they are for. */
  readonly first: LiveCase;
}

/** Orders that go with cuts, and the accounts whose orders cannot be filled: with one of them nothing is done. */
export interface Companions {
  readonly orders: readonly OrderAction[];
  readonly infeasible: readonly number[];
}

/**
 * Asks a protection for the companion orders of all cuts, and whether the books can fill them together.
 *
 * Orders are counted against the books in the order of the cuts. All accounts whose orders do not fit are named at once: leaving one
 * out only makes others give more, so that none of them would fit in the next try.
 */
export const companionsOf = (
  venue: Venue,
  { mechanism, params }: BoundUse<AdlProtection>,
  cuts: PlannedCuts,
): Companions => {
  const rule = mechanism.complete;
  if (rule === undefined) return { orders: [], infeasible: [] };
  const orders: OrderAction[] = [];
  const infeasible: number[] = [];
  const taken = new Map<string, number>();
  const books = new Map<string, number>();
  const planned = (account: number, market: number): number => taken.get(`${account}/${market}`) ?? 0;
  const take = (account: number, market: number, lots: number): void => {
    taken.set(`${account}/${market}`, planned(account, market) + lots);
  };
  const mayOrder = partiesOf(venue, mechanism, params, cuts.first);
  cuts.gives.forEach((lots, i) => {
    if (lots === 0) return;
    const account = cuts.accounts[i] as number;
    const cut: PlannedCut = { account, market: cuts.market.number, lots: cuts.side * lots, planned };
    const answer = venue.guard.call(mechanism, () => rule(cut, venue.view, params as never));
    const mine = listOf(`${mechanism.name}: the companions of account ${account}`, answer).map((action) =>
      companionOf(mechanism.name, action, account, mayOrder),
    );
    if (mine.length > 0) venue.guard.name(mechanism, () => checkAll(venue, cuts.first, mine));
    if (!reserve(venue, mine, books)) {
      infeasible.push(account);
      return;
    }
    orders.push(...mine);
    take(account, cut.market, cut.lots);
    for (const order of mine) take(order.account as number, order.market, order.lots);
  });
  if (infeasible.length === 0 && orders.length > 0)
    venue.guard.name(mechanism, () => checkAll(venue, cuts.first, orders));
  return { orders, infeasible };
};

const checkAll = (venue: Venue, subject: LiveCase, orders: readonly OrderAction[]): void => {
  const check = new ActionCheck(venue, subject);
  for (const order of orders) check.check(order);
};

/** Whom an order may be sent for beside a cut: the account itself, or others of its owner that are not being resolved. */
const partiesOf = (
  venue: Venue,
  mechanism: AdlProtection,
  params: unknown,
  first: LiveCase,
): ((account: number, cut: number) => boolean) => {
  const { owner } = venue.ledger.accounts;
  const { scope } = mechanism;
  const reach: HedgeScope =
    typeof scope === 'function' ? venue.guard.call(mechanism, () => scope(params as never)) : scope;
  return (account, cut) =>
    account === cut ||
    (reach !== 'account' && owner[account] === owner[cut] && venue.mayBeCut(account, first.data.subject));
};

/** A companion is an order of an account in the scope of the cut, and nothing else. */
const companionOf = (
  name: string,
  action: Action,
  cut: number,
  mayOrder: (account: number, cut: number) => boolean,
): OrderAction => {
  if (action?.do !== 'order')
    throw contractError(
      'companion',
      `${name}: it goes with a cut by a ${action?.do ?? typeof action}; companions are orders`,
    );
  const account = action.account ?? cut;
  if (!mayOrder(account, cut))
    throw contractError(
      'companion',
      `${name}: the cut of account ${cut} goes with an order of account ${account}, which its scope does not reach or which has an open case`,
    );
  return { ...action, account };
};

/** Counts orders against the books, all or none, and says whether they can be filled besides those counted before. */
const reserve = (venue: Venue, orders: readonly OrderAction[], books: Map<string, number>): boolean => {
  const counted = new Map<string, number>();
  for (const order of orders) {
    const market = venue.markets[order.market] as Market;
    const side: Side = order.lots > 0 ? -1 : 1;
    const key = `${order.market}/${side}`;
    const wanted = (counted.get(key) ?? 0) + Math.abs(order.lots);
    if (market.book.fillable(side, order.limit, order.account) - (books.get(key) ?? 0) < wanted) return false;
    counted.set(key, wanted);
  }
  for (const [key, lots] of counted) books.set(key, (books.get(key) ?? 0) + lots);
  return true;
};
