import type { Invariant, InvariantOver, PairChange, RunSubject, Subjects, Witness } from '../contract/index.ts';
import type { Venue } from '../exchange/index.ts';
import { type AskPlan, planOf } from './ask-plan.ts';
import { LogSilence } from './log-silence.ts';
import { Reading } from './reading.ts';
import { RowQuestions } from './row-questions.ts';
import { runSubjectOf } from './run-subject.ts';
import { Twin } from './twin.ts';

/** What came of an invariant. */
export interface Verdict {
  readonly id: string;
  readonly says: string;
  readonly scope: Invariant['scope'];
  /** `not-tried`: it was asked and its interesting branch never came up. `not-applicable`: the design declares that it does not apply. */
  readonly status: 'held' | 'broken' | 'not-tried' | 'not-applicable';
  /** How often the interesting branch was reached. */
  readonly reached: number;
  /** Why it does not apply. */
  readonly reason?: string;
  /** The first thing that did not hold, and the step it was seen in. */
  readonly witness?: Witness;
  readonly step?: number;
  /** How the second run differed, for an invariant over pairs. */
  readonly change?: PairChange;
  /** For a metric: the largest figure that was measured, in its unit. */
  readonly value?: number;
}

/** Whatever holds a venue: a world, or a test. */
export interface HasVenue {
  readonly venue: Venue;
  /** What a scenario calls its accounts. */
  readonly arrivals?: { readonly named?: ReadonlyMap<string, number> };
}

/** What came of an invariant so far. */
export interface Tally {
  readonly invariant: Invariant;
  reason: string | undefined;
  reached: number;
  witness: Witness | undefined;
  step: number;
  value: number | undefined;
}

/**
 * Asks invariants after each step of a run, then once more when it is over.
 *
 * A step costs the rows it wrote; the whole books are read every `every` steps and at the end. An invariant that broke is not asked again.
 *
 * @example
 * const checker = new StepChecker(invariants, { every: 100 });
 * simulate(design, scenario, { seed: 1, onStep: checker.onStep });
 * checker.finish().filter((verdict) => verdict.status === 'broken');
 */
export class StepChecker {
  readonly #invariants: readonly Invariant[];
  readonly #tallies: readonly Tally[];
  /** How those over steps are asked: known once there is a venue. */
  #plan: AskPlan | undefined;
  #ofRows: RowQuestions | undefined;
  readonly #every: number;
  #reading: Reading | undefined;
  /** Follows the log when some invariant asks what a replay comes to. */
  #twin: Twin | undefined;
  #named: ReadonlyMap<string, number> | undefined;
  #steps = 0;

  /** Whether whole runs are counted, so that {@link subject} can tell of them. */
  readonly #counting: boolean;
  /** Whether the log is kept whole, so that a replay can wait until somebody asks what it comes to. */
  readonly #wholeLog: boolean;

  /**
   * @param options - `every`: steps between two readings of the whole books; 64 when left out. `counting`: whether {@link subject} will be
   * asked for; it is anyway when some invariant is over runs.
   */
  constructor(
    invariants: readonly Invariant[],
    options: { readonly every?: number; readonly counting?: boolean; readonly wholeLog?: boolean } = {},
  ) {
    this.#every = options.every ?? 64;
    this.#wholeLog = options.wholeLog === true;
    this.#counting = options.counting === true || invariants.some(({ over }) => over === 'run');
    this.#invariants = invariants;
    this.#tallies = invariants.map((invariant) => tallyOf(invariant));
  }

  /** To be called after each step: give it to `simulate`. */
  readonly onStep = (run: HasVenue): void => {
    this.#steps += 1;
    this.#ask(this.#read(run), this.#steps % this.#every === 0);
  };

  /** Asks for a last time, over the whole books, and those that are over whole runs; says what came of each. */
  finish(run?: HasVenue): readonly Verdict[] {
    const reading = run === undefined ? this.#reading : this.#read(run);
    if (reading !== undefined) {
      this.#ask(reading, true);
      this.#askRun(reading);
    }
    return this.verdicts;
  }

  /** Number of the first row of the event log that it has not read: rows before it may be let go. */
  get needs(): number {
    return this.#reading?.needs ?? 0;
  }

  /** What came of each so far. */
  get verdicts(): readonly Verdict[] {
    return this.#tallies.map(verdictOf);
  }

  /** Whether something broke so far. */
  get isBroken(): boolean {
    return this.#tallies.some((tally) => tally.witness !== undefined);
  }

