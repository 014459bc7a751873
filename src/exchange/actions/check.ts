import { type Action, contractError } from '../../contract/index.ts';
import type { Venue } from '../venue.ts';
import type { LiveCase } from '../views.ts';
import { chargeable } from './chargeable.ts';
import { knownAccount, knownMarket, knownPool, list, wholeFrom, wholeNumber } from './fields.ts';
import { refuse } from './refuse.ts';
import { type Base, Taken, Tally } from './taken.ts';

const TIMES_IN_FORCE: readonly string[] = ['ioc', 'fok', 'gtc'];
const BASES: readonly string[] = ['gains', 'equity', 'deposits', 'commitment'];

/**
 * Checks all actions of one answer against the state before any of them is done, so that a refusal leaves the ledger as it was.
 *
 * What several actions take is added up: lots against the residual of each leg, payments against the deficit and the pool.
 */
export class ActionCheck {
  readonly #venue: Venue;
  readonly #live: LiveCase;
  readonly #taken: Taken;
  /** Signed lots placed so far, by market. */
  readonly #placed = new Tally();
  /** Deficit that is left, units; undefined until somebody pays. */
  #deficit: number | undefined;
  #ordered = false;

  /** @param before - Check of another case in the same decision: what it takes counts here too. */
  constructor(venue: Venue, live: LiveCase, before?: ActionCheck) {
    this.#venue = venue;
    this.#live = live;
    this.#taken = before === undefined ? new Taken(venue.markets.length) : before.#taken;
  }

