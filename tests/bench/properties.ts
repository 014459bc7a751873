/**
 * Property tests: how many random exchanges are played a second, and how much of it is drawing them.
 *
 * @module
 */
import fc from 'fast-check';
import { Dice, randomRun } from '../../src/check/index.ts';
import { adl, design } from '../fixtures/exchange.ts';
import { agree, type Bench, type Run } from './kit/bench.ts';
import { measured } from './kit/measure.ts';
import type { Result } from './kit/result.ts';

const words = fc.uint32Array({ minLength: 1, maxLength: 200, size: 'max' });
/** Plays the exchange that a list of words stands for; at most twenty people, a dozen steps. */
const play = (list: ArrayLike<number>) => randomRun(new Dice(list), { design: () => design([adl()]) });

const propertyRun = async (run: Run): Promise<Result[]> => {
  const runs = run.small ? 50 : 400;
  const settings = { seed: 1, numRuns: runs };
  // Drawn once, by the same seed, so that both play the same exchanges.
  const lists = fc.sample(words, settings);
  const list = lists[0] as Uint32Array;
  const digest = play(list).ledger.log.digest();
  agree(play(list).ledger.log.digest() === digest, 'two runs of the same words');
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
      ours: () =>
        fc.assert(
          fc.property(words, (each) => play(each).ledger.drift[0] === 0),
          settings,
        ),
      peers: { 'own loop, without shrinking': () => lists.filter((each) => play(each).ledger.drift[0] !== 0).length },
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

/** Benchmarks of property tests. */
export const benches: readonly Bench[] = [
  { name: 'property-run', says: 'a random exchange drawn by fast-check, played and checked', measure: propertyRun },
];
