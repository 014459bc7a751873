import type { MarketModelView, Side } from '../../contract/index.ts';
import { exp, log, normal, pow, type RandomStream, truncatedParetoAt } from '../../math/index.ts';
import { Lottery } from './lottery.ts';
import { type MarketTerms, termsOf } from './market-terms.ts';
import type { ClassProfile, SkewedParams } from './skewed-params.ts';

/** A position before its market is scaled: which market and side, how large relative to others, where in the entry range. */
export interface DrawnPosition {
  readonly market: number;
  readonly side: Side;
  /** Notional at the opening price: relative when drawn, natural units once scaled. */
  notional: number;
  /** Place of the entry price within its range, 0 to 1. */
  readonly entry: number;
}
/** An account before its deposit is known. */
export interface DrawnAccount {
  /** Whose it is: owners are numbered within what was drawn together. */
  readonly owner: number;
  /** Leverage it would like, notional over equity. */
  readonly leverage: number;
  readonly positions: DrawnPosition[];
}
/** What one owner holds, before it is known in how many accounts it stands. */
export interface Book {
  readonly positions: DrawnPosition[];
  /** Whether its size is of the tail. */
  readonly large: boolean;
  /** Standard normal that ranks its leverage. */
  readonly leverageRank: number;
}

/** A group of accounts that share a temper, and a side but for one position of mixed books. */
export interface Group {
  readonly name: 'levered-long' | 'calm-long' | 'levered-short' | 'calm-short';
  readonly side: Side;
  readonly levered: boolean;
}

/** How the leverage of a group goes with the size of its books. */
export interface Temper {
  /** Weight of the rank of the size, and of what has nothing to do with it: their squares sum to one. */
  readonly ofSize: number;
  readonly ofChance: number;
}

/** The part of one that leaves the most even gaps, however many steps are taken. */
const GOLDEN_STEP = (Math.sqrt(5) - 1) / 2;

/** Pearson correlation of two normals whose ranks correlate by rho: 2 sin(pi rho / 6), by its series to 10^-9. */
export function normalCorrelation(rho: number): number {
  const x = (Math.PI * rho) / 6;
  const square = x * x;
  return 2 * x * (1 - (square / 6) * (1 - (square / 20) * (1 - (square / 42) * (1 - square / 72))));
}

/** A size, and the normal that ranks it. */
export type SizeDraw = readonly [size: number, rank: number];

/**
 * Draws sizes one after the other: lognormal up to `tailFrom`, Pareto beyond it.
 *
 * Places in the tail follow each other by golden steps, which keep them evenly spread however many there are: the largest
 * of few accounts and of many have the same share of the whole, and a seed does not decide how concentrated a book is.
 *
 * @param offset - Where in the tail the first one stands, 0 <= offset < 1.
 */
export function sizeDraws(offset: number, sizes: SkewedParams['sizes']): (s: RandomStream) => SizeDraw {
  let place = offset;
  return (s) => {
    const rank = normal(s);
    const body = sizes.median * exp(sizes.sigma * rank);
    if (body <= sizes.tailFrom) return [body, rank];
    place = (place + GOLDEN_STEP) % 1;
    return [truncatedParetoAt(place, sizes.tailFrom, sizes.alpha, sizes.cap), rank];
  };
}

/** How accounts come by their markets and how many they hold; below the tail, and in it. */
export interface Choices {
  readonly markets: Lottery;
  readonly largeMarkets: Lottery;
  readonly counts: Lottery;
  readonly largeCounts: Lottery;
  /** What accounts need to know of each market. */
  readonly terms: readonly MarketTerms[];
}

/** The choices of a population: accounts of the tail choose by open interest, the others by a power of it. */
export const choicesOf = (markets: readonly MarketModelView[], params: SkewedParams): Choices => ({
  markets: new Lottery(markets.map((market) => pow(market.openInterest, params.marketTilt))),
  largeMarkets: new Lottery(markets.map((market) => market.openInterest)),
  counts: new Lottery(params.positionCounts),
  largeCounts: new Lottery(params.largePositionCounts),
  terms: markets.map((market) => termsOf(market, params)),
});

/** The temper of a group. */
export const temperOf = (group: Group, params: SkewedParams): Temper => {
  const r = normalCorrelation(group.levered ? params.rankCorrelation : calmOf(group, params).rankCorrelation);
  return { ofSize: r, ofChance: Math.sqrt(1 - r * r) };
};

