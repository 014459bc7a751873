import {
  type AdlNeed,
  type CaseView,
  duration,
  type PoolView,
  type TriggerDecision,
  type VenueView,
  z,
} from 'breakwater';
import { residualNeeds, residualParams, type Wanted } from './residual-needs.ts';
import { refusedNeeds } from './ruined-pool.ts';

/** Parameters of the triggers that are on for all markets of a fund. */
export const fundSwitchParams = residualParams.extend({
  pool: z.string().default('insurance').describe('Fund that is watched; a market looks up its own share of it.'),
  window: duration({ min: '1ms' })
    .prefault('8h')
    .describe('How far back the balances of the fund are looked at, above 0s.'),
  resolution: duration({ min: '1ms' })
    .prefault('1m')
    .describe('How often the venue takes a sample, above 0s; bounds the memory.'),
  inventory: z
    .boolean()
    .default(true)
    .describe('Whether positions that the fund took over are pushed as well as those of accounts.'),
});
type Params = z.infer<typeof fundSwitchParams>;

/** Each pool that serves some market, once. */
export const poolsOf = (view: VenueView, name: string): PoolView[] => [
  ...new Set(view.markets.flatMap(({ number }) => view.pool(name, number) ?? [])),
];

/**
 * What the markets that are on ask for: what the wanted cases there hold or owe.
 *
 * A market that is on asks for nothing where no case holds anything, so that layers with `unless` see that it is on.
 */
export const pushOf = (
  view: VenueView,
  cases: readonly CaseView[],
  unit: AdlNeed['in'],
  on: ReadonlySet<number>,
  wanted: Wanted,
): TriggerDecision => {
  const needs = residualNeeds(view, cases, unit, wanted);
  const asked = new Set(needs.map(({ market }) => market));
  const idle = [...on].filter((market) => !asked.has(market));
  if (needs.length + idle.length === 0) return 'off';
  return { on: true, needs: [...needs, ...idle.map((market): AdlNeed => ({ in: unit, market, amount: 0 }))] };
};

/**
 * What the markets of the pools that are on ask for: all that the cases there hold or owe.
 *
 * A market is on as well while its pool is insufficient: while it refuses for want of money to take a position there over. Such a
 * pool may be at its peak, and what it holds itself is not pushed then.
 */
export const pushFor = (
  view: VenueView,
  cases: readonly CaseView[],
  given: Params,
  isOn: (pool: PoolView) => boolean,
): TriggerDecision => {
  const on = new Set<number>();
  for (const { number } of view.markets) {
    const pool = view.pool(given.pool, number);
    if (pool !== undefined && isOn(pool)) on.add(number);
  }
  const short = new Set(refusedNeeds(cases, ({ number }) => view.pool(given.pool, number)).map(({ market }) => market));
  if (on.size === 0 && short.size === 0) return 'off';
  return pushOf(view, cases, given.in, on, ({ kind }, market) =>
    kind === 'inventory' ? given.inventory && on.has(market) : on.has(market) || short.has(market),
  );
};
