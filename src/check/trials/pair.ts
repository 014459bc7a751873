import type { Invariant, InvariantOver, PairChange, PairSubject, RunSubject } from '../../contract/index.ts';
import type { RandomStream } from '../../math/index.ts';
import type { World } from '../../world/index.ts';
import { CHANGES, type Changed } from '../changes/index.ts';
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

/** The second run of a pair; nothing where the change has no meaning for the trial. */
export const playChanged = (
  change: PairChange,
  trial: Trial,
  random: RandomStream,
  options: PlayOptions = {},
): { readonly played: Played; readonly changed: Changed } | undefined => {
  const changed = CHANGES.get(change)?.apply(trial, random);
  if (changed === undefined) return undefined;
  return { played: playCounted(changed.trial, { ...options, ...changed.play }), changed };
};
