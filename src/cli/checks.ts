/**
 * What every run is checked for: the universal invariants, and those its exchange claims. Loaded by the worker that does the run.
 *
 * @module
 */
import { invariants } from '../../specs/invariants/index.ts';
import { StepChecker, type Verdict } from '../check/index.ts';
import type { ExchangeDesign } from '../exchange/index.ts';
import type { Checker } from '../experiment/index.ts';

/** Invariants that an exchange may claim. */
export const claimable: readonly string[] = invariants.map(({ id }) => id);

/** The checker of a run. @param design - The exchange, whose claims are checked too. */
export const checkerOf = ({ claims }: ExchangeDesign): Checker<Verdict> => {
  const asked = invariants.filter(
    ({ id, scope, over }) => (over === 'step' || over === 'run') && (scope === 'universal' || claims.includes(id)),
  );
  const checker = new StepChecker(asked);
  return { onStep: checker.onStep, needs: () => checker.needs, finish: (world) => checker.finish(world) };
};
