/**
 * What a plug-in author needs to test a mechanism. Works with any test runner.
 *
 * @example
 * import { broken, tryMechanism } from 'breakwater/testing';
 *
 * assert.deepEqual(broken(tryMechanism(myBackstop, { params: { pool: 'vault' } })), []);
 *
 * @module
 */
import { invariants } from '../specs/invariants/index.ts';
import { type TrialOptions, tryMechanism as tryWith, type Verdict } from './check/index.ts';
import type { Mechanism } from './index.ts';

export { invariants } from '../specs/invariants/index.ts';
export {
  type Ask,
  type AskedRule,
  type AskOptions,
  AXIOMS,
  type Axiom,
  type AxiomVerdict,
  type AxiomWitness,
  askRule,
  axiomMatrix,
  type Beside,
  type ClaimsTable,
  defineAxiom,
  keptOn,
  type MatrixRow,
  type Naming,
  type RuleUse,
  type Search,
  searchAxiom,
  type TableProblem,
  type TableTrial,
  tell,
  type Words,
} from './check/axioms/index.ts';
export { type HasVenue, StepChecker, type TrialOptions, type Verdict } from './check/index.ts';

/** Tries a mechanism on random small exchanges with the shipped invariants; see {@link TrialOptions}. */
export const tryMechanism = (mechanism: Mechanism, options: TrialOptions = {}): readonly Verdict[] =>
  tryWith(mechanism, invariants, options);

/** The verdicts that matter: a universal invariant that broke. */
export const broken = (verdicts: readonly Verdict[]): readonly Verdict[] =>
  verdicts.filter((verdict) => verdict.status === 'broken' && verdict.scope === 'universal');