  /** Throws a `ContractError` when the action cannot be. */
  check(action: Action): void {
    if (action === null || typeof action !== 'object') {
      throw contractError(
        'refused',
        `${this.#venue.guard.current}: an action was ${String(action)}; it is an object with a do`,
      );
    }
    // What an order fills is not known before it is done, so money that depends on it waits for the next answer.
    const settles = action.do !== 'order' && action.do !== 'offer' && action.do !== 'cancel';
    if (settles && this.#ordered) {
      refuse(
        this.#venue,
        action,
        'it follows an order or an offer in one answer; answer with it when you are asked again',
      );
    }
    this.#ordered ||= action.do === 'order' || action.do === 'offer';
    switch (action.do) {
      case 'cancel':
        return this.#cancel(action);
      case 'order':
        return this.#order(action);
      case 'offer':
        return this.#offer(action);
      case 'takeOver':
        return this.#takeOver(action);
      case 'pay':
        return this.#pay(action);
      case 'cut':
        return this.#cut(action);
      case 'charge':
        return this.#charge(action);
      case 'shiftIndex':
        return this.#shift(action);
      default:
        refuse(this.#venue, action, 'no such action');
    }
  }

  #cancel(action: Extract<Action, { do: 'cancel' }>): void {
    if (action.account !== undefined) knownAccount(this.#venue, action, action.account);
    if (action.market !== undefined) knownMarket(this.#venue, action, action.market);
  }

  #order(action: Extract<Action, { do: 'order' }>): void {
    knownMarket(this.#venue, action, action.market);
    if (!TIMES_IN_FORCE.includes(action.timeInForce))
      refuse(this.#venue, action, `no time in force "${action.timeInForce}"`);
    if (action.account === undefined || action.account === this.#live.data.subject)
      this.#piece(action, action.market, action.lots);
    else this.#heldBy(action, action.account, action.market, action.lots);
    if (action.limit !== undefined) wholeFrom(this.#venue, action, 'limit', action.limit, 1);
    if (action.timeInForce === 'gtc' && action.limit === undefined)
      refuse(this.#venue, action, 'an order that rests needs a limit');
    this.#fee(action);
  }

  #fee(action: Extract<Action, { do: 'order' | 'offer' }>): void {
    if (action.fee === undefined) return;
    if (action.fee === null || typeof action.fee !== 'object')
      refuse(this.#venue, action, `the fee was ${String(action.fee)}; it is an object with perMillion and to`);
    wholeFrom(this.#venue, action, 'fee per million', action.fee.perMillion, 0);
    if (action.fee.perMillion > 1_000_000)
      refuse(this.#venue, action, `a fee of ${action.fee.perMillion} per million is above the whole value`);
    knownPool(this.#venue, action, action.fee.to, action.market);
    if (action.fee.above !== undefined)
      wholeNumber(this.#venue, action, 'value above which a fee is taken', action.fee.above);
  }

  #offer(action: Extract<Action, { do: 'offer' }>): void {
    knownMarket(this.#venue, action, action.market);
    wholeNumber(this.#venue, action, 'value', action.value);
    if (!['pro-rata', 'in-order'].includes(action.share))
      refuse(this.#venue, action, `no share "${action.share}"; it is pro-rata or in-order`);
    this.#fee(action);
    list(this.#venue, action, 'to', action.to);
    let capacity = 0;
    for (const taker of action.to) {
      knownAccount(this.#venue, action, taker.account);
      if (taker.account === this.#live.data.subject)
        refuse(this.#venue, action, 'the subject was offered its own position');
      wholeFrom(this.#venue, action, 'capacity', taker.capacity, 0, taker.account);
      capacity += taker.capacity;
    }
    const placed = Math.sign(action.lots) * Math.min(Math.abs(action.lots), capacity);
    wholeNumber(this.#venue, action, 'lots', action.lots);
    if (placed !== 0) this.#piece(action, action.market, placed);
    else if (action.lots === 0) refuse(this.#venue, action, 'it offered 0 lots');
  }

  #takeOver(action: Extract<Action, { do: 'takeOver' }>): void {
    const market = knownMarket(this.#venue, action, action.market);
    const pool = knownPool(this.#venue, action, action.by, action.market);
    if (pool.account === this.#live.data.subject)
      refuse(this.#venue, action, `pool ${action.by} would take its own position over`);
    this.#piece(action, action.market, action.lots);
    wholeNumber(this.#venue, action, 'value', action.value);
    if (!['kept', 'forfeited'].includes(action.margin))
      refuse(this.#venue, action, `margin is kept or forfeited, it was "${action.margin}"`);
    const payment = action.value - market.value(action.lots, market.mark);
    if (payment > 0) this.#spend(action, action.by, action.market, payment);
  }

  #pay(action: Extract<Action, { do: 'pay' }>): void {
    knownPool(this.#venue, action, action.from, this.#home);
    wholeFrom(this.#venue, action, 'amount', action.amount, 1);
    this.#owed(action, action.amount);
    this.#spend(action, action.from, this.#home, action.amount);
  }

  #cut(action: Extract<Action, { do: 'cut' }>): void {
    knownMarket(this.#venue, action, action.market);
    wholeNumber(this.#venue, action, 'value', action.value);
    if (action.counterpartyValue !== undefined) {
      wholeNumber(this.#venue, action, 'counterparty value', action.counterpartyValue);
      if (action.counterpartyValue !== action.value && action.difference === undefined) {
        refuse(
          this.#venue,
          action,
          `the subject's value was ${action.value} and the counterparties' ${action.counterpartyValue}, but no pool bears the difference`,
        );
      }
    }
    if (action.difference !== undefined) knownPool(this.#venue, action, action.difference, action.market);
    list(this.#venue, action, 'cuts', action.cuts);
    const residual = this.#residual(action.market);
    let lots = 0;
    for (const cut of action.cuts) {
      wholeFrom(this.#venue, action, 'lots', cut.lots, 1, cut.account);
      knownAccount(this.#venue, action, cut.account);
      this.#heldBy(action, cut.account, action.market, -Math.sign(residual) * cut.lots);
      if (!this.#venue.mayBeCut(cut.account, this.#live.data.subject))
        refuse(
          this.#venue,
          action,
          `account ${cut.account} may not be a counterparty: it has an open case, or is the subject`,
        );
      lots += cut.lots;
    }
    this.#piece(action, action.market, Math.sign(residual) * lots);
    if (
      action.difference !== undefined &&
      action.counterpartyValue !== undefined &&
      action.value > action.counterpartyValue
    ) {
      this.#spend(action, action.difference, action.market, action.value - action.counterpartyValue);
    }
  }

  #charge(action: Extract<Action, { do: 'charge' }>): void {
    if (!BASES.includes(action.base)) refuse(this.#venue, action, `no base "${action.base}"`);
    list(this.#venue, action, 'charges', action.charges);
    if (action.market !== undefined) {
      knownMarket(this.#venue, action, action.market);
      if (action.base !== 'gains')
        refuse(this.#venue, action, `a charge on ${action.base} has no market; only gains are in one`);
    }
    for (const { account, amount } of action.charges) {
      knownAccount(this.#venue, action, account);
      if (account === this.#live.data.subject) refuse(this.#venue, action, 'the subject was charged for its own case');
      wholeFrom(this.#venue, action, 'amount', amount, 1, account);
      this.#atMost(action, action.base, account, amount, action.market);
      if (action.base !== 'commitment') this.#atMost(action, 'money', account, amount);
      this.#owed(action, amount);
    }
  }

  /** What is charged to an account on a base must not come to more than there is; all money comes out of its equity. */
  #atMost(action: Action, base: Base, account: number, amount: number, market?: number): void {
    const on = base === 'money' ? 'equity' : base;
    const most = chargeable(this.#venue, on, account, market);
    const charged = this.#taken.charge(base, account, market ?? -1, amount);
    if (charged > most)
      refuse(this.#venue, action, `account ${account} was charged ${charged}, but its ${on} comes to ${most}`);
  }

  #shift(action: Extract<Action, { do: 'shiftIndex' }>): void {
    const market = knownMarket(this.#venue, action, action.market);
    if (![1, -1, 0].includes(action.side))
      refuse(this.#venue, action, `the side was ${action.side}; it is 1, -1 or 0 for both`);
    wholeFrom(this.#venue, action, 'amount', action.amount, 1);
    if (market.openInterest === 0)
      refuse(this.#venue, action, `nobody holds ${market.id}, so its index can raise nothing`);
    this.#owed(action, action.amount);
  }

  /** Market by which a payment finds its pool. */
  get #home(): number {
    const { firstMarket } = this.#live.data;
    return firstMarket === -1 ? (this.#live.legs[0]?.market.number ?? 0) : firstMarket;
  }

  /** Signed lots of the subject in a market that are still to be placed. */
  #residual(market: number): number {
    return this.#live.lotsIn(market) - (this.#placed.get(market) ?? 0);
  }

  /** A piece must shrink the subject's leg, and no more than what is left of it. */
  #piece(action: Action, market: number, lots: number): void {
    wholeNumber(this.#venue, action, 'lots', lots);
    const residual = this.#residual(market);
    const id = this.#venue.markets[market]?.id;
    if (lots === 0) refuse(this.#venue, action, `it moved 0 lots of ${id}`);
    if (Math.sign(lots) !== Math.sign(residual) || Math.abs(lots) > Math.abs(residual)) {
      refuse(this.#venue, action, `a piece of ${lots} lots of ${id}, but the case has ${residual} to place`);
    }
    this.#placed.set(market, (this.#placed.get(market) ?? 0) + lots);
  }

  #heldBy(action: Action, account: number, market: number, lots: number): void {
    knownAccount(this.#venue, action, account);
    wholeNumber(this.#venue, action, 'lots', lots);
    const held = this.#venue.ledger.lots(account, market) - this.#taken.lots(account, market);
    if (lots === 0 || Math.sign(lots) !== Math.sign(held) || Math.abs(lots) > Math.abs(held)) {
      refuse(
        this.#venue,
        action,
        `cut was ${Math.abs(lots)} lots on the ${lots > 0 ? 'long' : 'short'} side, but account ${account} holds ${held} of ${this.#venue.markets[market]?.id}`,
      );
    }
    this.#taken.takeLots(account, market, lots);
  }

  #owed(action: Action, amount: number): void {
    const left = this.#deficit ?? this.#live.deficit;
    if (amount > left) refuse(this.#venue, action, `it raised ${amount}, but the deficit that is left is ${left}`);
    this.#deficit = left - amount;
  }

  /** `amount` is in the asset the market settles in, or in the settlement asset for a payment. */
  #spend(action: Action, name: string, market: number, amount: number): void {
    const pool = knownPool(this.#venue, action, name, market);
    const asset = action.do === 'pay' ? 0 : (this.#venue.markets[market]?.setup.settle ?? 0);
    const worth = this.#venue.valuation.worthUp(asset, amount);
    const spendable = this.#taken.spendable(pool.account) ?? pool.spendable;
    if (worth > spendable) {
      refuse(this.#venue, action, `pool ${name} would pay ${worth}, but it may spend ${spendable} above its floor`);
    }
    this.#taken.leave(pool.account, spendable - worth);
  }
}
