import { configError } from '../contract/index.ts';
import type { ExchangeDesign, Listing } from '../exchange/index.ts';
import { D, nearestStep } from '../money/index.ts';
import type { AccountSpec, AssetSpec, MarketSpec, Scenario, ScriptedEvent } from './scenario.ts';

/** Notional of one lot at the opening price, quote currency. */
export const lotNotional = (market: MarketSpec): D =>
  market.kind === 'linear' ? new D(market.lot ?? '1').mul(market.open) : new D(market.face ?? '1');

/** Lots of one notional as the nearest number of lots of another. The same sizes come again and again. */
const lotsOf = (before: D, now: D): ((lots: number) => number) => {
  const known = new Map<number, number>();
  return (lots) => {
    const found = known.get(lots) ?? before.mul(lots).div(now).round().toNumber();
    known.set(lots, found);
    return found;
  };
};

/** A band on the grid of a tick: no wider than the one given. */
const bandOn = ({ floor, cap }: MarketSpec['band'], tick: string): MarketSpec['band'] => ({
  floor: new D(floor).div(tick).ceil().mul(tick).toFixed(),
  cap: new D(cap).div(tick).floor().mul(tick).toFixed(),
});

/** @throws BreakwaterError `listing` for a price that is nothing on the grid of the venue's contract. */
const tooLow = (id: string, what: string, price: string, tick: string): Error =>
  configError(
    'listing',
    `market ${id}: ${what} ${price} is nothing on the grid of the venue's contract, whose tick is ${tick}`,
    {
      where: { path: `instruments.${id}.tick` },
      hint: 'use a scenario with prices as the venue has them, or give the listing a finer tick',
    },
  );

const listed = (market: MarketSpec, listing: Listing): MarketSpec => {
  const { id, class: group, open, beta, openInterest, depthAtOnePercent } = market;
  const { kind, settle, lot = market.lot, face, tick = market.tick } = listing;
  if (new D(market.band.cap).lt(tick)) throw tooLow(id, 'the highest price', market.band.cap, tick);
  if (new D(open).div(tick).round().isZero()) throw tooLow(id, 'the opening price', String(open), tick);
  return {
    id,
    class: group,
    open,
    beta,
    openInterest,
    depthAtOnePercent,
    kind,
    tick,
    band: bandOn(market.band, tick),
    ...(settle === undefined ? {} : { settle }),
    ...(kind === 'linear' ? { lot: lot ?? '1' } : { face: face ?? '1' }),
  };
};

/** Assets that contracts settle in and the scenario does not have: priced at the index of the market that brought them. */
const assetsFor = (scenario: Scenario, listings: Readonly<Record<string, Listing>>): AssetSpec[] => {
  const assets = [...scenario.assets];
  for (const [market, { settle, decimals }] of Object.entries(listings)) {
    if (settle === undefined || !scenario.markets.some(({ id }) => id === market)) continue;
    if (assets.some(({ name }) => name === settle)) continue;
    if (settle !== market) {
      throw configError('listing', `market ${market} settles in ${settle}, whose price nothing says`, {
        where: { path: `instruments.${market}.settle` },
        hint: `settle it in ${market}, at the index of its own market, or give ${settle} a price in the scenario`,
      });
    }
    assets.push({ name: settle, decimals, follows: market });
  }
  return assets;
};

/**
 * The scenario as a venue lists its markets.
 *
 * Prices, depth and people are the scenario's; contracts are the venue's. What was written in lots of the scenario's contract (accounts
 * by hand, scripted orders) becomes the nearest number of the venue's lots of the same notional at the opening price.
 *
 * @throws BreakwaterError `listing` when a contract settles in an asset without a price, or its tick is above prices of the scenario.
 */
export const listedBy = ({ instruments = {} }: Pick<ExchangeDesign, 'instruments'>, scenario: Scenario): Scenario => {
  if (!scenario.markets.some(({ id }) => Object.hasOwn(instruments, id))) return scenario;
  const markets = scenario.markets.map((market) =>
    Object.hasOwn(instruments, market.id) ? listed(market, instruments[market.id] as Listing) : market,
  );
  const after = new Map(markets.map((market) => [market.id, market]));
  const changed = new Map(
    scenario.markets.flatMap((old, number) => {
      const now = markets[number] as MarketSpec;
      return old === now ? [] : [[old.id, lotsOf(lotNotional(old), lotNotional(now))] as const];
    }),
  );
  const inLots = (id: string, lots: number): number => changed.get(id)?.(lots) ?? lots;
  const onGrid = (id: string, price: string): string => {
    const tick = after.get(id)?.tick ?? '1';
    const nearest = nearestStep(price, tick);
    if (nearest === undefined) throw tooLow(id, 'the price', price, tick);
    return nearest;
  };
  return {
    ...scenario,
    markets,
    assets: assetsFor(scenario, instruments),
    accounts: scenario.accounts.map(
      (account): AccountSpec => ({
        ...account,
        positions: account.positions.map(({ market, lots, entry }) => ({
          market,
          lots: inLots(market, lots),
          entry: onGrid(market, entry),
        })),
      }),
    ),
    events: scenario.events.map(
      (event): ScriptedEvent =>
        event.do === 'place'
          ? {
              ...event,
              lots: inLots(event.market, event.lots),
              ...(event.limit === undefined ? {} : { limit: onGrid(event.market, event.limit) }),
            }
          : event,
    ),
  };
};
