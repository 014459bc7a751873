import type {
  AccountKind,
  Action,
  ActionOutcome,
  AgentPoint,
  Collateral,
  Funding,
  Index,
  Margin,
  Mark,
  Payout,
} from '../contract/index.ts';
import { Ledger } from '../ledger/index.ts';
import { ActionCheck } from './actions/check.ts';
import { perform } from './actions/perform.ts';
import { type BoundUse, bindUse } from './bind.ts';
import { Book, type RestingOrder } from './book.ts';
import type { CaseData } from './case.ts';
import { CaseBook } from './case-book.ts';
import { checkedSchedule } from './checked-schedule.ts';
import type { ExchangeDesign } from './design.ts';
import { type ExitRule, exitRule } from './exit-rule.ts';
import { FigureBook } from './figure-book.ts';
import { Guard, type Watch } from './guard.ts';
import { LastCut } from './last-cut.ts';
import { type MarginCheck, PlainCheck, RULES } from './margin/margin-check.ts';
import { TriggeredCheck } from './margin/triggered-check.ts';
import { MarginMemo } from './margin-memo.ts';
import { Market, type MarketSetup } from './market.ts';
import { openPools } from './open-pools.ts';
import { settleOwnMoney } from './own-money.ts';
import { OwnerIndex } from './owner-index.ts';
import { Periods } from './periods.ts';
import { PoolDirectory } from './pool-directory.ts';
import type { Pool } from './pools.ts';
import { Postings } from './postings.ts';
import { Replacements } from './replacements.ts';
import { StateStore } from './state-store.ts';
import { TradingFees } from './trading-fees.ts';
import { Valuation } from './valuation.ts';
import { LiveVenueView } from './venue-view.ts';
import type { LiveCase, ViewSource } from './views.ts';
import { type BoundLayer, bindLayers } from './waterfall.ts';

/** What a venue is built for. */
export interface VenueSetup {
  readonly design: ExchangeDesign;
  /** Assets by number; 0 is the settlement asset. */
  readonly assets: readonly { readonly name: string; readonly decimals: number }[];
  readonly markets: readonly MarketSetup[];
  readonly seed: number;
  /** Accounts and positions to make room for. */
  readonly capacity?: { readonly accounts: number; readonly positions: number };
  readonly watch?: Watch;
  /** Whether every score of every ADL decision is recorded. */
  readonly trace?: boolean;
  /** What all pools that absorb losses hold together, units, in place of what they declare; their own when left out. */
  readonly fundTotal?: number;
  /** Whether every margin check reads every account, those that are certainly safe too: slower, and the same to the last byte. */
  readonly plainSweep?: boolean;
}

/**
 * One exchange: its ledger, its markets, its mechanisms, its cases.
 *
 * The venue knows slots and never rules: whatever differs between exchanges is asked of a mechanism through the contract.
 */
export class Venue implements ViewSource {
  readonly design: ExchangeDesign;
  readonly seed: number;
  readonly assets: VenueSetup['assets'];
  ledger: Ledger;
  readonly markets: readonly Market[];
  readonly pools: readonly Pool[];
  readonly layers: readonly BoundLayer[];
  readonly figures: FigureBook;
  readonly guard: Guard;
  valuation: Valuation;
  readonly marginOf: MarginMemo;
  /** Finds the accounts in breach. */
  readonly marginCheck: MarginCheck;
  readonly postings: Postings;
  readonly tradingFees: TradingFees;
  readonly cases: CaseBook;
  readonly periods: Periods;
  /** Offers to accounts that were cut. */
  readonly replacements = new Replacements(this);
  readonly view: LiveVenueView;
  states = new StateStore();
  readonly mark: BoundUse<Mark> | undefined;
  readonly index: BoundUse<Index> | undefined;
  readonly funding: BoundUse<Funding> | undefined;
  readonly collateral: BoundUse<Collateral> | undefined;
  readonly payout: BoundUse<Payout> | undefined;
  readonly margin: BoundUse<Margin>;
  /** Seconds since the run began, number and length of the running step. */
  now = 0;
  step = 0;
  stepSeconds = 0;
  /** Whether every score of every ADL decision is recorded. */
  readonly trace: boolean;
  /** Number of the running round of the step. */
  round = 0;
  /** Layer that is being asked: inventory it takes over is worked out by it. */
  workingLayer = -1;
  /** Bounds that were reached, as shown in the result. */
  readonly bounds: { readonly step: number; readonly bound: number; readonly open: number }[] = [];
  /** When ADL last took lots from an account, by account. */
  readonly deleveragedAt = new LastCut();
  /** Told at the points where agents may act; set by the world. */
  agentsAct: (point: AgentPoint) => void = () => {};
  /** Whether a declared default is over. */
  readonly #exit: ExitRule;
  /** Whether maintenance moves only with what an event tells: a rule without a slope may look at the book, where orders come and go without one. */
  readonly #marginFollowsEvents: boolean;
  #directory = new PoolDirectory([], []);
  readonly #owners = new OwnerIndex(() => this.ledger);

