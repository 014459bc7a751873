import type { Branches, Invariant, PairChange, Witness } from '../contract/index.ts';
import type { ExchangeDesign, Watch } from '../exchange/index.ts';
import { isTooLarge } from '../world/index.ts';
import { askRulesOf, type RuleCase } from './ask-rules.ts';
import { NO_BRANCHES } from './branch-counter.ts';
import { CHANGES } from './changes/index.ts';
import { designView } from './design-view.ts';
import type { RulesToAsk } from './rules-asked.ts';
import type { Verdict } from './runner.ts';
import { askTrial } from './trials/ask-trial.ts';
import { changesOf } from './trials/pair.ts';
import type { Trial } from './trials/trial.ts';

/** Where an invariant broke. The run and the change make the trial anew, so that this is plain data. */
export interface Break {
  /** Number of the run, from 0. */
  readonly run: number;
  /** How the second run differs, for an invariant over pairs. */
  readonly change?: PairChange;
  /** What was asked, where no trial is in it: for what is over claims and models. */
  readonly claims?: RuleCase;
  readonly witness: Witness;
}

/** What an invariant came to in some runs. */
export interface BatchTally {
  /** Runs in which its interesting branch was reached. */
  readonly runs: number;
  /** How often it was reached altogether. */
  readonly reached: number;
  /** For a metric: the largest figure. */
  readonly value?: number;
  /** The first break; it was not asked after it. */
  readonly found?: Break;
}

/** Runs that ended before their time, and the first of them. */
export interface Ended {
  readonly runs: number;
  readonly first?: { readonly run: number; readonly why: string };
}

