import type { AccountView, LadderLevel, MarketView, VenueView } from '../../contract/index.ts';
import type { OrderList } from './order-list.ts';

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

/** A market as every maker finds it now. */
interface Offered {
  readonly market: MarketView;
  readonly ladder: Ladder;
  /** Notional of all levels of a side, natural units. */
  readonly notional: number;
  /** Notional of a lot at the reference price, natural units. */
  readonly perLot: number;
}

/** What all makers together are to quote now, market by market. */
export const offeredNow = (view: WorldVenueView): readonly Offered[] =>
  view.markets.map((market) => {
    const ladder = view.ladder(market.number);
    return {
      market,
      ladder,
      notional: ladder.levels.reduce((sum, level) => sum + level.notional, 0),
      perLot: market.notional(1, Math.max(1, Math.round(ladder.reference))) * view.unit,
    };
  });

/** What a maker would quote in a market, and what it holds there. */
interface Stance {
  readonly offered: Offered;
  /** Notional it would quote on each side, natural units. */
  readonly wanted: number;
  /** Notional it holds, natural units, and the sign of its lots. */
  readonly inventory: number;
  readonly sign: number;
  /** What it holds over what it may hold, signed, -1 to 1. */
  readonly load: number;
}

/** The part of what a maker would quote on a side that only reduces what it holds. */
const reducing = ({ wanted, inventory, sign }: Stance, side: 1 | -1): number =>
  side === -sign ? Math.min(wanted, inventory) : 0;

const stancesOf = (
  { unit }: WorldVenueView,
  offers: readonly Offered[],
  account: AccountView,
  share: number,
  limit: number,
): readonly Stance[] => {
  const held = new Float64Array(offers.length);
  for (const { market, lots } of account.positions()) held[market.number] = lots;
  return offers.map((offered) => {
    const lots = held[offered.market.number] as number;
    const inventory = lots === 0 ? 0 : offered.market.notional(lots) * unit;
    const sign = Math.sign(lots);
    const load = limit > 0 ? sign * Math.min(1, inventory / limit) : 0;
    return { offered, wanted: share * offered.notional, inventory, sign, load };
  });
};

/** Orders of one side: whole lots, rounded on the running sum so that nothing is lost to small levels; one order a price. */
const quoteSide = (
  orders: OrderList,
  account: number,
  { market, ladder: { levels, reference }, perLot }: Offered,
  side: 1 | -1,
  shift: number,
  share: number,
  scale: number,
): void => {
  if (!(perLot > 0) || !(scale > 0)) return;
  const nearest = side === 1 ? Math.ceil(reference) - 1 : Math.floor(reference) + 1;
  let through = 0;
  let placed = 0;
  let price = 0;
  let atPrice = 0;
  for (const level of levels) {
    through += (level.notional * share * scale) / perLot;
    const lots = Math.floor(through) - placed;
    placed += lots;
    if (lots < 1) continue;
    const away = reference * level.distance * shift;
    const limit =
      side === 1 ? Math.min(Math.floor(reference - away), nearest) : Math.max(Math.ceil(reference + away), nearest);
    if (limit !== price) {
      if (atPrice > 0) orders.add(account, market.number, side * atPrice, price);
      atPrice = 0;
    }
    price = limit;
    if (limit >= 1) atPrice += lots;
  }
  if (atPrice > 0) orders.add(account, market.number, side * atPrice, price);
};

/**
 * Adds the quotes of a maker: its share of what is offered, within leverage x equity, but for what reduces what it holds.
 *
 * @param share - Its part of what all makers quote, 0 to 1.
 */
export const addQuotes = (
  orders: OrderList,
  view: WorldVenueView,
  offers: readonly Offered[],
  account: AccountView,
  share: number,
  { leverage, skew }: { readonly leverage: number; readonly skew: number },
): void => {
  const limit = leverage * account.equity * view.unit;
  const stances = stancesOf(view, offers, account, share, limit);
  let reduces = 0;
  let adds = 0;
  for (const stance of stances) {
    for (const side of [1, -1] as const) {
      const part = reducing(stance, side);
      reduces += part;
      adds = adds + stance.wanted - part;
    }
  }
  const inventory = account.notional * view.unit;
  const scaleOfReducing = reduces > 0 ? Math.min(1, limit / reduces) : 1;
  const scaleOfAdding = adds > 0 ? Math.min(1, Math.max(0, limit - inventory) / adds) : 1;
  for (const stance of stances) {
    const { offered, wanted, load } = stance;
    for (const side of [1, -1] as const) {
      const part = reducing(stance, side);
      const quoted = scaleOfReducing * part + scaleOfAdding * (wanted - part);
      quoteSide(orders, account.id, offered, side, 1 + side * skew * load, share, wanted > 0 ? quoted / wanted : 0);
    }
  }
};
