import type { CaseData } from '../exchange/index.ts';
import { CASE_KINDS, CAUSE, EVENT, type EventSpan } from '../ledger/index.ts';
import { Total, value } from '../money/index.ts';
import { accountOf, type CaseAccount } from './case-accounts.ts';
import { Deleveraging } from './collect/deleveraging.ts';
import { Figures } from './collect/figures.ts';
import { Gains } from './collect/gains.ts';
import { Hedges } from './collect/hedges.ts';
import { Liquidations } from './collect/liquidations.ts';
import { OpeningEquity } from './collect/opening-equity.ts';
import { Pools } from './collect/pools.ts';
import { Positions } from './collect/positions.ts';
import { Prices } from './collect/prices.ts';
import { type State, Timeline } from './collect/timeline.ts';
import type { Gathered } from './gathered.ts';
import { Numeraire } from './numeraire.ts';
import type { MeasuredMarket, RunRecord } from './run-record.ts';

const DEFAULT = CASE_KINDS.indexOf('default');

/**
 * Follows the log of a run, event by event, and gathers what its metrics share.
 *
 * Rows may come in any pieces that end between two steps or while people settle in: the outcome is the same to the last byte.
 *
 * @example
 * const gatherer = new Gatherer(recordOf(world));
 * for (const span of log.spans(0)) gatherer.add(span);
 * gatherer.end()
 */
export class Gatherer {
  readonly #run: RunRecord;
  readonly numeraire: Numeraire;
  readonly prices: Prices;
  readonly positions: Positions;
  readonly pools: Pools;
  readonly liquidations = new Liquidations();
  readonly deleveraging = new Deleveraging();
  readonly figures = new Figures();
  readonly hedges: Hedges;
  readonly openingEquity: OpeningEquity;
  readonly gains: Gains;
  readonly #timeline: Timeline | undefined;
  /** Accounts of closed cases, by id. */
  readonly #accounts = new Map<number, CaseAccount>();
  readonly fees = new Total();
  readonly feesToPools = new Total();
  readonly takeOverGains = new Total();
  openInterestAtStart: Float64Array;
  readonly openInterestWorth = new Total();
  firstDefault: number | undefined;
  now = 0;
  #begun = false;
  /** Events of cases in the step that is being read. */
  #busy = 0;

