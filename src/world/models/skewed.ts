import { configError, definePopulation, type MarketModelView, type Person } from '../../contract/index.ts';
import { exp, log, pow, shuffle } from '../../math/index.ts';
import { type DrawnAccount, type DrawnPosition, drawAccount, type Group, marketWeights } from './account-draws.ts';
import { keyed, type NoiseKey, noiseKey } from './brownian.ts';
import { fillToTarget } from './fill-to-target.ts';
import { type HedgedOwner, hedgedOwners } from './hedged-owners.ts';
import { profileOf, type SkewedParams, skewedParams } from './skewed-params.ts';

const GROUPS: readonly Group[] = [
  { name: 'levered-long', side: 1, levered: true },
  { name: 'calm-long', side: 1, levered: false },
  { name: 'levered-short', side: -1, levered: true },
  { name: 'calm-short', side: -1, levered: false },
];

/** Accounts of each group, in the order of GROUPS; every side has at least one. */
function counts(singles: number, { longAccounts, leveredAccounts }: SkewedParams): readonly number[] {
  const longs = Math.min(singles - 1, Math.max(1, Math.round(singles * longAccounts)));
  const shorts = singles - longs;
  const leveredLongs = Math.round(longs * leveredAccounts.long);
  const leveredShorts = Math.round(shorts * leveredAccounts.short);
  return [leveredLongs, longs - leveredLongs, leveredShorts, shorts - leveredShorts];
}

/** Accounts of every group, each drawn from its own stream, so that more accounts leave the others as they were. */
function drawGroups(
  markets: readonly MarketModelView[],
  singles: number,
  params: SkewedParams,
  key: NoiseKey,
): readonly (readonly DrawnAccount[])[] {
  const weights = marketWeights(markets, params.marketTilt);
  const sizes = counts(singles, params);
  const drawn = GROUPS.map((group, g) =>
    Array.from({ length: sizes[g]! }, (_, i) =>
      drawAccount(keyed(key, group.name, i), group, i < markets.length ? i : undefined, markets, weights, params),
    ),
  );
  for (const side of [1, -1] as const) {
    const holders = drawn.filter((_, g) => GROUPS[g]!.side === side).flat();
    markets.forEach((_, market) => {
      if (holders.some(({ positions }) => positions.some((position) => position.market === market))) return;
      const holder = holders[market % holders.length]!;
      holder.positions.push({ market, side, notional: holder.positions[0]!.notional, entry: 0.5 });
    });
  }
  return drawn;
}

/** Scales every position so that each side of each market holds its open interest, hedged legs counted as they are. */
function scale(
  markets: readonly MarketModelView[],
  groups: readonly (readonly DrawnAccount[])[],
  hedged: readonly HedgedOwner[],
  params: SkewedParams,
): void {
  const held = (market: number, leg: 'long' | 'short'): number =>
    hedged.reduce((sum, owner) => sum + (owner[leg].market === market ? owner[leg].notional : 0), 0);
  markets.forEach((market, number) => {
    const { leveredLong } = profileOf(params.classes, market.class);
    const perGroup = groups.map((accounts) =>
      accounts.flatMap(({ positions }) => positions.filter((position) => position.market === number)),
    );
    for (const [first, leveredShare, leg] of [
      [0, leveredLong, 'long'],
      [2, params.leveredShort, 'short'],
    ] as const) {
      const [levered, calm] = [perGroup[first]!, perGroup[first + 1]!];
      const rest = market.openInterest - held(number, leg);
      const wanted = Math.min(rest, leveredShare * market.openInterest);
      const toLevered = calm.length === 0 ? rest : levered.length === 0 ? 0 : wanted;
      fill(levered, toLevered, params.positionCap * market.openInterest);
      fill(calm, rest - toLevered, params.positionCap * market.openInterest);
    }
  });
}

function fill(positions: readonly DrawnPosition[], target: number, cap: number): void {
  const sizes = positions.map(({ notional }) => notional);
  fillToTarget(sizes, target, cap).forEach((notional, i) => {
    positions[i]!.notional = notional;
  });
}

