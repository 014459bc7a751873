import {
  type AdlNeed,
  type CaseView,
  duration,
  type PoolView,
  type TriggerDecision,
  type VenueView,
  z,
} from 'breakwater';
import { residualNeeds, residualParams } from './residual-needs.ts';
import { refusedNeeds } from './ruined-pool.ts';

/** Parameters of the triggers that are on for all markets of a fund. */
export const fundSwitchParams = residualParams.extend({
  pool: z.string().default('insurance').describe('Fund that is watched; a market looks up its own share of it.'),
  window: duration()
    .refine((seconds) => seconds > 0, 'a window is longer than 0s')
    .prefault('8h')
    .describe('How far back the balances of the fund are looked at.'),
  resolution: duration()
    .refine((seconds) => seconds > 0, 'samples are more than 0s apart')
    .prefault('1m')
    .describe('How often the venue takes a sample; bounds the memory.'),
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
 * What the markets of the pools that are on ask for: all that the cases there hold or owe.
 *
 * A market is on as well while its pool is insufficient: while it refuses for want of money to take a position there over. Such a
 * pool may be at its peak, and what it holds itself is not pushed then.
 *
 * A market that is on asks for nothing where no case holds anything, so that layers with `unless` see that it is on.
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
  const wanted = ({ kind }: CaseView, market: number): boolean =>
    kind === 'inventory' ? given.inventory && on.has(market) : on.has(market) || short.has(market);
  const needs = residualNeeds(view, cases, given.in, wanted);
  for (const { market } of needs) on.delete(market);
  const idle = [...on].map((market): AdlNeed => ({ in: given.in, market, amount: 0 }));
  return { on: true, needs: [...needs, ...idle] };
};
