import {
  type Action,
  type CaseView,
  defineLiquidation,
  type LegView,
  mulDivNearest,
  type PoolView,
  pass,
  rate,
  rateCeil,
  ratio,
  z,
} from 'breakwater';
import { poolOf } from '../fund/pool-of.ts';
import { leastWorthOf, worthOf } from '../leg-worth.ts';
import { limitFromMark } from './limit-price.ts';
import { isLiquidated } from './liquidated.ts';
import { type Closed, roomIn, windowParam } from './window-cap.ts';

/**
 * Values at which the legs leave, units: at oracle less the impact, or at bankruptcy where the account could not bear
 * that.
 */
const valuesOf = ({ legs, subject }: CaseView, impact: number): readonly number[] => {
  const atOracle = legs.map(({ market, lots }) => {
    const value = market.value(lots, market.oracle);
    return value - rateCeil(Math.abs(value), impact);
  });
  const left = legs.reduce(
    (equity, leg, i) => equity + leastWorthOf(leg, (atOracle[i] as number) - leg.value),
    subject.equity,
  );
  return left < 0 ? legs.map((leg) => leg.bankruptcyValue) : atOracle;
};

/** Most lots of a leg the pool may take back, unsigned: what it holds against that side where it faces one, else all. */
const mostOf = (pool: PoolView, { market, lots }: LegView): number => {
  const size = Math.abs(lots);
  if (pool.faces === 0) return size;
  const held = pool.lots(market.number);
  return Math.sign(held) === -Math.sign(lots) ? Math.min(size, Math.abs(held)) : 0;
};

/**
 * The pool that is the counterparty takes positions back at the oracle price.
 *
 * Value of a piece = value at oracle - impact x |value at oracle|. Where that would leave the account below zero, the
 * piece leaves at its bankruptcy value instead: the account ends at zero, and the pool, which owes it nothing, bears
 * the rest. Where the pool cannot spend that much it takes the piece at mark, and the deficit is left to later layers.
 * A pool that faces one side takes no more than it holds against that side: the rest, which has somebody else on the other
 * side, goes to the book as immediate-or-cancel orders no further than slippage from mark, step by step.
 * With a `window` a market is closed no faster than fees x skew scale x multiplier lots a second, all accounts together and added up
 * over the window; what is beyond it waits for later steps (Synthetix v3).
 * What remains is `kept` by the account (GMX) or `forfeited` to the pool (Jupiter). Units of the settlement asset.
 *
 * @source https://github.com/gmx-io/gmx-synthetics: contracts/exchange/LiquidationHandler.sol; https://docs.jup.ag (all
 * remaining collateral is forfeited); https://sips.synthetix.io/sips/sip-337 and
 * https://github.com/Synthetixio/synthetix-v3: markets/perps-market/contracts/storage/PerpsMarket.sol (maxLiquidatableAmount)
 */
export const oracleCloseVsPool = defineLiquidation({
  name: 'oracle-close-vs-pool',
  summary: 'The pool takes positions back at the oracle price.',
  formula:
    'value = V - ceil(|V| x impact), V = value at index; bankruptcy value where that leaves E < 0\n' +
    'value at mark where the pool cannot pay that\n' +
    'in length of window at most floor(length x fees x skewScale x multiplier / what a lot is of) lots of a market',
  source: [
    'https://github.com/gmx-io/gmx-synthetics',
    'https://docs.jup.ag',
    'https://github.com/Synthetixio/synthetix-v3',
  ],
  exempt: {
    'liquidation/cancels-first': 'the pool takes the position back at once, whatever orders rest',
    'liquidation/leaves-what-margin-allows': 'the pool takes the whole position back',
  },
  params: z.strictObject({
    pool: z.string().default('pool').describe('Pool that is the counterparty; a market looks up its own share of it.'),
    poolOfShorts: z
      .string()
      .optional()
      .describe('Pool that is the counterparty of shorts, where they have one of their own.'),
    margin: z.enum(['kept', 'forfeited']).default('kept').describe('What becomes of the margin that remains.'),
    slippage: ratio({ max: '0.99' })
      .prefault('0.05')
      .describe(
        'Limit of orders for what the pool does not face, as a distance from mark in shares of it, 0 to 0.99; assumed.',
      ),
    impact: rate({ max: '1' })
      .prefault('0')
      .describe('Fee and price impact the pool keeps, share of the value at oracle, 0 to 1.'),
    window: windowParam,
  }),
  capabilities: { moves: 'both', poolMayBeNegative: true },
  takesLots: true,
  stateOf: 'venue',
  initial: (): { closed: Closed } => ({ closed: {} }),
  next: (subject, view, params, { closed }, outcome) => {
    if (!isLiquidated(subject) || outcome !== undefined) return pass;
    const values = valuesOf(subject, params.impact);
    const money = new Map<string, number>();
    const takes: Action[] = [];
    const orders: Action[] = [];
    for (const [i, leg] of subject.legs.entries()) {
      const by = leg.lots < 0 ? (params.poolOfShorts ?? params.pool) : params.pool;
      const pool = poolOf(view, by, leg.market.number, 'oracle-close-vs-pool');
      const left = money.get(pool.name) ?? pool.spendable;
      const market = leg.market.number;
      const size = Math.abs(leg.lots);
      const faced = mostOf(pool, leg);
      const most = Math.min(faced, roomIn(leg.market, params.window, closed, view.now));
      const part = (units: number): number => (most === size ? units : mulDivNearest(units, most, size));
      const [lots, rest] = leg.lots > 0 ? [most, size - faced] : [0 - most, faced - size];
      // Values of inverse contracts are rounded: that of a part at mark is not a part of the whole.
      const atMark = leg.market.value(lots, leg.market.mark);
      const value = part(values[i] as number);
      // A fill at mark moves no money, so a pool that is short of it can still make that.
      const pays = worthOf(leg, Math.max(0, value - atMark));
      const payable = pays <= left;
      if (payable) money.set(pool.name, left - pays);
      const take = { market, lots, value: payable ? value : atMark, margin: params.margin };
      const order = { market, lots: rest, timeInForce: 'ioc' as const, limit: limitFromMark(leg, params.slippage) };
      if (most !== 0) takes.push({ do: 'takeOver', by: pool.name, ...take });
      if (params.window !== undefined && most !== 0) closed[market]?.push([view.now, most]);
      if (rest !== 0) orders.push({ do: 'order', ...order });
    }
    // What orders fill is not known before they are done, so what the pool takes comes first, of all legs.
    return takes.length + orders.length === 0 ? pass : [...takes, ...orders];
  },
});
