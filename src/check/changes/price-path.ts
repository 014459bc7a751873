import type { MarketSpec, Scenario } from '../../world/index.ts';

/** Multiples of the opening price over time, as [seconds, multiple]. */
export type Path = readonly (readonly [number, number])[];

/** The scripted paths of a scenario by market. */
export const pathsOf = ({ shock }: Scenario): Readonly<Record<string, Path>> =>
  (shock.params as { readonly markets: Readonly<Record<string, Path>> }).markets;

/** The same scenario on other paths, each price on a whole tick within its band; nothing where a market has no path of its own. */
export const alongPaths = (
  scenario: Scenario,
  move: (multiple: number, market: MarketSpec) => number,
): Scenario | undefined => {
  const paths = pathsOf(scenario);
  const moved: Record<string, Path> = {};
  for (const market of scenario.markets) {
    const path = paths[market.id];
    if (path === undefined) return undefined;
    const tick = Number(market.tick);
    const [floor, cap] = [Math.ceil(Number(market.band.floor) / tick), Math.floor(Number(market.band.cap) / tick)];
    moved[market.id] = path.map(([at, multiple]) => {
      const ticks = Math.round((move(multiple, market) * market.open) / tick);
      return [at, (Math.min(cap, Math.max(floor + 1, ticks)) * tick) / market.open];
    });
  }
  return {
    ...scenario,
    shock: { ...scenario.shock, params: { ...(scenario.shock.params as object), markets: moved } },
  };
};
