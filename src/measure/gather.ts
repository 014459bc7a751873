import { CASE_KINDS, CAUSE, EVENT } from '../ledger/index.ts';
import { Total, value } from '../money/index.ts';
import { accountOf, type CaseAccount } from './case-accounts.ts';
import { Deleveraging } from './collect/deleveraging.ts';
import { Hedges } from './collect/hedges.ts';
import { Liquidations } from './collect/liquidations.ts';
import { OpeningEquity } from './collect/opening-equity.ts';
import { Pools } from './collect/pools.ts';
import { Positions } from './collect/positions.ts';
import { Prices } from './collect/prices.ts';
import { type State, Timeline } from './collect/timeline.ts';
import { Numeraire } from './numeraire.ts';
import type { MeasuredMarket, RunRecord } from './run-record.ts';

/** What the metrics of a run share, gathered in one pass over its log. */
export interface Gathered {
  readonly run: RunRecord;
  readonly numeraire: Numeraire;
  readonly prices: Prices;
  readonly positions: Positions;
  readonly pools: Pools;
  readonly liquidations: Liquidations;
  readonly deleveraging: Deleveraging;
  readonly hedges: Hedges;
  readonly openingEquity: OpeningEquity;
  readonly timeline: Timeline;
  /** Cases in order of id, converted when they closed. */
  readonly cases: readonly CaseAccount[];
  /** Lots held long by market when the run began. */
  readonly openInterestAtStart: Float64Array;
  /** What they were worth at the first marks, numeraire units. */
  readonly openInterestWorth: Total;
  /** Trading and liquidation fees, and margin differences that take-overs left to their takers, numeraire units. */
  readonly fees: Total;
  readonly takeOverGains: Total;
  /** Seconds at which the first default case opened. */
  readonly firstDefault: number | undefined;
  /** Seconds of the last step. */
  readonly seconds: number;
}

const DEFAULT = CASE_KINDS.indexOf('default');

/** Reads a log, event by event, into the collectors. */
class Gatherer {
  readonly #run: RunRecord;
  readonly numeraire: Numeraire;
  readonly prices: Prices;
  readonly positions: Positions;
  readonly pools: Pools;
  readonly liquidations = new Liquidations();
  readonly deleveraging = new Deleveraging();
  readonly hedges: Hedges;
  readonly openingEquity: OpeningEquity;
  readonly timeline: Timeline;
  readonly cases: CaseAccount[] = [];
  readonly fees = new Total();
  readonly takeOverGains = new Total();
  openInterestAtStart: Float64Array;
  readonly openInterestWorth = new Total();
  firstDefault: number | undefined;
  now = 0;
  #begun = false;

  constructor(run: RunRecord) {
    const markets = run.markets.length;
    this.#run = run;
    this.numeraire = new Numeraire(run);
    this.prices = new Prices(markets);
    this.pools = new Pools(run);
    this.openingEquity = new OpeningEquity(run);
    this.timeline = new Timeline(run);
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

  read(): void {
    const { kind, cause, case: caseOf, market, a, b, lots, value, mark } = this.#run.events;
    for (let row = 0; row < kind.length; row++) {
      const where = market[row] as number;
      const from = a[row] as number;
      const to = b[row] as number;
      const size = lots[row] as number;
      const amount = value[row] as number;
      switch (kind[row]) {
        case EVENT['open-account']:
          this.pools.open(from, amount);
          this.openingEquity.open(from, amount);
          this.hedges.interest.open(from, amount);
          break;
        case EVENT.transfer:
          this.#transfer(cause[row] as number, caseOf[row] as number, where, from, to, amount);
          break;
        case EVENT.fill:
          this.#fill(cause[row] as number, caseOf[row] as number, where, from, to, size, amount, mark[row] as number);
          break;
        case EVENT['settle-index']:
          this.pools.move((this.#run.markets[where] as MeasuredMarket).settle, from, to, amount);
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
          this.#draw(caseOf[row] as number);
          if (this.#run.cases[(caseOf[row] as number) - 1]?.kind === 'default') this.hedges.default(from, false);
          break;
        case EVENT.decision:
        case EVENT.round:
          this.hedges.protection.close();
          break;
        case EVENT.step:
          this.#step(amount);
          break;
        case EVENT.depth:
          this.timeline.depth(where, amount, size);
          break;
      }
    }
    this.#end();
  }

  #step(now: number): void {
    if (this.#begun) this.#endStep();
    else this.#begin();
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
    this.timeline.begin(this.#state());
  }

  #endStep(): void {
    this.pools.mark(this.prices, this.numeraire);
    this.timeline.end(this.now, this.#state());
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

  #end(): void {
    if (!this.#begun) this.#begin();
    this.positions.settle();
    this.#endStep();
    this.hedges.end();
    for (const { id } of this.#run.cases) if (this.cases[id - 1] === undefined) this.#draw(id);
  }

  #draw(id: number): void {
    const data = this.#run.cases[id - 1];
    if (data === undefined) return;
    this.cases[id - 1] = accountOf(data, this.#run.markets, this.numeraire, this.positions, this.prices);
  }

  #transfer(cause: number, caseId: number, asset: number, from: number, to: number, units: number): void {
    this.pools.move(asset, from, to, units);
    this.openingEquity.move(asset, from, to, units);
    switch (cause) {
      case CAUSE['trading-fee']:
      case CAUSE['liquidation-fee']:
        this.fees.add(this.numeraire.of(asset, units));
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
 * @param run - A finished run.
 */
export const gather = (run: RunRecord): Gathered => {
  const gatherer = new Gatherer(run);
  gatherer.read();
  const { now, numeraire, prices, positions, pools, liquidations, deleveraging, hedges, cases } = gatherer;
  const { openingEquity, timeline } = gatherer;
  const { openInterestAtStart, openInterestWorth, fees, takeOverGains, firstDefault } = gatherer;
  return {
    run,
    numeraire,
    prices,
    positions,
    pools,
    liquidations,
    deleveraging,
    hedges,
    openingEquity,
    timeline,
    cases,
    openInterestAtStart,
    openInterestWorth,
    fees,
    takeOverGains,
    firstDefault,
    seconds: now,
  };
};
