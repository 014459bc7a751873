import { amount, defineFund, duration, z } from 'breakwater';
import { ALL, forKey } from './scope.ts';

type TopUps = { paid: number };

/**
 * Money set aside against deficits: fed by liquidation fees and by fills better than bankruptcy, spent on what is
 * missing.
 *
 * Scope: `global`, one pool (key `all`); `per-market`, one a market (key: its name); `per-coin`, one for the markets
 * that settle in an asset (key: its name); `groups`, one a group (key: its name) and one for each market in no group. A
 * payment leaves at least `floor`. A top-up of the same amount flows in from outside at each whole multiple of `every`,
 * to each pool. Units of the settlement asset.
 *
 * @source https://bybit-exchange.github.io/docs/v5/market/insurance (isolated and grouped pools);
 * https://www.binance.com/en/support/faq/360033525371 (one shared pool; flows in and out);
 * https://blog.bitmex.com/bitmex-insurance-fund-your-questions-answered/ (a fund for each coin)
 */
export const insuranceFund = defineFund({
  name: 'insurance-fund',
  summary: 'An insurance fund for all markets, for each, or for groups of them.',
  source: [
    'https://bybit-exchange.github.io/docs/v5/market/insurance',
    'https://www.binance.com/en/support/faq/360033525371',
  ],
  params: z.strictObject({
    capital: amount().prefault('0').describe('Opening capital of each pool, settlement asset, at least 0.'),
    capitals: z
      .record(z.string(), amount())
      .default({})
      .describe('Opening capital of single pools, by key (`all`, market, coin or group), settlement asset.'),
    floor: amount()
      .prefault('0')
      .describe('Free cash of a pool below which it pays nothing, settlement asset, at least 0.'),
    scope: z
      .enum(['global', 'per-market', 'per-coin', 'groups'])
      .default('global')
      .describe('Which markets share a pool.'),
    groups: z
      .record(z.string(), z.array(z.string()))
      .superRefine((groups, context) => {
        const home = new Map<string, string>();
        for (const [group, markets] of Object.entries(groups)) {
          for (const market of markets) {
            const other = home.get(market);
            home.set(market, group);
            if (other === undefined) continue;
            context.addIssue({
              code: 'custom',
              path: [group],
              message: `${market} is in ${other} and in ${group}; one pool serves a market`,
            });
          }
        }
      })
      .default({})
      .describe('Markets by group, for scope groups.'),
    topUp: z
      .strictObject({
        amount: amount().prefault('0').describe('What flows in each time, settlement asset, at least 0.'),
        every: duration()
          .refine((seconds) => seconds > 0, 'top-ups are more than 0s apart')
          .prefault('24h')
          .describe('Time between two top-ups.'),
      })
      .prefault({})
      .describe('Scheduled money from outside; none by default.'),
  }),
  holds: 'fund',
  scope: (market, params) => {
    if (params.scope === 'global') return ALL;
    if (params.scope === 'per-market') return market.id;
    if (params.scope === 'per-coin') return market.settle;
    const group = Object.entries(params.groups).find(([, markets]) => markets.includes(market.id));
    return group?.[0] ?? market.id;
  },
  capital: (key, params) => forKey(params.capitals, key, params.capital),
  floor: (_key, params) => params.floor,
  initial: (): TopUps => ({ paid: 0 }),
  flow: (_pool, view, params, state) => {
    const due = Math.floor(view.now / params.topUp.every);
    const flow = (due - state.paid) * params.topUp.amount;
    state.paid = due;
    return flow > 0 ? { amount: flow, cause: 'top-up' } : undefined;
  },
});
