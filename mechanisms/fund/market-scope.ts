import { type MarketView, z } from 'breakwater';
import { ALL } from './scope.ts';

/** Which markets share a pool, by the names the field has for it. */
const SCOPES = [
  'global',
  'per-settlement-coin',
  'per-product-underlying',
  'per-market-isolated',
  'grouped-pool',
  'cross-plus-isolated-markets',
] as const;
type Scope = (typeof SCOPES)[number];

const noMarketTwice = (groups: Readonly<Record<string, readonly string[]>>, context: z.RefinementCtx): void => {
  const home = new Map<string, string>();
  for (const [group, markets] of Object.entries(groups)) {
    for (const market of markets) {
      const other = home.get(market);
      home.set(market, group);
      if (other === undefined) continue;
      const message = `${market} is in ${other} and in ${group}; one pool serves a market`;
      context.addIssue({ code: 'custom', path: [group], message });
    }
  }
};

/** Parameters that say which markets share a pool. */
export const scopeParams = {
  scope: z.enum(SCOPES).default('global').describe('Which markets share a pool.'),
  groups: z
    .record(z.string(), z.array(z.string()))
    .superRefine(noMarketTwice)
    .default({})
    .describe('Markets by group, for scope grouped-pool; a market in no group has a pool of its own.'),
  isolated: z
    .array(z.string())
    .default([])
    .describe('Markets with a pool of their own, for scope cross-plus-isolated-markets; the others share one.'),
  underlyings: z
    .record(z.string(), z.string())
    .default({})
    .describe('Underlying by market, for scope per-product-underlying; the name up to its first dash when left out.'),
};

interface Given {
  readonly scope: Scope;
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly isolated: readonly string[];
  readonly underlyings: Readonly<Record<string, string>>;
}

/** Scope that reads a list; without that scope the list would be ignored in silence. */
const READ_BY = {
  groups: 'grouped-pool',
  isolated: 'cross-plus-isolated-markets',
  underlyings: 'per-product-underlying',
} as const;

/** Refuses, as a config is read, a list that its scope does not look at. */
export const listsOfTheScope = (given: Given, context: z.RefinementCtx): void => {
  for (const [list, scope] of Object.entries(READ_BY) as [keyof typeof READ_BY, Scope][]) {
    if (given.scope === scope || Object.keys(given[list] ?? {}).length === 0) continue;
    const message = `${list} is for scope ${scope}, but scope is ${given.scope}`;
    context.addIssue({ code: 'custom', path: [list], message });
  }
};

const underlyingOf = ({ id }: MarketView, given: Given): string =>
  Object.hasOwn(given.underlyings, id) ? (given.underlyings[id] as string) : (id.split('-')[0] as string);

/**
 * Key of the pool of a market.
 *
 * `global`: `all`. `per-settlement-coin`: the asset it settles in. `per-product-underlying`: kind, underlying and asset, as
 * `linear-BTC-USDT`. `per-market-isolated`: its name. `grouped-pool`: its group, else its name. `cross-plus-isolated-markets`: its name
 * if it is isolated, else `all`.
 */
export const keyOfMarket = (market: MarketView, given: Given): string => {
  switch (given.scope) {
    case 'global':
      return ALL;
    case 'per-settlement-coin':
      return market.settle;
    case 'per-product-underlying':
      return `${market.kind}-${underlyingOf(market, given)}-${market.settle}`;
    case 'per-market-isolated':
      return market.id;
    case 'grouped-pool':
      return Object.entries(given.groups).find(([, markets]) => markets.includes(market.id))?.[0] ?? market.id;
    case 'cross-plus-isolated-markets':
      return given.isolated.includes(market.id) ? market.id : ALL;
  }
};
