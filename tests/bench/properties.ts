/**
 * Property tests: how many random exchanges are played a second, and how much of it is drawing them.
 *
 * @module
 */
import fc from 'fast-check';
import { invariants } from '../../specs/invariants/index.ts';
import { askTrial, Dice, playTrial, randomRun, StepChecker, trialOf } from '../../src/check/index.ts';
import { builtIns } from '../../src/experiment/registry.ts';
import { readExchange } from '../../src/spec/index.ts';
import type { World } from '../../src/world/index.ts';
import { adl, design } from '../fixtures/exchange.ts';
import { agree, type Bench, type Run } from './kit/bench.ts';
import { measured } from './kit/measure.ts';
import type { Result } from './kit/result.ts';
import { digestOfRuns } from './worlds/monte-carlo.ts';

/** Enough for fifty people and 180 commands: when a list is over, every answer is the simplest. */
const words = fc.uint32Array({ minLength: 300, maxLength: 1_500, size: 'max' });
const asked = invariants.filter(({ scope, over }) => scope === 'universal' && over === 'step');
const ruled = design([adl()]);
/** Plays the exchange that a list of words stands for: two to fifty people, up to 180 commands, a dozen steps at most. */
const play = (list: ArrayLike<number>, onStep?: StepChecker['onStep']) =>
  randomRun(new Dice(list), {
    design: () => ruled,
    most: { people: 50, commands: 180 },
    ...(onStep === undefined ? {} : { onStep }),
  });
/** The same, asked every universal invariant over steps after each of them, of the whole books in every eighth; whether none broke. */
const check = (list: ArrayLike<number>): boolean => {
  const checker = new StepChecker(asked, { every: 8, wholeLog: true });
  const venue = play(list, checker.onStep);
  checker.finish({ venue });
  return !checker.isBroken;
};

const propertyRun = async (run: Run): Promise<Result[]> => {
  const runs = run.small ? 50 : 400;
  const settings = { seed: 1, numRuns: runs };
  // Drawn once, by the same seed, so that both play the same exchanges.
  const lists = fc.sample(words, settings);
  const list = lists[0] as Uint32Array;
  const digest = play(list).ledger.log.digest();
  agree(play(list).ledger.log.digest() === digest, 'two runs of the same words');
  agree(lists.every(check), 'invariants that hold for every design');
  const asserted: Uint32Array[] = [];
  fc.assert(
    fc.property(words, (each) => asserted.push(each) > 0),
    settings,
  );
  agree(
    asserted.length === runs && asserted.every((each, i) => each.join() === lists[i]?.join()),
    'the lists of words that are played',
  );
  return [
    await measured(run, {
      name: 'property-run',
      n: runs,
      each: 'run',
      unit: 'us',
      digest,
      grows: false,
      ours: () => fc.assert(fc.property(words, check), settings),
      peers: {
        'without step checks': () =>
          fc.assert(
            fc.property(words, (each) => play(each).ledger.drift[0] === 0),
            settings,
          ),
        'own loop, without shrinking': () => lists.filter((each) => !check(each)).length,
      },
      limits: {
        'drawing alone': () =>
          fc.assert(
            fc.property(words, (each) => each.length > 0),
            settings,
          ),
      },
    }),
  ];
};

/** Trials of a shipped design as `check` plays them, asked all universal invariants over steps, beside the same trials unasked. */
const trialRun = async (run: Run): Promise<Result[]> => {
  const runs = run.small ? 60 : 400;
  const venue = await readExchange('hyperliquid-2025-10', builtIns());
  const trials = Array.from({ length: runs }, (_, i) => trialOf(venue, 1, i));
  const digestOf = (world: World | undefined): string => world?.venue.ledger.log.digest() ?? '';
  const digest = digestOfRuns(trials.map((trial) => digestOf(playTrial(trial))));
  const outcomes = trials.map((trial) => askTrial(trial, asked));
  agree(digest === digestOfRuns(outcomes.map(({ played }) => digestOf(played?.world))), 'trials, asked and unasked');
  const broken = outcomes.flatMap(({ verdicts }) => verdicts).filter(({ status }) => status === 'broken');
  agree(broken.length === 0, 'invariants that hold for every design');
  const ours = () => Array.from({ length: runs }, (_, i) => askTrial(trialOf(venue, 1, i), asked).verdicts.length);
  const alone = () => Array.from({ length: runs }, (_, i) => playTrial(trialOf(venue, 1, i)).done);
  return [
    await measured(run, {
      name: 'trial-run',
      n: runs,
      each: 'trial',
      unit: 'us',
      digest,
      grows: false,
      ours,
      peers: { 'without step checks': alone },
      limits: { 'drawing alone': () => Array.from({ length: runs }, (_, i) => trialOf(venue, 1, i).seed) },
    }),
  ];
};

/** Benchmarks of property tests. */
export const benches: readonly Bench[] = [
  {
    name: 'property-run',
    says: 'a random exchange drawn by fast-check, played and asked every universal invariant over steps after each',
    measure: propertyRun,
  },
  {
    name: 'trial-run',
    says: 'a trial drawn, played and asked every universal invariant after each step',
    measure: trialRun,
  },
];
