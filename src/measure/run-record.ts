import type { CaseData, Venue } from '../exchange/index.ts';
import type { EventLog } from '../ledger/index.ts';
import type { Instrument } from '../money/index.ts';
import type { SettlingIn } from '../world/index.ts';

/** A market as measuring needs to know it. */
export interface MeasuredMarket {
  readonly id: string;
  /** Class it belongs to in its scenario: major, mid-cap; empty without a scenario. */
  readonly class: string;
  readonly instrument: Instrument;
  /** Number of the asset it settles in. */
  readonly settle: number;
  /** Price of one tick, natural units. */
  readonly tick: number;
  /** Sensitivity to the common factor. */
  readonly beta: number;
}

/** An asset: its name, and the decimals of its unit. */
export interface MeasuredAsset {
  readonly name: string;
  readonly decimals: number;
}

/** All of a run that a metric may look at. */
export interface RunRecord {
  /** The event log. */
  readonly log: EventLog;
  /** Case records by id less one; grows while the run goes on. */
  readonly cases: readonly CaseData[];
  /** Markets by number. */
  readonly markets: readonly MeasuredMarket[];
  /** Assets by number; 0 is the settlement asset. */
  readonly assets: readonly MeasuredAsset[];
  /** Hedge group by account, for accounts that are hedged. */
  readonly hedgeGroups: ReadonlyMap<number, number>;
  /** Clock time of second 0, for labels: `2025-10-10T20:50Z`. */
  readonly clock?: string;
}

/**
 * Takes from a venue what metrics look at. Nothing is copied: log and cases go on with the venue.
 *
 * @param venue - A venue between two steps.
 * @param hedgeGroups - Hedge group by account. Nobody is hedged when left out.
 */
export const recordOfVenue = (venue: Venue, hedgeGroups: ReadonlyMap<number, number> = new Map()): RunRecord => ({
  log: venue.ledger.log,
  cases: venue.cases.all,
  markets: venue.markets.map(({ id, setup }) => ({
    id,
    class: '',
    instrument: setup.instrument,
    settle: setup.settle,
    tick: setup.tick,
    beta: setup.beta,
  })),
  assets: venue.assets,
  hedgeGroups,
});

/** Takes from a world what metrics look at; while people settle in, too. */
export const recordOf = ({ venue, arrivals, scenario }: SettlingIn): RunRecord => {
  const record = recordOfVenue(venue, arrivals.hedgeGroups);
  const classes = new Map(scenario.markets.map((market) => [market.id, market.class]));
  return {
    ...record,
    markets: record.markets.map((market) => ({ ...market, class: classes.get(market.id) ?? '' })),
    ...(scenario.clock === undefined ? {} : { clock: scenario.clock }),
  };
};
