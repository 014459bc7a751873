import { configError } from '../contract/index.ts';
import { deposit, type Market, openPosition, type Venue } from '../exchange/index.ts';
import { stream } from '../math/index.ts';
import { apportion, MoneyError, parseUnits } from '../money/index.ts';
import { marginAsset } from './margin-asset.ts';
import { ticksOf } from './markets.ts';
import { type Opened, openPeople, type SettlingIn } from './open-people.ts';
import type { AccountSpec, Scenario } from './scenario.ts';

/** What became of the people when they met this exchange. */
export interface Arrivals extends Opened {
  /** Account of each named account of the scenario. */
  readonly named: ReadonlyMap<string, number>;
  /** People altogether. */
  readonly people: number;
}

/**
 * Opens the accounts of a scenario: those written out by hand, then its population.
 *
 * @param onSettling - Told between any two accounts of the population.
 */
export const settleIn = (venue: Venue, scenario: Scenario, onSettling?: (soFar: SettlingIn) => void): Arrivals => {
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
  const opened = openPeople(venue, scenario, people, onSettling);
  return { named, ...opened, people: people.length };
};

/** An account that the ledger cannot hold is the scenario's mistake, or that of the contracts the venue lists its markets in. */
const tooLarge = (name: string, error: unknown): unknown =>
  error instanceof MoneyError
    ? configError('account', `account ${name} cannot be opened: ${error.message}`, {
        hint: 'write smaller positions or deposits, or list the market in contracts that are worth more each',
        cause: error,
      })
    : error;

const openNamed = (venue: Venue, scenario: Scenario): Map<string, number> => {
  const named = new Map<string, number>();
  for (const spec of scenario.accounts) {
    const owner = spec.owner === undefined ? undefined : named.get(spec.owner);
    const account = venue.ledger.open(spec.kind, owner ?? -1);
    named.set(spec.name, account);
    try {
      endowNamed(venue, scenario, spec, account);
    } catch (error) {
      throw tooLarge(spec.name, error);
    }
  }
  return named;
};

/** Gives a hand-written account its money and its positions. */
const endowNamed = (venue: Venue, scenario: Scenario, spec: AccountSpec, account: number): void => {
  for (const [asset, decimal] of Object.entries(spec.deposit)) {
    const number = venue.assets.findIndex((one) => one.name === asset);
    const units = parseUnits(decimal, venue.assets[number]?.decimals ?? 0);
    if (units > 0) depositNamed(venue, scenario, spec, account, number, units);
  }
  if (spec.commitment !== undefined)
    venue.ledger.commit(account, parseUnits(spec.commitment, venue.assets[0]?.decimals ?? 0));
  for (const position of spec.positions) {
    const market = venue.markets.find((one) => one.id === position.market) as Market;
    const entry = ticksOf(scenario.markets[market.number] as never, position.entry);
    openPosition(venue, account, market.number, position.lots, market.value(position.lots, entry));
  }
};

/** Pays in what a hand-written account deposits: of the settlement asset, the share of each coin it has contracts in is converted. */
const depositNamed = (
  venue: Venue,
  scenario: Scenario,
  spec: AccountSpec,
  account: number,
  asset: number,
  units: number,
): void => {
  if (asset !== 0 || venue.assets.length === 1) {
    deposit(venue, account, units, asset);
    return;
  }
  const weights = new Float64Array(venue.assets.length);
  for (const { market: id, lots } of spec.positions) {
    const market = venue.markets.find((one) => one.id === id) as Market;
    const margin = marginAsset(scenario, market);
    weights[margin] = (weights[margin] as number) + market.notional(lots, market.setup.open);
  }
  if (weights.every((weight) => weight === 0)) weights[0] = 1;
  apportion(units, weights, undefined).forEach((share, to) => {
    const converted = venue.valuation.inAsset(to, share);
    if (converted > 0) deposit(venue, account, converted, to);
  });
};
