import { formatUnits, type Total } from '../money/index.ts';
import { HEDGE_SCOPES } from './collect/hedges.ts';
import type { Gathered } from './gathered.ts';
import {
  brokenCount,
  brokenShare,
  exposureOf,
  type HedgeScope,
  hedgedAdlOf,
  hedgedShareOf,
  lossOf,
  matchedOf,
  maxResidual,
  meanResidual,
  protectionOf,
  replacementOf,
  residualsOf,
  twoSided,
} from './hedge-scope.ts';
import { type HedgeResult, type HedgeScopeResult, RESIDUALS_ABOVE } from './hedge-shape.ts';
import { rounded } from './metric.ts';

const orNull = (value: number | null): number | null => (value === null ? null : rounded(value));

const scopeOf = (run: Gathered, scope: HedgeScope): HedgeScopeResult => {
  const amount = (total: Total): string => formatUnits(total, run.numeraire.decimals);
  const whole = (units: number): string => formatUnits(Math.round(units), run.numeraire.decimals);
  const residuals = residualsOf(run, scope);
  const loss = lossOf(run, scope);
  const adl = hedgedAdlOf(run, scope);
  return {
    groups: twoSided(run, scope).length,
    matched: whole(matchedOf(run, scope)),
    residualDelta: {
      mean: orNull(meanResidual(run, scope)),
      max: orNull(maxResidual(run, scope)),
      above: Object.fromEntries(
        RESIDUALS_ABOVE.map((x) => [
          x,
          residuals.length === 0 ? null : rounded(residuals.filter((one) => one > Number(x)).length / residuals.length),
        ]),
      ) as HedgeScopeResult['residualDelta']['above'],
    },
    exposure: rounded(exposureOf(run, scope)),
    replacementCost: amount(replacementOf(run, scope)),
    loss: {
      total: amount(loss.total),
      price: amount(loss.price),
      execution: amount(loss.execution),
      funding: amount(loss.funding),
      charged: amount(loss.charged),
      priceMost: amount(loss.bound),
    },
    adl: {
      share: orNull(hedgedShareOf(run, scope)),
      notional: whole(adl.hedged),
      least: whole(adl.least),
      most: whole(adl.most),
    },
    broken: { groups: brokenCount(run, scope), matchedShare: orNull(brokenShare(run, scope)) },
    protection: orNull(protectionOf(run, scope)),
  };
};

/** What payers bore and what was cut, hedged accounts apart from others; institutions left out. */
const bearersOf = (run: Gathered): HedgeResult['bearers'] => {
  const whole = (units: number): string => formatUnits(Math.round(units), run.numeraire.decimals);
  const { borne, cut } = run.deleveraging;
  const over = (amounts: ReadonlyMap<number, number>, hedged: boolean): number => {
    let sum = 0;
    for (const [account, units] of amounts)
      if (run.run.hedgeGroups.has(account) === hedged && run.hedges.interest.isPerson(account))
        sum += Math.max(0, units);
    return sum;
  };
  const side = (hedged: boolean) => ({ borne: whole(over(borne, hedged)), cut: whole(over(cut, hedged)) });
  return { hedged: side(true), directional: side(false) };
};

/** What deleveraging did to hedges, scope by scope. */
export const hedgeResultOf = (run: Gathered): HedgeResult => ({
  scopes: Object.fromEntries(HEDGE_SCOPES.map((scope) => [scope, scopeOf(run, scope)])) as HedgeResult['scopes'],
  bearers: bearersOf(run),
});
