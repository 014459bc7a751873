import type { Agent, AgentAction, AgentPoint } from '../contract/index.ts';
import {
  beginStep,
  cancelAll,
  collateralPhase,
  deposit,
  type ExchangeDesign,
  endStep,
  fundingPhase,
  indexPhase,
  markPhase,
  observePhase,
  type Phase,
  place,
  placeMany,
  type Refusal,
  reopen,
  resumeVenue,
  runRounds,
  saveVenue,
  type Use,
  Venue,
  type VenueSetup,
  type VenueSnapshot,
  type Watch,
  withdraw,
} from '../exchange/index.ts';
import type { Ratio } from '../money/index.ts';
import { type AssetPrices, assetPrices } from './asset-prices.ts';
import { listedBy } from './listing.ts';
import { type ConditionsSnapshot, MarketConditions } from './market-conditions.ts';
import { inVenueOrder, setUpMarkets } from './markets.ts';
import type { WorldVenueView } from './models/makers.ts';
import { fundTotalOf } from './open-interest.ts';
import type { SettlingIn } from './open-people.ts';
import type { Scenario } from './scenario.ts';
import { Script } from './script.ts';
import { type Arrivals, settleIn } from './settle-in.ts';
import { timetable } from './timetable.ts';
import { tooLarge } from './too-large.ts';
import { ViewWithLadder } from './view-with-ladder.ts';

/** What a run may be given besides design and scenario. */
export interface WorldOptions {
  readonly seed: number;
  readonly watch?: Watch;
  /** Whether every score of every ADL decision is recorded. */
  readonly trace?: boolean;
  /** Share of the opening open interest that all pools which absorb losses hold together; what they declare when left out. */
  readonly fundShare?: Ratio;
  /** The same as an amount, units of the settlement asset. */
  readonly fundTotal?: number;
  /** Whether every margin check reads every account: slower, and the same to the last byte. */
  readonly plainSweep?: boolean;
  /** Told many times while people settle in, so that whoever follows the event log need not wait until all are there. */
  readonly onSettling?: (soFar: SettlingIn) => void;
}

/** One venue in one market: people, makers, prices, and the clock that drives them. */
export class World {
  readonly scenario: Scenario;
  readonly venue: Venue;
  readonly arrivals: Arrivals;
  /** Requests of agents that the venue refused, by reason. */
  readonly refusals: Record<string, number> = {};
  /** Share of the calm ladder that is quoted now, by market. */
  readonly depth: readonly number[];
  /** Reference price of each market now, ticks (real). */
  readonly spot: readonly number[];
  /** Log price by which the run's own flow has pushed each market down now. */
  readonly displacement: readonly number[];
  readonly #conditions: MarketConditions;
  readonly #assetPrices: () => AssetPrices;
  readonly #agentsAt: ReadonlyMap<AgentPoint, readonly BoundAgent[]>;
  readonly #moments: readonly number[];
  readonly #view: WorldVenueView;
  readonly #makers: readonly number[];
  #makerCapital = 0;
  #next = 0;
  readonly #script: Script;

  constructor(design: ExchangeDesign, scenario: Scenario, options: WorldOptions, saved?: WorldSnapshot) {
    this.scenario = inVenueOrder(listedBy(design, scenario));
    const setup = setupOf(design, this.scenario, options, fundTotalOf(scenario, options));
    this.#moments = timetable(this.scenario);
    this.venue = saved === undefined ? new Venue(setup) : resumeVenue(setup, saved.venue);
    const { venue } = this;
    this.#conditions = new MarketConditions(this.scenario, venue, saved?.conditions);
    ({ spot: this.spot, depth: this.depth, displacement: this.displacement } = this.#conditions);
    this.#assetPrices = assetPrices(this.scenario, venue);
    this.#agentsAt = agentsByPoint(this.scenario);
    this.#view = new ViewWithLadder(venue, (market) => this.#conditions.ladder(market));
    venue.agentsAct = (point) => this.#agents(point);
    this.#script = new Script(
      this.scenario,
      venue,
      (name) => this.arrivals.named.get(name) as number,
      (action) => this.#do(action),
    );
    if (saved === undefined) {
      this.#conditions.move(0);
      indexPhase(venue, this.spot);
      markPhase(venue);
      collateralPhase(venue, this.#assetPrices());
      this.arrivals = settleIn(venue, this.scenario, options.onSettling);
      this.#makers = venue.accountsOf('maker');
      this.#makerCapital = this.#capital();
      venue.periods.begin(0);
      this.#agents('agents');
    } else {
      this.arrivals = saved.arrivals;
      this.#makers = venue.accountsOf('maker');
      this.#makerCapital = saved.makerCapital;
      this.#next = saved.next;
      Object.assign(this.refusals, saved.refusals);
    }
  }

  /** Steps of the whole run. */
  get steps(): number {
    return this.#moments.length;
  }

  /** Steps done. */
  get done(): number {
    return this.#next;
  }

  /** Does one step; false when the run is over. */
  step(): boolean {
    try {
      return this.#step();
    } catch (error) {
      throw tooLarge(this.venue, error);
    }
  }

  #step(): boolean {
    const moment = this.#moments[this.#next];
    if (moment === undefined) return false;
    const before = this.#next === 0 ? 0 : (this.#moments[this.#next - 1] as number);
    this.#next += 1;
    beginStep(this.venue, this.#next, moment / 1000, (moment - before) / 1000);
    this.#script.begin(before / 1000, this.venue.now);
    for (const phase of this.venue.design.phases) this.#phase(phase);
    endStep(this.venue);
    return this.#next < this.#moments.length;
  }

  /** Settles what has accrued when the run is over, so that the last balances are final. */
  finish(): void {
    for (const market of this.venue.markets) this.venue.ledger.settleMarket(market.number);
  }

  #phase(phase: Phase): void {
    const { venue } = this;
    switch (phase) {
      case 'shock':
        return this.#conditions.move(venue.now);
      case 'index':
        return indexPhase(venue, this.spot);
      case 'mark':
        this.#agents('before-mark');
        return markPhase(venue);
      case 'funding':
        return fundingPhase(venue);
      case 'collateral':
        return collateralPhase(venue, this.#assetPrices());
      case 'rounds':
        observePhase(venue);
        return runRounds(venue);
      case 'agents':
        return this.#agents('agents');
      case 'depth':
        return this.#depthPhase();
      case 'record':
        return;
    }
  }

  #depthPhase(): void {
    const share = this.#makerCapital > 0 ? Math.min(1, Math.max(0, this.#capital() / this.#makerCapital)) : 1;
    this.#conditions.settle(share);
  }

