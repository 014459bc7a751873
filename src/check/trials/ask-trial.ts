import {
  type Invariant,
  type InvariantOver,
  isBreakwaterError,
  type PairChange,
  type Subjects,
  type Witness,
} from '../../contract/index.ts';
import { stream } from '../../math/index.ts';
import { MoneyError } from '../../money/index.ts';
import { isTooLarge } from '../../world/index.ts';
import { designSubjectOf } from '../design-subject.ts';
import { designView } from '../design-view.ts';
import { StepChecker, type Verdict } from '../runner.ts';
import { type DrawnChange, drawChange, overChange, type Played, pairOf, playSecond } from './pair.ts';
import { type PlayOptions, playTrial, type Trial } from './trial.ts';

/** What one trial came to. */
export interface TrialOutcome {
  readonly verdicts: readonly Verdict[];
  /** The run; undefined when a mechanism was refused on the way. */
  readonly played?: Played;
  /** Why the run ended before its time. */
  readonly refusal?: Error;
}

/** How a trial is asked about. */
export interface AskTrialOptions extends PlayOptions {
  /** Ways in which second runs may be made, in the order in which they are tried. None when left out. */
  readonly changes?: readonly PairChange[];
  /** How many of them are: the first that matter in the trial. 1 when left out. */
  readonly seconds?: number;
}

/** Steps between two readings of the whole books; those in between read what the step touched. */
const WHOLE_EVERY = 8;

const ofRuns = new WeakMap<readonly Invariant[], readonly Invariant[]>();

/** Those of a list that are over steps and runs: one list, so that what is made of it is made once. */
const askedOfRuns = (invariants: readonly Invariant[]): readonly Invariant[] => {
  const those = ofRuns.get(invariants) ?? invariants.filter(({ over }) => over === 'step' || over === 'run');
  ofRuns.set(invariants, those);
  return those;
};

/** Answers an invariant about a subject. */
export const verdictOn = <O extends keyof Subjects>(invariant: InvariantOver<O>, subject: Subjects[O]): Verdict => {
  const { id, says, scope } = invariant;
  const reached = invariant.reaches?.(subject) ?? 1;
  const witness: Witness | undefined = invariant.holds(subject);
  if (witness !== undefined) return { id, says, scope, status: 'broken', reached, witness };
  const value = invariant.metric?.measure(subject);
  return {
    id,
    says,
    scope,
    status: reached > 0 ? 'held' : 'not-tried',
    reached,
    ...(value === undefined ? {} : { value }),
  };
};

/** What a mechanism must not do in any run, as opposed to a decision that a venue refuses. */
export const MISCONDUCT: ReadonlySet<string> = new Set([
  'clock',
  'randomness',
  'timer',
  'not-repeatable',
  'view-changed',
  'kept-view',
]);

/** A refusal of what a mechanism decided, or of amounts that grew too large, ends a run and is an answer; anything else is thrown on. */
const refusalIn = (error: unknown): Error => {
  if (isTooLarge(error)) return error;
  if (isBreakwaterError(error) && error.kind === 'contract' && !MISCONDUCT.has(error.code)) return error;
  throw error;
};

/**
 * Plays a trial once, asks what is over steps and the run, then plays a second run and asks what is over pairs.
 *
 * The same trial and changes give the same verdicts: what a change draws depends on the seed of the trial and on its run alone.
 */
export const askTrial = (
  trial: Trial,
  invariants: readonly Invariant[],
  options: AskTrialOptions = {},
): TrialOutcome => {
  const { changes = [], seconds = 1, ...play } = options;
  const checker = new StepChecker(askedOfRuns(invariants), { every: WHOLE_EVERY, counting: true, wholeLog: true });
  let played: Played;
  try {
    const world = playTrial(trial, { ...play, onStep: checker.onStep });
    checker.finish(world);
    played = { world, subject: checker.subject };
  } catch (error) {
    return { verdicts: checker.verdicts, refusal: refusalIn(error) };
  }
  const verdicts = [...checker.verdicts, ...askDesign(trial, played, invariants)];
  for (const drawn of pickChanges(trial, played, changes, seconds, play))
    verdicts.push(...askPair(trial, played, drawn, invariants, play));
  return { verdicts, played };
};

/**
 * The first changes that matter in the trial; where too few do, also the first that apply to it. Whatever has broken before plays no part in
 * it, so that runs do not depend on one another.
 */
const pickChanges = (
  trial: Trial,
  played: Played,
  changes: readonly PairChange[],
  seconds: number,
  play: PlayOptions,
): readonly DrawnChange[] => {
  const picked: DrawnChange[] = [];
  const others: DrawnChange[] = [];
  for (const change of changes) {
    if (picked.length === seconds) break;
    const drawn = unlessRefused(() => drawChange(change, trial, played, play));
    if (drawn !== undefined) (drawn.matters ? picked : others).push(drawn);
  }
  return [...picked, ...others].slice(0, seconds);
};

/** Invariants of a list that compare two runs in this way, and apply to the design. */
const askedOver = (
  { design }: Trial,
  change: PairChange,
  invariants: readonly Invariant[],
): readonly InvariantOver<'pair'>[] =>
  overChange(invariants, change).filter(({ given }) => (given?.(designView(design)) ?? true) === true);

/** Probes the design where the run has come to, with numbers that depend on the seed of the trial. */
const askDesign = (trial: Trial, { world }: Played, invariants: readonly Invariant[]): readonly Verdict[] => {
  const design = designView(trial.design);
  return invariants
    .filter((one): one is InvariantOver<'design'> => one.over === 'design' && (one.given?.(design) ?? true) === true)
    .map((one) => verdictOn(one, designSubjectOf(world.venue, stream(trial.seed, 'probe', one.id))));
};

const askPair = (
  trial: Trial,
  first: Played,
  drawn: DrawnChange,
  invariants: readonly Invariant[],
  play: PlayOptions,
): readonly Verdict[] => {
  const asked = askedOver(trial, drawn.change, invariants);
  const second = asked.length === 0 ? undefined : unlessRefused(() => playSecond(drawn, play));
  if (second === undefined) return [];
  const subject = pairOf(drawn.change, first, second, drawn.changed);
  return asked.map((invariant) => ({ ...verdictOn(invariant, subject), change: drawn.change }));
};

/** What a second run comes to; nothing where it is refused, as what a change makes larger may be more than a venue admits. */
const unlessRefused = <T>(play: () => T): T | undefined => {
  try {
    return play();
  } catch (error) {
    if (!(error instanceof MoneyError) && !(isBreakwaterError(error) && error.kind === 'config')) refusalIn(error);
    return undefined;
  }
};
