import { formatUnits } from '../../money/index.ts';
import type { World } from '../../world/index.ts';

/** What the accounts of a venue that are nobody's are called. */
const HOUSE: Readonly<Record<string, string>> = {
  fees: 'the fee account',
  rounding: 'the rounding account',
  index: 'the index account',
  transit: 'money on its way',
  hole: 'nobody',
  outside: 'the rest of the world',
};

/** Names of a world's accounts and markets, and its amounts as decimals: what a story is told in. */
export class Names {
  readonly #world: World;
  readonly #people = new Map<number, string>();

  constructor(world: World) {
    this.#world = world;
    for (const [name, account] of world.arrivals.named) this.#people.set(account, name);
    for (const pool of world.venue.pools) this.#people.set(pool.account, `pool ${pool.name}`);
  }

  /** Somebody's name. */
  account(id: number): string {
    const kind = this.#world.venue.ledger.accounts.kindOf(id);
    return this.#people.get(id) ?? HOUSE[kind] ?? `${kind} ${id}`;
  }

  market(number: number): string {
    return this.#world.venue.markets[number]?.id ?? `market ${number}`;
  }

  layer(number: number): string {
    return this.#world.venue.design.waterfall[number]?.label ?? 'ADL';
  }

  /** An amount of an asset with its name. */
  ofAsset(units: number, asset: number): string {
    const { name = '', decimals = 0 } = this.#world.venue.assets[asset] ?? {};
    return `${formatUnits(units, decimals)} ${name}`;
  }

  /** An amount of the asset that a market settles in, with its name. */
  ofMarket(units: number, market: number): string {
    return this.ofAsset(units, this.#world.venue.markets[market]?.setup.settle ?? 0);
  }

  /** What a layer raises in a market: lots, or money where it charges gains. */
  raised(amount: number, market: number, layer: number): string {
    const found = this.#world.venue.design.waterfall[layer];
    const isMoney = found?.kind === 'adl' && 'composite' in found && found.composite.settle === 'gains';
    return isMoney ? this.ofMarket(amount, market) : `${amount} ${amount === 1 ? 'lot' : 'lots'}`;
  }

  /** A score, short. */
  score(value: number): string {
    return Number.isFinite(value) ? String(Number(value.toPrecision(4))) : value > 0 ? 'infinite' : 'minus infinite';
  }

  /** An amount of the settlement asset as a plain decimal. */
  money(units: number): string {
    return formatUnits(units, this.#world.venue.assets[0]?.decimals ?? 0);
  }

  /** An amount of the asset that a market settles in as a plain decimal. */
  inMarket(units: number, market: number): string {
    const { venue } = this.#world;
    return formatUnits(units, venue.assets[venue.markets[market]?.setup.settle ?? 0]?.decimals ?? 0);
  }

  /** A price in the market's own steps as a plain decimal. */
  price(ticks: number, market: number): string {
    const tick = this.#world.scenario.markets[market]?.tick ?? '1';
    const decimals = tick.split('.')[1]?.length ?? 0;
    return formatUnits(Math.round(ticks * Number(tick.replace('.', ''))), decimals);
  }
}
