/**
 * The work of an attack search, done in a watched worker: tries some attacks and answers with the search as it is then.
 *
 * @module
 */
import {
  AttackMeter,
  AttackSearch,
  goalOf,
  plainerAttack,
  type SearchState,
  SHAPES,
  type Tried,
  trialOfAttack,
} from '../../check/attack/index.ts';
import { storyOf } from '../../check/index.ts';
import { configError } from '../../contract/index.ts';
import type { ExchangeDesign } from '../../exchange/index.ts';
import { type RunWatch, trapped, type Work } from '../../experiment/index.ts';
import type { Story } from '../../measure/index.ts';
import { scenarioDocument } from '../../spec/index.ts';
import { type CheckSubject, readSubject } from '../check/subject.ts';

/** Some attacks to try. */
export interface AttackTask {
  readonly what: 'search';
  readonly subject: CheckSubject;
  readonly seed: number;
  /** Attacks to have tried altogether when the task is done. */
  readonly until: number;
  /** Where the search was; left out at the beginning. */
  readonly state?: SearchState;
  /** Name of a shape to look for in place of gain: the task is done as soon as it is found. */
  readonly shape?: string;
}

/** An attack to write down. */
export interface TellTask {
  readonly what: 'tell';
  readonly subject: CheckSubject;
  readonly best: Tried;
}

/** The search after some attacks. */
export interface AttackAnswer {
  readonly design: string;
  readonly state: SearchState;
}

/** An attack without what it does not need, as a scenario file would say it. */
export interface ToldAttack {
  readonly best: Tried;
  readonly document: Readonly<Record<string, unknown>>;
  /** What all pools that absorb losses hold in it, units. */
  readonly fundTotal: number;
  readonly story: Story;
}

const search = (design: ExchangeDesign, task: AttackTask, watch: RunWatch): AttackAnswer => {
  const { seed, until, state } = task;
  if (state !== undefined && state.design !== design.name)
    throw configError('other-search', `the search that is there is one of ${state.design}, not of ${design.name}`, {
      hint: 'name another folder with --out, or leave out --resume to search anew',
    });
  const shape = SHAPES.find(({ name }) => name === task.shape);
  const searching = new AttackSearch(design, seed, shape === undefined ? {} : goalOf(shape), state);
  const from = searching.tried;
  while (searching.tried < until) {
    searching.next();
    watch.steps(searching.tried - from, until - from);
    if (shape !== undefined && searching.best?.score === 1) break;
  }
  return { design: design.name, state: searching.save() };
};

const told = (design: ExchangeDesign, { best }: TellTask): ToldAttack => {
  const meter = new AttackMeter(design);
  const { attack, result } = plainerAttack(meter, best.attack, meter.measure(best.attack));
  const { profit, damage, gain, bound, cost } = result;
  const trial = trialOfAttack(design, attack);
  return {
    best: { ...best, attack, profit, damage, gain, bound, cost, score: gain },
    document: scenarioDocument(trial.scenario),
    fundTotal: trial.fundTotal ?? 0,
    story: storyOf(trial),
  };
};

const answered = async (task: AttackTask | TellTask, watch: RunWatch): Promise<AttackAnswer | ToldAttack> => {
  const { design } = await readSubject(task.subject, watch);
  watch.phase('running');
  return task.what === 'search' ? search(design, task, watch) : told(design, task);
};

/** Does one task. */
export const work: Work<AttackTask | TellTask, AttackAnswer | ToldAttack> = (task, watch) =>
  trapped(watch, (watched) => answered(task, watched));
