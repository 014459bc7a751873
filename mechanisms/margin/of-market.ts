import { configError, type MarketView } from 'breakwater';

/**
 * The entry of a table that stands for a market: its own, else the one called `default`.
 *
 * @throws BreakwaterError `no-margin-table` when there is neither.
 */
export const ofMarket = <T>(table: Readonly<Record<string, T>>, market: MarketView, path: string): T => {
  // Own keys only: a market may be called `constructor`.
  for (const key of [market.id, 'default']) {
    const entry = Object.hasOwn(table, key) ? table[key] : undefined;
    if (entry !== undefined) return entry;
  }
  throw configError('no-margin-table', `${path} has no entry for ${market.id} and none called default`, {
    where: { path },
    hint: `add ${path}.${market.id} or ${path}.default`,
  });
};