  /**
   * @param run - A run that begins, or is over.
   * @param options - `series`: whether states over time are kept, which only figures need; yes when left out.
   */
  constructor(run: RunRecord, { series = true }: { readonly series?: boolean } = {}) {
    const markets = run.markets.length;
    this.#run = run;
    this.numeraire = new Numeraire(run);
    this.prices = new Prices(markets);
    this.pools = new Pools(run);
    this.openingEquity = new OpeningEquity(run);
    this.gains = new Gains(run);
    this.#timeline = series ? new Timeline(run) : undefined;
    this.openInterestAtStart = new Float64Array(markets);
    this.positions = new Positions(markets, (account, market, units) => {
      this.deleveraging.bear(account, this.#worth(market, units));
    });
    this.hedges = new Hedges(run, this);
  }

  /** Units of the asset a market settles in, as numeraire units. */
  #worth(market: number, units: number): number {
    return this.numeraire.of((this.#run.markets[market] as MeasuredMarket).settle, units);
  }

  /** Reads the rows that follow those it was given before. */
  add({ columns, from: first, to: end }: EventSpan): void {
    const { kind, cause, case: caseOf, market, a, b, lots, value, mark } = columns;
    for (let row = first; row < end; row++) {
      if (caseOf[row] !== 0) this.#busy += 1;
      const where = market[row] as number;
      const from = a[row] as number;
      const to = b[row] as number;
      const size = lots[row] as number;
      const amount = value[row] as number;
      switch (kind[row]) {
        case EVENT['open-account']:
          this.pools.open(from, amount);
          this.openingEquity.open(from, amount);
          this.gains.open(from, amount);
          this.hedges.interest.open(from, amount);
          break;
        case EVENT.transfer:
          this.#transfer(cause[row] as number, caseOf[row] as number, where, from, to, amount);
          break;
        case EVENT.fill:
          this.#fill(cause[row] as number, caseOf[row] as number, where, from, to, size, amount, mark[row] as number);
          break;
        case EVENT['settle-index']:
          this.#settleIndex((this.#run.markets[where] as MeasuredMarket).settle, from, to, amount);
          break;
        case EVENT['shift-index']:
          if (cause[row] === CAUSE['index-shift']) this.positions.shift(where, size, amount);
          this.hedges.shift(where, size, amount);
          break;
        case EVENT['raise-cost']:
          this.positions.raiseCost(from, where, amount);
          break;
        case EVENT['sell-collateral']:
          this.pools.move(where, from, to, size);
          this.pools.move(0, to, from, amount);
          this.gains.sellCollateral(where, from, to, size, amount);
          break;
        case EVENT.price:
          this.prices.price(where, amount);
          this.numeraire.price(where, size);
          this.hedges.price(where);
          break;
        case EVENT['asset-price']:
          this.numeraire.assetPrice(where, size, amount);
          break;
        case EVENT['open-case']:
          if (amount !== DEFAULT) break;
          this.firstDefault ??= this.now;
          this.hedges.default(from, true);
          break;
        case EVENT['close-case']:
          this.#close(caseOf[row] as number, from);
          break;
        case EVENT.decision:
        case EVENT.round:
          this.hedges.protection.close();
          break;
        case EVENT.step:
          this.#step(amount);
          break;
        case EVENT.figure:
          this.figures.record(size, amount);
          break;
        case EVENT.depth:
          this.#timeline?.depth(where, amount, size);
          break;
      }
    }
  }

  #step(now: number): void {
    if (this.#begun) this.#endStep();
    else this.#begin();
    this.#busy = 0;
    this.hedges.elapse(now - this.now);
    this.now = now;
  }

  #begin(): void {
    this.#begun = true;
    this.openInterestAtStart = this.positions.openInterest.slice();
    this.#run.markets.forEach(({ instrument }, market) => {
      const lots = this.openInterestAtStart[market] as number;
      this.openInterestWorth.add(
        this.#worth(market, Math.abs(value(instrument, lots, this.prices.mark[market] as number))),
      );
    });
    this.hedges.begin();
    this.openingEquity.begin(this.prices, this.numeraire);
    this.pools.mark(this.prices, this.numeraire);
    this.#timeline?.begin(this.#state());
  }

  #endStep(): void {
    this.pools.mark(this.prices, this.numeraire);
    this.#timeline?.end(this.now, this.#busy, this.#state());
  }

  #state(): State {
    return {
      prices: this.prices,
      numeraire: this.numeraire,
      openInterest: this.positions.openInterest,
      pools: this.pools.equity,
      liquidated: this.liquidations.notional,
      adl: this.deleveraging.notional,
    };
  }

  /** What was gathered, when the run is over: to be called once. */
  end(): Gathered {
    const hadSteps = this.#begun;
    if (!hadSteps) this.#begin();
    this.positions.settle();
    if (hadSteps) this.#endStep();
    this.hedges.end();
    this.gains.end(this.positions, this.prices, this.numeraire);
    const cases = this.#run.cases.map((data) => this.#accounts.get(data.id) ?? this.#draw(data));
    const { numeraire, prices, positions, pools, liquidations, deleveraging, figures } = this;
    const { hedges, openingEquity, gains } = this;
    const { openInterestAtStart, openInterestWorth, fees, feesToPools, takeOverGains, firstDefault } = this;
    return {
      run: this.#run,
      numeraire,
      prices,
      positions,
      pools,
      liquidations,
      deleveraging,
      figures,
      hedges,
      openingEquity,
      gains,
      moments: this.#timeline?.moments ?? [],
      cases,
      defaults: cases.filter(({ data }) => data.kind === 'default'),
      openInterestAtStart,
      openInterestWorth,
      fees,
      feesToPools,
      takeOverGains,
      firstDefault,
      seconds: this.now,
    };
  }

  #close(id: number, subject: number): void {
    const data = this.#run.cases[id - 1];
    if (data === undefined) return;
    this.#accounts.set(id, this.#draw(data));
    if (data.kind === 'default') this.hedges.default(subject, false);
  }

  #draw(data: CaseData): CaseAccount {
    return accountOf(data, this.#run.markets, this.numeraire, this.positions, this.prices);
  }

  #settleIndex(asset: number, from: number, to: number, units: number): void {
    this.pools.move(asset, from, to, units);
    this.gains.move(asset, from, to, units, CAUSE.funding);
  }

  #transfer(cause: number, caseId: number, asset: number, from: number, to: number, units: number): void {
    this.pools.move(asset, from, to, units);
    this.openingEquity.move(asset, from, to, units);
    this.gains.move(asset, from, to, units, cause);
    switch (cause) {
      case CAUSE['trading-fee']:
      case CAUSE['liquidation-fee']:
        this.fees.add(this.numeraire.of(asset, units));
        if (this.pools.has(to)) this.feesToPools.add(this.numeraire.of(asset, units));
        break;
      case CAUSE.charge:
        this.deleveraging.bear(from, this.numeraire.of(asset, units));
        this.hedges.charge(from, this.numeraire.of(asset, units));
        break;
      case CAUSE['take-over-difference']:
        // Only what the subject pays: what the taker pays is borne by it in the case.
        if (this.#run.cases[caseId - 1]?.subject === from) this.takeOverGains.add(this.numeraire.of(asset, units));
        break;
    }
  }

  #fill(
    cause: number,
    caseId: number,
    market: number,
    from: number,
    to: number,
    lots: number,
    worth: number,
    atMark: number,
  ): void {
    this.positions.fill(market, from, to, lots, worth);
    this.pools.fill(market, from, to, lots, worth);
    this.openingEquity.fill(market, from, to, lots, worth);
    this.gains.fill(market, from, to, worth);
    const notional = Math.abs(this.#worth(market, atMark));
    this.hedges.fill({ cause, market, from, to, lots, worth, atMark, notional });
    if (caseId === 0) return;
    const kind = this.#run.cases[caseId - 1]?.kind;
    if (kind === 'default') this.liquidations.fill(cause, from, lots, notional);
    if (cause !== CAUSE.adl) return;
    const hedged = this.#run.hedgeGroups.has(to);
    this.deleveraging.fill(this.now, to, notional, this.#worth(market, worth - atMark), hedged);
  }
}

/**
 * Gathers what the metrics of a run share, in one pass over its log.
 *
 * @param run - A finished run of which the whole log is held.
 */
export const gather = (run: RunRecord): Gathered => {
  const gatherer = new Gatherer(run);
  for (const span of run.log.spans(0)) gatherer.add(span);
  return gatherer.end();
};
