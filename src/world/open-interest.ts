import { D, type Ratio } from '../money/index.ts';
import type { MarketSpec, Scenario } from './scenario.ts';

/** Notional of the long positions in a market that are written out by hand, at its opening price. */
const writtenOut = ({ accounts }: Scenario, market: MarketSpec): D => {
  const perLot = market.kind === 'linear' ? new D(market.lot ?? '1').mul(market.open) : new D(market.face ?? '1');
  return accounts
    .flatMap(({ positions }) => positions)
    .filter(({ market: id, lots }) => id === market.id && lots > 0)
    .reduce((sum, { lots }) => sum.add(perLot.mul(lots)), new D(0));
};

/** One-sided open interest that a market opens with: what it declares for the population, and the long positions written out by hand. */
const openingInterestOf = (scenario: Scenario, market: MarketSpec): D =>
  writtenOut(scenario, market).add(scenario.population === undefined ? 0 : market.openInterest);

/**
 * One-sided open interest of a scenario before anybody has met an exchange, settlement asset, so that it is the same for all designs.
 */
export const openingInterest = (scenario: Scenario): D =>
  scenario.markets.reduce((sum, market) => sum.add(openingInterestOf(scenario, market)), new D(0));

const unitsPerWhole = (scenario: Scenario): D =>
  new D(10).pow(scenario.assets.find(({ name }) => name === scenario.settle)?.decimals ?? 0);

/** The same for one market, units of the settlement asset, rounded down. */
export const openingUnits = (scenario: Scenario, market: MarketSpec): number =>
  openingInterestOf(scenario, market).mul(unitsPerWhole(scenario)).floor().toNumber();

/** What is asked of the money that a venue's pools open with. */
export interface FundMoney {
  readonly fundShare?: Ratio;
  readonly fundTotal?: number;
}

/** The total of a venue's pools, units of the settlement asset: as given, or a share of the opening open interest, rounded down; nothing when neither is asked for. */
export const fundTotalOf = (
  scenario: Scenario,
  { fundShare: share, fundTotal }: FundMoney,
): { readonly fundTotal?: number } => {
  if (fundTotal !== undefined) return { fundTotal };
  if (share === undefined) return {};
  return {
    fundTotal: openingInterest(scenario).mul(unitsPerWhole(scenario)).mul(share.n).div(share.d).floor().toNumber(),
  };
};
