import { z } from 'zod';
import { type AgentAction, defineAgent, type MarketView, type VenueView } from '../../contract/index.ts';
import { poisson, type RandomStream } from '../../math/index.ts';
import { nearBest } from './near-best.ts';

const SECONDS_PER_MINUTE = 60;
const TRIES = 4;

/** A trader who could pay for the order whole, found in a few tries; undefined when none of them could. */
function someTrader(view: VenueView, ids: readonly number[], price: number, s: RandomStream): number | undefined {
  for (let i = 0; i < TRIES; i++) {
    const account = view.account(ids[s.below(ids.length)]!);
    if (!account.inCase && account.equity - account.initial >= price) return account.id;
  }
  return undefined;
}

function order(
  view: VenueView,
  market: MarketView,
  ids: readonly number[],
  { shareOfDepth, within }: { shareOfDepth: number; within: number },
  s: RandomStream,
): readonly AgentAction[] {
  const side = s.chance(0.5) ? 1 : -1;
  const near = nearBest(market, side, within);
  if (near === undefined) return [];
  const { limit } = near;
  const most = Math.floor(shareOfDepth * near.fillable);
  if (most < 1) return [];
  const lots = 1 + s.below(most);
  const account = someTrader(view, ids, Math.abs(market.value(lots, limit)), s);
  return account === undefined
    ? []
    : [{ do: 'place', account, market: market.number, lots: side * lots, limit, timeInForce: 'ioc' }];
}

/**
 * Small orders of random traders, so that each market trades and its last price lives.
 *
 * In each market and step a Poisson number of orders, mean perMinute x step / 60, buys or sells with equal chance. An order
 * takes 1 to shareOfDepth of the lots that rest within `within` of the best price, at once or not at all beyond it,
 * on behalf of a trader whose free equity pays for it whole.
 *
 * @source Farmer, Patelli and Zovko, "The predictive power of zero intelligence in financial markets", PNAS 102 (2005): Poisson
 *   order flow; rates and sizes are assumed.
 * @example
 * // agents: [{ use: noise-traders, perMinute: 12, shareOfDepth: 0.01 }]
 */
export const noiseTraders = defineAgent({
  name: 'noise-traders',
  summary: 'Small random orders, so that the last price lives.',
  formula:
    'orders a step ~ Poisson(perMinute x step / 60) in each market, buy or sell at even chance\n' +
    'lots ~ uniform from 1 to shareOfDepth of what rests within the limit',
  source: 'Farmer, Patelli and Zovko, The Predictive Power of Zero Intelligence in Financial Markets, PNAS 102 (2005)',
  params: z.strictObject({
    perMinute: z.number().min(0).max(10_000).default(6).describe('Orders expected in each market, per minute.'),
    shareOfDepth: z
      .number()
      .positive()
      .max(1)
      .default(0.01)
      .describe('Largest order, as a share of the lots it could fill within its limit.'),
    within: z.number().min(0).lt(1).default(0.002).describe('Limit of an order, as a move from the best price.'),
  }),
  points: ['agents'],
  act: (_point, view, params) => {
    const ids = view.accountsOf('trader');
    if (ids.length === 0 || params.perMinute === 0) return [];
    return view.markets.flatMap((market) => {
      const s = view.random('noise-traders', market.id);
      const count = poisson(s, (params.perMinute * view.stepSeconds) / SECONDS_PER_MINUTE);
      return Array.from({ length: count }, () => order(view, market, ids, params, s)).flat();
    });
  },
});
