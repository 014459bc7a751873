import {
  type Branches,
  type Invariant,
  type InvariantScope,
  isBreakwaterError,
  type PairChange,
  type Witness,
} from '../contract/index.ts';
import type { ExchangeDesign, Watch } from '../exchange/index.ts';
import { stream } from '../math/index.ts';
import { CHANGES } from './changes/index.ts';
import { designView } from './design-view.ts';
import { Dice } from './dice.ts';
import { generateTrial } from './generate/trial.ts';
import type { Verdict } from './runner.ts';
import { shrinkTrial } from './shrink.ts';
import { askTrial } from './trials/ask-trial.ts';
import { changesOf } from './trials/pair.ts';
import type { Trial } from './trials/trial.ts';

/** How a design is examined. */
export interface ExamineOptions {
  /** Trials that are played. */
  readonly runs: number;
  /** Seed of the trials. */
  readonly seed: number;
  /** Decimals of the settlement asset. */
  readonly decimals?: number;
  readonly watch?: Watch;
  /** Told after each run; answers whether to go on. */
  readonly onRun?: (done: number) => boolean;
  /** Most trials played to make one counterexample smaller; 0 leaves it as it was found. */
  readonly shrink?: number;
}

/** A trial that breaks an invariant, made small. */
export interface Counterexample {
  readonly trial: Trial;
  /** How the second run differs, for an invariant over pairs. */
  readonly change?: PairChange;
  readonly witness: Witness;
  /** Number of the run in which it was found, from 0. */
  readonly run: number;
}

/** What came of an invariant over all runs. */
export interface Finding {
  readonly id: string;
  readonly says: string;
  readonly scope: InvariantScope;
  readonly status: Verdict['status'];
  /** Runs in which its interesting branch was reached. */
  readonly runs: number;
  /** How often it was reached altogether. */
  readonly reached: number;
  /** Where it held: with 95 % confidence it breaks in at most this share of such runs, 3 / runs. */
  readonly upperBound?: number;
  /** Why it does not apply, or was not tried. */
  readonly reason?: string;
  /** For a metric: the largest figure. */
  readonly value?: number;
  readonly counterexample?: Counterexample;
}

/** What came of a design. */
export interface Examination {
  readonly design: string;
  readonly seed: number;
  readonly runs: number;
  /** Runs that ended because the venue refused what a mechanism decided, and the first reason. */
  readonly refused: { readonly runs: number; readonly first?: string };
  /** Runs that reached each branch. */
  readonly branches: Readonly<Record<keyof Branches, number>>;
  readonly findings: readonly Finding[];
}

interface Tally {
  readonly invariant: Invariant;
  readonly reason: string | undefined;
  runs: number;
  reached: number;
  value: number | undefined;
  found: Counterexample | undefined;
}

const WORDS = 1200;

/** Trial number `run` of a seed. */
export const trialOf = (design: ExchangeDesign, seed: number, run: number, decimals = 0): Trial => {
  const random = stream(seed, 'trial', run);
  return generateTrial(new Dice(Uint32Array.from({ length: WORDS }, () => random.next())), design, { decimals });
};

const reasonWhyNot = (invariant: Invariant, design: ExchangeDesign): string | undefined => {
  if (invariant.over === 'venues') return undefined;
  const answer = invariant.given?.(designView(design)) ?? true;
  return answer === true ? undefined : answer;
};

/**
 * Plays a design through generated trials and asks every invariant.
 *
 * Invariants over pairs take turns: each run makes one second run. One that broke is not asked again.
 *
 * @throws BreakwaterError of kind `plugin` when a mechanism throws; refusals of what a mechanism decided are counted.
 */
