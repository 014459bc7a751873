import { amount, defineAdlTrigger, type VenueView, z } from 'breakwater';
import { pushOf } from './fund-switch.ts';
import { residualParams } from './residual-needs.ts';

type Switch = { on: boolean };

/** What a clearing house can still pay: its own pools, deposits of members in good standing, and what they can be assessed, units. */
const resourcesOf = (view: VenueView, name: string, assessments: boolean): number => {
  const pools = new Map(
    view.markets.flatMap(({ number }) => view.pool(name, number) ?? []).map((pool) => [pool.name, pool]),
  );
  let resources = 0;
  for (const pool of pools.values()) resources += pool.spendable;
  for (const id of view.accountsOf('member')) {
    const { equity, commitment, inCase } = view.account(id);
    if (!inCase) resources += Math.max(0, equity) + (assessments ? commitment : 0);
  }
  return resources;
};

/**
 * On once all that stands before the end of a clearing house's waterfall is used up: own tranche, deposits, assessments.
 *
 * resources = what its pools can spend + equity of its members who are not in default + what they can still be assessed. On when
 * resources <= left; off again when resources > left + rebuilt. While on, all that accounts in default hold is pushed (tear-up), or all
 * they owe (settle: gains). Units of the settlement asset.
 *
 * `left` is for a house that stops before its last unit; `rebuilt` for one that takes up its ordinary ways only with a new fund.
 *
 * @source https://www.eurex.com/ec-en/services/risk-management/default-waterfall; ISDA, CCP loss allocation at the end of the waterfall,
 * 2013
 */
export const waterfallExhausted = defineAdlTrigger({
  name: 'waterfall-exhausted',
  summary: 'Own tranche, deposits and assessments of a clearing house are used up.',
  formula:
    'on when R <= left; off when R > left + rebuilt; need = all lots of accounts in default\n' +
    'R = spendable of the pools + sum over members of max(0, E) + commitment, without it with assessments: false',
  source: [
    'https://www.eurex.com/ec-en/services/risk-management/default-waterfall',
    'ISDA, CCP loss allocation at the end of the waterfall, 2013',
  ],
  params: residualParams.extend({
    pool: z.string().default('insurance').describe("Pool with the house's own tranche; a market looks up its own."),
    assessments: z
      .boolean()
      .default(true)
      .describe('Whether what members can still be assessed counts as a resource as well.'),
    left: amount().prefault('0').describe('Resources at which it starts, settlement asset, at least 0.'),
    rebuilt: amount()
      .prefault('0')
      .describe('How far beyond that resources must be again for it to stop, settlement asset, at least 0.'),
  }),
  // What traders or depositors have put in is no tranche of the house.
  needs: ({ pool }) => [{ pool, holds: 'fund' }],
  capabilities: { actsEarly: true },
  stateOf: 'venue',
  initial: (): Switch => ({ on: false }),
  decide: (view, cases, given, state) => {
    const resources = resourcesOf(view, given.pool, given.assessments);
    state.on = resources <= given.left + (state.on ? given.rebuilt : 0);
    const on = new Set(state.on ? view.markets.map(({ number }) => number) : []);
    return pushOf(view, cases, given.in, on, ({ kind }) => state.on && kind !== 'inventory');
  },
});
