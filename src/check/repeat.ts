import { contractError, invariantError, isBreakwaterError, type Mechanism, type RunDigest } from '../contract/index.ts';
import type { Ledger } from '../ledger/index.ts';
import { type Answered, type Listening, listenTo } from './asked-mechanism.ts';
import { digestOf } from './ledger-digest.ts';

/** Plays one run, always of the same input, with each mechanism of its design replaced; `withMechanisms` does that. */
export type Play = (change: (mechanism: Mechanism) => Mechanism) => { readonly ledger: Ledger };

/**
 * Plays a run twice and holds the two to be the same: every answer of every mechanism, and the books at the end.
 *
 * The first time mechanisms are handed views that refuse every write and cannot be read after the call. So one that draws numbers of its
 * own, remembers what its state does not hold, keeps a view, or writes to one is found and named. A memory that is filled once and never
 * changes looks the same both times: only the digest of the same run in a fresh process shows it.
 *
 * @param play - Plays the run. @param between - Plays something else in between, so that what a mechanism remembers is of another run.
 * @returns Hashes of the run.
 * @throws BreakwaterError of kind `contract`: `not-repeatable`, `view-changed`, `kept-view`; whatever the run throws both times.
 */
export const playTwice = (play: Play, between: () => void = () => {}): RunDigest => {
  const answers: Answered[] = [];
  const note = (answered: Answered): void => {
    answers.push(answered);
  };
  const first = outcomeOf(play, { note, strict: true });
  if (first instanceof Error && isBreakwaterError(first) && VIEW_CODES.has(first.code)) throw first;
  stir(between);
  let at = 0;
  const compare = (now: Answered): void => {
    const before = answers[at++];
    if (before === undefined || !isSameQuestion(before, now)) throw ourFault(at);
    if (before.answer !== now.answer) throw differs(before, now, at);
  };
  const second = outcomeOf(play, { note: compare, strict: false });
  if (second instanceof Error) throw second;
  if (first instanceof Error || at !== answers.length || first.log !== second.log || first.columns !== second.columns)
    throw ourFault(at);
  return second;
};

/** Plays something for what it leaves behind; how it ends is the matter of whoever plays it for its own sake. */
const stir = (between: () => void): void => {
  try {
    between();
  } catch {}
};

/** What is said of a view, as soon as it is seen. */
const VIEW_CODES: ReadonlySet<string> = new Set(['view-changed', 'kept-view']);

/** Hashes of a run, or the error that ended it. */
const outcomeOf = (play: Play, listening: Listening): RunDigest | Error => {
  try {
    return digestOf(play((mechanism) => listenTo(mechanism, listening)).ledger);
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
};

const isSameQuestion = (a: Answered, b: Answered): boolean => a.who === b.who && a.what === b.what;

/** Longest answer that a message shows. */
const MOST_SHOWN = 80;

/** A short piece of two texts around where they part. */
const apart = (a: string, b: string): readonly [string, string] => {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const from = Math.max(a.length, b.length) <= MOST_SHOWN ? 0 : Math.max(0, at - MOST_SHOWN / 2);
  const cut = (text: string): string =>
    `${from === 0 ? '' : '...'}${text.slice(from, from + MOST_SHOWN)}${text.length > from + MOST_SHOWN ? '...' : ''}`;
  return [cut(a), cut(b)];
};

const differs = (before: Answered, { who, what, answer }: Answered, call: number): Error => {
  const [first, second] = apart(before.answer, answer);
  return contractError(
    'not-repeatable',
    `${who} answers differently when the same run is played again: ${what} gave ${first} and then ${second} (call ${call} of the run)`,
    {
      hint: 'what it must remember belongs into its state (initial, stateOf), chance comes from view.random, and no view or column is kept',
    },
  );
};

const ourFault = (calls: number): Error =>
  invariantError(
    'not-repeatable',
    `the same run came out differently when it was played again, though each of the ${calls} answers of mechanisms was the same`,
    { hint: 'this is a fault of the engine, or of whoever plays the run: the same input must give the same bytes' },
  );
