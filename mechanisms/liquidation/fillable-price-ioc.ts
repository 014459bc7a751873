import {
  type ActionOutcome,
  amount,
  type CaseView,
  defineLiquidation,
  duration,
  type LegView,
  type MarketView,
  mulDivCeil,
  mulDivFloor,
  type PoolView,
  pass,
  rate,
  ratio,
  ratioFloor,
  type VenueView,
  z,
} from 'breakwater';
import { poolOf } from '../fund/pool-of.ts';
import { worthOf } from '../leg-worth.ts';
import { bankruptcyLimit } from './limit-price.ts';
import { isLiquidated } from './liquidated.ts';

/** Orders of one account in one step. */
const MOST_ORDERS = 900;

/** Where a case stands in the blocks of a step. */
type Blocks = {
  step: number;
  block: number;
  /** Markets tried in this block, and those whose book gave less than was asked in this step. */
  tried: number[];
  dry: number[];
  /** What the block has taken so far, units: notional, and loss to the fund at worst. */
  notional: number;
  loss: number;
  /** Lots of the order that is out, its notional and its loss at worst. */
  sent: { lots: number; market: number; loss: number } | null;
};

const params = z.strictObject({
  pool: z.string().default('insurance').describe('Fund that receives the fee and bears fills beyond bankruptcy.'),
  bankruptcyAdjustment: ratio({ min: '1', max: '1000' })
    .prefault('1')
    .describe('BA: how fast the price falls from mark as the account nears bankruptcy, 1 to 1000.'),
  spreadToMaintenance: ratio({ max: '1000' })
    .prefault('1.5')
    .describe(
      'SMMR: distance of the price from mark at bankruptcy, as a multiple of the position maintenance margin, 0 to 1000.',
    ),
  maxFee: rate({ max: '1' })
    .prefault('0.015')
    .describe('Most the fund receives of a fill, share of its value, 0 to 1.'),
  block: duration()
    .refine((seconds) => seconds > 0, 'a block lasts longer than 0s')
    .prefault('1s')
    .describe('Time between two blocks, above 0s; a step has as many as fit into it, at least one.'),
  minSlice: amount()
    .prefault('1000')
    .describe('Notional below which a position is ordered whole, settlement asset, at least 0.'),
  positionShare: ratio({ max: '1' })
    .prefault('0.1')
    .describe('Most of a position that is ordered in one block, share of its notional, 0 to 1.'),
  accountNotional: amount({ positive: true })
    .prefault('100000')
    .describe('Most notional of one account that is ordered in one block, settlement asset, above 0.'),
  accountFundLoss: amount()
    .prefault('1000000')
    .describe('Most the fund may lose to one account in one block, settlement asset, at least 0.'),
});
type Params = z.infer<typeof params>;

/** Value of the whole leg at its fillable price, units: PNNV - ABR x SMMR x PMMR. */
const fillableValue = (leg: LegView, { subject }: CaseView, given: Params): number => {
  const { equity, maintenance } = subject;
  // ABR = clamp(BA x (1 - TNC / TMMR), 0, 1), kept as a part of the maintenance margin.
  const part = Math.min(Math.max(0, ratioFloor(maintenance - equity, given.bankruptcyAdjustment)), maintenance);
  const spread = ratioFloor(leg.maintenance, given.spreadToMaintenance);
  return leg.value - (maintenance === 0 ? spread : mulDivFloor(spread, part, maintenance));
};

/** Lots of a leg that the limits of a block leave, unsigned, and what the fund would lose by them at worst. */
const slice = (leg: LegView, worst: number, fund: PoolView, state: Blocks, given: Params) => {
  const size = Math.abs(leg.lots);
  const notional = Math.max(1, leg.market.notional(leg.lots));
  const wanted = Math.max(given.minSlice, ratioFloor(notional, given.positionShare));
  const budget = Math.min(wanted, notional, given.accountNotional - state.notional);
  const loss = worthOf(leg, Math.max(0, leg.bankruptcyValue - worst));
  const room = Math.min(given.accountFundLoss - state.loss, fund.spendable);
  // At least one lot, or a position of large lots would never go.
  const byNotional = budget <= 0 ? 0 : Math.min(size, Math.max(1, mulDivFloor(size, budget, notional)));
  const byLoss = loss <= room ? size : room <= 0 ? 0 : mulDivFloor(size, room, loss);
  const lots = Math.min(byNotional, byLoss);
  return { lots, loss: mulDivCeil(loss, lots, size) };
};

/** What was executed, units of the venue's settlement asset. */
const filledWorth = ({ markets }: VenueView, number: number, { lots, value }: ActionOutcome): number => {
  const market = markets[number] as MarketView;
  return worthOf({ market, lots, value: market.value(lots, market.mark) }, Math.abs(value));
};

const nextBlock = (state: Blocks): void => {
  Object.assign(state, { block: state.block + 1, tried: [], notional: 0, loss: 0 });
};

