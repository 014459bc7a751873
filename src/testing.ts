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
export { type HasVenue, StepChecker, type TrialOptions, type Verdict } from './check/index.ts';

/** Tries a mechanism on random small exchanges with the shipped invariants; see {@link TrialOptions}. */
export const tryMechanism = (mechanism: Mechanism, options: TrialOptions = {}): readonly Verdict[] =>
  tryWith(mechanism, invariants, options);

/** The verdicts that matter: a universal invariant that broke. */
export const broken = (verdicts: readonly Verdict[]): readonly Verdict[] =>
  verdicts.filter((verdict) => verdict.status === 'broken' && verdict.scope === 'universal');
