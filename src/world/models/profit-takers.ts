import { z } from 'zod';
import { type AccountView, type AgentAction, defineAgent, duration, type PositionView } from '../../contract/index.ts';
import { poisson } from '../../math/index.ts';
import { nearBest } from './near-best.ts';
import { fallSince } from './slow-average.ts';

const params = z.strictObject({
  side: z.enum(['short', 'long', 'both']).default('short').describe('Whose profits are taken.'),
  demand: z
    .number()
    .min(0)
    .max(100)
    .default(1)
    .describe(
      'How often a position in profit is reduced per response time, for each unit of log price that the market has moved its way.',
    ),
  response: duration()
    .refine((seconds) => seconds > 0, 'a response time is longer than 0s')
    .prefault('10m')
    .describe('The response time.'),
  memory: duration()
    .refine((seconds) => seconds > 0, 'a memory is longer than 0s')
    .prefault('4h')
    .describe('Half-life of the average price that moves are measured from.'),
  part: z.number().positive().max(1).default(0.5).describe('Share of the position that is closed at a time.'),
  within: z.number().min(0).lt(1).default(0.005).describe('Limit of an order, as a move from the best price.'),
  shareOfDepth: z
    .number()
    .positive()
    .max(1)
    .default(0.2)
    .describe('Largest order, as a share of the lots it could fill within its limit.'),
});
type Params = z.infer<typeof params>;

/** Signs of the lots whose profits are taken. */
const SIGNS = { short: [-1], long: [1], both: [1, -1] } as const;

/** Slow averages of the oracle by market, ticks. */
type State = { averages: number[] };

/** Positions that might be reduced: none of an account that holds both sides, since its gains are another leg's losses. */
const unhedged = (account: AccountView, side: Params['side']): readonly PositionView[] => {
  const held = account.positions();
  const sign = Math.sign(held[0]?.lots ?? 0);
  if (held.some(({ lots }) => Math.sign(lots) !== sign)) return [];
  return side === 'both' || (side === 'long') === (sign === 1) ? held : [];
};

const reduced = (account: number, { market, lots }: PositionView, given: Params): readonly AgentAction[] => {
  const side = lots < 0 ? 1 : -1;
  const near = nearBest(market, side, given.within);
  if (near === undefined) return [];
  const size = Math.min(Math.ceil(given.part * Math.abs(lots)), Math.floor(given.shareOfDepth * near.fillable));
  if (size < 1) return [];
  return [{ do: 'place', account, market: market.number, lots: side * size, limit: near.limit, timeInForce: 'ioc' }];
};

/**
 * Traders who take their profits, the more often the further the market has moved their way: shorts who buy back while it falls.
 *
 * Where the oracle is below its slow average by a log fall f (at most 1), a short in profit is reduced at the rate demand x f / response, by
 * `part` of its lots, at once and near the best price. This is demand that comes when everybody else sells, and what shrinks open
 * interest. Positions are found by thinning: accounts are drawn at the rate of the market that moved most, and others kept in proportion.
 *
 * @source Lewis and Shedler, "Simulation of nonhomogeneous Poisson processes by thinning", Naval Research Logistics Quarterly
 *   26 (1979), the draw; the rate and all numbers are assumed.
 * @example
 * // agents: [{ use: profit-takers, demand: 2, response: 10m }]
 */
export const profitTakers = defineAgent<typeof params, State>({
  name: 'profit-takers',
  summary: 'Shorts in profit who buy back, the more often the further the market has fallen.',
  formula:
    'a position in profit is cut by ceil(|lots| x part), at most shareOfDepth, at the rate demand x f / response\n' +
    'f = log move of the oracle its way from the average of half-life memory, 0 to 1',
  source:
    'Lewis and Shedler, Simulation of Nonhomogeneous Poisson Processes by Thinning, Naval Research Logistics Quarterly 26 (1979)',
  params,
  points: ['agents'],
  initial: () => ({ averages: [] }),
  act: (_point, view, given, state) => {
    const falls = view.markets.map((market) => fallSince(state.averages, market, view.stepSeconds, given.memory));
    const moved = (sign: number, market: number): number => Math.min(1, Math.max(0, -sign * (falls[market] as number)));
    const most = Math.max(
      ...falls.map((_, market) => Math.max(...SIGNS[given.side].map((sign) => moved(sign, market)))),
    );
    const ids = view.accountsOf('trader');
    if (ids.length === 0 || !(given.demand * most > 0)) return [];
    const s = view.random('profit-takers');
    const count = poisson(s, (ids.length * given.demand * most * view.stepSeconds) / given.response);
    return Array.from({ length: count }, () => {
      const account = view.account(ids[s.below(ids.length)]!);
      // One draw whatever is found, so that one account's fate does not change the next one's draw.
      const luck = most * s.unit();
      if (account.inCase) return [];
      return unhedged(account, given.side)
        .filter(({ market, lots, value, cost }) => value > cost && luck < moved(Math.sign(lots), market.number))
        .flatMap((position) => reduced(account.id, position, given));
    }).flat();
  },
});
