import type { Person } from '../contract/index.ts';
import { deposit, type Market, openPosition, type Venue } from '../exchange/index.ts';
import { stream } from '../math/index.ts';
import { apportion, parseUnits } from '../money/index.ts';
import { ticksOf } from './markets.ts';
import type { Scenario } from './scenario.ts';

/** What became of the people when they met this exchange. */
export interface Arrivals {
  /** Account of each named account of the scenario. */
  readonly named: ReadonlyMap<string, number>;
  /** Hedge group of accounts that are hedged. */
  readonly hedgeGroups: ReadonlyMap<number, number>;
  /** People whose positions were scaled down to the exchange's maximum leverage. */
  readonly scaledDown: number;
  /** People altogether. */
  readonly people: number;
}

interface Holding {
  readonly person: number;
  readonly market: number;
  readonly entry: number;
  lots: number;
}

/** Opens the accounts of a scenario: those written out by hand, then its population. */
export const settleIn = (venue: Venue, scenario: Scenario): Arrivals => {
  const named = openNamed(venue, scenario);
  const { population } = scenario;
  const people =
    population === undefined
      ? []
      : venue.guard.call(population.mechanism, () =>
          population.mechanism.people(
            scenario.markets,
            population.params as never,
            stream(venue.seed, 'population', scenario.name),
          ),
        );
  const opened = openPeople(venue, people);
  return { named, ...opened, people: people.length };
};

const openNamed = (venue: Venue, scenario: Scenario): Map<string, number> => {
  const named = new Map<string, number>();
  for (const spec of scenario.accounts) {
    const owner = spec.owner === undefined ? undefined : named.get(spec.owner);
    const account = venue.ledger.open(spec.kind, owner ?? -1);
    named.set(spec.name, account);
    for (const [asset, decimal] of Object.entries(spec.deposit)) {
      const number = venue.assets.findIndex((one) => one.name === asset);
      const units = parseUnits(decimal, venue.assets[number]?.decimals ?? 0);
      if (units > 0) deposit(venue, account, units, number);
    }
    if (spec.commitment !== undefined)
      venue.ledger.commit(account, parseUnits(spec.commitment, venue.assets[0]?.decimals ?? 0));
    for (const position of spec.positions) {
      const market = venue.markets.find((one) => one.id === position.market) as Market;
      const entry = ticksOf(scenario.markets[market.number] as never, position.entry);
      openPosition(venue, account, market.number, position.lots, market.value(position.lots, entry));
    }
  }
  return named;
};

/** Lots of a notional at the opening price, rounded down. */
const lotsOf = (market: Market, notional: number, unit: number): number =>
  Math.floor(notional / unit / Math.abs(market.value(1, market.setup.open)));

const openPeople = (venue: Venue, people: readonly Person[]): Pick<Arrivals, 'hedgeGroups' | 'scaledDown'> => {
  const unit = venue.view.unit;
  const byId = new Map(venue.markets.map((market) => [market.id, market]));
  const holdings: Holding[] = [];
  let scaledDown = 0;
  people.forEach((person, i) => {
    const wanted = person.positions.map((position): Holding => {
      const market = byId.get(position.market) as Market;
      const entry = Math.min(market.setup.cap, Math.max(market.setup.floor, Math.round(position.entry / market.tick)));
      return { person: i, market: market.number, entry, lots: position.side * lotsOf(market, position.notional, unit) };
    });
    const share = affordable(venue, wanted, Math.floor(person.deposit / unit));
    if (share < 1) scaledDown += 1;
    for (const holding of wanted) holding.lots = Math.trunc(holding.lots * share);
    holdings.push(...wanted);
  });
  for (const market of venue.markets) balance(holdings.filter((holding) => holding.market === market.number));
  return { hedgeGroups: open(venue, people, holdings, unit), scaledDown };
};

/** Largest share of the wanted positions that initial margin admits, from a ladder of halvings. */
const affordable = (venue: Venue, wanted: readonly Holding[], money: number): number => {
  let share = 1;
  for (let tries = 0; tries < 20; tries++) {
    let equity = money;
    let initial = 0;
    for (const holding of wanted) {
      const market = venue.markets[holding.market] as Market;
      const lots = Math.trunc(holding.lots * share);
      if (lots === 0) continue;
      const value = market.value(lots, market.mark);
      equity += value - market.value(lots, holding.entry);
      initial += market.schedule.initial(Math.abs(value), lots);
    }
    if (initial <= equity) return share;
    // The margin needed is close to proportional, so aim just inside it; tiers may take a second try.
    share *= equity <= 0 ? 0.5 : Math.min(0.99, (0.99 * equity) / initial);
  }
  return 0;
};

/** Trims the larger side of a market, in proportion, so that its lots sum to zero. */
const balance = (holdings: readonly Holding[]): void => {
  const sides = [1, -1].map((side) => holdings.filter((holding) => Math.sign(holding.lots) === side));
  const sums = sides.map((side) => side.reduce((sum, holding) => sum + Math.abs(holding.lots), 0));
  const larger = (sums[0] as number) > (sums[1] as number) ? 0 : 1;
  const excess = Math.abs((sums[0] as number) - (sums[1] as number));
  if (excess === 0) return;
  const side = sides[larger] as Holding[];
  const lots = Float64Array.from(side, (holding) => Math.abs(holding.lots));
  const cuts = apportion(excess, lots, lots);
  side.forEach((holding, i) => {
    holding.lots -= Math.sign(holding.lots) * (cuts[i] as number);
  });
};

const open = (
  venue: Venue,
  people: readonly Person[],
  holdings: readonly Holding[],
  unit: number,
): Map<number, number> => {
  const owners = new Map<number, number>();
  const groups = new Map<number, number>();
  const accounts = people.map((person) => {
    const account = venue.ledger.open(person.kind, owners.get(person.owner) ?? -1);
    if (!owners.has(person.owner)) owners.set(person.owner, account);
    if (person.hedgeGroup !== undefined) groups.set(account, person.hedgeGroup);
    const units = Math.floor(person.deposit / unit);
    if (units > 0) deposit(venue, account, units);
    return account;
  });
  for (const { person, market, lots, entry } of holdings) {
    if (lots === 0) continue;
    openPosition(venue, accounts[person] as number, market, lots, (venue.markets[market] as Market).value(lots, entry));
  }
  return groups;
};
