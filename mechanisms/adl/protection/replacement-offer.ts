import {
  type DoneCut,
  defineAdlProtection,
  duration,
  type MarketView,
  mulDivFloor,
  type PoolView,
  ratio,
  type VenueView,
  z,
} from 'breakwater';
import { boundOf } from '../../bound.ts';
import { poolOf } from '../../fund/pool-of.ts';
import { scope } from './scope.ts';

const deltaOf = (market: MarketView, lots: number): number => Math.sign(lots) * market.notional(lots) * market.beta;

/** Lots of a cut that left its holder naked: what the net exposure, standing offers counted as taken, lacks on the side that was cut. */
const nakedLots = (cut: DoneCut, view: VenueView, reach: 'account' | 'venue'): number => {
  const market = view.markets[cut.market];
  if (market === undefined) return 0;
  const { owner } = view.account(cut.account);
  const accounts = new Set(reach === 'account' ? [cut.account] : view.accountsOfOwner(owner));
  const held = [...accounts].flatMap((account) => view.account(account).positions());
  const offered = view.replacements.filter(({ account }) => accounts.has(account));
  const net =
    held.reduce((sum, position) => sum + deltaOf(position.market, position.lots), 0) +
    offered.reduce((sum, { market: number, lots }) => {
      const of = view.markets[number];
      return of === undefined ? sum : sum + deltaOf(of, lots);
    }, 0);
  const own = deltaOf(market, cut.lots);
  const size = Math.abs(cut.lots);
  return own * net >= 0 ? 0 : Math.min(size, Math.floor(size * Math.abs(net / own)));
};

/** Lots of a market that a pool may still stand for: within its share of its equity, with what it holds and has offered. */
const roomOf = (pool: PoolView, market: MarketView, size: number, view: VenueView, share: { n: number; d: number }) => {
  const held = view.markets.reduce((sum, one) => sum + one.notional(pool.lots(one.number)), 0);
  const offered = view.replacements.reduce((sum, offer) => {
    const of = view.markets[offer.market];
    return of === undefined || view.pool(offer.pool, offer.market)?.account !== pool.account
      ? sum
      : sum + of.notional(offer.lots);
  }, 0);
  const room = boundOf(Math.max(0, pool.equity), share) - held - offered;
  const notional = market.notional(size);
  return room <= 0 || notional === 0 ? 0 : Math.min(size, mulDivFloor(size, room, notional));
};

/**
 * Lets a hedger whose leg was cut open it again at the price it was cut at, against a pool, for a time.
 *
 * What is offered is the naked part of the cut: lots = min(cut, |net delta| / delta a lot) where the net delta of the accounts in scope,
 * after the cut and with standing offers taken, points against the leg; nobody who stays net on its side is offered anything. delta =
 * |value at mark| x beta. Taken, the offer leaves the hedger as if it had never been cut: the pool bears the gap between that price and the
 * mark, and then the position. It stands for what it holds and offers together up to `limit` of its equity, and pays no more than it
 * may spend.
 *
 * An offer that is only taken when prices have moved the taker's way is an option the pool gives for nothing: what that costs is the
 * difference between agents that take `always` and `when-cheaper`.
 *
 * @source our own proposal, no venue publishes one
 */
export const replacementOffer = defineAdlProtection({
  name: 'replacement-offer',
  summary: 'A hedger who was cut may open again at that price against a pool; a counterfactual, no published rule.',
  formula:
    'lots = min(naked, room), naked = min(cut, floor(|net delta| / delta of a lot)) where net delta is against the leg\n' +
    'room: N held and offered <= floor(E of the pool x limit); stands for within, at the price of the cut',
  source: 'our own proposal',
  params: z.strictObject({
    scope: scope(),
    pool: z.string().default('vault').describe('Pool on the other side: a fund or a vault.'),
    within: duration().prefault('10m').describe('How long an offer stands, at least 0s; assumed.'),
    limit: ratio({ max: '100' })
      .prefault('1')
      .describe('Most the pool may hold and offer together, notional as a multiple of its equity, 0 to 100; assumed.'),
  }),
  needs: ({ pool }) => [{ pool, holds: ['fund', 'vault'] }],
  capabilities: { poolMayBeNegative: true },
  scope: (params) => params.scope,
  replace: (cut, view, params) => {
    const market = view.markets[cut.market];
    const naked = nakedLots(cut, view, params.scope);
    if (market === undefined || naked === 0) return undefined;
    const pool = poolOf(view, params.pool, cut.market, 'replacement-offer');
    const lots = roomOf(pool, market, naked, view, params.limit);
    return lots === 0 ? undefined : { by: params.pool, lots, until: view.now + params.within };
  },
});