/**
 * Draws what one owner of a group holds.
 *
 * @param s - The owner's own stream.
 * @param first - A market it must have, if any: the first owners of a group take one market each, so that none lacks holders.
 */
export function drawBook(
  s: RandomStream,
  [size, rank]: SizeDraw,
  group: Group,
  temper: Temper,
  first: number | undefined,
  markets: readonly MarketModelView[],
  choices: Choices,
  params: SkewedParams,
): Book {
  const large = size > params.sizes.tailFrom;
  const other = normal(s);
  const among = large ? choices.largeMarkets : choices.markets;
  const count = Math.min(among.size, 1 + (large ? choices.largeCounts : choices.counts).draw(s));
  const chosen: number[] = first === undefined ? [] : [first];
  while (chosen.length < count) {
    const market = among.draw(s);
    if (!chosen.includes(market)) chosen.push(market);
  }
  const parts: number[] = [];
  let whole = 0;
  for (const market of chosen) {
    const part = (1e-9 - log(1 - s.unit())) * (large ? markets[market]!.openInterest : 1);
    parts.push(part);
    whole += part;
  }
  const mixed = chosen.length > 1 && group.levered && s.chance(params.mixed);
  const against = mixed ? calmest(chosen, markets) : -1;
  const positions: DrawnPosition[] = [];
  for (let i = 0; i < chosen.length; i++) {
    const market = chosen[i]!;
    const side = market === against ? (-group.side as Side) : group.side;
    positions.push({ market, side, notional: (size * parts[i]!) / whole, entry: s.unit() });
  }
  return { positions, large, leverageRank: temper.ofSize * rank + temper.ofChance * other };
}

/** The market of least beta. */
const calmest = (chosen: readonly number[], markets: readonly MarketModelView[]): number =>
  chosen.reduce((least, market) => (markets[market]!.beta < markets[least]!.beta ? market : least));

const calmOf = (group: Group, { calm, calmShort }: SkewedParams) => (group.side === 1 ? calm : calmShort);

/** Leverage of an account of a group whose largest position is in a class, by its place among others. */
export function leverageAt(rank: number, group: Group, profile: ClassProfile, params: SkewedParams): number {
  const { leverage, sigma, maxLeverage } = group.levered ? profile : calmOf(group, params);
  return Math.min(maxLeverage, leverage * exp(sigma * rank));
}

/**
 * Spreads an owner's book over accounts.
 *
 * A large owner may run several accounts that share every position; a smaller one may hold some positions isolated, each an
 * account of its own with its own deposit, and the rest together in a cross account.
 *
 * @param accounts - Where its accounts are added.
 * @param most - Accounts that there is room for; a book that needs more stands in one.
 */
export function addAccounts(
  accounts: DrawnAccount[],
  owner: number,
  s: RandomStream,
  { positions, large, leverageRank }: Book,
  group: Group,
  most: number,
  { terms }: Choices,
  params: SkewedParams,
): void {
  const add = (held: DrawnPosition[]): void => {
    let largest = held[0]!;
    for (const each of held) if (each.notional > largest.notional) largest = each;
    const { profile } = terms[largest.market]!;
    const highest = large ? profile.maxLeverage * params.largeLeverage : profile.maxLeverage;
    const leverage = Math.min(highest, leverageAt(leverageRank, group, profile, params));
    accounts.push({ owner, leverage, positions: held });
  };
  const { manyAccounts } = params;
  if (large && manyAccounts.accounts <= most && s.chance(manyAccounts.owners)) {
    const shares = Array.from({ length: manyAccounts.accounts }, () => 1e-9 - log(1 - s.unit()));
    const whole = shares.reduce((sum, share) => sum + share, 0);
    for (const share of shares)
      add(positions.map((position) => ({ ...position, notional: (position.notional * share) / whole })));
    return;
  }
  const isolated = params.isolated[group.levered ? 'levered' : 'calm'];
  // Nothing is drawn from an owner's stream after this, so a chance that is none needs no draw.
  if (large || positions.length > most || isolated === 0) {
    add(positions);
    return;
  }
  const alone = positions.map(() => s.chance(isolated));
  const cross = positions.filter((_, i) => !alone[i]);
  if (cross.length > 0) add(cross);
  positions.forEach((each, i) => {
    if (alone[i] === true) add([each]);
  });
}
