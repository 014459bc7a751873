import { type Action, type CaseView, contractError } from '../../contract/index.ts';
import type { Venue } from '../venue.ts';
import { nameOf, refuse } from './refuse.ts';

/**
 * Checks all actions of one answer against the state before any of them is done, so that a refusal leaves the ledger as it was.
 *
 * What several actions take is added up: lots against the residual of each leg, payments against the deficit and the pool.
 */
export class ActionCheck {
  readonly #venue: Venue;
  readonly #subject: CaseView;
  readonly #residual = new Map<number, number>();
  readonly #pools: Map<number, number>;
  /** Lots taken, by account and market as one number. */
  readonly #lots: Map<number, number>;
  readonly #taken: Map<string, number>;
  #deficit: number;
  #ordered = false;

  /** @param before - Check of another case in the same decision: what it takes counts here too. */
  constructor(venue: Venue, subject: CaseView, before?: ActionCheck) {
    this.#pools = before === undefined ? new Map() : before.#pools;
    this.#lots = before === undefined ? new Map() : before.#lots;
    this.#taken = before === undefined ? new Map() : before.#taken;
    this.#venue = venue;
    this.#subject = subject;
    for (const leg of subject.legs) this.#residual.set(leg.market.number, leg.lots);
    this.#deficit = subject.deficit;
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
    if (action.account !== undefined) this.#account(action, action.account);
    if (action.market !== undefined) this.#market(action, action.market);
  }

