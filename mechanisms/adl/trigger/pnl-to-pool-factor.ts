import {
  type AdlNeed,
  defineAdlTrigger,
  mulDivFloor,
  type PoolView,
  ratio,
  ratioCeil,
  ratioFloor,
  type VenueView,
  z,
} from 'breakwater';

/** What one side of a market has won, and the lots and profit of its position with the highest profit per lot. */
interface SideProfit {
  profit: number;
  bestLots: number;
  bestProfit: number;
}

/** Sums the unrealised profit of the traders who face the pool, market by market. */
const sideProfits = (view: VenueView, pools: readonly (PoolView | undefined)[]): SideProfit[] => {
  const sides = pools.map(() => ({ profit: 0, bestLots: 1, bestProfit: 0 }));
  for (const kind of ['trader', 'maker'] as const) {
    for (const id of view.accountsOf(kind)) {
      for (const { market, lots, cost, value } of view.account(id).positions()) {
        const side = sides[market.number];
        // The pool's own position is the net of all traders; only the side it faces can be closed against it.
        if (side === undefined || lots * (pools[market.number]?.lots(market.number) ?? 0) >= 0) continue;
        const profit = value - cost;
        side.profit += profit;
        if (profit * side.bestLots > side.bestProfit * Math.abs(lots)) {
          side.bestProfit = profit;
          side.bestLots = Math.abs(lots);
        }
      }
    }
  }
  return sides;
};

/**
 * Pushes profitable traders of a pool that is their counterparty when their open profit is too large a share of it.
 *
 * factor = unrealised profit of the side / pool without that profit. On for a market when factor > max. Closing gains of x
 * takes x from both, so the factor falls to `after` at x = (profit - after x pool) / (1 - after); the lots pushed are those x
 * would take from the position with the highest profit per lot. Whoever the keeper picks, the factor then never falls below
 * `after`; while it stays above max, the next round pushes more.
 *
 * The pool itself is the subject: the need names it. Units of the settlement asset.
 *
 * @source https://github.com/gmx-io/gmx-synthetics: contracts/exchange/AdlHandler.sol, contracts/market/MarketUtils.sol,
 * config/markets.ts (85 % and 77 % for fully backed markets)
 */
export const pnlToPoolFactor = defineAdlTrigger({
  name: 'pnl-to-pool-factor',
  summary: "Traders' open profit beyond a share of the pool that faces them.",
  source: [
    'https://github.com/gmx-io/gmx-synthetics/blob/main/contracts/exchange/AdlHandler.sol',
    'https://github.com/gmx-io/gmx-synthetics/blob/main/config/markets.ts',
  ],
  params: z.strictObject({
    pool: z.string().default('pool').describe('Pool that is the counterparty; a market looks up its own share of it.'),
    max: ratio().prefault('0.85').describe('Factor above which ADL may act (maxPnlFactorForAdl).'),
    after: ratio({ max: '0.999999' })
      .prefault('0.77')
      .describe('Factor below which ADL may not push (minPnlFactorAfterAdl); at most max.'),
  }),
  capabilities: { actsEarly: true },
  decide: (view, _cases, params) => {
    const pools = view.markets.map(({ number }) => view.pool(params.pool, number));
    if (pools.every((pool) => pool === undefined)) return 'off';
    const needs: AdlNeed[] = [];
    for (const [market, side] of sideProfits(view, pools).entries()) {
      const pool = pools[market];
      if (pool === undefined || pool.cash <= 0 || side.profit <= ratioFloor(pool.cash, params.max)) continue;
      const { n, d } = params.after;
      const gains = mulDivFloor(side.profit - ratioCeil(pool.cash, params.after), d, d - n);
      if (gains <= 0) continue;
      const lots = Math.min(mulDivFloor(gains, side.bestLots, side.bestProfit), Math.abs(pool.lots(market)));
      if (lots > 0) needs.push({ in: 'lots', market, amount: lots, pool: params.pool });
    }
    return needs.length === 0 ? 'off' : { on: true, needs };
  },
});
