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

/** What the cuts are for: the market, the side of the counterparties, and the first case. */
interface Purpose {
  readonly market: Market;
  readonly side: Side | 0;
  readonly first: LiveCase;
}

/** A cut whose orders fit the books, with these orders. */
interface Fitting {
  readonly account: number;
  readonly lots: number;
  readonly orders: readonly OrderAction[];
}

/**
 * The companion orders of a decision's cuts, and whether the books can fill them together.
 *
 * Orders are counted against the books in the order of the cuts. All accounts whose orders do not fit are named at once: leaving one
 * out only makes others give more, so that none of them would fit in the next try. The next try goes on behind the cuts that it has in
 * common with the one before.
 */
export class CompanionPlan {
  readonly #venue: Venue;
  readonly #use: BoundUse<AdlProtection>;
  readonly #for: Purpose;
  readonly #mayOrder: (account: number, cut: number) => boolean;
  readonly #fitting: Fitting[] = [];
  /** Lots that cuts and orders take, by account and market as one number. */
  readonly #taken = new Map<number, number>();
  /** Lots counted against the books, by market and side as one number. */
  readonly #booked = new Map<number, number>();
  /** Accounts of the last try whose orders cannot be filled: with one of them nothing is done. */
  readonly infeasible = new Set<number>();

  constructor(venue: Venue, use: BoundUse<AdlProtection>, purpose: Purpose) {
    this.#venue = venue;
    this.#use = use;
    this.#for = purpose;
    this.#mayOrder = partiesOf(venue, use.mechanism, use.params, purpose.first);
  }

  /**
   * Plans the orders of all cuts.
   *
   * @param accounts - Who is cut.
   * @param gives - Lots each gives, >= 0.
   * @param none - Whether a cut that goes with orders counts as one whose orders do not fit.
   * @returns The orders; they can be filled when nobody is infeasible.
   */
  orders(accounts: Int32Array, gives: Float64Array, none: boolean): readonly OrderAction[] {
    this.infeasible.clear();
    let kept = 0;
    let i = 0;
    for (; i < gives.length; i++) {
      const lots = gives[i] as number;
      if (lots === 0) continue;
      const before = this.#fitting[kept];
      if (none || before?.account !== accounts[i] || before?.lots !== lots) break;
      kept += 1;
    }
    this.#forgetFrom(kept);
    for (; i < gives.length; i++)
      if ((gives[i] as number) > 0) this.#fit(accounts[i] as number, gives[i] as number, none);
    const orders = this.#fitting.flatMap((cut) => cut.orders);
    if (this.infeasible.size === 0) this.#check(orders);
    return orders;
  }

  /** Asks for the orders of one cut, and counts them if they fit. */
  #fit(account: number, lots: number, none: boolean): void {
    const venue = this.#venue;
    const { mechanism, params } = this.#use;
    const { market, side } = this.#for;
    const planned = (of: number, number: number): number => this.#taken.get(this.#position(of, number)) ?? 0;
    const cut: PlannedCut = { account, market: market.number, lots: side * lots, planned };
    const answer = venue.guard.call(mechanism, () => mechanism.complete?.(cut, venue.view, params as never));
    const orders = listOf(`${mechanism.name}: the companions of account ${account}`, answer as readonly Action[]).map(
      (action) => companionOf(mechanism.name, action, account, this.#mayOrder),
    );
    this.#check(orders);
    if ((none && orders.length > 0) || !fits(venue, orders, this.#booked)) {
      this.infeasible.add(account);
      return;
    }
    this.#fitting.push({ account, lots, orders });
    this.#count({ account, lots, orders }, 1);
  }

  /** Checks orders that are to be done together. */
  #check(orders: readonly OrderAction[]): void {
    this.#venue.guard.name(this.#use.mechanism, () => {
      const check = new ActionCheck(this.#venue, this.#for.first);
      for (const order of orders) check.check(order);
    });
  }

  #forgetFrom(kept: number): void {
    while (this.#fitting.length > kept) this.#count(this.#fitting.pop() as Fitting, -1);
  }

  /** Counts a cut and its orders, or takes them back. */
  #count({ account, lots, orders }: Fitting, sign: 1 | -1): void {
    const { market, side } = this.#for;
    add(this.#taken, this.#position(account, market.number), sign * side * lots);
    for (const order of orders) {
      add(this.#taken, this.#position(order.account as number, order.market), sign * order.lots);
      add(this.#booked, bookOf(order), sign * Math.abs(order.lots));
    }
  }

  #position(account: number, market: number): number {
    return account * this.#venue.markets.length + market;
  }
}

const add = (sums: Map<number, number>, key: number, lots: number): void => {
  sums.set(key, (sums.get(key) ?? 0) + lots);
};

/** Side of the book that an order meets, with its market, as one number. */
const bookOf = ({ market, lots }: OrderAction): number => 2 * market + (lots > 0 ? 0 : 1);

/** Whether the books can fill orders besides those counted before: all of them or none. */
const fits = (venue: Venue, orders: readonly OrderAction[], booked: ReadonlyMap<number, number>): boolean => {
  const counted = new Map<number, number>();
  for (const order of orders) {
    const { book } = venue.markets[order.market] as Market;
    const key = bookOf(order);
    const wanted = (counted.get(key) ?? 0) + Math.abs(order.lots);
    if (book.fillable(order.lots > 0 ? -1 : 1, order.limit, order.account) - (booked.get(key) ?? 0) < wanted)
      return false;
    counted.set(key, wanted);
  }
  return true;
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
