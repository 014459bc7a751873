import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { Digest } from './digest.ts';

/** Draws of one stream, in order; the same key gives the same draws on every machine. */
export interface RandomStream {
  /** A uniform integer, 0 <= n < 2^32, dimensionless. */
  next(): number;

  /** A uniform number in [0, 1), a multiple of 2^-53, dimensionless. */
  unit(): number;

  /**
   * A uniform integer in [0, n), dimensionless, without bias.
   *
   * @param n - Integer, 1 <= n <= 2^53, dimensionless.
   * @throws RangeError when `n` is none.
   */
  below(n: number): number;

  /**
   * True with a given probability.
   *
   * @param p - Probability, 0 <= p <= 1.
   * @throws RangeError when `p` is none.
   */
  chance(p: number): boolean;
}

const TWO_27 = 134217728;
const TWO_32 = 4294967296;
const TWO_53 = 9007199254740992;

const NUMBER_PART = 1;
const TEXT_PART = 2;

// One for all keys: a stream is opened per mechanism and step, and should cost no buffers.
const keyDigest = new Digest();
const keyState = [0, 0, 0, 0];

class KeyedStream implements RandomStream {
  readonly #generator: RandomGenerator;

  constructor(generator: RandomGenerator) {
    this.#generator = generator;
  }

  next(): number {
    const raw = this.#generator.next();
    // The lowest bits of this generator are nearly linear; the high half, which is not, covers them.
    return (raw ^ (raw >>> 16)) >>> 0;
  }

  unit(): number {
    return this.#bits53() / TWO_53;
  }

  below(n: number): number {
    if (!(Number.isInteger(n) && n >= 1 && n <= TWO_53)) {
      throw new RangeError(`below(n) takes an integer from 1 to 2^53; n was ${n}`);
    }
    // Takes the bits that n - 1 has and draws again above it: a remainder would favour the low integers.
    if (n === 1) return 0;
    if (n <= TWO_32) {
      const surplus = Math.clz32(n - 1);
      for (;;) {
        const candidate = this.next() >>> surplus;
        if (candidate < n) return candidate;
      }
    }
    const surplus = 1 << (Math.clz32((n - 1) / TWO_32) - 11);
    for (;;) {
      const candidate = Math.floor(this.#bits53() / surplus);
      if (candidate < n) return candidate;
    }
  }

  chance(p: number): boolean {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`chance(p) takes a probability from 0 to 1; p was ${p}`);
    return this.unit() < p;
  }

  #bits53(): number {
    const high = this.next() >>> 6;
    return high * TWO_27 + (this.next() >>> 5);
  }
}

/**
 * Opens the stream of random draws that belongs to a key.
 *
 * Nothing is stored between streams: whoever resumes a run at step 12 opens the stream of step 12. Keys are compared by
 * type and value, part by part: 7 and '7' are different, and so are ('ab', 'c') and ('a', 'bc'); 0 and -0 are the same.
 * All 128 bits of state come from the MurmurHash3 of the key, so among 10^12 streams two are equal with chance 10^-15.
 *
 * @param seed - The run's seed: a text or a finite number, dimensionless.
 * @param path - What the draws are for, from the general to the particular: mechanism, step, account.
 * @returns A stream at its first draw.
 * @throws RangeError when a number of the key is not finite.
 * @source Blackman and Vigna, xoroshiro128+ 1.0 (https://prng.di.unimi.it), low words as pure-rand 8 gives them.
 * @example
 * stream(7, 'adl.ranking/seeded-random-scan', 12).below(6)
 */
export function stream(seed: number | string, ...path: readonly (number | string)[]): RandomStream {
  keyDigest.reset();
  addKeyPart(seed);
  for (const part of path) addKeyPart(part);
  return openKeyed();
}

/**
 * Opens many streams whose keys begin alike, so that what they share is hashed once.
 *
 * @param seed - As for {@link stream}.
 * @param shared - The parts that all keys begin with.
 * @returns Opens a stream by the rest of its key, three parts at most: `streamsOf(7, 'people')('maker', 3)` is `stream(7, 'people', 'maker', 3)`.
 * @throws RangeError when a number of the key is not finite.
 */
export function streamsOf(
  seed: number | string,
  ...shared: readonly (number | string)[]
): (first?: number | string, second?: number | string, third?: number | string) => RandomStream {
  keyDigest.reset();
  addKeyPart(seed);
  for (const part of shared) addKeyPart(part);
  const front = keyDigest.save();
  keyDigest.readInto(keyState);
  const state = keyState.slice();
  // Not a list of parts, which would be garbage for each stream.
  return (first, second, third) => {
    if (first === undefined) return new KeyedStream(xoroshiro128plusFromState(state));
    keyDigest.resume(front);
    addKeyPart(first);
    if (second !== undefined) addKeyPart(second);
    if (third !== undefined) addKeyPart(third);
    return openKeyed();
  };
}

function openKeyed(): RandomStream {
  keyDigest.readInto(keyState);
  return new KeyedStream(xoroshiro128plusFromState(keyState));
}

function addKeyPart(part: number | string): void {
  if (typeof part === 'string') {
    keyDigest.int(TEXT_PART).text(part);
    return;
  }
  if (!Number.isFinite(part)) throw new RangeError(`A stream's key takes finite numbers and texts; a part was ${part}`);
  keyDigest.int(NUMBER_PART).double(part + 0);
}