  #capital(): number {
    return this.#makers.reduce((sum, account) => sum + this.venue.valuation.equityOf(account), 0);
  }

  #agents(point: AgentPoint): void {
    this.#script.at(point);
    for (const { mechanism, params, place: at } of this.#agentsAt.get(point) ?? NOBODY) {
      const state = this.venue.states.of(at, 'venue', mechanism, params);
      const actions = this.venue.guard.call(mechanism, () => mechanism.act(point, this.#view, params as never, state));
      for (const action of actions) this.#do(action);
    }
  }

  #do(action: AgentAction): void {
    const { venue } = this;
    if (action.do === 'cancel-all') return cancelAll(venue, action.account, action.market);
    if (action.do === 'place-many') return placeMany(venue, action.orders, (reason) => this.#refuse(reason));
    const receipt =
      action.do === 'place'
        ? place(venue, action)
        : action.do === 'reopen'
          ? reopen(venue, action.offer)
          : action.do === 'deposit'
            ? deposit(
                venue,
                action.account,
                action.amount,
                Math.max(
                  0,
                  venue.assets.findIndex((asset) => asset.name === action.asset),
                ),
              )
            : withdraw(venue, action.account, action.amount);
    if (receipt.refused !== undefined) this.#refuse(receipt.refused);
  }

  #refuse(reason: Refusal): void {
    this.refusals[reason] = (this.refusals[reason] ?? 0) + 1;
  }

  /** Plain data from which the run continues to the same bytes. */
  save(): WorldSnapshot {
    return {
      venue: saveVenue(this.venue),
      next: this.#next,
      conditions: this.#conditions.save(),
      arrivals: structuredClone(this.arrivals),
      makerCapital: this.#makerCapital,
      refusals: { ...this.refusals },
    };
  }
}

/** An agent, and the name its state is kept under. */
type BoundAgent = Use<Agent> & { readonly place: string };

const NOBODY: readonly BoundAgent[] = [];

/** The agents by the points at which they act, in the order of the scenario. */
const agentsByPoint = ({ agents }: Scenario): ReadonlyMap<AgentPoint, readonly BoundAgent[]> => {
  const at = new Map<AgentPoint, BoundAgent[]>();
  agents.forEach((use, i) => {
    for (const point of new Set(use.mechanism.points))
      at.set(point, [...(at.get(point) ?? []), { ...use, place: `agents.${i}` }]);
  });
  return at;
};

const setupOf = (
  design: ExchangeDesign,
  scenario: Scenario,
  options: WorldOptions,
  fund: { readonly fundTotal?: number },
): VenueSetup => ({
  design,
  assets: scenario.assets.map(({ name, decimals }) => ({ name, decimals })),
  markets: setUpMarkets(scenario),
  seed: options.seed,
  trace: options.trace ?? false,
  plainSweep: options.plainSweep ?? false,
  ...(options.watch === undefined ? {} : { watch: options.watch }),
  ...fund,
});

/** A world as plain data. */
export interface WorldSnapshot {
  readonly venue: VenueSnapshot;
  readonly next: number;
  readonly conditions: ConditionsSnapshot;
  readonly arrivals: Arrivals;
  readonly makerCapital: number;
  readonly refusals: Readonly<Record<string, number>>;
}
