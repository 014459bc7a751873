/** Invariants asked of runs: folds of the log, the runner, random exchanges. @module */
export { BooksFold } from './books-fold.ts';
export { designView } from './design-view.ts';
export { Dice } from './dice.ts';
export { CaseFold, type FoldedCase } from './fold.ts';
export { digestOf } from './ledger-digest.ts';
export { type RandomRunOptions, randomRun } from './random-run.ts';
export { checkRun, type HasVenue, mergeVerdicts, StepChecker, type Verdict } from './runner.ts';
export { type TrialOptions, tryMechanism } from './trial.ts';
export { VenueBooks } from './venue-books.ts';
