import { z } from 'zod';
import {
  type AccountView,
  type AgentAction,
  contractError,
  defineAgent,
  duration,
  type LadderLevel,
  type MarketView,
  type VenueView,
} from '../../contract/index.ts';
import { shareKept, type Watched, withdrawalParams } from './maker-withdrawal.ts';

/** What all makers together quote in a market now. */
export interface Ladder {
  /** Levels of one side, nearest first, alike for both sides: the liquidity model's ladder times the depth multiplier. */
  readonly levels: readonly LadderLevel[];
  /** Price the makers quote around, ticks, > 0, need not be whole. */
  readonly reference: number;
}
/** The venue as agents of the world see it: with the ladder that the liquidity and depth models make. */
export type WorldVenueView = VenueView & {
  /** The ladder of a market, by number. */
  ladder(market: number): Ladder;
};

const params = z.strictObject({
  leverage: z
    .number()
    .positive()
    .max(100)
    .default(5)
    .describe('Largest notional of a maker’s inventory and quotes, as a multiple of its equity.'),
  skew: z
    .number()
    .min(0)
    .lt(1)
    .default(0.5)
    .describe('How far a full inventory moves the quotes, as a share of their distance; 0 ignores inventory.'),
  every: duration().prefault('0s').describe('Least time between two quotes; 0s requotes each step.'),
  withdrawal: withdrawalParams
    .optional()
    .describe('When a maker takes its quotes back for a while; makers stay when left out.'),
});

/** When to quote again, and what is remembered of each maker that may leave. */
type State = { next: number; watched: Record<string, Watched> };

/** One side of one market that a maker would quote. */
interface Quote {
  readonly market: MarketView;
  readonly ladder: Ladder;
  /** 1 buys. */
  readonly side: 1 | -1;
  /** Factor on the distances: above 1 the side is held back. */
  readonly shift: number;
  /** Notional it would quote, natural units. */
  readonly wanted: number;
  /** The part of it that only reduces what the maker holds. */
  readonly reducing: number;
}

function wantedQuotes(
  view: WorldVenueView,
  account: AccountView,
  share: number,
  limit: number,
  skew: number,
): readonly Quote[] {
  const held = new Map(account.positions().map((position) => [position.market.number, position]));
  return view.markets.flatMap((market) => {
    const ladder = view.ladder(market.number);
    const position = held.get(market.number);
    const inventory = position === undefined ? 0 : market.notional(position.lots) * view.unit;
    const sign = Math.sign(position?.lots ?? 0);
    const load = limit > 0 ? sign * Math.min(1, inventory / limit) : 0;
    const wanted = share * ladder.levels.reduce((sum, level) => sum + level.notional, 0);
    return ([1, -1] as const).map((side) => ({
      market,
      ladder,
      side,
      shift: 1 + side * skew * load,
      wanted,
      reducing: side === -sign ? Math.min(wanted, inventory) : 0,
    }));
  });
}

/** Orders of one side: whole lots, rounded on the running sum so that nothing is lost to small levels; one order a price. */
function ordersOf(account: number, quote: Quote, share: number, scale: number, unit: number): readonly AgentAction[] {
  const { market, side, shift } = quote;
  const { levels, reference } = quote.ladder;
  const lotNotional = market.notional(1, Math.max(1, Math.round(reference))) * unit;
  if (!(lotNotional > 0) || !(scale > 0)) return [];
  const byPrice = new Map<number, number>();
  let through = 0;
  let placed = 0;
  for (const level of levels) {
    through += (level.notional * share * scale) / lotNotional;
    const lots = Math.floor(through) - placed;
    placed += lots;
    const away = reference * level.distance * shift;
    const limit =
      side === 1
        ? Math.min(Math.floor(reference - away), Math.ceil(reference) - 1)
        : Math.max(Math.ceil(reference + away), Math.floor(reference) + 1);
    if (lots >= 1 && limit >= 1) byPrice.set(limit, (byPrice.get(limit) ?? 0) + lots);
  }
  return [...byPrice].map(([limit, lots]) => ({
    do: 'place',
    account,
    market: market.number,
    lots: side * lots,
    limit,
    timeInForce: 'gtc',
  }));
}

