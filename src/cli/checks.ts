/**
 * What every run is checked for: the universal invariants, and those its exchange claims. Loaded by the worker that does the run.
 *
 * @module
 */
import { invariants } from '../../specs/invariants/index.ts';
import { StepChecker, type Verdict } from '../check/index.ts';
import { configError, nearest } from '../contract/index.ts';
import type { ExchangeDesign } from '../exchange/index.ts';
import type { Checker } from '../experiment/index.ts';

/**
 * The checker of a run.
 *
 * @param design - The exchange, whose claims are checked too.
 * @throws BreakwaterError `unknown-invariant` when it claims one that does not exist.
 */
export const checkerOf = ({ name, claims }: ExchangeDesign): Checker<Verdict> => {
  const known = invariants.map(({ id }) => id);
  for (const claim of claims) {
    if ((known as readonly string[]).includes(claim)) continue;
    const near = nearest(claim, known);
    throw configError('unknown-invariant', `${name} claims "${claim}", but there is no such invariant`, {
      where: { path: 'claims' },
      hint: near === undefined ? 'breakwater list invariants shows all' : `did you mean ${near}?`,
    });
  }
  const asked = invariants.filter(
    ({ id, scope, over }) => over !== 'pair' && (scope === 'universal' || claims.includes(id)),
  );
  const checker = new StepChecker(asked);
  return { onStep: checker.onStep, needs: () => checker.needs, finish: (world) => checker.finish(world) };
};
