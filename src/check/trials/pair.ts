import type {
  AccountTally,
  Invariant,
  InvariantOver,
  PairChange,
  PairSubject,
  RunSubject,
} from '../../contract/index.ts';
import { stream } from '../../math/index.ts';
import type { World } from '../../world/index.ts';
import { CHANGES, type Changed, type FirstRun } from '../changes/index.ts';
import { StepChecker } from '../runner.ts';
import { type PlayOptions, playTrial, type Trial } from './trial.ts';

/** A trial that was played, as invariants over whole runs see it. */
export interface Played {
  readonly world: World;
  readonly subject: RunSubject;
}

/** Plays a trial and counts what it did; nothing is asked on the way. */
export const playCounted = (trial: Trial, options: PlayOptions = {}): Played => {
  const checker = new StepChecker([], { counting: true, wholeLog: true });
  // A world that is resumed on the way has another venue from then on, so its log is read when it is over.
  const resumes = options.snapshotAfter !== undefined;
  const world = playTrial(trial, resumes ? options : { ...options, onStep: checker.onStep });
  checker.finish(world);
  return { world, subject: checker.subject };
};

const accountsOf = (world: World, names: readonly string[]): readonly number[] =>
  names.flatMap((name) => world.arrivals.named.get(name) ?? []);

/** Two runs of which the second differs in a stated way. */
export const pairOf = (change: PairChange, first: Played, second: Played, changed: Changed): PairSubject => {
  const names = new Map([...first.world.arrivals.named].map(([name, account]) => [account, name]));
  const twins = changed.twins ?? ((name: string) => [name]);
  return {
    first: first.subject,
    second: second.subject,
    change,
    changed: accountsOf(first.world, changed.changed ?? []),
    twins: (account) => {
      const name = names.get(account);
      // Pools and the venue's own accounts stand for themselves: they are opened before anybody else.
      return name === undefined ? [account] : accountsOf(second.world, twins(name));
    },
    added: accountsOf(second.world, changed.added ?? []),
    factor: changed.factor ?? 1,
  };
};

/** Changes that an invariant is about. */
export const changesOf = ({ change }: InvariantOver<'pair'>): readonly PairChange[] =>
  change === undefined ? [] : typeof change === 'string' ? [change] : change;

/** Invariants of a list that compare two runs in this way. */
export const overChange = (invariants: readonly Invariant[], change: PairChange): readonly InvariantOver<'pair'>[] =>
  invariants.filter((one): one is InvariantOver<'pair'> => one.over === 'pair' && changesOf(one).includes(change));

/** What a run did to the accounts of its scenario, for changes that look at it. */
const firstRunOf = ({ world, subject }: Played, options: PlayOptions): FirstRun => ({
  tally: (name) => {
    const account = world.arrivals.named.get(name);
    return account === undefined ? undefined : subject.tally(account);
  },
  play: (trial, more = {}) => playTrial(trial, { ...options, ...more }),
});

const isTouched = ({ defaults, adlLots, companionLots, charged }: AccountTally): boolean =>
  defaults > 0 || adlLots > 0 || companionLots > 0 || charged > 0;

/** A change drawn for a trial that was played. */
export interface DrawnChange {
  readonly change: PairChange;
  readonly changed: Changed;
  /** Whether it is worth a second run: not where it is about somebody, and nobody was cut, charged, or fell into default in the first. */
  readonly matters: boolean;
}

/**
 * Draws the second trial of a pair; nothing where the change has no meaning for the first.
 *
 * @param options - How runs on the way are played: watched.
 */
export const drawChange = (
  change: PairChange,
  trial: Trial,
  played: Played,
  options: PlayOptions = {},
): DrawnChange | undefined => {
  const random = stream(trial.seed, 'change', change);
  const changed = CHANGES.get(change)?.apply(trial, random, firstRunOf(played, options));
  if (changed === undefined) return undefined;
  const { people, tally } = played.subject;
  const isAboutAll = (changed.changed ?? []).length === 0;
  return { change, changed, matters: isAboutAll || people.some((account) => isTouched(tally(account))) };
};

/** The second run of a pair. */
export const playSecond = ({ changed }: DrawnChange, options: PlayOptions = {}): Played =>
  playCounted(changed.trial, { ...options, ...changed.play });

/** The second trial of a pair and what it changes, as a sentence; nothing where the change has no meaning. @throws what playing the first does. */
export const changedTrial = (
  trial: Trial,
  change: PairChange,
  options: PlayOptions = {},
): { readonly changed: Changed; readonly says: string } | undefined => {
  const drawn = drawChange(change, trial, playCounted(trial, options), options);
  const says = CHANGES.get(change)?.says;
  return drawn === undefined || says === undefined ? undefined : { changed: drawn.changed, says };
};
