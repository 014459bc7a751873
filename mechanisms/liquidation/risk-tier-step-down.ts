import {
  type Action,
  type CaseView,
  defineLiquidation,
  type OrderAction,
  pass,
  rate,
  ratio,
  type VenueView,
  waitUntil,
  z,
} from 'breakwater';
import { poolOf } from '../fund/pool-of.ts';
import { bankruptcyLimit, limitFromMark } from './limit-price.ts';
import { isLiquidated } from './liquidated.ts';
import type { Piece } from './pieces-to-restore.ts';
import { byMaintenance, lowestNeed, piecesToComply, pieceTo, tierOf } from './step-down.ts';

/** Lots that the last answer ordered, unsigned. */
type Asked = { wanted: number };

const params = z.strictObject({
  lowestTier: z
    .int()
    .min(2)
    .max(1000)
    .default(2)
    .describe(
      'Lowest tier, counted from 1, that is stepped down, 2 to 1000; a position below it is left to the next layer.',
    ),
  tiersAtOnce: z
    .int()
    .min(1)
    .max(1000)
    .optional()
    .describe(
      'Tiers an order drops, 1 to 1000, again and again until margin holds; as many as margin asks for when left out.',
    ),
  fullBelowLowest: z
    .boolean()
    .default(false)
    .describe(
      "Whether an account that would fall short even at its lowest tiers' rates is left to the next layer whole.",
    ),
  timeInForce: z.enum(['fok', 'ioc']).default('fok').describe('Whether an order fills wholly or not at all.'),
  unfilled: z
    .enum(['pass', 'retry'])
    .default('pass')
    .describe('After an order that did not fill: the next layer acts, or the order is sent again in the next step.'),
  slippage: ratio({ max: '0.99' })
    .optional()
    .describe(
      'Limit of the orders, as a distance from mark in shares of it, 0 to 0.99; the bankruptcy price when left out.',
    ),
  fee: rate({ max: '1' }).prefault('0').describe('Liquidation fee, share of the executed value, 0 to 1.'),
  feeTo: z.string().default('insurance').describe('Pool that receives the fee.'),
});
type Params = z.infer<typeof params>;

/** The pieces to let go now; none when stepping down does not help. */
const piecesOf = (subject: CaseView, given: Params): readonly Piece[] => {
  const { equity, maintenance } = subject.subject;
  const high = subject.legs.filter((leg) => tierOf(leg, Math.abs(leg.value)) + 1 >= given.lowestTier);
  if (equity >= maintenance || (given.fullBelowLowest && equity < lowestNeed(subject.legs))) return [];
  if (given.tiersAtOnce === undefined) return piecesToComply(high, maintenance - equity, given.fee);
  const leg = byMaintenance(high)[0];
  if (leg === undefined) return [];
  const piece = pieceTo(leg, Math.max(0, tierOf(leg, Math.abs(leg.value)) - given.tiersAtOnce));
  return piece === undefined ? [] : [piece];
};

const orderOf = ({ leg, lots }: Piece, view: VenueView, given: Params): OrderAction[] => {
  const limit = given.slippage === undefined ? bankruptcyLimit(leg) : limitFromMark(leg, given.slippage);
  if (limit === 'none') return [];
  const market = leg.market.number;
  return [
    {
      do: 'order',
      market,
      lots,
      timeInForce: given.timeInForce,
      ...(limit === 'any' ? {} : { limit }),
      ...(given.fee === 0
        ? {}
        : { fee: { perMillion: given.fee, to: poolOf(view, given.feeTo, market, 'risk-tier-step-down').name } }),
    },
  ];
};

/**
 * Closes as much of a large position as brings it into a lower risk tier, and leaves the rest to its owner.
 *
 * First the orders of the contracts held are cancelled. Then, where a position stands in a higher tier, an order for the
 * difference between its value and the end of a lower tier, both at mark: the highest lower tier at which equity covers
 * maintenance (`tiersAtOnce` left out), or a fixed number of tiers down, again and again until it does. A fill-or-kill order
 * that does not fill, or fills and does not help, leaves the whole position to the next layer, a take-over at bankruptcy.
 * Tiers are those the margin rule declares; with none this only cancels. Units of the settlement asset.
 *
 * Our readings: the published rules speak of one contract; of a cross account the position with the most maintenance goes
 * first, and those after it as far as needed. Resting orders hold no margin here, so cancelling them never cures. `retry`
 * stands for a venue that sends its order again after about a minute: here in the next step.
 *
 * @source https://help.bybit.com/hc/en-us/articles/900000167723-Liquidation-Process-USDT-Contract- (fill or kill);
 * https://www.bitmex.com/app/liquidation, https://www.bitmex.com/app/liquidationExamples (the same steps);
 * https://www.okx.com/help (forced partial liquidation: tier 3 and above, two tiers at a time)
 */
export const riskTierStepDown = defineLiquidation({
  name: 'risk-tier-step-down',
  summary: 'Orders that bring a large position into a lower risk tier; what stays short is for a takeover.',
  formula:
    'while E < MM: order for |lots| - floor(|lots| x edge / |value at mark|), limit = bankruptcy value / lots\n' +
    'edge = end of the highest lower tier at which E >= MM, of the tier tiersAtOnce lower where given',
  source: [
    'https://help.bybit.com/hc/en-us/articles/900000167723-Liquidation-Process-USDT-Contract-',
    'https://www.bitmex.com/app/liquidationExamples',
    'https://open-lib.com/11556.html',
  ],
  exempt: {
    'liquidation/sees-to-all-of-a-bankrupt-account': 'a position in the lowest tier is for the takeover that follows',
  },
  params,
  capabilities: { moves: 'both' },
  takesLots: true,
  stateOf: 'case',
  initial: (): Asked => ({ wanted: 0 }),
  next: (subject, view, given, state, outcome) => {
    if (!isLiquidated(subject)) return pass;
    const filled = (outcome?.actions ?? []).reduce((sum, { lots }) => sum + Math.abs(lots), 0);
    const short = outcome !== undefined && filled < state.wanted;
    // Asked again each step, so that a fall below the lowest tier is noticed.
    if (short && given.unfilled === 'retry' && piecesOf(subject, given).length > 0)
      return waitUntil(view.now + view.stepSeconds);
    if (outcome !== undefined && (short || given.tiersAtOnce === undefined || state.wanted === 0)) return pass;
    const orders = piecesOf(subject, given).flatMap((piece) => orderOf(piece, view, given));
    state.wanted = orders.reduce((sum, { lots }) => sum + Math.abs(lots), 0);
    const cancels = subject.legs.map(({ market }): Action => ({ do: 'cancel', market: market.number }));
    return outcome === undefined ? [...cancels, ...orders] : orders.length === 0 ? pass : orders;
  },
});
