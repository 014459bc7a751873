import type { Person, PersonPosition } from '../../../src/contract/index.ts';
import { endow, type Market, openPosition, type Venue } from '../../../src/exchange/index.ts';
import { apportion } from '../../../src/money/index.ts';
import type { Scenario } from '../../../src/world/index.ts';
import { marginAsset } from '../../../src/world/margin-asset.ts';
import type { Opened } from '../../../src/world/open-people.ts';

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

/** A market as people meet it. */
interface Met {
  readonly market: Market;
  /** Asset its margin is in. */
  readonly asset: number;
  /** So many lots, and what they are worth at the opening price, units. */
  readonly many: number;
  readonly worth: number;
}

const meet = (scenario: Scenario, market: Market): Met => {
  const many = market.kind === 'inverse' ? MANY : 1;
  return { market, asset: marginAsset(scenario, market), many, worth: market.notional(many, market.setup.open) };
};

/** The accounts of a person on this venue: one for each asset that margin is in, the deposit shared by notional. */
const addParts = (parts: Part[], venue: Venue, person: Person, byId: ReadonlyMap<string, Met>): void => {
  const { positions } = person;
  const units = Math.floor(person.deposit / venue.view.unit);
  const assetOf = ({ market }: PersonPosition): number => (byId.get(market) as Met).asset;
  const asset = positions[0] === undefined ? 0 : assetOf(positions[0]);
  if (positions.length < 2 || positions.every((position) => assetOf(position) === asset)) {
    parts.push({ person, asset, deposit: venue.valuation.inAsset(asset, units), positions });
    return;
  }
  const assets = [...new Set(positions.map(assetOf))].sort((a, b) => a - b);
  const groups = assets.map((one) => positions.filter((position) => assetOf(position) === one));
  const notionals = groups.map((group) => group.reduce((sum, { notional }) => sum + notional, 0));
  const whole = notionals.reduce((sum, notional) => sum + notional, 0);
  assets.forEach((one, i) => {
    const share = Math.floor((units * (notionals[i] as number)) / whole);
    const group = groups[i] as Person['positions'];
    parts.push({ person, asset: one, deposit: venue.valuation.inAsset(one, share), positions: group });
  });
};

/** What a part would hold if margin were no object. */
const wantedBy = ({ person, positions }: Part, part: number, unit: number, byId: ReadonlyMap<string, Met>): Holding[] =>
  positions.map((position) => {
    const { market, many, worth } = byId.get(position.market) as Met;
    const entry = Math.min(market.setup.cap, Math.max(market.setup.floor, Math.round(position.entry / market.tick)));
    const lots = position.side * Math.floor((position.notional / unit / worth) * many);
    return { part, market: market.number, entry, lots, hedged: person.hedgeGroup !== undefined };
  });

/** Opens the accounts of a population with an object for each account and each position: slow, and plain to see. */
export const openPlainly = (venue: Venue, scenario: Scenario, people: readonly Person[]): Opened => {
  const { unit } = venue.view;
  const byId = new Map(venue.markets.map((market) => [market.id, meet(scenario, market)]));
  const parts: Part[] = [];
  for (const person of people) addParts(parts, venue, person, byId);
  const wanted = parts.map((part, i) => wantedBy(part, i, unit, byId));
  const shares = parts.map(({ asset, deposit: money }, i) =>
    affordable(venue, wanted[i] as Holding[], venue.valuation.worth(asset, money)),
  );
  alikeInGroups(parts, shares);
  const scaled = new Set(parts.filter((_, i) => (shares[i] as number) < 1).map(({ person }) => person));
  const holdings = wanted.flat();
  for (const holding of holdings) holding.lots = Math.trunc(holding.lots * (shares[holding.part] as number));
  for (const { number } of venue.markets) balance(holdings.filter(({ market }) => market === number));
  const hedgeGroups = new Map<number, number>();
  open(venue, parts, holdings, hedgeGroups);
  return { hedgeGroups, scaledDown: scaled.size };
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

const open = (
  venue: Venue,
  parts: readonly Part[],
  holdings: readonly Holding[],
  hedgeGroups: Map<number, number>,
): void => {
  const owners = new Map<number, number>();
  const accounts = parts.map(({ person, asset, deposit }) => {
    const owner = owners.get(person.owner);
    const account = venue.ledger.open(person.kind, owner ?? -1);
    if (owner === undefined) owners.set(person.owner, account);
    if (person.hedgeGroup !== undefined) hedgeGroups.set(account, person.hedgeGroup);
    if (deposit > 0) endow(venue, account, deposit, asset);
    return account;
  });
  for (const { part, market, lots, entry } of holdings)
    if (lots !== 0)
      openPosition(venue, accounts[part] as number, market, lots, (venue.markets[market] as Market).value(lots, entry));
};