const watchedOf = ({ watched }: State, account: number): Watched => {
  watched[account] ??= { until: 0, peaks: [] };
  return watched[account];
};

function quotesOf(
  view: WorldVenueView,
  account: AccountView,
  share: number,
  given: { leverage: number; skew: number },
) {
  const limit = given.leverage * account.equity * view.unit;
  const quotes = wantedQuotes(view, account, share, limit, given.skew);
  const inventory = account.notional * view.unit;
  const reducing = quotes.reduce((sum, quote) => sum + quote.reducing, 0);
  const adding = quotes.reduce((sum, quote) => sum + quote.wanted - quote.reducing, 0);
  const scaleOfReducing = reducing > 0 ? Math.min(1, limit / reducing) : 1;
  const scaleOfAdding = adding > 0 ? Math.min(1, Math.max(0, limit - inventory) / adding) : 1;
  return quotes.flatMap((quote) => {
    const quoted = scaleOfReducing * quote.reducing + scaleOfAdding * (quote.wanted - quote.reducing);
    return ordersOf(account.id, quote, share, quote.wanted > 0 ? quoted / quote.wanted : 0, view.unit);
  });
}

/**
 * Makers who take their quotes back each step and quote the ladder anew around the reference price.
 *
 * A maker quotes its share of the ladder: its equity over that of all makers. Its quotes and what it holds stay within
 * leverage x equity, except for quotes that reduce what it holds. With q = inventory / (leverage x equity), signed, in
 * [-1, 1], bids stand at distance d (1 + skew q) and asks at d (1 - skew q): who is long buys further away and sells
 * nearer. Bids are below the reference and asks above it, so makers never trade with each other. All cancel before any quotes.
 *
 * With `withdrawal` a maker whose equity falls too fast, or whom ADL has closed, leaves for a while. Nobody quotes its share meanwhile.
 *
 * @source Avellaneda and Stoikov, "High-frequency trading in a limit order book", Quantitative Finance 8 (2008), the
 *   reservation price, here as a linear shift; leverage 5 and skew 0.5 are assumed.
 * @example
 * // agents: [{ use: makers, leverage: 5, skew: 0.5 }]
 */
export const makers = defineAgent<typeof params, State>({
  name: 'makers',
  summary: 'Makers who requote the ladder each step, within their capital and against their inventory.',
  source: 'Avellaneda and Stoikov, High-Frequency Trading in a Limit Order Book, Quantitative Finance 8 (2008)',
  params,
  points: ['agents'],
  initial: () => ({ next: 0, watched: {} }),
  act: (_point, view, given, state) => {
    if (!('ladder' in view)) {
      throw contractError('no-ladder', 'agent makers was given a view without a ladder', {
        hint: 'run it in a world with a liquidity model',
      });
    }
    if (view.now < state.next) return [];
    state.next = view.now + given.every;
    const world = view as WorldVenueView;
    const accounts = view.accountsOf('maker').map((id) => view.account(id));
    const capital = accounts.reduce((sum, { equity }) => sum + Math.max(0, equity), 0);
    const cancels: AgentAction[] = accounts.map(({ id }) => ({ do: 'cancel-all', account: id }));
    const quotes = accounts.flatMap((account) => {
      const { equity } = account;
      const kept =
        given.withdrawal === undefined
          ? 1
          : shareKept(watchedOf(state, account.id), account, view.now, given.withdrawal);
      return equity <= 0 || account.inCase || kept === 0
        ? []
        : quotesOf(world, account, (kept * equity) / capital, given);
    });
    return [...cancels, ...quotes];
  },
});
