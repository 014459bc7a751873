/**
 * The work of a check, done in a watched worker: plays runs, makes counterexamples small, plays counterexamples again.
 *
 * Traps are set meanwhile, so that a mechanism that reads the clock or draws numbers of its own is refused by name.
 *
 * @module
 */
import {
  type Batch,
  type Break,
  breaks,
  claimsIn,
  type Exemption,
  exemptionsOf,
  playBatch,
  type RuleCase,
  repeatTrial,
  SmallScope,
  smallest,
  smallestDraw,
  smallScopeSize,
  type Trial,
  trialOf,
} from '../../check/index.ts';
import type { Invariant, Slot, Witness } from '../../contract/index.ts';
import type { ExchangeDesign } from '../../exchange/index.ts';
import { inRun, type RunWatch, trapped, type Work } from '../../experiment/index.ts';
import type { Asked, Story } from '../../measure/index.ts';
import { invariantCalled, invariantsCalled } from '../known-invariants.ts';
import { documentOf, type Placing, trialOfDocument } from './counterexample-file.ts';
import { playAgain, storiesOf } from './play-again.ts';
import { askFile, ruleDocumentOf } from './rule-file.ts';
import { broughtBy, type CheckSubject, type ReadSubject, readSubject } from './subject.ts';

/** Runs to play. */
export interface BatchTask {
  readonly what: 'batch';
  readonly subject: CheckSubject;
  /** Ids of the invariants to ask. */
  readonly ids: readonly string[];
  readonly seed: number;
  readonly from: number;
  readonly runs: number;
  /** Accounts of the small scope whose exchanges are played, in place of drawn ones. */
  readonly small?: number;
}

/** What runs came to, and what the design says of itself. */
export interface BatchAnswer {
  readonly design: string;
  readonly claims: readonly string[];
  readonly exemptions: readonly Exemption[];
  readonly batch: Batch;
}

/** A break to make small and to write down. */
export interface SmallestTask {
  readonly what: 'smallest';
  readonly subject: CheckSubject;
  readonly id: string;
  readonly seed: number;
  readonly found: Break;
  readonly small?: number;
  /** Trials played at most. */
  readonly most: number;
  readonly placing: Placing;
}

/** A counterexample as it is written down. */
export interface SmallestAnswer {
  readonly document: Readonly<Record<string, unknown>>;
  readonly witness: Witness;
  /** How the second run differs, in words. */
  readonly changeSays?: string;
  /** The run; what rules were asked, where there is none. */
  readonly story?: Story;
  readonly second?: Story;
  readonly asked?: readonly Asked[];
  /** Accounts, or claims. */
  readonly accounts: number;
  readonly steps: number;
}

/** Mechanisms of plug-ins to list. */
export interface BroughtTask {
  readonly what: 'brought';
  readonly plugins: readonly string[];
}

/** A counterexample to play again. */
export interface ReplayTask {
  readonly what: 'replay';
  readonly file: string;
  readonly plugins: readonly string[];
}

/** Answers by the task. */
export interface CheckAnswers {
  readonly batch: BatchAnswer;
  readonly smallest: SmallestAnswer;
  readonly replay: Awaited<ReturnType<typeof playAgain>>;
  readonly brought: readonly { readonly slot: Slot; readonly name: string }[];
}

/** Anything a worker of a check is asked. */
export type CheckTask = BatchTask | SmallestTask | BroughtTask | ReplayTask;

/** The trial of each run: drawn from the seed, or one of a small scope. */
const trialsOf = (
  { seed, small }: Pick<BatchTask, 'seed' | 'small'>,
  design: ExchangeDesign,
): ((run: number) => Trial) => {
  if (small === undefined) return (run) => trialOf(design, seed, run);
  const scope = new SmallScope(smallScopeSize(small));
  return (run) => scope.trial(design, run);
};

/** Draws of a model among which the one with the fewest claims is looked for. */
const DRAWS = 400;

/** The first runs of a design, which are played twice: a mechanism that remembers or writes to a view is named. */
const REPEATED = 5;

