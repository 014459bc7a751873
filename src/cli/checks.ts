/**
 * What every run is checked for: the facts of its ledger, and the invariants its exchange claims. Loaded by the worker that does the run.
 *
 * @module
 */
import { invariants } from '../../specs/invariants/index.ts';
import { StepChecker, type Verdict } from '../check/index.ts';
import type { ExchangeDesign } from '../exchange/index.ts';
import type { Checker } from '../experiment/index.ts';

/** Invariants that an exchange may claim. */
export const claimable: readonly string[] = invariants.map(({ id }) => id);

/**
 * What every run is asked, besides claims: the facts of the ledger, which cost little beside a run. All others are for `check`, which asks them
 * of many small runs: on a long one they would take longer than the run itself.
 */
export const OF_EVERY_RUN: ReadonlySet<string> = new Set([
  'CS1/value-conservation',
  'CS2/zero-sum-mark',
  'CS3/lots-balance',
  'CS5/no-negative-left',
  'CS6/loss-explained',
  'CS7/uncovered-reported',
  'CS8/running-totals',
  'IF1/pay-above-floor',
  'IF2/pool-ledger',
  'LQ4/reduce-only',
  'AF3/no-flip',
  'DT2/replay',
]);

/** The checker of a run. @param design - The exchange, whose claims are checked too. */
export const checkerOf = ({ claims }: ExchangeDesign): Checker<Verdict> => {
  const asked = invariants.filter(
    ({ id, over }) => (over === 'step' || over === 'run') && (OF_EVERY_RUN.has(id) || claims.includes(id)),
  );
  const checker = new StepChecker(asked);
  return { onStep: checker.onStep, needs: () => checker.needs, finish: (world) => checker.finish(world) };
};
