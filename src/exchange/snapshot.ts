import { type LedgerSnapshot, restoreLedger, saveLedger } from '../ledger/index.ts';
import { Book, type RestingOrder } from './book.ts';
import type { SavedCase } from './case.ts';
import type { Market } from './market.ts';
import type { PeriodsSnapshot } from './periods.ts';
import type { Pool } from './pools.ts';
import type { ReplacementsSnapshot } from './replacements.ts';
import { type SavedStates, StateStore } from './state-store.ts';
import type { AssetPrice } from './valuation.ts';
import { Venue, type VenueSetup } from './venue.ts';

/** A venue as plain data: typed arrays and JSON. */
export interface VenueSnapshot {
  readonly ledger: LedgerSnapshot;
  readonly clock: { readonly now: number; readonly step: number; readonly stepSeconds: number };
  readonly books: readonly { readonly last: number; readonly orders: readonly RestingOrder[] }[];
  readonly previousMarks: readonly number[];
  readonly closed: readonly boolean[];
  readonly takerFlows: readonly number[];
  readonly cases: readonly SavedCase[];
  readonly states: SavedStates;
  readonly prices: readonly AssetPrice[];
  readonly pools: readonly { readonly flows: Float64Array; readonly payments: Float64Array }[];
  readonly workingLayer: number;
  readonly periods: PeriodsSnapshot;
  readonly bounds: Venue['bounds'];
  readonly replacements: ReplacementsSnapshot;
  readonly deleveragedAt: readonly (readonly [number, number])[];
  readonly on: readonly (readonly number[])[];
}

/** Takes a snapshot between two steps. */
export const saveVenue = (venue: Venue): VenueSnapshot => ({
  ledger: saveLedger(venue.ledger),
  clock: { now: venue.now, step: venue.step, stepSeconds: venue.stepSeconds },
  books: venue.markets.map((market) => market.book.save()),
  previousMarks: venue.markets.map((market) => market.previousMark),
  closed: venue.markets.map((market) => market.closed),
  takerFlows: venue.markets.map((market) => market.takerFlow),
  cases: venue.cases.save(),
  states: venue.states.save(),
  prices: structuredClone(venue.valuation.prices),
  pools: venue.pools.map((pool) => ({ flows: pool.flows.slice(), payments: pool.payments.slice() })),
  workingLayer: venue.workingLayer,
  periods: venue.periods.save(),
  bounds: structuredClone(venue.bounds),
  replacements: venue.replacements.save(),
  deleveragedAt: venue.deleveragedAt.save(),
  on: venue.layers.map((layer) => [...(layer.adl?.on ?? [])]),
});

/** A venue that continues a snapshot to the same bytes. The setup must be the one the snapshot was taken under. */
export const resumeVenue = (setup: VenueSetup, saved: VenueSnapshot): Venue => {
  const shape = {
    assets: setup.assets.length,
    markets: setup.markets.map(({ instrument, settle }) => ({ instrument, settle })),
  };
  const venue = new Venue(setup, restoreLedger(shape, saved.ledger));
  Object.assign(venue, saved.clock);
  saved.books.forEach((book, i) => {
    const market = venue.markets[i] as Market;
    market.book = Book.restore(book);
    venue.keepReduceOnly(market);
  });
  saved.previousMarks.forEach((ticks, i) => {
    (venue.markets[i] as Market).previousMark = ticks;
  });
  saved.closed.forEach((closed, i) => {
    (venue.markets[i] as Market).closed = closed;
  });
  saved.takerFlows.forEach((units, i) => {
    (venue.markets[i] as Market).takerFlow = units;
  });
  venue.cases.restore(saved.cases);
  venue.states = StateStore.restore(saved.states);
  saved.prices.forEach((price, asset) => {
    venue.valuation.prices[asset] = price;
  });
  saved.pools.forEach(({ flows, payments }, i) => {
    const pool = venue.pools[i] as Pool;
    pool.flows.set(flows);
    pool.payments.set(payments);
  });
  venue.workingLayer = saved.workingLayer;
  venue.periods.restore(saved.periods);
  venue.bounds.push(...structuredClone(saved.bounds));
  venue.replacements.restore(saved.replacements);
  venue.deleveragedAt.restore(saved.deleveragedAt, venue.ledger.accounts.kind.length);
  saved.on.forEach((markets, i) => {
    for (const market of markets) venue.layers[i]?.adl?.on.add(market);
  });
  return venue;
};