const batch = async (task: BatchTask, watch: RunWatch): Promise<BatchAnswer> => {
  const { design, rules } = await readSubject(task.subject, watch);
  watch.phase('running');
  const { from, runs } = task;
  const invariants = invariantsCalled(task.ids);
  const trials = trialsOf(task, design);
  let now = from;
  const trial = (run: number): Trial => {
    now = run;
    return trials(run);
  };
  const played = (): Batch => {
    for (let run = from; run < Math.min(REPEATED, from + runs); run++) repeatTrial(trial(run), watch);
    return playBatch(design, invariants, {
      from,
      runs,
      trialOf: trial,
      rules: { seed: task.seed, rules },
      watch,
      onRun: (done) => {
        watch.steps(done, runs);
        return true;
      },
    });
  };
  try {
    return { design: design.name, claims: design.claims, exemptions: exemptionsOf(design), batch: played() };
  } catch (error) {
    throw inRun(error, `${design.name}, run ${now}, seed ${task.seed}`);
  }
};

/** A question that broke a statement about rules: a model is drawn anew until few claims do. */
const smallestRule = (
  { id, seed, found, most, placing }: SmallestTask,
  { design, rules, document }: ReadSubject,
  claims: RuleCase,
  watch: RunWatch,
): SmallestAnswer => {
  const invariant = invariantCalled(id) as Invariant;
  const again = askFile({ seed, claims }, invariant, { design, rules }, watch);
  if (again?.claims === undefined)
    throw new Error(`what breaks ${id} for ${design.name} does not break it when it is asked again, seed ${seed}`);
  const isModel = invariant.over === 'model' && invariant.scope !== 'statistical';
  const small = isModel
    ? smallestDraw(invariant, again, { seed, rules }, Math.min(most, DRAWS), undefined, watch)
    : again;
  const witness = small.verdict.witness ?? found.witness;
  const broke = small.claims ?? again.claims;
  const written = ruleDocumentOf(
    { design: design.name, seed, claims: broke, witness, ...(document === undefined ? {} : { document }) },
    invariant,
    placing,
  );
  return { document: written, witness, asked: broke.asked as Asked[], accounts: claimsIn(broke), steps: 0 };
};

const makeSmallest = async (task: SmallestTask, watch: RunWatch): Promise<SmallestAnswer> => {
  const subject = await readSubject(task.subject, watch);
  const { design, document } = subject;
  watch.phase('running');
  const invariant = invariantCalled(task.id) as Invariant;
  const { found, seed, most, placing } = task;
  if (found.claims !== undefined) return smallestRule(task, subject, found.claims, watch);
  const first = trialsOf(task, design)(found.run);
  const trial = { ...first, ...(document === undefined ? {} : { document }) };
  const small = smallest({ ...found, trial }, invariant, most, watch);
  const written = documentOf(small, invariant, placing);
  const again = await trialOfDocument(written, design).catch((error) => {
    throw new Error(
      `the counterexample to ${task.id} of ${design.name} (run ${found.run}, seed ${seed}) cannot be read: ${error}`,
    );
  });
  if (breaks(again, invariant, found.change, watch) === undefined)
    throw new Error(
      `the counterexample to ${task.id} of ${design.name} does not break it any more once it is written down (run ${found.run}, seed ${seed})`,
    );
  return {
    document: written,
    witness: small.witness,
    ...storiesOf(small.trial, found.change, watch),
    accounts: small.trial.scenario.accounts.length,
    steps: Math.round(small.trial.scenario.duration / small.trial.scenario.step),
  };
};

/** Does one task. */
export const work: Work<CheckTask, CheckAnswers[CheckTask['what']]> = (task, watch) =>
  trapped<CheckAnswers[CheckTask['what']]>(watch, async (watched) => {
    switch (task.what) {
      case 'batch':
        return batch(task, watched);
      case 'smallest':
        return makeSmallest(task, watched);
      case 'replay':
        return playAgain(task.file, task.plugins, watched);
      case 'brought':
        return broughtBy(task.plugins, watched);
    }
  });
