import {
  defineLiquidation,
  type LegView,
  mulDivCeil,
  mulDivNearest,
  type PoolView,
  pass,
  ratio,
  type TakeOverAction,
  z,
} from 'breakwater';
import { poolOf } from '../fund/pool-of.ts';
import { unitsOf, worthOf } from '../leg-worth.ts';
import { bankruptcyLimit, limitFromMark } from './limit-price.ts';
import { isLiquidated } from './liquidated.ts';

/** What the engine holds of a market, and the value at which it took that over. */
type Taken = { lots: number; value: number };
/** By pool and market. */
type Engine = { taken: { [held: string]: Taken } };

const keyOf = (pool: PoolView, { market }: Pick<LegView, 'market'>): string => `${pool.account}/${market.number}`;

/** What is left of something taken over, at the same price; nothing of it where the side has changed. */
const part = ({ lots, value }: Taken, left: number): Taken =>
  lots * left > 0 ? { lots: left, value: mulDivNearest(value, Math.abs(left), Math.abs(lots)) } : { lots: 0, value: 0 };

/** Adds a take-over; against what is held of the other side it nets out, and what stands keeps its own price. */
const added = (held: Taken, fresh: Taken): Taken => {
  const lots = held.lots + fresh.lots;
  if (held.lots * fresh.lots >= 0) return { lots, value: held.value + fresh.value };
  return part(Math.abs(held.lots) >= Math.abs(fresh.lots) ? held : fresh, lots);
};

/** The take-over of a leg at its bankruptcy value, or of as much of it as a fund can pay the loss of; none when it can pay nothing. */
const takeOver = (leg: LegView, pool: PoolView, money: number): TakeOverAction | undefined => {
  const { market, lots, value: atMark, bankruptcyValue } = leg;
  const take = { do: 'takeOver' as const, by: pool.name, market: market.number, margin: 'forfeited' as const };
  const loss = bankruptcyValue - atMark;
  const paid = unitsOf(leg, money);
  if (loss <= paid) return { ...take, lots, value: bankruptcyValue };
  if (paid <= 0) return undefined;
  // One lot more than its money pays at bankruptcy, so that the fund spends all of it and not a unit less.
  const size = mulDivCeil(Math.abs(lots), paid, loss);
  const piece = lots > 0 ? size : -size;
  const most = market.value(piece, market.mark) + paid;
  return { ...take, lots: piece, value: Math.min(mulDivNearest(bankruptcyValue, size, Math.abs(lots)), most) };
};

/** The better of two limits for whoever lets the lots go. */
const better = (lots: number, a: number, b: number): number => (lots > 0 ? Math.max(a, b) : Math.min(a, b));

/**
 * The venue's engine takes positions over at bankruptcy, keeps the margin, and works them off at that price or better.
 *
 * Take-over: each leg of an account below maintenance goes to the fund's account at its bankruptcy value; the account ends at
 * zero and gets no maintenance margin back. Where mark is beyond that value the fund pays the difference, as far as it can
 * spend; what it cannot pay stays with the account, for ADL.
 *
 * Working off, each step: an immediate-or-cancel order for all of the inventory, limited at the price it was taken over at
 * (the average of what is held). What it fills better than that is the fund's gain. Once mark is at or beyond that price the
 * fund's money is spent on the order instead: limit = mark less (long) or plus (short) slippage, never worse than what the
 * fund can still spend. Units of the asset of the market.
 *
 * Our readings: the engine and the fund are one account here, so that what the engine holds counts with the fund; orders are sent anew each
 * step instead of resting; how far the fund goes beyond mark is assumed.
 *
 * @source https://www.bitmex.com/app/liquidation (taken over at bankruptcy; the fund is spent on aggressing; then ADL);
 * https://www.bitmex.com/app/liquidationExamples (limit order at the bankruptcy price)
 */
export const bankruptcyTakeover = defineLiquidation({
  name: 'bankruptcy-takeover',
  summary: 'The engine takes positions over at bankruptcy and works them off at that price or better.',
  formula:
    'all lots at bankruptcy value where loss = bankruptcy value - value at mark <= spendable of pool\n' +
    'else ceil(|lots| x spendable / loss) lots, at most at value at mark + spendable\n' +
    'then IOC at its own price; once mark is at or beyond that at mark -/+ floor(mark x slippage), within spendable',
  source: ['https://www.bitmex.com/app/liquidation', 'https://www.bitmex.com/app/liquidationExamples'],
  exempt: {
    'liquidation/leaves-what-margin-allows': 'the engine takes the whole position, margin and all',
  },
  params: z.strictObject({
    pool: z.string().default('insurance').describe('Fund that gains and pays; a market looks up its own share of it.'),
    slippage: ratio({ max: '0.99' })
      .prefault('0.01')
      .describe('How far beyond mark the fund spends on an order, a share of mark, 0 to 0.99; assumed.'),
  }),
  capabilities: { moves: 'both', poolMayBeNegative: true },
  takesLots: true,
  stateOf: 'venue',
  initial: (): Engine => ({ taken: {} }),
  next: (subject, view, params, state, outcome) => {
    if (!isLiquidated(subject) || outcome !== undefined) return pass;
    const money = new Map<string, number>();
    const takes = subject.legs.flatMap((leg): TakeOverAction[] => {
      const pool = poolOf(view, params.pool, leg.market.number, 'bankruptcy-takeover');
      const left = money.get(pool.name) ?? pool.spendable;
      const take = takeOver(leg, pool, left);
      if (take === undefined) return [];
      const payment = take.value - leg.market.value(take.lots, leg.market.mark);
      money.set(pool.name, left - Math.max(0, worthOf(leg, payment)));
      const key = keyOf(pool, leg);
      const held = part(state.taken[key] ?? { lots: 0, value: 0 }, pool.lots(leg.market.number));
      state.taken[key] = added(held, take);
      return [take];
    });
    return [...subject.legs.map(({ market }) => ({ do: 'cancel' as const, market: market.number })), ...takes];
  },
  work: (subject, view, params, state, outcome) => {
    if (outcome !== undefined) return pass;
    return subject.legs.flatMap((leg) => {
      const { market, lots, value } = leg;
      const pool = poolOf(view, params.pool, market.number, 'bankruptcy-takeover');
      const held = part(state.taken[keyOf(pool, leg)] ?? { lots, value }, lots);
      const own = bankruptcyLimit({ market, lots, value, bankruptcyValue: held.lots === 0 ? value : held.value });
      const spent = bankruptcyLimit({ market, lots, value, bankruptcyValue: value - unitsOf(leg, pool.spendable) });
      const reach = limitFromMark(leg, params.slippage);
      const limit = value > held.value || spent === 'none' ? own : spent === 'any' ? reach : better(lots, spent, reach);
      if (limit === 'none') return [];
      return [
        {
          do: 'order' as const,
          market: market.number,
          lots,
          timeInForce: 'ioc' as const,
          ...(limit === 'any' ? {} : { limit }),
        },
      ];
    });
  },
});
