import {
  type AdlNeed,
  amount,
  type CaseView,
  defineAdlTrigger,
  duration,
  type PoolView,
  ratio,
  ratioCeil,
  ratioFloor,
  type VenueView,
  z,
} from 'breakwater';
import { poolsOf } from './fund-switch.ts';
import { stopsWithin } from './hysteresis.ts';
import { followOwn, type OwnFall } from './own-fall.ts';
import { holdingsOf, refusedNeeds, ruinNeeds } from './ruined-pool.ts';
import { addSample, peakOf, type WindowPeak } from './window-peak.ts';

type Drawdowns = {
  on: { [market: string]: boolean };
  pnl: { [market: string]: WindowPeak };
  balance: { [pool: string]: WindowPeak };
  own: { [market: string]: OwnFall };
};

const fields = z.strictObject({
  pool: z
    .string()
    .default('insurance')
    .describe('Fund that takes positions over; a market looks up its own share of it.'),
  drawdown: ratio({ max: '1' })
    .prefault('0.3')
    .describe(
      "Loss of one market at which ADL starts, a share of the pool's peak balance, 0 to 1 (insurancePnlRatio, without its sign).",
    ),
  stop: ratio({ max: '1' })
    .prefault('0.25')
    .describe('The same share below which ADL stops, 0 to drawdown (adlStopRatio, without its sign).'),
  balanceAbove: amount()
    .prefault('1')
    .describe(
      'Balance of the pool above which the drawdown counts, settlement asset, at least 0 (adlTriggerThreshold).',
    ),
  window: duration({ min: '1ms' })
    .prefault('8h')
    .describe('How far back the peaks of profit and balance reach, above 0s.'),
  resolution: duration({ min: '1ms' })
    .prefault('1m')
    .describe('How often the venue takes a sample, above 0s; bounds the memory of the peaks.'),
});
const params = fields.superRefine(stopsWithin('drawdown', 'stop'));
type Params = z.infer<typeof params>;

/** Fall of a market's profit from its peak, and the peak balance of its pool, units. */
const measure = (pool: PoolView, market: number, state: Drawdowns) => {
  const pnl = pool.profit(market);
  return {
    fall: peakOf(state.pnl[market], pnl) - pnl,
    peak: Math.max(0, peakOf(state.balance[pool.name], pool.equity)),
  };
};

/** Notes what the pools hold now and how far it has fallen. */
const follow = (view: VenueView, given: Params, state: Drawdowns): void => {
  for (const { number } of view.markets) {
    const pool = view.pool(given.pool, number);
    if (pool !== undefined) state.own[number] = followOwn(state.own[number], pool.lots(number), pool.profit(number));
  }
};

/** Turns the switch of each market whose fund is alive; off markets stay in the state, so that snapshots compare. */
const turn = (view: VenueView, given: Params, state: Drawdowns): void => {
  for (const { number } of view.markets) {
    const pool = view.pool(given.pool, number);
    if (pool === undefined) continue;
    const { fall, peak } = measure(pool, number, state);
    // ratio > -stop is fall < stop x peak: a whole fall is below a real bound when it is below its ceiling.
    if (state.on[number] === true) state.on[number] = peak > 0 && fall >= ratioCeil(peak, given.stop);
    else state.on[number] = pool.equity > given.balanceAbove && fall > ratioFloor(peak, given.drawdown);
  }
};

/**
 * What the markets of a pool that is alive ask for: inventory that has lost more than the pool bears of one market.
 *
 * Closing an inventory raises the equity of its pool by the excess of its market, so the next market of the pool keeps that back too.
 */
const excessNeeds = (pool: PoolView, cases: readonly CaseView[], given: Params, state: Drawdowns): AdlNeed[] => {
  let after = pool.equity;
  return holdingsOf(cases, pool).flatMap(({ case: id, leg }): AdlNeed[] => {
    const market = leg.market.number;
    const { fall, peak } = measure(pool, market, state);
    const excess = Math.min(fall - ratioFloor(peak, given.drawdown), state.own[market]?.fall ?? 0);
    if (state.on[market] !== true || excess <= 0) return [];
    after += excess;
    return [{ in: 'lots', market, amount: Math.abs(leg.lots), case: id, priceShift: after }];
  });
};