/** Turns a scaled account into a person: equity from its leverage, deposit = equity less what its positions have gained. */
function settle(
  owner: number,
  { leverage, positions }: DrawnAccount,
  markets: readonly MarketModelView[],
  params: SkewedParams,
  hedgeGroup?: number,
): Person {
  const held = positions.filter(({ notional }) => notional > 0);
  const notional = held.reduce((sum, position) => sum + position.notional, 0);
  const margin = held.reduce((sum, position) => {
    const { maxLeverage } = profileOf(params.classes, markets[position.market]!.class);
    return sum + position.notional / maxLeverage;
  }, 0);
  const equity = Math.max(notional / leverage, margin * params.marginHeadroom);
  const moves = held.map(({ side, entry }) => {
    const { low, high } = side === 1 ? params.entry : params.shortEntry;
    return exp(log(1 + low) + entry * (log(1 + high) - log(1 + low))) - 1;
  });
  const gain = (share: number): number =>
    held.reduce((sum, position, i) => sum - position.side * position.notional * moves[i]! * share, 0);
  const most = params.largestGain * equity;
  const kept = gain(1) > most ? most / gain(1) : 1;
  return {
    owner,
    kind: 'trader',
    deposit: equity - gain(kept),
    positions: held.map((position, i) => {
      const { id, open } = markets[position.market]!;
      return { market: id, side: position.side, notional: position.notional, entry: open * (1 + kept * moves[i]!) };
    }),
    ...(hedgeGroup === undefined ? {} : { hedgeGroup }),
  };
}

function makersOf(firstOwner: number, openInterest: number, params: SkewedParams): readonly Person[] {
  const shares = Array.from({ length: params.makers }, (_, k) => pow(k + 1, -params.makerSkew));
  const whole = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share, k) => ({
    owner: firstOwner + k,
    kind: 'maker',
    deposit: (params.makerCapital * openInterest * share) / whole,
    positions: [],
  }));
}

/**
 * A population with the skew that was measured: a few accounts hold most, longs are levered, shorts are not.
 *
 * In this order: (1) sizes are lognormal with a truncated Pareto tail; each unhedged account is long or short, levered or
 * calm, and holds 1 to 5 positions of one side in markets chosen by open interest^tilt, accounts of the tail more of them
 * and by open interest. (2) Leverage is lognormal by the class of the account's first market, bounded, and falls with
 * size. (3) Hedged owners are long one market and short another in equal amounts of the common factor. (4) Per market and side, levered accounts are scaled to their share of the open
 * interest and calm ones to the rest, no position above the cap: longs and shorts both sum to the open interest. (5) Entry prices
 * are log-uniform around the opening price. Equity is notional over leverage, at least the margin of the largest leverage;
 * the deposit is equity less unrealised profit. (6) Accounts are shuffled, so that an id says nothing; makers come last, flat.
 *
 * Assumed, with no source behind it: who is long, levered, calm or hedged and in what shares; leverage medians; the entry range;
 * that leverage falls with notional (measured: with equity, rank correlation -0.34); that an account's unhedged
 * positions are all of one side; the makers' capital. Measured: the size
 * body (median, sigma), the weight of the tail, that small markets have more holders for their size, and that 163 of 928
 * wallets in both BTC and SOL were on opposite sides. A run's accounts stand for a venue's: sizes are scaled to the open interest,
 * so 5,000 accounts are larger each than the venue's were.
 *
 * @source ConejoCapital/HyperReplay, per-user table of 10 Oct 2025 (sizes: median 481 USD, sigma 2.60, Hill 0.76-0.93, Gini
 *   0.982); leverage, shares and entries are assumed.
 * @example
 * // population: { use: skewed, traders: 5000, makers: 12, classes: { btc: { leveredLong: 0.5, ... } } }
 */
export const skewed = definePopulation({
  name: 'skewed',
  summary: 'Heavy-tailed accounts with levered longs, low-leverage shorts, hedged owners and makers.',
  source: [
    'https://github.com/ConejoCapital/HyperReplay',
    'Breakwater: leverage, shares of open interest and entry prices, assumed',
  ],
  params: skewedParams,
  people: (markets, params, random) => {
    if (markets.length === 0) {
      throw configError('no-markets', 'population skewed was given no market to hold positions in', {
        hint: 'name at least one market in the scenario',
      });
    }
    const key = noiseKey(random);
    const wanted = markets.length < 2 ? 0 : Math.min(params.hedged.owners * params.traders, (params.traders - 2) / 2);
    const hedged = hedgedOwners(markets, Math.floor(wanted), params, key);
    const hedgedAccounts = hedged.reduce((sum, { together }) => sum + (together ? 1 : 2), 0);
    const groups = drawGroups(markets, params.traders - hedgedAccounts, params, key);
    scale(markets, groups, hedged, params);

    const singles = groups.flat();
    const people: Person[] = singles.map((account, owner) => settle(owner, account, markets, params));
    hedged.forEach(({ long, short, leverage, together }, hedgeGroup) => {
      const owner = singles.length + hedgeGroup;
      for (const positions of together ? [[long, short]] : [[long], [short]])
        people.push(settle(owner, { leverage, positions }, markets, params, hedgeGroup));
    });
    shuffle(keyed(key, 'order'), people);
    const openInterest = markets.reduce((sum, market) => sum + market.openInterest, 0);
    return [...people, ...makersOf(singles.length + hedged.length, openInterest, params)];
  },
});
