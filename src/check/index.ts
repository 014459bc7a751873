/** Invariants asked of runs: folds of the log, the runner, random exchanges. @module */
export {
  type AnsweredRule,
  askAgain,
  askModels,
  askRuleOnce,
  askRulesOf,
  claimsIn,
  type RuleCase,
  rulesOf,
  smallestDraw,
} from './ask-rules.ts';
export { type Answered, type Listening, listenTo, withMechanisms } from './asked-mechanism.ts';
export { type Batch, type BatchOptions, type BatchTally, type Break, mergeBatches, playBatch } from './batch.ts';
export { BooksFold } from './books-fold.ts';
export { CHANGES, type Change, type Changed, type FirstRun } from './changes/index.ts';
export { checkLog } from './check-log.ts';
export { designSubjectOf } from './design-subject.ts';
export { designView, type Exemption, exemptionsOf } from './design-view.ts';
export { Dice } from './dice.ts';
export {
  breaks,
  type Counterexample,
  type Examination,
  type ExamineOptions,
  endedRuns,
  examine,
  type Finding,
  type FindingOf,
  findingsOf,
  isTried,
  smallest,
  trialOf,
} from './examine.ts';
export { type ExamineRuleOptions, examineRule } from './examine-rule.ts';
export { CaseFold, type FoldedCase } from './fold.ts';
export { type Composition, compose, type ExchangeDocument, type ReadDocument } from './generate/composition.ts';
export { generateTrial } from './generate/trial.ts';
export { digestOf } from './ledger-digest.ts';
export { LogBooks, type LogHead } from './log-books.ts';
export { LogSilence } from './log-silence.ts';
export { type RandomRunOptions, randomRun } from './random-run.ts';
export { type Play, playTwice } from './repeat.ts';
export { repeatTrial } from './repeat-trial.ts';
export { type AskedQuestion, type PlainQuestion, type RulesToAsk, rulesAsked } from './rules-asked.ts';
export { checkRun, type HasVenue, mergeVerdicts, StepChecker, type Verdict } from './runner.ts';
export { shrinkTrial, simplerTrials } from './shrink/index.ts';
export { SmallScope, type SmallScopeSize, smallScopeSize } from './small-scope.ts';
export { storyOf } from './story/index.ts';
export { askSuite, suiteOf } from './suite.ts';
export { trials } from './trials/arbitrary.ts';
export { type AskTrialOptions, askTrial, type TrialOutcome, verdictOn } from './trials/ask-trial.ts';
export {
  changedTrial,
  type DrawnChange,
  drawChange,
  type Played,
  pairOf,
  playCounted,
  playSecond,
} from './trials/pair.ts';
export { type PlayOptions, playTrial, type Trial } from './trials/trial.ts';
export { type TrialOptions, tryMechanism } from './try-mechanism.ts';
export { VenueBooks } from './venue-books.ts';
