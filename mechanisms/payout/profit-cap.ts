import {
  definePayout,
  mulDivFloor,
  type PositionView,
  type Ratio,
  ratio,
  ratioFloor,
  type VenueView,
  z,
} from 'breakwater';
import { poolOf } from '../fund/pool-of.ts';
import { worthOf } from '../leg-worth.ts';

/** The part of a position's profit that the pool behind its side could not pay now, units. */
const unpayable = ({ market, lots, value, cost }: PositionView, view: VenueView, params: Params): number => {
  const profit = worthOf({ market, lots, value: market.value(lots, market.mark) }, Math.max(0, value - cost));
  if (profit === 0) return 0;
  const side = lots > 0 ? 1 : -1;
  const name = side === -1 ? (params.poolOfShorts ?? params.pool) : params.pool;
  const cap = Object.hasOwn(params.markets, market.id) ? (params.markets[market.id] as Ratio) : params.cap;
  const payable = ratioFloor(Math.max(0, poolOf(view, name, market.number, 'profit-cap').cash), cap);
  const open = market.openProfit(side);
  return open <= payable ? 0 : profit - mulDivFloor(profit, payable, open);
};

const params = z.strictObject({
  pool: z.string().default('pool').describe('Pool that pays profits; a market looks up its own share of it.'),
  poolOfShorts: z.string().optional().describe('Pool that pays those of shorts, where they have one of their own.'),
  cap: ratio({ max: '1' })
    .prefault('0.9')
    .describe('Most of the pool that all profits of a side may come to, 0 to 1 (maxPnlFactorForTraders).'),
  markets: z
    .record(z.string(), ratio({ max: '1' }))
    .default({})
    .describe('That share for single markets, by market name; the others have the one above.'),
});
type Params = z.infer<typeof params>;

/**
 * Open profit counts for a withdrawal only at the share that its pool may pay of all profits of that side.
 *
 * h = min(1, cap x pool / open profit of the side), the pool without that profit; paid = min(amount, max(0, equity -
 * sum over positions in profit of profit x (1 - h))). What is held back stays in the account: it counts again when the
 * pool grows or others' profit shrinks. A market may have a cap of its own: 0.9 for fully backed major coins, 0.6 for synthetic
 * ones. Units of the settlement asset.
 *
 * Our reading: the venue caps profit when a position is closed, and margin here is one account whose open profit can be
 * withdrawn, so the cap stands at the withdrawal.
 *
 * @source https://github.com/gmx-io/gmx-synthetics: contracts/market/MarketUtils.sol (getCappedPnl), config/markets.ts
 */
export const profitCap = definePayout({
  name: 'profit-cap',
  summary: 'Open profit leaves only at the share its pool may pay.',
  formula:
    'paid = min(amount, max(0, E - sum over positions of (profit - floor(profit x h))))\n' +
    'h = min(1, floor(cash of the pool x cap) / open profit of all on that side), profit = max(0, uPnL)',
  source: [
    'https://github.com/gmx-io/gmx-synthetics/blob/main/contracts/market/MarketUtils.sol',
    'https://github.com/gmx-io/gmx-synthetics/blob/main/config/markets.ts',
  ],
  params,
  exempt: {
    'payout/pays-all-that-is-free': 'open profit that the pool could not pay is held back',
  },
  allow: ({ account, amount }, view, given) => {
    const held = account.positions().reduce((sum, position) => sum + unpayable(position, view, given), 0);
    return { paid: Math.max(0, Math.min(amount, account.equity - held)) };
  },
});