  constructor(setup: VenueSetup, resumed?: Ledger) {
    const { design, markets } = setup;
    const decimals = setup.assets[0]?.decimals ?? 0;
    const bind = <M extends { readonly name: string }>(
      use: { readonly mechanism: M; readonly params: unknown } | undefined,
      place: string,
    ) => (use === undefined ? undefined : bindUse(use, decimals, place));
    this.design = design;
    this.seed = setup.seed;
    this.trace = setup.trace ?? false;
    this.assets = setup.assets;
    this.guard = new Guard(setup.watch);
    const shape = {
      assets: setup.assets.length,
      markets: markets.map(({ instrument, settle }) => ({ instrument, settle })),
      ...setup.capacity,
    };
    this.ledger = resumed ?? new Ledger(shape);
    this.markets = markets.map(
      (market, i) =>
        new Market(i, market, setup.assets[market.settle] ?? { name: '', decimals: 0 }, this.ledger, new Book()),
    );
    this.margin = bindUse(design.margin, decimals, 'margin');
    this.#exit = exitRule(this.guard, this.margin);
    this.mark = bind(design.mark, 'mark');
    this.index = bind(design.index, 'index');
    this.funding = bind(design.funding, 'funding');
    this.collateral = bind(design.collateral, 'collateral');
    this.payout = bind(design.payout, 'payout');
    this.valuation = new Valuation(
      this.ledger,
      this.markets,
      setup.assets.map((asset) => asset.name),
      this.collateral,
      this.guard,
    );
    for (const market of this.markets) {
      // Amounts of a margin table are in the asset the market settles in.
      const margin = bindUse(design.margin, setup.assets[market.setup.settle]?.decimals ?? decimals, 'margin');
      market.schedule = checkedSchedule(this.guard, margin, market);
      if (market.setup.settle !== 0) market.worth = (units) => this.valuation.worth(market.setup.settle, units);
    }
    this.#marginFollowsEvents = this.markets.every(
      ({ schedule }) => schedule.slopePerMillion !== undefined || schedule.slopesPerMillion !== undefined,
    );
    this.marginOf = new MarginMemo(this.ledger, this.valuation);
    this.marginCheck = setup.plainSweep === true ? new PlainCheck(this) : new TriggeredCheck(this);
    this.layers = bindLayers(design.waterfall, decimals);
    this.figures = new FigureBook(this.layers);
    this.cases = new CaseBook(this);
    this.periods = new Periods(design.settlement, this.ledger, this.valuation);
    this.postings = new Postings(
      this.ledger,
      this.valuation,
      (holder, market) => this.cases.inventory(holder, market),
      (account, market, units) => {
        const pool = this.#directory.ofAccount(account);
        if (pool !== undefined) pool.payments[market] = (pool.payments[market] as number) + units;
      },
      (account) => this.deleveragedAt.set(account, this.now, this.ledger.accounts.kind.length),
    );
    this.view = new LiveVenueView(this);
    for (const market of this.markets) this.keepReduceOnly(market);
    this.pools = openPools(this, decimals, resumed !== undefined, setup.fundTotal);
    this.#directory = new PoolDirectory(this.pools, this.markets);
    this.tradingFees = new TradingFees(this);
  }

  /** Lets go of rows of the event log before `upTo`, all when left out; what the margin check has not read of them it reads first. */
  releaseLog(upTo = this.ledger.log.length): void {
    this.marginCheck.takeIn();
    this.ledger.log.release(upTo);
  }

  /** Checks actions of one answer and does them, or refuses all of them. */
  act(live: LiveCase, actions: readonly Action[]): readonly ActionOutcome[] {
    const check = new ActionCheck(this, live);
    const outcomes: ActionOutcome[] = [];
    for (const action of actions) check.check(action);
    for (const action of actions) outcomes.push(perform(this, live.data, action));
    settleOwnMoney(this, live.data);
    return outcomes;
  }

  /** Lets the book fill orders of cases, and of accounts in default, only as far as they reduce what the account holds. */
  keepReduceOnly(market: Market): void {
    market.book.mayFill = (order) =>
      order.case === 0 && !this.inCase(order.account)
        ? Number.POSITIVE_INFINITY
        : Math.max(0, -order.side * this.ledger.lots(order.account, market.number));
  }

  /** Fills an order that rests on behalf of a case: its subject's piece leaves, or a chosen counterparty's. */
  fillForCase(order: RestingOrder, market: Market, taker: number, lots: number, worth: number): void {
    const data = this.cases.all[order.case - 1] as CaseData;
    if (order.account === data.subject) this.postings.fill(data, market, taker, lots, worth, 'book');
    else this.postings.trade(market, order.account, taker, lots, worth, 'companion', data.id);
  }

  /** Whether a case needs nothing more in this step: healthy, flat and not negative, or nothing left to work out. */
  isResolved(live: LiveCase): boolean {
    if (!live.data.isOpen) return true;
    if (live.kind === 'inventory') return CaseBook.spent(live.data);
    if (live.kind === 'pool') return live.legs.length === 0;
    return this.#marginFollowsEvents ? live.resolved(this.#isResolved) : this.#isResolved(live);
  }

  readonly #isResolved = ({ data: { subject } }: LiveCase): boolean => {
    if (this.isFlat(subject)) return this.valuation.equityOf(subject) >= 0;
    const account = this.valuation.read(subject);
    return this.#directory.ofAccount(subject) === undefined ? this.#exit(account) : account.equity >= 0;
  };

  /** Whether some pool is the counterparty of its traders, so that ADL may be due without any default. */
  get hasPools(): boolean {
    return this.pools.some((pool) => pool.use.mechanism.holds === 'pool');
  }

  /** Whether an account holds no lots. */
  isFlat(account: number): boolean {
    return this.ledger.accounts.head[account] === -1;
  }

  /** Whether a case about the account is open. */
  inCase(account: number): boolean {
    return this.cases.inDefault(account);
  }

  /** Gain since the settlement period began. */
  gainSincePeriod(account: number, equity: number): number {
    return this.periods.gain(account, equity);
  }

  /** Whether an account may be the counterparty of a case about another. */
  mayBeCut(account: number, subject: number): boolean {
    if (account === subject || RULES[this.ledger.accounts.kind[account] as number] !== 'margined') return false;
    return this.design.defaultersEligible || !this.cases.inDefault(account);
  }

  /** Whether a pool is meant to be able to end below zero. */
  mayBeNegative(account: number): boolean {
    return this.#directory.ofAccount(account)?.use.mechanism.capabilities?.poolMayBeNegative === true;
  }

  /** Accounts of a kind, by id. */
  accountsOf(kind: AccountKind): readonly number[] {
    return this.ledger.accounts.ofKind(kind);
  }

  /** Accounts of an owner, ascending. */
  accountsOfOwner(owner: number): readonly number[] {
    return this.#owners.accounts(owner);
  }

  /** The pool of that name that serves a market. */
  findPoolFor(name: string, market: number): Pool | undefined {
    return this.#directory.find(name, market);
  }

  /** The pool of that name that serves a market, once it was checked to exist. */
  requirePool(name: string, market: number): Pool {
    return this.findPoolFor(name, market) as Pool;
  }
}
