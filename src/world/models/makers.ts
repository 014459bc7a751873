import { z } from 'zod';
import { type AgentAction, contractError, defineAgent, duration } from '../../contract/index.ts';
import { addQuotes, offeredNow, type WorldVenueView } from './ladder.ts';
import { shareKept, type Watched, withdrawalParams } from './maker-withdrawal.ts';
import { OrderList } from './order-list.ts';

export type { Ladder, WorldVenueView } from './ladder.ts';

const params = z.strictObject({
  leverage: z
    .number()
    .positive()
    .max(100)
    .default(5)
    .describe('Largest notional of a maker’s inventory and quotes, as a multiple of its equity.'),
  skew: z
    .number()
    .min(0)
    .lt(1)
    .default(0.5)
    .describe('How far a full inventory moves the quotes, as a share of their distance; 0 ignores inventory.'),
  every: duration().prefault('0s').describe('Least time between two quotes; 0s requotes each step.'),
  withdrawal: withdrawalParams
    .optional()
    .describe('When a maker takes its quotes back for a while; makers stay when left out.'),
});

/** When to quote again, and what is remembered of each maker that may leave. */
type State = { next: number; watched: Record<string, Watched> };

/** Quotes of one act: the venue reads them before any maker is asked again. */
const orders = new OrderList();

const watchedOf = ({ watched }: State, account: number): Watched => {
  watched[account] ??= { until: 0, peaks: [] };
  return watched[account];
};

/**
 * Makers who take their quotes back each step and quote the ladder anew around the reference price.
 *
 * A maker quotes its share of the ladder: its equity over that of all makers. Its quotes and what it holds stay within
 * leverage x equity, except for quotes that reduce what it holds. With q = inventory / (leverage x equity), signed, in
 * [-1, 1], bids stand at distance d (1 + skew q) and asks at d (1 - skew q): who is long buys further away and sells
 * nearer. Bids are below the reference and asks above it, so makers never trade with each other. All cancel before any quotes.
 *
 * With `withdrawal` a maker whose equity falls too fast, or whom ADL has closed, leaves for a while. Nobody quotes its share meanwhile.
 *
 * @source Avellaneda and Stoikov, "High-frequency trading in a limit order book", Quantitative Finance 8 (2008), the
 *   reservation price, here as a linear shift; leverage 5 and skew 0.5 are assumed.
 * @example
 * // agents: [{ use: makers, leverage: 5, skew: 0.5 }]
 */
export const makers = defineAgent<typeof params, State>({
  name: 'makers',
  summary: 'Makers who requote the ladder each step, within their capital and against their inventory.',
  formula:
    'quotes of a maker = ladder x E / sum of E, with what it holds within leverage x E\n' +
    'bids at distance x (1 + skew x q), asks at distance x (1 - skew x q), q = inventory / (leverage x E)',
  source: 'Avellaneda and Stoikov, High-Frequency Trading in a Limit Order Book, Quantitative Finance 8 (2008)',
  params,
  points: ['agents'],
  initial: () => ({ next: 0, watched: {} }),
  act: (_point, view, given, state) => {
    if (!('ladder' in view)) {
      throw contractError('no-ladder', 'agent makers was given a view without a ladder', {
        hint: 'run it in a world with a liquidity model',
      });
    }
    if (view.now < state.next) return [];
    state.next = view.now + given.every;
    const world = view as WorldVenueView;
    const accounts = view.accountsOf('maker').map((id) => view.account(id));
    const capital = accounts.reduce((sum, { equity }) => sum + Math.max(0, equity), 0);
    const actions: AgentAction[] = accounts.map(({ id }) => ({ do: 'cancel-all', account: id }));
    const offers = offeredNow(world);
    orders.count = 0;
    for (const account of accounts) {
      const { equity } = account;
      const kept =
        given.withdrawal === undefined
          ? 1
          : shareKept(watchedOf(state, account.id), account, view.now, given.withdrawal);
      if (equity <= 0 || account.inCase || kept === 0) continue;
      addQuotes(orders, world, offers, account, (kept * equity) / capital, given);
    }
    if (orders.count > 0) actions.push({ do: 'place-many', orders });
    return actions;
  },
});
