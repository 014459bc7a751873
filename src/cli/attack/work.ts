/**
 * The work of an attack search, done in a watched worker: tries some attacks and answers with the search as it is then.
 *
 * @module
 */
import { AttackSearch, goalOf, type SearchState, SHAPES, trialOfAttack } from '../../check/attack/index.ts';
import type { Trial } from '../../check/index.ts';
import { type RunWatch, trapped, type Work } from '../../experiment/index.ts';
import { scenarioDocument } from '../../spec/index.ts';
import { type CheckSubject, readSubject } from '../check/subject.ts';

/** Some attacks to try. */
export interface AttackTask {
  readonly subject: CheckSubject;
  readonly seed: number;
  /** Attacks to have tried altogether when the task is done. */
  readonly until: number;
  /** Where the search was; left out at the beginning. */
  readonly state?: SearchState;
  /** Name of a shape to look for in place of gain: the task is done as soon as it is found. */
  readonly shape?: string;
}

/** The search after some attacks. */
export interface AttackAnswer {
  readonly design: string;
  readonly state: SearchState;
  /** The best attack as a scenario file would say it, and what pools hold in it, units. */
  readonly best?: { readonly document: Readonly<Record<string, unknown>>; readonly fundTotal: number };
}

const bestOf = (trial: Trial): NonNullable<AttackAnswer['best']> => ({
  document: scenarioDocument(trial.scenario),
  fundTotal: trial.fundTotal ?? 0,
});

const search = async (task: AttackTask, watch: RunWatch): Promise<AttackAnswer> => {
  const { design } = await readSubject(task.subject, watch);
  watch.phase('running');
  const { seed, until, state } = task;
  const shape = SHAPES.find(({ name }) => name === task.shape);
  const searching = new AttackSearch(design, seed, shape === undefined ? {} : goalOf(shape), state);
  const from = searching.tried;
  while (searching.tried < until) {
    searching.next();
    watch.steps(searching.tried - from, until - from);
    if (shape !== undefined && searching.best?.score === 1) break;
  }
  const { best } = searching;
  return {
    design: design.name,
    state: searching.save(),
    ...(best === undefined ? {} : { best: bestOf(trialOfAttack(design, best.attack)) }),
  };
};

/** Does one task. */
export const work: Work<AttackTask, AttackAnswer> = (task, watch) => trapped(watch, (watched) => search(task, watched));