export const examine = (
  design: ExchangeDesign,
  invariants: readonly Invariant[],
  options: ExamineOptions,
): Examination => {
  const { seed, decimals = 0, watch, shrink = 3000 } = options;
  const tallies = new Map<string, Tally>(
    invariants.map((invariant) => [
      invariant.id,
      { invariant, reason: reasonWhyNot(invariant, design), runs: 0, reached: 0, value: undefined, found: undefined },
    ]),
  );
  const branches: Record<string, number> = {};
  const changes = [
    ...new Set(
      invariants.flatMap((one) => (one.over === 'pair' ? changesOf(one) : [])).filter((name) => CHANGES.has(name)),
    ),
  ];
  let refusals = 0;
  let first: string | undefined;
  let done = 0;
  for (let run = 0; run < options.runs; run++) {
    const trial = trialOf(design, seed, run, decimals);
    const asked = [...tallies.values()].filter(({ reason, found }) => reason === undefined && found === undefined);
    const change = changes[run % Math.max(1, changes.length)];
    const { verdicts, played, refusal } = askTrial(
      trial,
      asked.map(({ invariant }) => invariant),
      { ...(watch === undefined ? {} : { watch }), changes: change === undefined ? [] : [change] },
    );
    for (const verdict of verdicts) count(tallies.get(verdict.id) as Tally, verdict, trial, run, change);
    if (refusal !== undefined) {
      refusals += 1;
      first ??= isBreakwaterError(refusal) ? refusal.message : String(refusal);
    }
    for (const [branch, times] of Object.entries(played?.subject.branches ?? {}))
      branches[branch] = (branches[branch] ?? 0) + (times > 0 ? 1 : 0);
    done += 1;
    if (options.onRun?.(done) === false) break;
  }
  return {
    design: design.name,
    seed,
    runs: done,
    refused: { runs: refusals, ...(first === undefined ? {} : { first }) },
    branches: branches as Record<keyof Branches, number>,
    findings: [...tallies.values()].map((tally) => findingOf(tally, shrink, watch)),
  };
};

const count = (tally: Tally, verdict: Verdict, trial: Trial, run: number, change: PairChange | undefined): void => {
  if (verdict.reached > 0) tally.runs += 1;
  tally.reached += verdict.reached;
  if (verdict.value !== undefined) tally.value = Math.max(verdict.value, tally.value ?? verdict.value);
  if (verdict.witness === undefined) return;
  const isPair = tally.invariant.over === 'pair' && change !== undefined;
  tally.found = { trial, witness: verdict.witness, run, ...(isPair ? { change } : {}) };
};

/** Whether a trial breaks an invariant, and how. A trial that cannot be played does not. */
export const breaks = (
  trial: Trial,
  invariant: Invariant,
  change: PairChange | undefined,
  watch?: Watch,
): Witness | undefined => {
  try {
    const { verdicts } = askTrial(trial, [invariant], {
      ...(watch === undefined ? {} : { watch }),
      changes: change === undefined ? [] : [change],
    });
    return verdicts.find(({ id }) => id === invariant.id)?.witness;
  } catch {
    // A simpler trial may make no sense: lots that no longer sum to zero, a price outside of its band.
    return undefined;
  }
};

const smallest = ({ found, invariant }: Tally, most: number, watch: Watch | undefined): Counterexample | undefined => {
  if (found === undefined || most === 0) return found;
  const { change } = found;
  const trial = shrinkTrial(found.trial, (simpler) => breaks(simpler, invariant, change, watch) !== undefined, most);
  return { ...found, trial, witness: breaks(trial, invariant, change, watch) ?? found.witness };
};

const findingOf = (tally: Tally, shrink: number, watch: Watch | undefined): Finding => {
  const { invariant, reason, runs, reached, value } = tally;
  const { id, says, scope } = invariant;
  const measured = value === undefined ? {} : { value };
  if (reason !== undefined) return { id, says, scope, status: 'not-applicable', runs: 0, reached: 0, reason };
  const counterexample = smallest(tally, shrink, watch);
  if (counterexample !== undefined)
    return { id, says, scope, status: 'broken', runs, reached, counterexample, ...measured };
  if (runs === 0)
    return {
      id,
      says,
      scope,
      status: 'not-tried',
      runs,
      reached,
      reason: invariant.over === 'venues' ? 'there is no world of several venues yet' : 'its branch was never reached',
    };
  return { id, says, scope, status: 'held', runs, reached, upperBound: Math.min(1, 3 / runs), ...measured };
};