  #order(action: Extract<Action, { do: 'order' }>): void {
    this.#market(action, action.market);
    if (!['ioc', 'fok', 'gtc'].includes(action.timeInForce))
      refuse(this.#venue, action, `no time in force "${action.timeInForce}"`);
    if (action.account === undefined || action.account === this.#subject.subject.id)
      this.#piece(action, action.market, action.lots);
    else this.#heldBy(action, action.account, action.market, action.lots);
    if (action.limit !== undefined) this.#whole(action, 'limit', action.limit, 1);
    if (action.timeInForce === 'gtc' && action.limit === undefined)
      refuse(this.#venue, action, 'an order that rests needs a limit');
    if (action.fee !== undefined) {
      this.#whole(action, 'fee per million', action.fee.perMillion, 0);
      if (action.fee.perMillion > 1_000_000)
        refuse(this.#venue, action, `a fee of ${action.fee.perMillion} per million is above the whole value`);
      this.#pool(action, action.fee.to, action.market);
      if (action.fee.above !== undefined) this.#integer(action, 'value above which a fee is taken', action.fee.above);
    }
  }

  #offer(action: Extract<Action, { do: 'offer' }>): void {
    this.#market(action, action.market);
    this.#integer(action, 'value', action.value);
    if (!['pro-rata', 'in-order'].includes(action.share))
      refuse(this.#venue, action, `no share "${action.share}"; it is pro-rata or in-order`);
    this.#list(action, 'to', action.to);
    let capacity = 0;
    for (const taker of action.to) {
      this.#account(action, taker.account);
      if (taker.account === this.#subject.subject.id)
        refuse(this.#venue, action, 'the subject was offered its own position');
      this.#whole(action, 'capacity', taker.capacity, 0, taker.account);
      capacity += taker.capacity;
    }
    const placed = Math.sign(action.lots) * Math.min(Math.abs(action.lots), capacity);
    this.#integer(action, 'lots', action.lots);
    if (placed !== 0) this.#piece(action, action.market, placed);
    else if (action.lots === 0) refuse(this.#venue, action, 'it offered 0 lots');
  }

  #takeOver(action: Extract<Action, { do: 'takeOver' }>): void {
    const market = this.#market(action, action.market);
    const pool = this.#pool(action, action.by, action.market);
    if (pool.account === this.#subject.subject.id)
      refuse(this.#venue, action, `pool ${action.by} would take its own position over`);
    this.#piece(action, action.market, action.lots);
    this.#integer(action, 'value', action.value);
    if (!['kept', 'forfeited'].includes(action.margin))
      refuse(this.#venue, action, `margin is kept or forfeited, it was "${action.margin}"`);
    const payment = action.value - market.value(action.lots, market.mark);
    if (payment > 0) this.#spend(action, action.by, action.market, payment);
  }

  #pay(action: Extract<Action, { do: 'pay' }>): void {
    this.#pool(action, action.from, this.#home);
    this.#whole(action, 'amount', action.amount, 1);
    this.#owed(action, action.amount);
    this.#spend(action, action.from, this.#home, action.amount);
  }

  #cut(action: Extract<Action, { do: 'cut' }>): void {
    this.#market(action, action.market);
    this.#integer(action, 'value', action.value);
    if (action.counterpartyValue !== undefined) {
      this.#integer(action, 'counterparty value', action.counterpartyValue);
      if (action.counterpartyValue !== action.value && action.difference === undefined) {
        refuse(
          this.#venue,
          action,
          `the subject's value was ${action.value} and the counterparties' ${action.counterpartyValue}, but no pool bears the difference`,
        );
      }
    }
    if (action.difference !== undefined) this.#pool(action, action.difference, action.market);
    this.#list(action, 'cuts', action.cuts);
    const residual = this.#residual.get(action.market) ?? 0;
    let lots = 0;
    for (const cut of action.cuts) {
      this.#whole(action, 'lots', cut.lots, 1, cut.account);
      this.#account(action, cut.account);
      this.#heldBy(action, cut.account, action.market, -Math.sign(residual) * cut.lots);
      if (!this.#venue.mayBeCut(cut.account, this.#subject.subject.id))
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
    if (!['gains', 'equity', 'deposits', 'commitment'].includes(action.base))
      refuse(this.#venue, action, `no base "${action.base}"`);
    this.#list(action, 'charges', action.charges);
    if (action.market !== undefined) {
      this.#market(action, action.market);
      if (action.base !== 'gains')
        refuse(this.#venue, action, `a charge on ${action.base} has no market; only gains are in one`);
    }
    for (const { account, amount } of action.charges) {
      this.#account(action, account);
      if (account === this.#subject.subject.id) refuse(this.#venue, action, 'the subject was charged for its own case');
      this.#whole(action, 'amount', amount, 1, account);
      const most = this.#venue.chargeable(action.base, account, action.market);
      this.#atMost(action, `${action.base}/${action.market}/${account}`, account, amount, most, action.base);
      if (action.base !== 'commitment') {
        this.#atMost(action, `money/${account}`, account, amount, this.#venue.chargeable('equity', account), 'equity');
      }
      this.#owed(action, amount);
    }
  }

  #atMost(action: Action, key: string, account: number, amount: number, most: number, what: string): void {
    const charged = (this.#taken.get(key) ?? 0) + amount;
    if (charged > most)
      refuse(this.#venue, action, `account ${account} was charged ${charged}, but its ${what} comes to ${most}`);
    this.#taken.set(key, charged);
  }

  #shift(action: Extract<Action, { do: 'shiftIndex' }>): void {
    const market = this.#market(action, action.market);
    if (![1, -1, 0].includes(action.side))
      refuse(this.#venue, action, `the side was ${action.side}; it is 1, -1 or 0 for both`);
    this.#whole(action, 'amount', action.amount, 1);
    if (market.openInterest === 0)
      refuse(this.#venue, action, `nobody holds ${market.id}, so its index can raise nothing`);
    this.#owed(action, action.amount);
  }

  #market(action: Action, number: number) {
    const market = this.#venue.markets[number];
    if (market === undefined) return refuse(this.#venue, action, `there is no market number ${number}`);
    return market;
  }

  /** Market by which a payment finds its pool. */
  get #home(): number {
    return this.#subject.held[0]?.market.number ?? this.#subject.legs[0]?.market.number ?? 0;
  }

  #pool(action: Action, name: string, market: number) {
    const pool = this.#venue.findPoolFor(name, market);
    if (pool === undefined) {
      return refuse(this.#venue, action, `there is no pool called "${name}" for ${this.#venue.markets[market]?.id}`);
    }
    return pool;
  }

  #account(action: Action, account: number): void {
    if (!Number.isInteger(account) || account < 0 || account >= this.#venue.ledger.accounts.count)
      refuse(this.#venue, action, `there is no account ${account}`);
  }

  #list(action: Action, what: string, value: readonly unknown[]): void {
    if (!Array.isArray(value)) refuse(this.#venue, action, `${what} was ${String(value)}; it is a list`);
  }

  #integer(action: Action, what: string, value: number, account?: number): void {
    if (Number.isSafeInteger(value)) return;
    refuse(this.#venue, action, `${nameOf(what, account)} was ${value}; it is a whole number below 2^53`);
  }

  /** @param account - Whose it is, where an action names several. */
  #whole(action: Action, what: string, value: number, least: number, account?: number): void {
    this.#integer(action, what, value, account);
    if (value < least) refuse(this.#venue, action, `${nameOf(what, account)} was ${value}; it is at least ${least}`);
  }

  /** A piece must shrink the subject's leg, and no more than what is left of it. */
  #piece(action: Action, market: number, lots: number): void {
    this.#integer(action, 'lots', lots);
    const residual = this.#residual.get(market) ?? 0;
    const id = this.#venue.markets[market]?.id;
    if (lots === 0) refuse(this.#venue, action, `it moved 0 lots of ${id}`);
    if (Math.sign(lots) !== Math.sign(residual) || Math.abs(lots) > Math.abs(residual)) {
      refuse(this.#venue, action, `a piece of ${lots} lots of ${id}, but the case has ${residual} to place`);
    }
    this.#residual.set(market, residual - lots);
  }

  #heldBy(action: Action, account: number, market: number, lots: number): void {
    this.#account(action, account);
    this.#integer(action, 'lots', lots);
    const key = account * this.#venue.markets.length + market;
    const before = this.#lots.get(key) ?? 0;
    const held = this.#venue.ledger.lots(account, market) - before;
    if (lots === 0 || Math.sign(lots) !== Math.sign(held) || Math.abs(lots) > Math.abs(held)) {
      refuse(
        this.#venue,
        action,
        `cut was ${Math.abs(lots)} lots on the ${lots > 0 ? 'long' : 'short'} side, but account ${account} holds ${held} of ${this.#venue.markets[market]?.id}`,
      );
    }
    this.#lots.set(key, before + lots);
  }

  #owed(action: Action, amount: number): void {
    if (amount > this.#deficit)
      refuse(this.#venue, action, `it raised ${amount}, but the deficit that is left is ${this.#deficit}`);
    this.#deficit -= amount;
  }

  /** `amount` is in the asset the market settles in, or in the settlement asset for a payment. */
  #spend(action: Action, name: string, market: number, amount: number): void {
    const pool = this.#pool(action, name, market);
    const asset = action.do === 'pay' ? 0 : (this.#venue.markets[market]?.setup.settle ?? 0);
    const worth = this.#venue.valuation.worthUp(asset, amount);
    const spendable = this.#pools.get(pool.account) ?? pool.spendable;
    if (worth > spendable) {
      refuse(this.#venue, action, `pool ${name} would pay ${worth}, but it may spend ${spendable} above its floor`);
    }
    this.#pools.set(pool.account, spendable - worth);
  }
}
