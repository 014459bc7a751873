import type { Use } from '../exchange/design.ts';
import { D } from '../money/index.ts';
import type { AccountSpec, AssetSpec, MarketSpec, Scenario, ScriptedEvent } from '../world/scenario.ts';

/** A scenario as its file says it: plain data. */
export type ScenarioDocument = Readonly<Record<string, unknown>>;

const seconds = (time: number): string => (Number.isInteger(time) ? `${time}s` : `${Math.round(time * 1000)}ms`);

/** A number without an exponent. */
const decimal = (value: number | string): string => new D(value).toFixed();
const perhaps = (value: string | undefined): string | undefined => (value === undefined ? undefined : decimal(value));
const decimals = (of: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(of).map(([name, value]) => [name, decimal(value)]));

/** Entries that have a value. */
const given = (entries: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));

const used = ({ mechanism, params }: Use<{ readonly name: string }>): unknown => ({
  use: mechanism.name,
  ...(params as object),
});

const timed = (path: readonly (readonly [number, number])[] | undefined): unknown =>
  path?.map(([at, value]) => [seconds(at), decimal(value)]);

const assetOf = ({ decimals: places, price, path, book, redemption }: AssetSpec): unknown =>
  given({
    decimals: places,
    price: perhaps(price),
    path: timed(path),
    book: timed(book),
    redemption: perhaps(redemption),
  });

const marketOf = ({
  id: _id,
  tick,
  lot,
  face,
  band,
  openInterest,
  depthAtOnePercent,
  open,
  beta,
  ...rest
}: MarketSpec): unknown =>
  given({
    ...rest,
    tick: decimal(tick),
    lot: perhaps(lot),
    face: perhaps(face),
    band: decimals(band),
    open: decimal(open),
    beta: beta === 1 ? undefined : decimal(beta),
    openInterest: openInterest === 0 ? undefined : decimal(openInterest),
    depthAtOnePercent: depthAtOnePercent === 0 ? undefined : decimal(depthAtOnePercent),
  });

/** @param above - Names of the accounts written before it: an owner that is not among them is nobody, and the account its own. */
const accountOf = (
  { name, owner, kind, deposit, commitment, positions }: AccountSpec,
  settle: string,
  above: readonly string[],
): unknown => {
  const assets = Object.keys(deposit);
  const only = assets.length === 1 && assets[0] === settle;
  return given({
    name,
    owner: owner === name || above.includes(owner ?? '') ? owner : undefined,
    kind: kind === 'trader' ? undefined : kind,
    deposit: only ? perhaps(deposit[settle]) : decimals(deposit),
    commitment: perhaps(commitment),
    positions:
      positions.length === 0
        ? undefined
        : Object.fromEntries(positions.map(({ market, lots, entry }) => [market, { lots, entry: decimal(entry) }])),
  });
};

const eventOf = ({ at, ...rest }: ScriptedEvent): unknown =>
  given({
    at: seconds(at),
    ...rest,
    ...('limit' in rest ? { limit: perhaps(rest.limit) } : {}),
    ...('amount' in rest ? { amount: decimal(rest.amount) } : {}),
  });

/**
 * Writes a scenario as its file would say it; what reads it makes the same scenario again.
 *
 * Parameters of market models are written as they were parsed: models whose parameters are amounts or durations are not for this.
 */
export const scenarioDocument = (scenario: Scenario): ScenarioDocument => {
  const { name, summary, sources, step, steps, duration, clock, settle, assets, markets, accounts, events } = scenario;
  const { shock, price, exogenous, impact, liquidity, depth, population, agents } = scenario;
  return given({
    name,
    summary,
    sources: sources.length === 0 ? undefined : sources,
    duration: seconds(duration),
    step: seconds(step),
    steps:
      steps.length === 0
        ? undefined
        : steps.map((window) => ({
            from: seconds(window.from),
            to: seconds(window.to),
            step: seconds(window.step),
          })),
    clock,
    settle,
    assets: Object.fromEntries(assets.map((asset) => [asset.name, assetOf(asset)])),
    markets: Object.fromEntries(markets.map((market) => [market.id, marketOf(market)])),
    shock: used(shock),
    price: price === 'path' ? undefined : price,
    exogenous,
    impact: impact && used(impact),
    liquidity: liquidity && used(liquidity),
    depth: depth && used(depth),
    population: population && used(population),
    agents: agents.length === 0 ? undefined : agents.map(used),
    accounts: accounts.map((account, i) =>
      accountOf(
        account,
        settle,
        accounts.slice(0, i).map((each) => each.name),
      ),
    ),
    events: events.length === 0 ? undefined : events.map(eventOf),
  });
};
