import { configError, type Person, type PersonPosition } from '../contract/index.ts';
import type { Market, Venue } from '../exchange/index.ts';
import { marginAsset } from './margin-asset.ts';
import type { Scenario } from './scenario.ts';

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

const tooRich = (deposit: number, people: number, asset: string): Error =>
  configError(
    'too-rich',
    `one of ${people} people of the population would deposit ${(deposit / 1e9).toFixed(1)}bn ${asset}, beyond the 2^53 units up to which amounts are exact`,
    { hint: 'let more traders share the open interest (population.traders), or give the asset fewer decimals' },
  );

/**
 * The accounts that people want to open on a venue, and the positions in them, as columns: those of one account stand side by side.
 *
 * A person has one account for each asset that margin is in: a venue that margins contracts in coins keeps a balance of its own for each.
 */
export class Wanted {
  readonly people: readonly Person[];
  /** Number of accounts. */
  accounts = 0;
  /** Number of the person of an account. */
  readonly person: Int32Array;
  /** Asset that the margin of an account is in. */
  readonly asset: Int32Array;
  /** Deposit of an account, units of that asset. */
  readonly deposit: Float64Array;
  /** First position of an account; behind the last account the end of all positions. */
  readonly first: Int32Array;
  /** Number of positions. */
  positions = 0;
  /** Market of a position. */
  readonly market: Int32Array;
  /** Signed lots of a position. */
  readonly lots: Float64Array;
  /** Entry price of a position, ticks. */
  readonly entry: Float64Array;
  readonly #venue: Venue;
  readonly #byId: ReadonlyMap<string, Met>;

  constructor(venue: Venue, scenario: Scenario, people: readonly Person[]) {
    this.#venue = venue;
    this.#byId = new Map(venue.markets.map((market) => [market.id, meet(scenario, market)]));
    this.people = people;
    const positions = people.reduce((sum, person) => sum + person.positions.length, 0);
    // Whoever has several accounts has a position in each.
    const most = people.length + positions;
    this.person = new Int32Array(most);
    this.asset = new Int32Array(most);
    this.deposit = new Float64Array(most);
    this.first = new Int32Array(most + 1);
    this.market = new Int32Array(positions);
    this.lots = new Float64Array(positions);
    this.entry = new Float64Array(positions);
    for (let number = 0; number < people.length; number++) this.#addPerson(people[number] as Person, number);
  }

  /** Hedge group of an account. */
  hedgeGroup(account: number): number | undefined {
    return (this.people[this.person[account] as number] as Person).hedgeGroup;
  }

  /** The accounts of a person: one for each asset, the deposit shared by notional. */
  #addPerson({ deposit, positions }: Person, number: number): void {
    const units = Math.floor(deposit / this.#venue.view.unit);
    if (!Number.isSafeInteger(units)) throw tooRich(deposit, this.people.length, this.#venue.assets[0]?.name ?? '');
    const asset = positions[0] === undefined ? 0 : this.#assetOf(positions[0]);
    if (positions.length < 2 || positions.every((position) => this.#assetOf(position) === asset)) {
      this.#addAccount(number, asset, units, positions);
      return;
    }
    const assets = [...new Set(positions.map((position) => this.#assetOf(position)))].sort((a, b) => a - b);
    const groups = assets.map((one) => positions.filter((position) => this.#assetOf(position) === one));
    const notionals = groups.map((group) => group.reduce((sum, { notional }) => sum + notional, 0));
    const whole = notionals.reduce((sum, notional) => sum + notional, 0);
    groups.forEach((group, i) => {
      // Positions of no size have no share of their own: the first asset has all there is.
      const part = whole > 0 ? (notionals[i] as number) / whole : Number(i === 0);
      const share = Math.floor(units * part);
      this.#addAccount(number, assets[i] as number, share, group);
    });
  }

  #assetOf({ market }: PersonPosition): number {
    return (this.#byId.get(market) as Met).asset;
  }

  #addAccount(person: number, asset: number, units: number, positions: readonly PersonPosition[]): void {
    const account = this.accounts++;
    this.person[account] = person;
    this.asset[account] = asset;
    this.deposit[account] = this.#venue.valuation.inAsset(asset, units);
    for (const position of positions) this.#addPosition(position);
    this.first[this.accounts] = this.positions;
  }

  /** What it would be if margin were no object. */
  #addPosition({ market: id, side, notional, entry }: PersonPosition): void {
    const { market, many, worth } = this.#byId.get(id) as Met;
    const { floor, cap } = market.setup;
    const place = this.positions++;
    this.market[place] = market.number;
    this.entry[place] = Math.min(cap, Math.max(floor, Math.round(entry / market.tick)));
    this.lots[place] = side * Math.floor((notional / this.#venue.view.unit / worth) * many);
  }
}
