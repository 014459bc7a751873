/** Making a trial as simple as can be. @module */
import type { Trial } from '../trials/trial.ts';
import { withScenario } from './edit.ts';
import { fewerSteps, withoutAccount, withoutMarket, withoutStretch } from './fewer.ts';
import { simplest } from './greedy.ts';
import { oneAsset, plainerEntries, plainerEvents, plainGrid, tradersOnly, withoutOwners } from './plainer.ts';
import { plainerFund, plainerPrices, smallerDeposits, smallerPositions } from './smaller.ts';

/** Trials that are simpler than a trial in one way each, what simplifies most first. */
export function* simplerTrials(trial: Trial): Generator<Trial> {
  yield* withoutMarket(trial);
  for (const events of withoutStretch(trial.scenario.events)) yield withScenario(trial, { events });
  yield* fewerSteps(trial);
  yield* withoutAccount(trial);
  yield* oneAsset(trial);
  yield* plainGrid(trial);
  yield* withoutOwners(trial);
  yield* tradersOnly(trial);
  yield* plainerEvents(trial);
  yield* plainerEntries(trial);
  yield* plainerFund(trial);
  yield* smallerPositions(trial);
  yield* plainerPrices(trial);
  yield* smallerDeposits(trial);
}

/**
 * Makes a trial as simple as can be while it still does what it is asked for.
 *
 * @param stillBreaks - Whether a simpler trial does; one that throws does not.
 * @param most - Trials that are played at most.
 */
export const shrinkTrial = (trial: Trial, stillBreaks: (simpler: Trial) => boolean, most = 3000): Trial =>
  simplest(trial, simplerTrials, stillBreaks, most);
