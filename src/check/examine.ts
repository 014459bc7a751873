import type { AdlAllocation, Branches, Invariant, InvariantScope, PairChange, Witness } from '../contract/index.ts';
import type { ExchangeDesign, Watch } from '../exchange/index.ts';
import { stream } from '../math/index.ts';
import { type Batch, type Break, type Ended, playBatch } from './batch.ts';
import { Dice } from './dice.ts';
import { generateTrial } from './generate/trial.ts';
import type { Verdict } from './runner.ts';
import { shrinkTrial } from './shrink/index.ts';
import { WORDS } from './trials/arbitrary.ts';
import { askTrial } from './trials/ask-trial.ts';
import type { Trial } from './trials/trial.ts';

/** How a design is examined. */
export interface ExamineOptions {
  /** Trials that are played. */
  readonly runs: number;
  /** Seed of the trials. */
  readonly seed: number;
  /** Decimals of the settlement asset; drawn when left out. */
  readonly decimals?: number;
  /** Allocation rules that may be asked, by name; nothing over claims and models is asked without. */
  readonly rules?: readonly AdlAllocation[];
  readonly watch?: Watch;
  /** Told after each run; answers whether to go on. */
  readonly onRun?: (done: number) => boolean;
  /** Most trials played to make one counterexample smaller; 0 leaves it as it was found. */
  readonly shrink?: number;
}

/** A trial that breaks an invariant, made small. Of what is over claims and models it is the trial of the run, which has no part in it. */
export interface Counterexample extends Break {
  readonly trial: Trial;
}

/** What came of an invariant over all runs; `C` is what stands for a counterexample. */
export interface FindingOf<C> {
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
  readonly counterexample?: C;
}

/** What came of an invariant over all runs. */
export type Finding = FindingOf<Counterexample>;

/** Runs that ended before their time, and why the first did. */
export interface EndedRuns {
  readonly runs: number;
  readonly first?: string;
}

/** Those of a batch in short. */
export const endedRuns = ({ runs, first }: Ended): EndedRuns => ({
  runs,
  ...(first === undefined ? {} : { first: first.why }),
});

/** What came of a design. */
export interface Examination {
  readonly design: string;
  readonly seed: number;
  readonly runs: number;
  /** Runs that ended because the venue refused what a mechanism decided, and because amounts outgrew what is exact, with the first reason. */
  readonly refused: EndedRuns;
  readonly tooLarge: EndedRuns;
  /** Runs that reached each branch. */
  readonly branches: Readonly<Record<keyof Branches, number>>;
  readonly findings: readonly Finding[];
}

/** Trial number `run` of a seed. */
export const trialOf = (design: ExchangeDesign, seed: number, run: number, decimals?: number): Trial => {
  const random = stream(seed, 'trial', run);
  return generateTrial(
    new Dice(Uint32Array.from({ length: WORDS }, () => random.next())),
    design,
    decimals === undefined ? {} : { decimals },
  );
};

/**
 * Plays a design through generated trials, asks every invariant, and makes what breaks one small.
 *
 * @throws BreakwaterError what {@link playBatch} throws.
 */
export const examine = (
  design: ExchangeDesign,
  invariants: readonly Invariant[],
  options: ExamineOptions,
): Examination => {
  const { seed, runs, decimals, rules, watch, onRun, shrink = 3000 } = options;
  const trial = (run: number): Trial => trialOf(design, seed, run, decimals);
  const watched = watch === undefined ? {} : { watch };
  const batch = playBatch(design, invariants, {
    from: 0,
    runs,
    trialOf: trial,
    ...watched,
    ...(rules === undefined ? {} : { rules: { seed, rules } }),
    ...(onRun === undefined ? {} : { onRun }),
  });
  return {
    design: design.name,
    seed,
    runs: batch.runs,
    refused: endedRuns(batch.refused),
    tooLarge: endedRuns(batch.tooLarge),
    branches: batch.branches,
    findings: findingsOf(batch, invariants, (found, invariant) =>
      smallest({ ...found, trial: trial(found.run) }, invariant, shrink, watch),
    ),
  };
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

/** Whether a trial is what breaks an invariant, rather than the question an allocation rule was asked or a number drawn for a model. */
export const isTried = ({ over }: Invariant): boolean => over === 'step' || over === 'run' || over === 'pair';

/** A counterexample made as small as so many trials can; as it was found with none. */
export const smallest = (found: Counterexample, invariant: Invariant, most: number, watch?: Watch): Counterexample => {
  if (most === 0 || !isTried(invariant)) return found;
  const { change } = found;
  const trial = shrinkTrial(found.trial, (simpler) => breaks(simpler, invariant, change, watch) !== undefined, most);
  return { ...found, trial, witness: breaks(trial, invariant, change, watch) ?? found.witness };
};

/** Why nothing that was played could reach an invariant, by what it is over. */
const NEVER_REACHED: Readonly<Partial<Record<Invariant['over'], string>>> = {
  venues: 'there is no world of several venues yet',
  claims: 'no allocation rule was asked about it: the design has none, or none were handed in',
};

/** What came of each invariant in some runs. @param counterexampleOf - What stands for a break that was found. */
export const findingsOf = <C>(
  { reasons, tallies }: Batch,
  invariants: readonly Invariant[],
  counterexampleOf: (found: Break, invariant: Invariant) => C,
): readonly FindingOf<C>[] =>
  invariants.map((invariant) => {
    const { id, says, scope, over } = invariant;
    const { runs, reached, value, found } = tallies[id] ?? { runs: 0, reached: 0 };
    const head = { id, says, scope };
    const reason = reasons[id];
    if (reason !== undefined) return { ...head, status: 'not-applicable', runs: 0, reached: 0, reason };
    const counts = { runs, reached, ...(value === undefined ? {} : { value }) };
    if (found !== undefined)
      return { ...head, status: 'broken', ...counts, counterexample: counterexampleOf(found, invariant) };
    if (runs === 0)
      return { ...head, status: 'not-tried', ...counts, reason: NEVER_REACHED[over] ?? 'its branch was never reached' };
    return { ...head, status: 'held', ...counts, upperBound: Math.min(1, 3 / runs) };
  });
