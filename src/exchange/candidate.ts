import type { Candidate, Side } from '../contract/index.ts';
import { deltaOf, hedgedShareOf, netDeltaOf } from './hedge.ts';
import type { Market } from './market.ts';
import type { ViewSource } from './views.ts';

/** An amount over nothing: without end, or nothing. */
const ratioToNone = (units: number): number => (units === 0 ? 0 : Math.sign(units) * Number.POSITIVE_INFINITY);

/** What is known of an account: its equity and notional, or those and what the margin rules say. */
const WORTH = 1;
const MARGIN = 2;

/**
 * One cursor over all holders of a market: `at` moves it, the getters read the columns.
 *
 * Nothing is allocated, and only what is asked for is worked out, once for each position of the cursor: what the account is worth, and,
 * where a margin is asked for, that too.
 */
export class CandidateCursor implements Candidate {
  readonly #source: ViewSource;
  readonly market: Market;
  /** The account as a list of one. */
  readonly #alone = [-1];
  #row = -1;
  #cost = 0;
  /** Value of the position at mark, units, signed. */
  #atMark = 0;
  /** What is known at this position of the cursor: nothing, WORTH or MARGIN. */
  #known = 0;
  #equity = 0;
  #maintenance = 0;
  #notional = 0;
  account = -1;
  lots = 0;
  limit = 0;

  constructor(source: ViewSource, market: Market) {
    this.#source = source;
    this.market = market;
  }

  /** Moves the cursor to a position row. */
  at(row: number): this {
    const { positions } = this.#source.ledger;
    const lots = positions.lots[row] as number;
    this.#row = row;
    this.#cost = positions.cost[row] as number;
    this.#atMark = this.market.value(lots, this.market.mark);
    this.#known = 0;
    this.account = positions.account[row] as number;
    this.lots = lots;
    this.limit = Math.abs(lots);
    return this;
  }

  /** Reads the account's sums, unless they are known. */
  #know(wanted: number): void {
    if (this.#known >= wanted) return;
    if (this.#isAll) return this.#knowOfThis(wanted);
    const { valuation } = this.#source;
    if (wanted === MARGIN) this.#maintenance = valuation.read(this.account).maintenance;
    else valuation.readWorth(this.account);
    this.#equity = valuation.equity;
    this.#notional = valuation.notional;
    this.#known = wanted;
  }

  /** The same where this position and one balance are all there is, without a look at anything else. */
  #knowOfThis(wanted: number): void {
    const { ledger } = this.#source;
    this.#equity = ledger.accounts.balance(0, this.account) + this.#atMark - ledger.accrued(this.#row);
    this.#notional = Math.abs(this.#atMark);
    if (wanted === MARGIN) this.#maintenance = this.maintenance;
    this.#known = wanted;
  }

  get owner(): number {
    return this.#source.ledger.accounts.owner[this.account] as number;
  }

  get side(): Side {
    return this.lots > 0 ? 1 : -1;
  }

  get entryPrice(): number {
    const { lots, market } = this;
    // An inverse position's value falls with one over the price, so its entry price is face over cost, not cost over lots.
    if (market.kind === 'inverse') return (market.value(lots, 1) / this.#cost) * market.tick;
    return (this.#cost / market.value(lots, 1)) * market.tick;
  }

  get markPrice(): number {
    return this.market.mark * this.market.tick;
  }

  get priceRatio(): number {
    const ratio = this.markPrice / this.entryPrice;
    return this.lots > 0 ? ratio : 1 / ratio;
  }

  get profit(): number {
    return this.#atMark - this.#cost;
  }

  get profitRatio(): number {
    // Lots of an inverse contract may have cost less than half a unit, which is none.
    return this.#cost === 0 ? ratioToNone(this.profit) : this.profit / Math.abs(this.#cost);
  }

  get notional(): number {
    return Math.abs(this.#atMark);
  }

  get maintenance(): number {
    return this.market.schedule.maintenance(this.notional, this.lots);
  }

  /** Whether this position and a balance of the only asset are all that the account has. */
  get #isAll(): boolean {
    const { accounts, positions } = this.#source.ledger;
    const isOnly = accounts.head[this.account] === this.#row && positions.nextOfAccount[this.#row] === -1;
    return isOnly && accounts.quote.length === 1;
  }

  get equity(): number {
    this.#know(WORTH);
    return this.#equity;
  }

  get wallet(): number {
    return this.#source.valuation.walletOf(this.account);
  }

  get accountMaintenance(): number {
    this.#know(MARGIN);
    return this.#maintenance;
  }

  get accountLeverage(): number {
    this.#know(WORTH);
    return this.#equity <= 0 ? Number.POSITIVE_INFINITY : this.#notional / this.#equity;
  }

  get effectiveLeverage(): number {
    this.#know(MARGIN);
    if (this.#equity <= 0) return Number.POSITIVE_INFINITY;
    // What is worth nothing is not levered, although it needs no margin either.
    if (this.#atMark === 0) return 0;
    // Mark value less bankruptcy value is the part of the equity that stands behind this position.
    const all = this.#maintenance;
    const own = this.#isAll ? all : this.maintenance;
    const behind = all === 0 ? this.#equity : (this.#equity * own) / all;
    return this.notional / behind;
  }

  get netExposureRatio(): number {
    this.#alone[0] = this.account;
    return this.#netOver(this.#alone);
  }

  get ownerNetExposureRatio(): number {
    return this.#netOver(this.#source.accountsOfOwner(this.owner));
  }

  #netOver(accounts: readonly number[]): number {
    const own = deltaOf(this.market, this.lots);
    return own === 0 ? 0 : netDeltaOf(this.#source, accounts) / own;
  }

  get hedgedShare(): number {
    this.#alone[0] = this.account;
    return hedgedShareOf(this.#source, this.#alone, this.market, this.lots);
  }

  get ownerHedgedShare(): number {
    return hedgedShareOf(this.#source, this.#source.accountsOfOwner(this.owner), this.market, this.lots);
  }
}
