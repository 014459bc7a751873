import type { Market, Venue } from '../exchange/index.ts';
import { apportion } from '../money/index.ts';
import type { Wanted } from './wanted.ts';

/**
 * Cuts what people want to what a venue admits: positions no larger than initial margin allows, each market's two sides made equal.
 *
 * @returns How many people were scaled down to the maximum leverage.
 */
export const fitPeople = (venue: Venue, wanted: Wanted): number => {
  const shares = new Float64Array(wanted.accounts);
  for (let account = 0; account < shares.length; account++) shares[account] = affordable(venue, wanted, account);
  alikeInGroups(wanted, shares);
  const scaled = new Set<number>();
  for (let account = 0; account < shares.length; account++) {
    const share = shares[account] as number;
    if (share < 1) scaled.add(wanted.person[account] as number);
    for (let i = wanted.first[account] as number; i < (wanted.first[account + 1] as number); i++)
      wanted.lots[i] = Math.trunc((wanted.lots[i] as number) * share);
  }
  balance(wanted, venue.markets.length);
  return scaled.size;
};

/** Largest share of the positions of an account that initial margin admits, from a ladder of halvings. */
const affordable = ({ valuation, markets }: Venue, wanted: Wanted, account: number): number => {
  const money = valuation.worth(wanted.asset[account] as number, wanted.deposit[account] as number);
  const from = wanted.first[account] as number;
  const to = wanted.first[account + 1] as number;
  let share = 1;
  for (let tries = 0; tries < 20; tries++) {
    let equity = money;
    let initial = 0;
    for (let i = from; i < to; i++) {
      const market = markets[wanted.market[i] as number] as Market;
      const lots = Math.trunc((wanted.lots[i] as number) * share);
      if (lots === 0) continue;
      const value = market.value(lots, market.mark);
      const { settle } = market.setup;
      equity += valuation.worth(settle, value - market.value(lots, wanted.entry[i] as number));
      initial += valuation.worthUp(settle, market.schedule.initial(Math.abs(value), lots));
    }
    if (initial <= equity) return share;
    // The margin needed is close to proportional, so aim just inside it; tiers may take a second try.
    share *= equity <= 0 ? 0.5 : Math.min(0.99, (0.99 * equity) / initial);
  }
  return 0;
};

/** Scales all accounts of a hedge group by the least share of one of them: a hedge is smaller on a stricter venue, but whole. */
const alikeInGroups = (wanted: Wanted, shares: Float64Array): void => {
  const least = new Map<number, number>();
  for (let account = 0; account < shares.length; account++) {
    const group = wanted.hedgeGroup(account);
    if (group !== undefined) least.set(group, Math.min(least.get(group) ?? 1, shares[account] as number));
  }
  if (least.size === 0) return;
  for (let account = 0; account < shares.length; account++) {
    const group = wanted.hedgeGroup(account);
    if (group !== undefined) shares[account] = least.get(group) as number;
  }
};

/** Positions on the larger side of a market, by place: those of the hedged apart from the rest. */
interface Surplus {
  readonly single: number[];
  readonly hedged: number[];
}

/** Trims the larger side of each market so that its lots sum to zero: in proportion, and hedged positions only where no others are left. */
const balance = (wanted: Wanted, markets: number): void => {
  const { market, lots } = wanted;
  const long = new Float64Array(markets);
  const short = new Float64Array(markets);
  for (let i = 0; i < wanted.positions; i++) {
    const held = lots[i] as number;
    const side = held > 0 ? long : short;
    side[market[i] as number] = (side[market[i] as number] as number) + Math.abs(held);
  }
  const surplus = Array.from(long, (): Surplus => ({ single: [], hedged: [] }));
  for (let account = 0; account < wanted.accounts; account++) {
    const kind = wanted.hedgeGroup(account) === undefined ? 'single' : 'hedged';
    for (let i = wanted.first[account] as number; i < (wanted.first[account + 1] as number); i++) {
      const excess = (long[market[i] as number] as number) - (short[market[i] as number] as number);
      if (Math.sign(lots[i] as number) * excess > 0) (surplus[market[i] as number] as Surplus)[kind].push(i);
    }
  }
  surplus.forEach(({ single, hedged }, number) => {
    const excess = Math.abs((long[number] as number) - (short[number] as number));
    const open = single.reduce((sum, i) => sum + Math.abs(lots[i] as number), 0);
    trim(lots, single, Math.min(excess, open));
    trim(lots, hedged, Math.max(0, excess - open));
  });
};

/** Takes lots from positions, in proportion to their size. */
const trim = (lots: Float64Array, places: readonly number[], excess: number): void => {
  if (excess === 0) return;
  const sizes = new Float64Array(places.length);
  for (let i = 0; i < sizes.length; i++) sizes[i] = Math.abs(lots[places[i] as number] as number);
  const cuts = apportion(excess, sizes, sizes);
  for (let i = 0; i < sizes.length; i++) {
    const place = places[i] as number;
    lots[place] = (lots[place] as number) - Math.sign(lots[place] as number) * (cuts[i] as number);
  }
};
