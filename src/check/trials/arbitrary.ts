import fc from 'fast-check';
import type { ExchangeDesign } from '../../exchange/index.ts';
import { Dice } from '../dice.ts';
import { type GenerateOptions, generateTrial } from '../generate/trial.ts';
import { simplerTrials } from '../shrink/index.ts';
import type { Trial } from './trial.ts';

/** Words a trial is read off; what is not drawn from them is the simplest there is. */
export const WORDS = 1200;

/** A trial in the report of a failure: what a reader needs, without the code of its mechanisms. */
const told = ({ design, scenario, seed, fundTotal }: Trial): string => {
  const { markets, accounts, events, shock } = scenario;
  return JSON.stringify({ design: design.name, seed, fundTotal, markets, prices: shock.params, accounts, events });
};

const drawn = (trial: Trial): fc.Value<Trial> =>
  new fc.Value({ ...trial, [fc.toStringMethod]: () => told(trial) } as Trial, undefined);

class TrialArbitrary extends fc.Arbitrary<Trial> {
  readonly #design: ExchangeDesign;
  readonly #options: GenerateOptions;

  constructor(design: ExchangeDesign, options: GenerateOptions) {
    super();
    this.#design = design;
    this.#options = options;
  }

  generate(random: fc.Random): fc.Value<Trial> {
    const words = Uint32Array.from({ length: WORDS }, () => random.nextInt(0, 0x7fffffff));
    return drawn(generateTrial(new Dice(words), this.#design, this.#options));
  }

  canShrinkWithoutContext(value: unknown): value is Trial {
    return value !== null && typeof value === 'object' && 'scenario' in value && 'design' in value;
  }

  shrink(trial: Trial): fc.Stream<fc.Value<Trial>> {
    const simpler = function* (): IterableIterator<fc.Value<Trial>> {
      for (const one of simplerTrials(trial)) yield drawn(one);
    };
    return fc.stream(simpler());
  }
}

/**
 * Trials of a design for fast-check. What breaks a property is shrunk as a trial: fewer accounts, one market, whole prices.
 *
 * @example
 * fc.assert(fc.property(trials(design), (trial) => playTrial(trial).venue.cases.all.length < 100));
 */
export const trials = (design: ExchangeDesign, options: GenerateOptions = {}): fc.Arbitrary<Trial> =>
  new TrialArbitrary(design, options);
