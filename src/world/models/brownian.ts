import { normal, type RandomStream, stream, streamsOf } from '../../math/index.ts';

/** Names a family of noise paths: two draws of a stream, from which streams for any purpose are opened. */
export type NoiseKey = readonly [number, number];

/** Cells of a block; a block is found by adding up the blocks before it, a cell inside it by halving. */
const BLOCK = 1024;
/** Families whose paths are remembered. */
const FAMILIES = 4;

/** Takes the key of a stream: its first two draws. The same stream at the same place gives the same key. */
export const noiseKey = (random: RandomStream): NoiseKey => [random.next(), random.next()];

/** Opens the stream of a key for a purpose. */
export const keyed = (key: NoiseKey, ...purpose: readonly (string | number)[]): RandomStream =>
  stream(key[0], key[1], ...purpose);

/** What is known of a path. All of it follows from key and label, so whatever is forgotten is found again. */
class Path {
  readonly #open: (block: number, width?: number, from?: number) => RandomStream;
  /** Its value at the start of each block. */
  readonly #starts = [0];
  /** Values inside the block that was read last, by cell; NaN where nobody has looked. */
  readonly #inside = new Float64Array(BLOCK).fill(Number.NaN);
  #block = 0;

  constructor(key: NoiseKey, label: string) {
    this.#open = streamsOf(key[0], key[1], label);
  }

  /** Its value at a whole number of cells. */
  at(cell: number): number {
    const block = Math.floor(cell / BLOCK);
    const inside = cell - block * BLOCK;
    if (inside === 0) return this.#startOf(block);
    if (block !== this.#block) {
      this.#block = block;
      this.#inside.fill(Number.NaN);
    }
    const known = this.#inside[inside] as number;
    return Number.isNaN(known) ? this.#find(inside) : known;
  }

  #startOf(block: number): number {
    const starts = this.#starts;
    for (let i = starts.length; i <= block; i++)
      starts.push((starts[i - 1] as number) + Math.sqrt(BLOCK) * normal(this.#open(i - 1)));
    return starts[block] as number;
  }

  /** Halves the block down to a cell, and remembers the midpoints on the way. */
  #find(cell: number): number {
    let left = this.#startOf(this.#block);
    let right = this.#startOf(this.#block + 1);
    let from = 0;
    for (let width = BLOCK; ; width /= 2) {
      const half = from + width / 2;
      let middle = this.#inside[half] as number;
      if (Number.isNaN(middle)) {
        middle = (left + right) / 2 + Math.sqrt(width / 4) * normal(this.#open(this.#block, width, from));
        this.#inside[half] = middle;
      }
      if (cell === half) return middle;
      if (cell < half) right = middle;
      else {
        left = middle;
        from = half;
      }
    }
  }
}

/** The paths of a key, by label. */
interface Family {
  readonly key: NoiseKey;
  readonly paths: Map<string, Path>;
}

/** The families that were asked for, newest first. */
const families: Family[] = [];

const familyOf = (key: NoiseKey): Family => {
  for (const family of families) if (family.key[0] === key[0] && family.key[1] === key[1]) return family;
  const family = { key, paths: new Map<string, Path>() };
  families.unshift(family);
  families.length = Math.min(families.length, FAMILIES);
  return family;
};

const pathOf = (key: NoiseKey, label: string): Path => {
  const family = familyOf(key);
  let path = family.paths.get(label);
  if (path === undefined) {
    path = new Path(key, label);
    family.paths.set(label, path);
  }
  return path;
};

/**
 * A Brownian motion that can be read at any time without the times before it; cheapest where it is read in order.
 *
 * Blocks of 1,024 cells end at a random walk; inside a block each midpoint is the mean of the ends plus
 * N(0, width / 4) (Lévy's construction); between whole cells the path is a line.
 *
 * @param key - Which family of paths.
 * @param label - Which path of it: a market, a factor.
 * @param cells - Time in cells, >= 0, need not be whole.
 * @returns W(cells): W(0) = 0, and increments over a whole cell are independent with mean 0 and variance 1.
 * @source Lévy, "Processus stochastiques et mouvement brownien" (1948); Glasserman, "Monte Carlo Methods in Financial
 *   Engineering" (2003), 3.1.
 * @example
 * brownian(noiseKey(stream(7, 'shock', 'gbm')), 'BTC', 60)
 */
export function brownian(key: NoiseKey, label: string, cells: number): number {
  const path = pathOf(key, label);
  const whole = Math.floor(cells);
  const here = path.at(whole);
  return whole === cells ? here : here + (cells - whole) * (path.at(whole + 1) - here);
}
