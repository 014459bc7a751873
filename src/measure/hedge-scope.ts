import { Total } from '../money/index.ts';
import {
  GROUP_SCOPES,
  type GroupScope,
  type HEDGE_SCOPES,
  type HedgeLoss,
  type HedgeOutcome,
  isBroken,
  wasHedged,
} from './collect/hedges.ts';
import type { Gathered } from './gathered.ts';
import { asNumber } from './metric.ts';

/** Scope of numbers about hedges: groups in one account, in several accounts of one owner, and both together. */
export type HedgeScope = (typeof HEDGE_SCOPES)[number];

const scopesIn = (scope: HedgeScope): readonly GroupScope[] => (scope === 'all' ? GROUP_SCOPES : [scope]);

const totalIn = (scope: HedgeScope, amount: (scope: GroupScope) => Total): Total => {
  const total = new Total();
  for (const one of scopesIn(scope)) total.addTotal(amount(one));
  return total;
};

const sum = (outcomes: readonly HedgeOutcome[], amount: (one: HedgeOutcome) => number): number =>
  outcomes.reduce((total, one) => total + amount(one), 0);

/** Groups of a scope with two sides. */
export const twoSided = (run: Gathered, scope: HedgeScope): HedgeOutcome[] =>
  run.hedges.outcomes().filter((one) => one.matched > 0 && (scope === 'all' || one.scope === scope));

/** Matched notional before of the groups of a scope, numeraire units (real). */
export const matchedOf = (run: Gathered, scope: HedgeScope): number => sum(twoSided(run, scope), (one) => one.matched);

/** Residual delta over matched notional of each group of a scope. */
export const residualsOf = (run: Gathered, scope: HedgeScope): number[] =>
  twoSided(run, scope).map((one) => one.after / one.matched);

/** The same, as one mean weighted by matched notional; null without groups. */
export const meanResidual = (run: Gathered, scope: HedgeScope): number | null => {
  const matched = matchedOf(run, scope);
  return matched === 0 ? null : sum(twoSided(run, scope), (one) => one.after) / matched;
};

/** The largest of them; null without groups. */
export const maxResidual = (run: Gathered, scope: HedgeScope): number | null => {
  const residuals = residualsOf(run, scope);
  return residuals.length === 0 ? null : residuals.reduce((a, b) => Math.max(a, b));
};

/** Number of groups that were hedged and are not any more. */
export const brokenCount = (run: Gathered, scope: HedgeScope): number => twoSided(run, scope).filter(isBroken).length;

/** Share of the matched notional of hedged groups that is in broken ones; null without hedged groups. */
export const brokenShare = (run: Gathered, scope: HedgeScope): number | null => {
  const hedged = twoSided(run, scope).filter(wasHedged);
  const matched = sum(hedged, (one) => one.matched);
  return matched === 0 ? null : sum(hedged.filter(isBroken), (one) => one.matched) / matched;
};

/** Delta of broken groups over time, numeraire x seconds in natural units (real). */
export const exposureOf = (run: Gathered, scope: HedgeScope): number =>
  scopesIn(scope).reduce((total, one) => total + run.hedges.gaps.exposure[one], 0) /
  Number(`1e${run.numeraire.decimals}`);

/** Cost of taking again what ADL closed, numeraire units. */
export const replacementOf = (run: Gathered, scope: HedgeScope): Total =>
  totalIn(scope, (one) => run.hedges.reentry.cost[one]);

/** Loss of the groups of a scope against their twins, numeraire units, in its parts. */
export interface LossAgainstTwin extends HedgeLoss {
  readonly charged: Total;
  /** Price, execution, funding and charges together. */
  readonly total: Total;
}

/** What groups of a scope have less than twins that were never deleveraged or charged. */
export const lossOf = (run: Gathered, scope: HedgeScope): LossAgainstTwin => {
  const losses = run.hedges.losses();
  const part = (name: keyof HedgeLoss): Total => totalIn(scope, (one) => losses[one][name]);
  const [price, execution, funding] = [part('price'), part('execution'), part('funding')];
  const charged = totalIn(scope, (one) => run.hedges.charged[one]);
  const total = new Total();
  for (const one of [price, execution, funding, charged]) total.addTotal(one);
  return { price, execution, funding, charged, bound: part('bound'), total };
};

/** How well the groups of a scope were spared; null without groups or ADL. */
export const protectionOf = (run: Gathered, scope: HedgeScope): number | null =>
  twoSided(run, scope).length === 0 ? null : run.hedges.protection.share(scope);

/** ADL notional that hit the groups of a scope, and the least and most that could have, numeraire units (real). */
export const hedgedAdlOf = (run: Gathered, scope: HedgeScope): Record<'hedged' | 'least' | 'most', number> => {
  const { markets } = run.hedges.protection;
  const over = (name: 'hedged' | 'least' | 'most'): number =>
    markets.reduce((total, market) => total + market[name][scope], 0);
  return { hedged: over('hedged'), least: over('least'), most: over('most') };
};

/** Share of the ADL notional that hit the groups of a scope; null without ADL. */
export const hedgedShareOf = (run: Gathered, scope: HedgeScope): number | null => {
  const { notional } = run.deleveraging;
  return notional.isZero() ? null : hedgedAdlOf(run, scope).hedged / asNumber(notional);
};
