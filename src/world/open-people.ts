import { configError, type Person } from '../contract/index.ts';
import { deposit, type Market, openPosition, type Venue } from '../exchange/index.ts';
import { apportion, MoneyError } from '../money/index.ts';
import { marginAsset } from './margin-asset.ts';
import type { Scenario } from './scenario.ts';

/** What came of opening the accounts of a population. */
export interface Opened {
  /** Hedge group of accounts that are hedged. */
  readonly hedgeGroups: ReadonlyMap<number, number>;
  /** People whose positions were scaled down to the exchange's maximum leverage. */
  readonly scaledDown: number;
}

interface Holding {
  /** Number of the part it belongs to. */
  readonly part: number;
  readonly market: number;
  readonly entry: number;
  /** Whether it is a leg of a hedge. */
  readonly hedged: boolean;
  lots: number;
}

/** What of a person stands in one account: a venue that margins contracts in coins keeps a balance of its own for each coin. */
interface Part {
  readonly person: Person;
  /** Asset its margin is in. */
  readonly asset: number;
  /** Deposit, units of that asset. */
  readonly deposit: number;
  readonly positions: Person['positions'];
}

/** Lots of an inverse market that its notional is worked out from, so that the rounding of one contract does not show. */
const MANY = 1_000_000;

/** Lots of a notional at the opening price, rounded down. */
const lotsOf = (market: Market, notional: number, unit: number): number => {
  const many = market.kind === 'inverse' ? MANY : 1;
  return Math.floor((notional / unit / market.notional(many, market.setup.open)) * many);
};

/** The accounts of a person on this venue: one for each asset that margin is in, the deposit shared by notional. */
const partsOf = (venue: Venue, scenario: Scenario, person: Person, byId: ReadonlyMap<string, Market>): Part[] => {
  const units = Math.floor(person.deposit / venue.view.unit);
  const assetOf = ({ market }: Person['positions'][number]): number =>
    marginAsset(scenario, byId.get(market) as Market);
  const assets = [...new Set(person.positions.map(assetOf))].sort((a, b) => a - b);
  if (assets.length === 0) return [{ person, asset: 0, deposit: units, positions: [] }];
  const groups = assets.map((asset) => person.positions.filter((position) => assetOf(position) === asset));
  const notionals = groups.map((group) => group.reduce((sum, { notional }) => sum + notional, 0));
  const whole = notionals.reduce((sum, notional) => sum + notional, 0);
  return assets.map((asset, i) => ({
    person,
    asset,
    deposit: venue.valuation.inAsset(
      asset,
      assets.length === 1 ? units : Math.floor((units * (notionals[i] as number)) / whole),
    ),
    positions: groups[i] as Person['positions'],
  }));
};

/**
 * Opens the accounts of a population: positions no larger than initial margin admits, each market's two sides made equal.
 *
 * @returns Hedge group by account, and how many people were scaled down.
 */
export const openPeople = (venue: Venue, scenario: Scenario, people: readonly Person[]): Opened => {
  const unit = venue.view.unit;
  const byId = new Map(venue.markets.map((market) => [market.id, market]));
  const parts = people.flatMap((person) => partsOf(venue, scenario, person, byId));
  const wanted = parts.map(({ person, positions }, part) =>
    positions.map((position): Holding => {
      const market = byId.get(position.market) as Market;
      const entry = Math.min(market.setup.cap, Math.max(market.setup.floor, Math.round(position.entry / market.tick)));
      const lots = position.side * lotsOf(market, position.notional, unit);
      return { part, market: market.number, entry, lots, hedged: person.hedgeGroup !== undefined };
    }),
  );
  const shares = parts.map(({ asset, deposit: money }, part) =>
    affordable(venue, wanted[part] as Holding[], venue.valuation.worth(asset, money)),
  );
  alikeInGroups(parts, shares);
  const scaled = new Set(parts.filter((_, part) => (shares[part] as number) < 1).map(({ person }) => person));
  const holdings = wanted.flat();
  for (const holding of holdings) holding.lots = Math.trunc(holding.lots * (shares[holding.part] as number));
  const byMarket = venue.markets.map((): Holding[] => []);
  for (const holding of holdings) (byMarket[holding.market] as Holding[]).push(holding);
  for (const market of byMarket) balance(market);
  return { hedgeGroups: open(venue, parts, holdings), scaledDown: scaled.size };
};

