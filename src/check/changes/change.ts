import type { AccountTally, PairChange } from '../../contract/index.ts';
import type { RandomStream } from '../../math/index.ts';
import type { World } from '../../world/index.ts';
import type { PlayOptions, Trial } from '../trials/trial.ts';

/** A trial that differs from another in one stated way. */
export interface Changed {
  readonly trial: Trial;
  /** How it is played, where that is the change. */
  readonly play?: PlayOptions;
  /** Names of the accounts of the first trial that the change is about; nobody's when left out. */
  readonly changed?: readonly string[];
  /** Names of the accounts that stand for one of the first trial; the same name when left out. */
  readonly twins?: (name: string) => readonly string[];
  /** Names of accounts of the second trial that the first has not. */
  readonly added?: readonly string[];
  /** By what something was multiplied, or how much was added; 1 when left out. */
  readonly factor?: number;
}

/** The first run of a pair, as a change may look at it. */
export interface FirstRun {
  /** What it did to an account, by its name; undefined where that never came. */
  tally(name: string): AccountTally | undefined;
  /** Plays one more run on the way, watched as the first was. @throws BreakwaterError what playing it throws. */
  play(trial: Trial, options?: PlayOptions): World;
}

/** A way to make the second trial of a pair. */
export interface Change {
  readonly name: PairChange;
  /** What it does, as a sentence that follows "the same run, but". */
  readonly says: string;
  /** The second trial; nothing where the change has no meaning. */
  apply(trial: Trial, random: RandomStream, first: FirstRun): Changed | undefined;
}