/**
 * Immediate-or-cancel orders in small slices, block by block, at a price between mark and beyond bankruptcy.
 *
 * fillable price = (PNNV - ABR x SMMR x PMMR) / size, ABR = clamp(BA x (1 - TNC / TMMR), 0, 1): PNNV the signed value
 * of the position at mark, TNC the equity of the account, TMMR and PMMR the maintenance margin of account and position.
 * A block orders each position once, from a random one on: at most max(minSlice, positionShare) of it, at most
 * accountNotional of the account. Of a fill, delta = executed value - bankruptcy value; positive, the fund receives
 * min(maxFee x value, delta); negative, the fund bears it. Units of the settlement asset.
 *
 * Our readings: the books of the venue refill between steps only, so a position whose book gave less than was asked
 * waits for the next step; an order is cut to what accountFundLoss and the fund's balance bear if all of it fills at the
 * limit, where the chain looks at each fill. The chain's default block
 * limits are genesis values of its test network; live ones are set by governance.
 *
 * @source https://github.com/dydxprotocol/v4-chain: protocol/x/clob/keeper/liquidations.go (GetFillablePrice,
 * GetLiquidatablePositionSizeDelta, GetLiquidationInsuranceFundDelta), protocol/testing/genesis.sh
 */
export const fillablePriceIoc = defineLiquidation({
  name: 'fillable-price-ioc',
  summary: 'Slices at a price that falls from mark beyond bankruptcy as margin is used up, limited block by block.',
  formula:
    'limit = (value at mark - A x MM of the leg x spreadToMaintenance) / lots, A = clamp((1 - E / MM) x B, 0, 1)\n' +
    'B = bankruptcyAdjustment; a block: N <= max(minSlice, N of the leg x positionShare), in all accountNotional\n' +
    'to the fund min(executed value x maxFee, executed value - bankruptcy value), which it bears below 0',
  source: [
    'https://github.com/dydxprotocol/v4-chain/blob/main/protocol/x/clob/keeper/liquidations.go',
    'https://github.com/dydxprotocol/v4-chain/blob/main/protocol/testing/genesis.sh',
  ],
  exempt: {
    'liquidation/cancels-first': 'the chain lets resting orders stand',
    'liquidation/no-worse-than-bankruptcy':
      'its price lies beyond bankruptcy once margin is used up, at the cost of the fund',
    'liquidation/sees-to-all-of-a-bankrupt-account': 'one position a block, in small slices',
  },
  params,
  capabilities: { moves: 'both' },
  takesLots: true,
  stateOf: 'case',
  initial: (): Blocks => ({ step: -1, block: 0, tried: [], dry: [], notional: 0, loss: 0, sent: null }),
  next: (subject, view, given, state, outcome) => {
    if (!isLiquidated(subject)) return pass;
    if (state.step !== view.step) {
      Object.assign(state, { step: view.step, block: -1, dry: [], sent: null });
      nextBlock(state);
    }
    const filled = outcome?.actions[0];
    if (state.sent !== null && filled !== undefined) {
      state.notional += filledWorth(view, state.sent.market, filled);
      state.loss += mulDivCeil(state.sent.loss, Math.abs(filled.lots), state.sent.lots);
      if (Math.abs(filled.lots) < state.sent.lots) state.dry.push(state.sent.market);
      state.sent = null;
    }
    // The engine bounds how often a layer is asked; a long step of many positions stops short of that.
    if ((outcome?.asked ?? 0) >= MOST_ORDERS) return pass;
    const blocks = Math.max(1, Math.floor(view.stepSeconds / given.block));
    const { legs } = subject;
    const first = view.random('position', subject.id).below(legs.length);
    while (state.block < blocks) {
      for (let i = 0; i < legs.length; i++) {
        const leg = legs[(first + i) % legs.length] as LegView;
        const market = leg.market.number;
        if (state.tried.includes(market) || state.dry.includes(market)) continue;
        state.tried.push(market);
        const worst = fillableValue(leg, subject, given);
        const limit = bankruptcyLimit({ market: leg.market, lots: leg.lots, value: leg.value, bankruptcyValue: worst });
        const fund = poolOf(view, given.pool, market, 'fillable-price-ioc');
        const { lots, loss } = slice(leg, worst, fund, state, given);
        if (limit === 'none' || lots === 0) continue;
        state.sent = { lots, market, loss };
        const above = mulDivCeil(leg.bankruptcyValue, lots, Math.abs(leg.lots));
        return [
          {
            do: 'order',
            market,
            lots: leg.lots > 0 ? lots : -lots,
            timeInForce: 'ioc',
            ...(limit === 'any' ? {} : { limit }),
            fee: { perMillion: given.maxFee, to: fund.name, above, bears: true },
          },
        ];
      }
      // Nothing went out in a whole block: later blocks of the step would find the same.
      if (state.notional === 0) return pass;
      nextBlock(state);
    }
    return pass;
  },
});
