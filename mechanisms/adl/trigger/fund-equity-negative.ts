import { type CaseView, defineAdlTrigger, type PoolView, type VenueView, z } from 'breakwater';
import { worthOf } from '../../leg-worth.ts';
import { partsOf } from '../../socialisation/case-legs.ts';
import { poolsOf, pushOf } from './fund-switch.ts';
import { residualParams } from './residual-needs.ts';

type Switches = { on: { [pool: string]: boolean } };

/** What the accounts in default would cost a pool: what lies between mark and bankruptcy, and what the flat ones owe, units. */
const costsOf = (view: VenueView, cases: readonly CaseView[], name: string, pool: PoolView): number => {
  const serves = (market: number): boolean => view.pool(name, market)?.account === pool.account;
  let costs = 0;
  for (const subject of cases) {
    if (subject.kind === 'inventory' || subject.kind === 'pool' || subject.subject.id === pool.account) continue;
    for (const leg of subject.legs)
      if (serves(leg.market.number) && leg.lots !== 0)
        costs += worthOf(leg, Math.max(0, leg.bankruptcyValue - leg.value));
    if (subject.deficit > 0)
      for (const { market, amount } of partsOf(subject, view)) if (serves(market)) costs += amount;
  }
  return costs;
};

const isClear = (view: VenueView, pool: PoolView): boolean =>
  view.markets.every(({ number }) => pool.lots(number) === 0);

/**
 * On for all markets of a fund whose equity is below zero, or would be once it had borne what the accounts in default cost it.
 *
 * On when equity(fund) - cost < 0: equity at mark with all it holds; cost = sum over accounts in default of what lies between value at
 * mark and bankruptcy value, and of what flat ones owe. While on, all that these accounts and the fund itself hold in its markets is
 * pushed. Off again, by `until`: `clear`, when equity - cost >= 0 and the fund holds nothing, although it may have been solvent on the
 * way; `solvent`, as soon as equity - cost >= 0. At exactly zero it does not start. Units of the settlement asset.
 *
 * The published page starts at an equity of zero in one sentence and below it in another; with nothing missing there is nothing to raise.
 *
 * @source https://docs.ethereal.trade/trading/perpetual-futures/auto-deleveraging (a liquidation that would leave the fund insolvent;
 * no checks on the way; ends at equity >= 0 and no positions)
 */
export const fundEquityNegative = defineAdlTrigger({
  name: 'fund-equity-negative',
  summary: 'A fund whose equity is, or would be, below zero, until it holds nothing.',
  formula:
    'on when E of the fund < cost; off when E >= cost and it holds nothing, whatever it holds with until: solvent\n' +
    'cost = sum of max(0, bankruptcy value - value at mark) of accounts in default + what flat ones owe\n' +
    'need = all lots of cases in its markets',
  source: 'https://docs.ethereal.trade/trading/perpetual-futures/auto-deleveraging',
  params: residualParams.extend({
    pool: z.string().default('insurance').describe('Fund that is watched; a market looks up its own share of it.'),
    until: z
      .enum(['clear', 'solvent'])
      .default('clear')
      .describe('When it stops: once the fund is solvent and holds nothing, or once it is solvent.'),
  }),
  capabilities: { actsEarly: true },
  stateOf: 'venue',
  initial: (): Switches => ({ on: {} }),
  decide: (view, cases, given, state) => {
    const on = new Set<number>();
    for (const pool of poolsOf(view, given.pool)) {
      const short = pool.equity < costsOf(view, cases, given.pool, pool);
      const goesOn = state.on[pool.name] === true && given.until === 'clear' && !isClear(view, pool);
      state.on[pool.name] = short || goesOn;
    }
    for (const { number } of view.markets) {
      const pool = view.pool(given.pool, number);
      if (pool !== undefined && state.on[pool.name] === true) on.add(number);
    }
    return pushOf(view, cases, given.in, on, ({ kind, subject }, market) => {
      if (!on.has(market)) return false;
      return kind !== 'inventory' || subject.id === view.pool(given.pool, market)?.account;
    });
  },
});