/** Largest share of the wanted positions that initial margin admits, from a ladder of halvings. */
const affordable = (venue: Venue, wanted: readonly Holding[], money: number): number => {
  const { valuation } = venue;
  let share = 1;
  for (let tries = 0; tries < 20; tries++) {
    let equity = money;
    let initial = 0;
    for (const holding of wanted) {
      const market = venue.markets[holding.market] as Market;
      const lots = Math.trunc(holding.lots * share);
      if (lots === 0) continue;
      const value = market.value(lots, market.mark);
      equity += valuation.worth(market.setup.settle, value - market.value(lots, holding.entry));
      initial += valuation.worthUp(market.setup.settle, market.schedule.initial(Math.abs(value), lots));
    }
    if (initial <= equity) return share;
    // The margin needed is close to proportional, so aim just inside it; tiers may take a second try.
    share *= equity <= 0 ? 0.5 : Math.min(0.99, (0.99 * equity) / initial);
  }
  return 0;
};

/** Scales all accounts of a hedge group by the least share of one of them: a hedge is smaller on a stricter venue, but whole. */
const alikeInGroups = (parts: readonly Part[], shares: number[]): void => {
  const least = new Map<number, number>();
  parts.forEach(({ person: { hedgeGroup } }, part) => {
    if (hedgeGroup !== undefined) least.set(hedgeGroup, Math.min(least.get(hedgeGroup) ?? 1, shares[part] as number));
  });
  parts.forEach(({ person: { hedgeGroup } }, part) => {
    if (hedgeGroup !== undefined) shares[part] = least.get(hedgeGroup) as number;
  });
};

/** Trims the larger side of a market so that its lots sum to zero: in proportion, and hedged positions only where no others are left. */
const balance = (holdings: readonly Holding[]): void => {
  const sides = [1, -1].map((side) => holdings.filter((holding) => Math.sign(holding.lots) === side));
  const sums = sides.map((side) => side.reduce((sum, holding) => sum + Math.abs(holding.lots), 0));
  const larger = (sums[0] as number) > (sums[1] as number) ? 0 : 1;
  const excess = Math.abs((sums[0] as number) - (sums[1] as number));
  if (excess === 0) return;
  const side = sides[larger] as Holding[];
  const single = side.filter(({ hedged }) => !hedged);
  const open = single.reduce((sum, { lots }) => sum + Math.abs(lots), 0);
  trim(single, Math.min(excess, open));
  trim(
    side.filter(({ hedged }) => hedged),
    Math.max(0, excess - open),
  );
};

const trim = (holdings: readonly Holding[], excess: number): void => {
  if (excess === 0) return;
  const lots = Float64Array.from(holdings, (holding) => Math.abs(holding.lots));
  const cuts = apportion(excess, lots, lots);
  holdings.forEach((holding, i) => {
    holding.lots -= Math.sign(holding.lots) * (cuts[i] as number);
  });
};

/** Opens a position; one that the ledger cannot hold is the scenario's mistake. */
const opening = ({ id }: Market, open: () => void): void => {
  try {
    open();
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    throw configError('population', `an account of the population is too large in ${id}: ${error.message}`, {
      hint: 'give the population more traders, so that each holds less of the open interest',
      cause: error,
    });
  }
};

const open = (venue: Venue, parts: readonly Part[], holdings: readonly Holding[]): Map<number, number> => {
  const owners = new Map<number, number>();
  const groups = new Map<number, number>();
  const accounts = parts.map(({ person, asset, deposit: units }) => {
    const account = venue.ledger.open(person.kind, owners.get(person.owner) ?? -1);
    if (!owners.has(person.owner)) owners.set(person.owner, account);
    if (person.hedgeGroup !== undefined) groups.set(account, person.hedgeGroup);
    if (units > 0) deposit(venue, account, units, asset);
    return account;
  });
  for (const { part, market, lots, entry } of holdings) {
    if (lots === 0) continue;
    opening(venue.markets[market] as Market, () =>
      openPosition(venue, accounts[part] as number, market, lots, (venue.markets[market] as Market).value(lots, entry)),
    );
  }
  return groups;
};
