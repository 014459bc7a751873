import {
  amount,
  defineBackstop,
  type LegView,
  mulDivFloor,
  mulDivNearest,
  type PoolView,
  pass,
  type Ratio,
  ratio,
  type TakeOverAction,
  type VenueView,
  z,
} from 'breakwater';
import { boundOf } from '../bound.ts';
import { poolOf } from '../fund/pool-of.ts';
import { worthOf } from '../leg-worth.ts';
import { isLiquidated } from '../liquidation/liquidated.ts';
import { belowCloseOut, levelOf } from './level.ts';
import { emptyInventory, workOut, workOutParams } from './work-out.ts';

/** What a pool may still take on, units. */
interface Room {
  readonly pool: PoolView;
  notional: number;
  money: number;
}

interface Caps {
  readonly notionalCap?: number | undefined;
  readonly leverageCap?: Ratio | undefined;
}

const roomOf = (pool: PoolView, view: VenueView, { notionalCap, leverageCap }: Caps): Room => {
  const money = pool.spendable;
  if (notionalCap === undefined && leverageCap === undefined) return { pool, notional: Number.MAX_SAFE_INTEGER, money };
  const ofEquity = leverageCap === undefined ? Number.MAX_SAFE_INTEGER : boundOf(Math.max(0, pool.equity), leverageCap);
  const cap = Math.min(notionalCap ?? Number.MAX_SAFE_INTEGER, ofEquity);
  const held = view.markets.reduce((sum, market) => sum + market.notional(pool.lots(market.number)), 0);
  return { pool, notional: Math.max(0, cap - held), money };
};

/** Most lots of a leg that fit under the notional cap, as a positive number. */
const lotsWithin = ({ market, lots }: LegView, room: Room): number => {
  const notional = market.notional(lots);
  return notional <= room.notional ? Math.abs(lots) : mulDivFloor(Math.abs(lots), room.notional, notional);
};

/**
 * The insurance fund takes positions over at the bankruptcy price or at mark, as long as it can absorb them.
 *
 * When equity < belowMaintenance x maintenance, or below close-out margin with `belowCloseOut` (Lighter), each leg goes to the pool of its market at its bankruptcy value
 * (`bankruptcy`: the account ends at zero, and the pool gains or bears the distance to mark) or at mark (`mark`: a
 * deficit stays with the account, for the fund layer to pay). Absorb: the pool can spend something, at least the loss
 * at mark that the leg brings, and the notional it holds, net in
 * each market, stays within notionalCap and leverageCap x its equity; what lies beyond the cap is left to
 * the next layer, part of a leg if need be. What money remains is `forfeited` to the pool, or `kept`. Units of the
 * settlement asset.
 *
 * How funds work positions out is not published; ours is an even pace over workOver.
 *
 * @source https://docs.traderwagon.com/faq/futures-trading-introduction/liquidation-protocol (Binance);
 * https://help.bybit.com/hc/en-us/articles/900000167723;
 * https://support.hitbtc.com/en/support/solutions/articles/63000264510 (net notional at most 100 % of the fund)
 */
export const fundTakeover = defineBackstop({
  name: 'fund-takeover',
  summary: 'The fund takes positions over at bankruptcy or mark, while it can absorb them.',
  formula:
    'when E < ceil(MM x belowMaintenance): value = bankruptcy value, value at mark with price: mark\n' +
    'where max(0, value - value at mark) <= spendable > 0; N held <= min(notionalCap, E of the pool x leverageCap)\n' +
    'then each step ceil(most held x step / workOver) lots, IOC at mark -/+ floor(mark x slippage)',
  source: [
    'https://docs.traderwagon.com/faq/futures-trading-introduction/liquidation-protocol',
    'https://help.bybit.com/hc/en-us/articles/900000167723',
    'https://support.hitbtc.com/en/support/solutions/articles/63000264510',
  ],
  params: z.strictObject({
    pool: z.string().default('insurance').describe('Pool that takes over; a market looks up its own share of it.'),
    price: z.enum(['bankruptcy', 'mark']).default('bankruptcy').describe('Value at which positions are taken over.'),
    belowMaintenance: ratio({ max: '1' })
      .prefault('1')
      .describe('Share of maintenance below which equity must lie, 0 to 1.'),
    belowCloseOut,
    notionalCap: amount()
      .optional()
      .describe('Most notional the pool may hold at mark, settlement asset, at least 0; no cap when left out.'),
    leverageCap: ratio()
      .optional()
      .describe('The same as a multiple of the equity of the pool, at least 0: 1 is a leverage of 1.'),
    margin: z.enum(['forfeited', 'kept']).default('forfeited').describe('What becomes of the money that remains.'),
    ...workOutParams,
  }),
  capabilities: { moves: 'both', poolMayBeNegative: true },
  takesLots: true,
  stateOf: 'case',
  initial: emptyInventory,
  needs: ({ belowCloseOut }) => (belowCloseOut ? ['close-out'] : []),
  next: (subject, view, params, _state, outcome) => {
    if (!isLiquidated(subject) || outcome !== undefined) return pass;
    if (subject.subject.equity >= levelOf(subject.subject, params)) return pass;
    const rooms = new Map<string, Room>();
    const takes = subject.legs.flatMap((leg): TakeOverAction[] => {
      const pool = poolOf(view, params.pool, leg.market.number, 'fund-takeover');
      const room = rooms.get(pool.name) ?? roomOf(pool, view, params);
      rooms.set(pool.name, room);
      const size = lotsWithin(leg, room);
      const lots = leg.lots > 0 ? size : 0 - size;
      // Values of inverse contracts are rounded: that of a part at mark is not a part of the whole.
      const atMark = leg.market.value(lots, leg.market.mark);
      const value = params.price === 'mark' ? atMark : mulDivNearest(leg.bankruptcyValue, size, Math.abs(leg.lots));
      const loss = worthOf(leg, Math.max(0, value - atMark));
      if (size === 0 || pool.spendable <= 0 || loss > room.money) return [];
      room.money -= loss;
      room.notional -= leg.market.notional(size);
      return [{ do: 'takeOver', by: pool.name, market: leg.market.number, lots, value, margin: params.margin }];
    });
    return takes.length === 0 ? pass : takes;
  },
  work: workOut,
});