  #read(run: HasVenue): Reading {
    if (this.#reading !== undefined) return this.#reading;
    this.#reading = new Reading(run.venue, this.#counting);
    this.#named = run.arrivals?.named;
    const plan = planOf(this.#invariants, run.venue.design);
    for (const [place, tally] of this.#tallies.entries()) tally.reason = plan.reasons[place];
    this.#plan = plan;
    this.#ofRows = new RowQuestions(plan, this.#tallies);
    if (this.#counting && !this.#wholeLog) this.#twin = new Twin(run.venue.ledger.shape);
    return this.#reading;
  }

  #ask(reading: Reading, full: boolean): void {
    const subject = reading.next(full);
    this.#twin?.follow(reading.venue.ledger.log);
    this.#ofRows?.ask(subject.cursor(), subject);
    for (const { place, invariant } of this.#plan?.ofSteps ?? [])
      put(this.#tallies[place] as Tally, invariant, subject, subject.step);
  }

  #askRun(reading: Reading): void {
    if (!this.#tallies.some(({ invariant, reason }) => invariant.over === 'run' && reason === undefined)) return;
    const subject = this.#subjectOf(reading);
    for (const tally of this.#tallies) {
      if (tally.invariant.over !== 'run') continue;
      try {
        put(tally, tally.invariant, subject, subject.steps);
      } catch (error) {
        // A long run lets go of its log as it goes on.
        if (!(error instanceof LogSilence)) throw error;
        tally.reason = error.message;
      }
    }
  }

  /** The run as it is now, for those who compare it with another. Throws unless it was counted. */
  get subject(): RunSubject {
    if (this.#reading === undefined) throw new RangeError('no step was seen yet');
    return this.#subjectOf(this.#reading);
  }

  #subjectOf(reading: Reading): RunSubject {
    if (!this.#counting) throw new RangeError('whole runs are not counted: ask for it by counting');
    return runSubjectOf(reading, this.#twin, this.#named);
  }
}

/** Nothing yet. @param reason - Why it does not apply. */
export const tallyOf = (invariant: Invariant, reason?: string): Tally => ({
  invariant,
  reason,
  reached: 0,
  witness: undefined,
  step: 0,
  value: undefined,
});

/** Asks an invariant, unless it does not apply or has broken before. */
export const put = <O extends keyof Subjects>(
  tally: Tally,
  invariant: InvariantOver<O>,
  subject: Subjects[O],
  step: number,
): void => {
  if (tally.reason !== undefined || tally.witness !== undefined) return;
  tally.reached += invariant.reaches === undefined ? 1 : invariant.reaches(subject);
  tally.witness = invariant.holds(subject);
  tally.step = step;
  const value = invariant.metric?.measure(subject);
  if (value !== undefined) tally.value = Math.max(value, tally.value ?? value);
};

/** What a tally comes to. */
export const verdictOf = ({ invariant, reason, reached, witness, step, value }: Tally): Verdict => {
  const { id, says, scope } = invariant;
  if (reason !== undefined) return { id, says, scope, status: 'not-applicable', reached: 0, reason };
  // One is made for every invariant of every run: only what has more to say takes the slower way.
  const plain = { id, says, scope, status: reached > 0 ? ('held' as const) : ('not-tried' as const), reached };
  if (witness === undefined && value === undefined) return plain;
  const measured = value === undefined ? {} : { value };
  return witness === undefined ? { ...plain, ...measured } : { ...plain, status: 'broken', witness, step, ...measured };
};

/** Checks a finished run at once: rows of its whole log, books as they are now. */
export const checkRun = (run: HasVenue, invariants: readonly Invariant[]): readonly Verdict[] =>
  new StepChecker(invariants).finish(run);

const RANK = { broken: 3, held: 2, 'not-tried': 1, 'not-applicable': 0 } as const;

/** Puts the verdicts of several runs together: the worst of each invariant, with what all reached. */
export const mergeVerdicts = (runs: readonly (readonly Verdict[])[]): readonly Verdict[] => {
  const merged = new Map<string, Verdict>();
  for (const verdict of runs.flat()) {
    const before = merged.get(verdict.id);
    const worse = before === undefined || RANK[verdict.status] > RANK[before.status] ? verdict : before;
    const values = [before?.value, verdict.value].filter((value) => value !== undefined);
    merged.set(verdict.id, {
      ...worse,
      reached: (before?.reached ?? 0) + verdict.reached,
      ...(values.length === 0 ? {} : { value: Math.max(...values) }),
    });
  }
  return [...merged.values()];
};
