import {
  type AdlNeed,
  defineAdlTrigger,
  type MarketView,
  mulDivFloor,
  type PoolView,
  type Ratio,
  ratio,
  ratioCeil,
  type Side,
  type VenueView,
  z,
} from 'breakwater';
import { boundOf } from '../../bound.ts';
import { worthOf } from '../../leg-worth.ts';
import { stopsWithin } from './hysteresis.ts';

const factors = {
  max: ratio()
    .prefault('0.85')
    .describe('Factor above which ADL may act, profit over cash of the pool, at least 0 (maxPnlFactorForAdl).'),
  after: ratio({ max: '0.999999' })
    .prefault('0.77')
    .describe('Factor below which ADL may not push, 0 to 0.999999, at most max (minPnlFactorAfterAdl).'),
};
const afterWithinMax = stopsWithin('max', 'after');
type Factors = { readonly max: Ratio; readonly after: Ratio };

const factorsOf = (
  params: Factors & { readonly markets: Readonly<Record<string, Factors>> },
  market: MarketView,
): Factors => (Object.hasOwn(params.markets, market.id) ? (params.markets[market.id] as Factors) : params);

/** A market whose traders have won too much of the pool that faces them. */
interface Excess {
  readonly market: number;
  /** Side of those traders. */
  readonly side: Side;
  /** Profit whose closing brings the factor down to `after`, units. */
  readonly gains: number;
  /** Lots the pool holds against them. */
  readonly most: number;
  /** Lots and profit of their position with the highest profit per lot. */
  bestLots: number;
  bestProfit: number;
}

const excessOf = (market: MarketView, pool: PoolView | undefined, { max, after }: Factors): Excess[] => {
  // The pool's own position is the net of the traders who opened against it; only the side it faces can be closed against it.
  const held = pool?.lots(market.number) ?? 0;
  if (pool === undefined || held === 0) return [];
  const side = held > 0 ? -1 : 1;
  // A pool that faces one side has nothing to do with the profit of the other, whatever it came to hold.
  if (pool.faces !== 0 && pool.faces !== side) return [];
  const profit = market.openProfit(side);
  const worth = Math.max(0, pool.cash);
  if (profit <= boundOf(worth, max)) return [];
  const gains = mulDivFloor(profit - ratioCeil(worth, after), after.d, after.d - after.n);
  if (gains <= 0) return [];
  return [{ market: market.number, side, gains, most: Math.abs(held), bestLots: 1, bestProfit: 0 }];
};

/** Finds the highest profit per lot among the traders of each side. */
const findBest = (view: VenueView, excesses: readonly Excess[]): void => {
  const wanted = new Map(excesses.map((excess) => [excess.market, excess]));
  for (const kind of ['trader', 'maker', 'member'] as const) {
    for (const id of view.accountsOf(kind)) {
      for (const { market, lots, cost, value } of view.account(id).positions()) {
        const excess = wanted.get(market.number);
        if (excess === undefined || Math.sign(lots) !== excess.side) continue;
        const profit = worthOf({ market, lots, value: market.value(lots, market.mark) }, value - cost);
        if (profit * excess.bestLots <= excess.bestProfit * Math.abs(lots)) continue;
        excess.bestProfit = profit;
        excess.bestLots = Math.abs(lots);
      }
    }
  }
};

/**
 * Pushes profitable traders of a pool that is their counterparty when their open profit is too large a share of it.
 *
 * factor = unrealised profit of the side / cash of the pool, which is the pool without that profit. On for a market when factor > max. Closing gains of x
 * takes x from both, so the factor falls to `after` at x = (profit - after x pool) / (1 - after); the lots pushed are those x
 * would take from the position with the highest profit per lot. Whoever the keeper picks, the factor then never falls below
 * `after`; while it stays above max, the next round pushes more.
 *
 * The pool itself is the subject: the need names it. A pool that faces one side pushes that side only, and never more lots than
 * it holds against it. Units of the settlement asset.
 *
 * @source https://github.com/gmx-io/gmx-synthetics: contracts/exchange/AdlHandler.sol, contracts/market/MarketUtils.sol,
 * config/markets.ts (85 % and 77 % for fully backed markets)
 */
export const pnlToPoolFactor = defineAdlTrigger({
  name: 'pnl-to-pool-factor',
  summary: "Traders' open profit beyond a share of the pool that faces them.",
  formula:
    'on when P > floor(cash x max), P = open profit of a side, cash = that of the pool\n' +
    'need = min(floor(x / highest profit of a lot), lots the pool holds), x = (P - cash x after) / (1 - after)',
  source: [
    'https://github.com/gmx-io/gmx-synthetics/blob/main/contracts/exchange/AdlHandler.sol',
    'https://github.com/gmx-io/gmx-synthetics/blob/main/config/markets.ts',
  ],
  exempt: {
    'trigger/pushes-all-of-the-bankrupt-once-the-fund-is-empty': 'its subject is the pool, not an account in default',
  },
  params: z
    .strictObject({
      pool: z
        .string()
        .default('pool')
        .describe('Pool that is the counterparty; a market looks up its own share of it.'),
      ...factors,
      markets: z
        .record(z.string(), z.strictObject(factors).superRefine(afterWithinMax))
        .default({})
        .describe('Factors of single markets, by market name; the others have those above.'),
    })
    .superRefine(afterWithinMax),
  capabilities: { actsEarly: true },
  counts: 'lots',
  decide: (view, _cases, params) => {
    const excesses = view.markets.flatMap((market) =>
      excessOf(market, view.pool(params.pool, market.number), factorsOf(params, market)),
    );
    if (excesses.length === 0) return 'off';
    findBest(view, excesses);
    const needs = excesses.flatMap(({ market, gains, most, bestLots, bestProfit }): AdlNeed[] => {
      const lots = bestProfit > 0 ? Math.min(mulDivFloor(gains, bestLots, bestProfit), most) : 0;
      return lots > 0 ? [{ in: 'lots', market, amount: lots, pool: params.pool }] : [];
    });
    return needs.length === 0 ? 'off' : { on: true, needs };
  },
});