/**
 * Pushes to ADL what one market costs a shared fund beyond a share of the fund's peak.
 *
 * pnlRatio = (profit of the market now - its peak in the window) / peak balance of the pool in the window.
 * On when balance > threshold and pnlRatio < -0.30; off when pnlRatio > -0.25. The fund's inventory is then closed at a
 * bankruptcy price recomputed for pnlRatio = -0.30, so the fund bears 30 % of its peak and the counterparties the excess:
 * value to the fund = value at mark + excess, excess = -(0.30 x peak) - (profit now - peak profit). This is `priceShift` =
 * equity of the pool + excess under the close-out `bankruptcy-on-leg`; of several markets, equity as it will be once those before
 * are closed in full. Where one of them finds too few counterparties, the ones after it bear what it did not raise.
 *
 * Ours: the excess of lots still held is at most how far they themselves have fallen from their best value since they were taken
 * over, so the recomputed price never lies beyond that value. What lots lost that were sold to the book before, and what their sale
 * cost, stays with the fund, also beyond 30 % of its peak.
 *
 * Where the pool's equity is at or below zero, all it holds is pushed until it is above; the hole is shared over its markets by what
 * each has lost it at that moment, and each is closed at mark plus its share. Positions that it does not take over because they would
 * cost more than it can spend are pushed as well, at their own bankruptcy value (ours: a take-over does not go below zero here).
 * A market cannot be moved to another pool in mid-run, so the venue's third case is left out.
 *
 * Balance is the pool's equity at mark. Units of the settlement asset.
 *
 * @source https://bybit-exchange.github.io/docs/v5/market/adl-alert (trigger, stop and examples 1 to 3)
 */
export const symbolPnlDrawdown = defineAdlTrigger({
  name: 'symbol-pnl-drawdown',
  summary: "One market's loss in 8 hours beyond a share of the pool's peak; only the excess goes to ADL.",
  formula:
    'on when balance > balanceAbove and fall > peak x drawdown; off when fall < peak x stop; peak = highest balance\n' +
    'fall = highest profit of the market within window - profit; need = lots the fund holds there, at mark + excess\n' +
    'excess = min(fall - peak x drawdown, fall of the lots held); where balance <= 0 a share of -balance',
  source: 'https://bybit-exchange.github.io/docs/v5/market/adl-alert',
  params,
  capabilities: { actsEarly: true },
  counts: 'lots',
  stateOf: 'venue',
  initial: (): Drawdowns => ({ on: {}, pnl: {}, balance: {}, own: {} }),
  observe: (view, given, state) => {
    follow(view, given, state);
    for (const { number } of view.markets) {
      const pool = view.pool(given.pool, number);
      if (pool === undefined) continue;
      state.pnl[number] ??= [];
      state.balance[pool.name] ??= [];
      addSample(state.pnl[number], view.now, pool.profit(number), given.window, given.resolution);
      addSample(state.balance[pool.name] ?? [], view.now, pool.equity, given.window, given.resolution);
    }
  },
  decide: (view, cases, given, state) => {
    follow(view, given, state);
    turn(view, given, state);
    const serves = ({ number }: { readonly number: number }) => view.pool(given.pool, number);
    const pools = poolsOf(view, given.pool);
    const accounts = new Set(pools.map(({ account }) => account));
    const own = cases.filter(({ subject }) => accounts.has(subject.id));
    const needs = [
      ...pools.flatMap((pool) => (pool.equity <= 0 ? ruinNeeds(own, pool) : excessNeeds(pool, own, given, state))),
      ...refusedNeeds(cases, serves),
    ].sort((a, b) => a.market - b.market);
    // A market that is on without an excess asks for nothing, yet layers with `unless` must see that it is on.
    const asked = new Set(needs.map(({ market }) => market));
    const idle = view.markets.filter(
      (market) => (state.on[market.number] === true || (serves(market)?.equity ?? 1) <= 0) && !asked.has(market.number),
    );
    needs.push(...idle.map(({ number }): AdlNeed => ({ in: 'lots', market: number, amount: 0 })));
    return needs.length === 0 ? 'off' : { on: true, needs };
  },
});
