/** One venue: margin check, cases, the waterfall, one step. @module */
export { Book, type RestingOrder } from './book.ts';
export type { CaseData } from './case.ts';
export type { Origin } from './case-columns.ts';
export {
  BEARERS,
  type Bearer,
  borneOf,
  type CaseLine,
  emptyLine,
  FIELD,
  NEEDS,
  neededOf,
  overshootOf,
  shortfallOf,
} from './case-record.ts';
export { closeMarket } from './close-market.ts';
export { absorbsLosses } from './declared-pools.ts';
export {
  type AdlComposite,
  DEFAULT_PHASES,
  type ExchangeDesign,
  type Listing,
  type Phase,
  type Use,
  type WaterfallLayer,
} from './design.ts';
export type { RuleFigure } from './figure-book.ts';
export { Guard, unwatched, viewChanged, type Watch } from './guard.ts';
export { Market, type MarketSetup } from './market.ts';
export type { Refusal } from './order-admission.ts';
export { placeMany } from './place-many.ts';
export type { Pool } from './pools.ts';
export { bearerOf } from './postings.ts';
export { type AssetQuotes, collateralPhase, fundingPhase, indexPhase, markPhase } from './prices.ts';
export { runRounds } from './rounds.ts';
export { resumeVenue, saveVenue, type VenueSnapshot } from './snapshot.ts';
export { beginStep, endStep, observePhase } from './step.ts';
export {
  cancelAll,
  counterpartyOf,
  deposit,
  endow,
  openPosition,
  place,
  type Receipt,
  reopen,
  withdraw,
} from './trading.ts';
export { Venue, type VenueSetup } from './venue.ts';
export { LiveVenueView } from './venue-view.ts';
