import { amount, type CaseView, defineAdlTrigger, type MarketView, ratio, ratioCeil, ratioFloor, z } from 'breakwater';
import { pushOf } from './fund-switch.ts';
import { residualParams } from './residual-needs.ts';

type Switches = { on: { [market: string]: boolean } };

/** Notional at mark that cases which have been through the waterfall before still hold in a market, units. */
const backlogOf = (cases: readonly CaseView[], market: MarketView, now: number): number => {
  let lots = 0;
  for (const { kind, opened, legs } of cases) {
    if (kind === 'pool' || kind === 'inventory' || opened >= now) continue;
    for (const leg of legs) if (leg.market.number === market.number) lots += Math.abs(leg.lots);
  }
  return lots === 0 ? 0 : market.notional(lots);
};

/**
 * On for a market in which more has been liquidated than found a match.
 *
 * backlog = notional at mark of what accounts in default still hold there after a step or more in the waterfall; limit = the lesser of
 * `limit` and share x notional of the open interest. On when backlog > limit; off again when backlog < stop x limit, or nothing is left.
 * While on, all that accounts in default hold in that market is pushed, whatever their equity. Units of the settlement asset.
 *
 * The venue names the condition for expiries and options, without the number and without what ends it: both assumed.
 *
 * @source https://www.okx.com/help/iv-introduction-to-auto-deleveraging-adl (version of March 2025, as retold at
 * https://ukcamo.com/4352.html: quantity of unmatched liquidation orders above a limit)
 */
export const unmatchedLiquidationBacklog = defineAdlTrigger({
  name: 'unmatched-liquidation-backlog',
  summary: 'More lots in liquidation without a match than a limit.',
  formula:
    'on when backlog > T; off when backlog < T x stop or 0; T = min(limit, floor(N of the open interest x share))\n' +
    'backlog = N of what accounts in default since an earlier step still hold; need = all they hold there',
  source: ['https://www.okx.com/help/iv-introduction-to-auto-deleveraging-adl', 'https://ukcamo.com/4352.html'],
  exempt: {
    'trigger/pushes-all-of-the-bankrupt-once-the-fund-is-empty': 'only the quantity counts, not the fund',
  },
  params: residualParams.extend({
    limit: amount()
      .prefault('1000000')
      .describe('Most notional of a market that may wait for a match, settlement asset, at least 0; assumed.'),
    share: ratio({ max: '1' })
      .prefault('1')
      .describe('The same as a share of the open interest of the market, 0 to 1; the lesser of the two counts.'),
    stop: ratio({ max: '1' }).prefault('0.5').describe('Share of the limit below which ADL stops, 0 to 1; assumed.'),
    markets: z
      .record(z.string(), amount())
      .default({})
      .describe('Limits of single markets, by market name, settlement asset, at least 0.'),
  }),
  capabilities: { actsEarly: true },
  stateOf: 'venue',
  initial: (): Switches => ({ on: {} }),
  decide: (view, cases, given, state) => {
    const on = new Set<number>();
    for (const market of view.markets) {
      const own = Object.hasOwn(given.markets, market.id) ? (given.markets[market.id] as number) : given.limit;
      const limit = Math.min(own, ratioFloor(market.notional(market.openInterest), given.share));
      const backlog = backlogOf(cases, market, view.now);
      const was = state.on[market.number] === true;
      state.on[market.number] = backlog > 0 && (was ? backlog >= ratioCeil(limit, given.stop) : backlog > limit);
      if (state.on[market.number] === true) on.add(market.number);
    }
    return pushOf(view, cases, given.in, on, ({ kind }, market) => kind !== 'inventory' && on.has(market));
  },
});
