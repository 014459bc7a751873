import type { AccountView, MarketView } from '../../../../src/contract/index.ts';
import type { Ladder, WorldVenueView } from '../../../../src/world/models/index.ts';
import type { Place } from './fake-venue.ts';

/** One side of one market that a maker would quote. */
interface Quote {
  readonly market: MarketView;
  readonly ladder: Ladder;
  readonly side: 1 | -1;
  readonly shift: number;
  readonly wanted: number;
  readonly reducing: number;
}

const wantedQuotes = (
  view: WorldVenueView,
  account: AccountView,
  share: number,
  limit: number,
  skew: number,
): readonly Quote[] => {
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
};

const ordersOf = (account: number, quote: Quote, share: number, scale: number, unit: number): readonly Place[] => {
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
};

/** What makers who stay quote, worked out with a list of everything and a map of prices: the twin of the makers. */
export const plainQuotes = (view: WorldVenueView, { leverage = 5, skew = 0.5 }): readonly Place[] => {
  const accounts = view.accountsOf('maker').map((id) => view.account(id));
  const capital = accounts.reduce((sum, { equity }) => sum + Math.max(0, equity), 0);
  return accounts.flatMap((account) => {
    const { equity } = account;
    if (equity <= 0 || account.inCase) return [];
    const share = equity / capital;
    const limit = leverage * equity * view.unit;
    const quotes = wantedQuotes(view, account, share, limit, skew);
    const inventory = account.notional * view.unit;
    const reducing = quotes.reduce((sum, quote) => sum + quote.reducing, 0);
    const adding = quotes.reduce((sum, quote) => sum + quote.wanted - quote.reducing, 0);
    const scaleOfReducing = reducing > 0 ? Math.min(1, limit / reducing) : 1;
    const scaleOfAdding = adding > 0 ? Math.min(1, Math.max(0, limit - inventory) / adding) : 1;
    return quotes.flatMap((quote) => {
      const quoted = scaleOfReducing * quote.reducing + scaleOfAdding * (quote.wanted - quote.reducing);
      return ordersOf(account.id, quote, share, quote.wanted > 0 ? quoted / quote.wanted : 0, view.unit);
    });
  });
};
