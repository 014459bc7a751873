import type { MarginSchedule, MarketModelView, Person } from '../../contract/index.ts';
import { exp } from '../../math/index.ts';
import { type LiquidationLevel, type LiquidationMap, liquidationMap } from './liquidation-map.ts';

/** Log falls that are looked at before the level is closed in, and the deepest of them. */
const GRID = 150;
const HALVINGS = 40;

/** How people are margined, and how markets move together. */
export interface PeopleMapOptions {
  /** The margin rule of a market. */
  readonly schedule: (market: string) => MarginSchedule;
  /** Unit of the settlement asset as a natural number: 0.000001 for micro-dollars. */
  readonly unit: number;
  /** Notional of one lot of a market at its opening price, natural units; one unit of currency when left out. */
  readonly lotNotional?: (market: string) => number;
  /** Whether the other markets fall too, in proportion to their betas; true when left out. */
  readonly together?: boolean;
  /** Deepest log fall that is looked at; 3 when left out. */
  readonly deepest?: number;
}

/**
 * The liquidation map of a list of people in one market, under a margin rule.
 *
 * While the market falls by x in log terms, another falls by x times the ratio of their betas. An account is liquidated, with all it
 * holds, at the first fall at which its equity is below the maintenance of its positions; its long position in the market counts from
 * there on. Shorts of the account help it, as they do at a venue with cross margin. Equity at the start is the deposit plus the gain since entry.
 *
 * @param people - The accounts of a population.
 * @param markets - All markets they hold.
 * @param market - Name of the market whose fall it is.
 * @param options - Margin, units and joint moves.
 * @returns The share of the market's long notional by log fall; 0 everywhere when nobody is long.
 */
export const peopleMap = (
  people: readonly Person[],
  markets: readonly MarketModelView[],
  market: string,
  options: PeopleMapOptions,
): LiquidationMap => {
  const views = new Map(markets.map((view) => [view.id, view]));
  const own = views.get(market) as MarketModelView;
  const { together = true, deepest = 3 } = options;
  const fallOf = (id: string, fall: number): number =>
    id === market ? fall : together ? (fall * (views.get(id) as MarketModelView).beta) / own.beta : 0;
  const healthy = (person: Person, fall: number): boolean => {
    let excess = person.deposit;
    for (const { market: id, side, notional, entry } of person.positions) {
      const view = views.get(id) as MarketModelView;
      const now = notional * exp(-fallOf(id, fall));
      const lots = side * Math.round(notional / (options.lotNotional?.(id) ?? 1));
      excess += side * (now - (notional * entry) / view.open);
      excess -= options.schedule(id).maintenance(Math.round(now / options.unit), lots) * options.unit;
    }
    return excess >= 0;
  };
  const levelOf = (person: Person): number | undefined => {
    let low = 0;
    for (let i = 0; i <= GRID; i++) {
      let high = (deepest * i) / GRID;
      if (healthy(person, high)) {
        low = high;
        continue;
      }
      for (let k = 0; k < HALVINGS && i > 0; k++) {
        const middle = (low + high) / 2;
        if (healthy(person, middle)) low = middle;
        else high = middle;
      }
      return high;
    }
    return undefined;
  };
  const long = people.flatMap((person) => {
    const held = person.positions.filter(({ market: id, side }) => id === market && side === 1);
    const notional = held.reduce((sum, position) => sum + position.notional, 0);
    return notional > 0 ? [{ person, notional }] : [];
  });
  const whole = long.reduce((sum, { notional }) => sum + notional, 0);
  return liquidationMap(
    long.flatMap(({ person, notional }): LiquidationLevel[] => {
      const drop = levelOf(person);
      return drop === undefined ? [] : [{ drop, share: notional / whole }];
    }),
  );
};
