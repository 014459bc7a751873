import { z } from 'zod';
import { type AgentAction, defineAgent, duration, type MarketView, type VenueView } from '../../contract/index.ts';
import type { RandomStream } from '../../math/index.ts';
import { nearBest } from './near-best.ts';
import { fallSince } from './slow-average.ts';

const TRIES = 8;

const params = z.strictObject({
  buyers: z
    .number()
    .int()
    .min(1)
    .max(100_000)
    .default(200)
    .describe('Traders who buy: those with most free equity at the start.'),
  demand: z
    .number()
    .min(0)
    .max(100)
    .default(0.2)
    .describe('Notional wanted per unit of log discount, as a multiple of open interest.'),
  response: duration()
    .refine((seconds) => seconds > 0, 'a response time is longer than 0s')
    .prefault('10m')
    .describe('Time in which that demand comes in.'),
  threshold: z.number().min(0).max(5).default(0.03).describe('Log discount at which it begins.'),
  memory: duration()
    .refine((seconds) => seconds > 0, 'a memory is longer than 0s')
    .prefault('4h')
    .describe('Half-life of the average price that counts as value.'),
  leverage: z
    .number()
    .positive()
    .max(100)
    .default(1)
    .describe('Largest notional of a buyer as a multiple of its equity.'),
  within: z.number().min(0).lt(1).default(0.005).describe('Limit of an order, as a move from the best price.'),
  shareOfDepth: z
    .number()
    .positive()
    .max(1)
    .default(0.5)
    .describe('Most that all buy in one step, as a share of the lots they could fill within their limit.'),
});
type Params = z.infer<typeof params>;

/** Who buys, chosen once; and by market the price that counts as value, ticks, and notional wanted but too small for a lot, units. */
type State = { buyers: number[]; value: number[]; owed: number[] };

const chosen = (view: VenueView, count: number): number[] =>
  view
    .accountsOf('trader')
    .map((id) => {
      const { equity, initial } = view.account(id);
      return { id, free: equity - initial };
    })
    .filter(({ free }) => free > 0)
    .sort((a, b) => b.free - a.free || a.id - b.id)
    .slice(0, count)
    .map(({ id }) => id);

const bought = (view: VenueView, market: MarketView, state: State, given: Params, s: RandomStream): AgentAction[] => {
  const near = nearBest(market, 1, given.within);
  if (near === undefined) return [];
  const perLot = market.notional(1, near.limit);
  let left = Math.min(
    Math.floor((state.owed[market.number] ?? 0) / perLot),
    Math.floor(given.shareOfDepth * near.fillable),
  );
  const actions: AgentAction[] = [];
  for (let i = 0; i < TRIES && left > 0; i++) {
    const account = view.account(state.buyers[s.below(state.buyers.length)]!);
    const { equity, notional, initial } = account;
    const budget = Math.min(given.leverage * equity - notional, equity - initial);
    const lots = account.inCase ? 0 : Math.min(left, Math.floor(budget / perLot));
    if (lots < 1) continue;
    left -= lots;
    state.owed[market.number] = state.owed[market.number]! - lots * perLot;
    actions.push({
      do: 'place',
      account: account.id,
      market: market.number,
      lots,
      limit: near.limit,
      timeInForce: 'ioc',
    });
  }
  // What found no seller or no buyer lapses; only what is too small for a lot waits.
  state.owed[market.number] = Math.max(0, Math.min(state.owed[market.number] ?? 0, perLot));
  return actions;
};

/**
 * Traders with free equity who buy after a fall.
 *
 * While the oracle is below its slow average by a log discount d above the threshold d0, they buy at the rate demand x OI x
 * (d - d0) / response, at once and near the best price, each within its free equity and `leverage`. They are real accounts: they pay, may
 * be liquidated, and may be deleveraged.
 *
 * @source Day and Huang, "Bulls, bears and market sheep", Journal of Economic Behavior and Organization 14 (1990), investors who buy by
 *   the discount to value; all numbers are assumed.
 * @example
 * // agents: [{ use: dip-buyers, demand: 0.2, threshold: 0.05 }]
 */
export const dipBuyers = defineAgent<typeof params, State>({
  name: 'dip-buyers',
  summary: 'Traders with free equity who buy the further the price is below its slow average.',
  formula:
    'bought a second = demand x OI x (d - threshold) / response while d > threshold\n' +
    'd = log fall of the oracle below its average of half-life memory; a buyer stays within leverage x E',
  source: 'Day and Huang, Bulls, Bears and Market Sheep, Journal of Economic Behavior and Organization 14 (1990)',
  params,
  points: ['agents'],
  initial: () => ({ buyers: [], value: [], owed: [] }),
  act: (_point, view, given, state) => {
    if (given.demand === 0) return [];
    if (state.buyers.length === 0) state.buyers = chosen(view, given.buyers);
    if (state.buyers.length === 0) return [];
    return view.markets.flatMap((market) => {
      const discount = fallSince(state.value, market, view.stepSeconds, given.memory) - given.threshold;
      if (discount <= 0) {
        state.owed[market.number] = 0;
        return [];
      }
      const rate = (given.demand * market.notional(market.openInterest) * discount) / given.response;
      state.owed[market.number] = (state.owed[market.number] ?? 0) + rate * view.stepSeconds;
      return bought(view, market, state, given, view.random('dip-buyers', market.id));
    });
  },
});
