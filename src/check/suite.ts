import type { Invariant, InvariantOver, PairChange, SuiteSubject, Witness } from '../contract/index.ts';
import { breaks, type Examination, type Finding } from './examine.ts';
import type { Verdict } from './runner.ts';
import { verdictOn } from './trials/ask-trial.ts';
import type { Trial } from './trials/trial.ts';

/** Whether a trial breaks an invariant: what is asked of each counterexample once more. */
type Breaks = (trial: Trial, invariant: Invariant, change: PairChange | undefined) => Witness | undefined;

const propertyOf = (
  { id, status, runs, reached, counterexample }: Finding,
  invariant: Invariant | undefined,
  again: Breaks,
): SuiteSubject['properties'][number] => ({
  id,
  status,
  runs,
  reached,
  strength: 'random',
  ...(counterexample === undefined
    ? {}
    : {
        counterexample: `${counterexample.trial.scenario.accounts.length} accounts, run ${counterexample.run}`,
        replays: invariant !== undefined && again(counterexample.trial, invariant, counterexample.change) !== undefined,
      }),
});

/**
 * What an examination came to, as invariants over the suite see it. Each counterexample is played once more.
 *
 * @param invariants - Those that were asked.
 * @param faults - Planted faults and what caught each; none when none were planted.
 */
export const suiteOf = (
  { findings, runs }: Examination,
  invariants: readonly Invariant[],
  faults: SuiteSubject['faults'] = [],
  again: Breaks = breaks,
): SuiteSubject => ({
  runs,
  faults,
  properties: findings
    .filter(({ id }) => !isOverSuite(invariants.find((one) => one.id === id)))
    .map((finding) =>
      propertyOf(
        finding,
        invariants.find(({ id }) => id === finding.id),
        again,
      ),
    ),
});

const isOverSuite = (invariant: Invariant | undefined): invariant is InvariantOver<'suite'> =>
  invariant?.over === 'suite';

/** Asks those that are over the suite. */
export const askSuite = (suite: SuiteSubject, invariants: readonly Invariant[]): readonly Verdict[] =>
  invariants.filter(isOverSuite).map((invariant) => verdictOn(invariant, suite));