/** What some runs came to: plain data, so that it crosses the border of a worker. */
export interface Batch {
  /** Number of the first run, and how many were played. */
  readonly from: number;
  readonly runs: number;
  /** Runs that ended because the venue refused what a mechanism decided. */
  readonly refused: Ended;
  /** Runs that ended because amounts outgrew what is exact. */
  readonly tooLarge: Ended;
  /** Runs that reached each branch. */
  readonly branches: Readonly<Record<keyof Branches, number>>;
  /** Why an invariant does not apply, by id. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly tallies: Readonly<Record<string, BatchTally>>;
}

/** Which runs are played, and how. */
export interface BatchOptions {
  /** Number of the first run, and how many. */
  readonly from: number;
  readonly runs: number;
  /** The trial that a run plays. */
  readonly trialOf: (run: number) => Trial;
  /** Allocation rules that may be asked and the seed of the questions; nothing over claims and models is asked without. */
  readonly rules?: RulesToAsk;
  readonly watch?: Watch;
  /** Told after each run how many are done; answers whether to go on. */
  readonly onRun?: (done: number) => boolean;
}

/** Of so many changes that are asked for, one second run is made in each run: it costs as much as the first, and shrinking far more. */
const SHARE = 9;

interface Tally {
  runs: number;
  reached: number;
  value?: number;
  found?: Break;
}

/** Why an invariant does not apply to a design; nothing when it does. */
export const reasonWhyNot = (invariant: Invariant, design: ExchangeDesign): string | undefined => {
  if (invariant.over === 'venues') return undefined;
  const answer = invariant.given?.(designView(design)) ?? true;
  return answer === true ? undefined : answer;
};

/**
 * Plays trials of a design and asks every invariant.
 *
 * Invariants over pairs take turns: each run makes the second runs of some of the changes they ask for, from where the run before it ended,
 * whatever the batch; one that does not matter in its trial leaves its turn to the next. An invariant that broke is not asked again.
 *
 * @throws BreakwaterError of kind `plugin` when a mechanism throws, and for what no run gets over; refusals of what a mechanism decided are
 * counted.
 */
export const playBatch = (design: ExchangeDesign, invariants: readonly Invariant[], options: BatchOptions): Batch => {
  const { from, trialOf, watch } = options;
  const reasons = Object.fromEntries(
    invariants.flatMap((invariant) => {
      const reason = reasonWhyNot(invariant, design);
      return reason === undefined ? [] : [[invariant.id, reason] as const];
    }),
  );
  const tallies = new Map<string, Tally>(invariants.map(({ id }) => [id, { runs: 0, reached: 0 }]));
  const branches = { ...NO_BRANCHES };
  const changes = changesAsked(invariants.filter(({ id }) => reasons[id] === undefined));
  const seconds = Math.ceil(changes.length / SHARE);
  const ended = { refused: NONE_ENDED, tooLarge: NONE_ENDED };
  let done = 0;
  // The same list until something breaks, so that what is made of a list is made once for many runs.
  let asked: readonly Invariant[] = invariants.filter(({ id }) => reasons[id] === undefined);
  while (done < options.runs) {
    const run = from + done;
    const trial = trialOf(run);
    const turn = (run * seconds) % Math.max(1, changes.length);
    const { verdicts, played, refusal } = askTrial(trial, asked, {
      ...(watch === undefined ? {} : { watch }),
      changes: [...changes.slice(turn), ...changes.slice(0, turn)],
      seconds,
    });
    for (const verdict of verdicts) count(tallies.get(verdict.id) as Tally, verdict, run);
    if (options.rules !== undefined)
      for (const answered of askRulesOf(design, stillAsked(asked, tallies), run, options.rules, watch))
        count(tallies.get(answered.verdict.id) as Tally, answered.verdict, run, answered.claims);
    asked = stillAsked(asked, tallies);
    if (refusal !== undefined) {
      const why = isTooLarge(refusal) ? 'tooLarge' : 'refused';
      ended[why] = addEnded(ended[why], { runs: 1, first: { run, why: refusal.message } });
    }
    for (const [branch, times] of Object.entries(played?.subject.branches ?? {}))
      if (times > 0) branches[branch as keyof Branches] += 1;
    done += 1;
    if (options.onRun?.(done) === false) break;
  }
  return { from, runs: done, ...ended, branches, reasons, tallies: Object.fromEntries(tallies) };
};

/** Those that have not broken: the same list where none has. */
const stillAsked = (asked: readonly Invariant[], tallies: ReadonlyMap<string, Tally>): readonly Invariant[] => {
  const isBroken = ({ id }: Invariant): boolean => tallies.get(id)?.found !== undefined;
  return asked.some(isBroken) ? asked.filter((one) => !isBroken(one)) : asked;
};

/** The changes that invariants ask for and that are built, in the order in which they take turns. */
const changesAsked = (invariants: readonly Invariant[]): readonly PairChange[] => [
  ...new Set(
    invariants.flatMap((one) => (one.over === 'pair' ? changesOf(one) : [])).filter((name) => CHANGES.has(name)),
  ),
];

const count = (tally: Tally, verdict: Verdict, run: number, claims?: Break['claims']): void => {
  const { reached, value, witness, change } = verdict;
  if (reached > 0) tally.runs += 1;
  tally.reached += reached;
  if (value !== undefined) tally.value = Math.max(value, tally.value ?? value);
  if (witness !== undefined && tally.found === undefined)
    tally.found = {
      witness,
      run,
      ...(change === undefined ? {} : { change }),
      ...(claims === undefined ? {} : { claims }),
    };
};

/**
 * Puts batches of one design together as if all runs had been played one after the other.
 *
 * @param batches - At least one, in any order; runs that lie between two of them were not played.
 */
export const mergeBatches = (batches: readonly Batch[]): Batch => {
  const ordered = batches.toSorted((a, b) => a.from - b.from);
  const [first, ...rest] = ordered;
  if (first === undefined) throw new RangeError('there is no batch to merge');
  return rest.reduce(mergeTwo, first);
};

const mergeTwo = (a: Batch, b: Batch): Batch => ({
  from: a.from,
  runs: a.runs + b.runs,
  refused: addEnded(a.refused, b.refused),
  tooLarge: addEnded(a.tooLarge, b.tooLarge),
  branches: Object.fromEntries(
    Object.entries(a.branches).map(([branch, runs]) => [branch, runs + b.branches[branch as keyof Branches]]),
  ) as Record<keyof Branches, number>,
  reasons: a.reasons,
  tallies: Object.fromEntries(
    Object.entries(a.tallies).map(([id, tally]) => [id, addTally(tally, b.tallies[id] ?? { runs: 0, reached: 0 })]),
  ),
});

const NONE_ENDED: Ended = { runs: 0 };

const addEnded = (before: Ended, after: Ended): Ended => {
  const first = before.first ?? after.first;
  return { runs: before.runs + after.runs, ...(first === undefined ? {} : { first }) };
};

/** What came after a break does not count. */
const addTally = (before: BatchTally, after: BatchTally): BatchTally => {
  if (before.found !== undefined) return before;
  const values = [before.value, after.value].filter((value) => value !== undefined);
  return {
    runs: before.runs + after.runs,
    reached: before.reached + after.reached,
    ...(values.length === 0 ? {} : { value: Math.max(...values) }),
    ...(after.found === undefined ? {} : { found: after.found }),
  };
};
