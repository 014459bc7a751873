import { configError, definePopulation, type Person } from '../../contract/index.ts';
import { pow, shuffle } from '../../math/index.ts';
import { choicesOf } from './account-draws.ts';
import { keyed, noiseKey } from './brownian.ts';
import { drawGroups } from './group-draws.ts';
import { hedgedOwners } from './hedged-owners.ts';
import { largePeople } from './large-accounts.ts';
import { scaleToOpenInterest } from './scale-to-open-interest.ts';
import { settleAccount } from './settle-account.ts';
import { type SkewedParams, skewedParams } from './skewed-params.ts';

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
 * In this order: (1) sizes are lognormal with a truncated Pareto tail; each unhedged owner is long or short, levered or
 * calm, and holds 1 to 5 positions in markets chosen by open interest^tilt, owners of the tail more of them and by open
 * interest; some levered books are long small coins and short a large one, or the reverse. (2) A book stands in one cross account; or some
 * of its positions, being isolated, in accounts of their own, which is what isolated margin is here; or, if large, in several accounts of one
 * owner. (3) Leverage is lognormal by the class of the account's largest position, bounded, and correlated with size. (4) Hedged
 * owners are long one market and short another in equal amounts of the common factor, in one account or two, as one hedge
 * group. (5) Per market and side, what hedges and the accounts written out leave of the open interest goes to levered accounts up
 * to their share and to calm ones for the rest, in proportion to size, no position above the cap: longs and shorts both sum to the
 * open interest. (6) Entry prices are log-uniform around the opening price. Equity is notional over leverage, at least the
 * margin of the largest leverage; the deposit is equity less unrealised profit. (7) Accounts are shuffled, so that an
 * id says nothing; makers come last, flat.
 *
 * Fewer traders give the same open interest and about the same shares of the largest, each account larger; accounts written
 * out stay as they are.
 *
 * Assumed, with no source behind it: who is long, levered, calm, isolated, mixed or hedged and in what shares; leverage of
 * longs; entry ranges of longs; that levered leverage falls with size; the makers' capital. Measured: the median size, the weight of
 * the tail, that small markets have more holders for their size, the leverage of shorts that were closed, and that 163
 * of 928 wallets in both BTC and SOL were on opposite sides.
 *
 * @source ConejoCapital/HyperReplay, per-user table of 10 Oct 2025 (sizes: median 481 USD, sigma 2.60, Hill 0.76-0.93, Gini
 *   0.982; leverage of closed shorts: median 0.40 to 0.74); shares, leverage of longs and entries are assumed.
 * @example
 * // population: { use: skewed, traders: 20000, makers: 12, classes: { btc: { leveredLong: 0.5, ... } } }
 */
export const skewed = definePopulation({
  name: 'skewed',
  summary: 'Heavy-tailed accounts with levered longs, low-leverage shorts, hedged owners and makers.',
  formula:
    'ln(size) normal around ln(median) with sigma, above a size a Pareto tail of index alpha; scaled to the open interest\n' +
    'E = N / leverage, at least the margin at maxLeverage; ln(leverage) normal with sigma; deposit = E - uPnL\n' +
    'entry = opening price x (1 + move), log-uniform from low to high',
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
    const large = largePeople(markets, params, 0);
    const traders = params.traders - large.length;
    if (traders < 2) {
      throw configError('few-traders', `${params.traders} traders leave too few beside ${large.length} large accounts`);
    }
    const choices = choicesOf(markets, params);
    const wanted = choices.markets.size < 2 ? 0 : Math.min(params.hedged.owners * traders, (traders - 2) / 2);
    const hedged = hedgedOwners(markets, Math.floor(wanted), choices, params, key);
    const hedgedAccounts = hedged.reduce((sum, { together }) => sum + (together ? 1 : 2), 0);
    const groups = drawGroups(markets, traders - hedgedAccounts, choices, params, key);
    scaleToOpenInterest(markets, groups, hedged, params);

    const people: Person[] = [...large];
    let owners = large.length;
    for (const accounts of groups) {
      for (const account of accounts)
        people.push(settleAccount(owners + account.owner, account, markets, choices.terms, params));
      owners += accounts.length === 0 ? 0 : accounts.at(-1)!.owner + 1;
    }
    hedged.forEach(({ long, short, leverage, together }, hedgeGroup) => {
      for (const positions of together ? [[long, short]] : [[long], [short]])
        people.push(
          settleAccount(owners + hedgeGroup, { leverage, positions }, markets, choices.terms, params, hedgeGroup),
        );
    });
    shuffle(keyed(key, 'order'), people);
    const openInterest = markets.reduce((sum, market) => sum + market.openInterest, 0);
    return [...people, ...makersOf(owners + hedged.length, openInterest, params)];
  },
});
