import { normal, type RandomStream, stream } from '../../math/index.ts';

/** Names a family of noise paths: two draws of a stream, from which streams for any purpose are opened. */
export type NoiseKey = readonly [number, number];

/** Cells of a block; a block is found by adding up the blocks before it, a cell inside it by halving. */
const BLOCK = 1024;

/** Takes the key of a stream: its first two draws. The same stream at the same place gives the same key. */
export const noiseKey = (random: RandomStream): NoiseKey => [random.next(), random.next()];

/** Opens the stream of a key for a purpose. */
export const keyed = (key: NoiseKey, ...purpose: readonly (string | number)[]): RandomStream =>
  stream(key[0], key[1], ...purpose);

/**
 * A Brownian motion that can be read at any time without the times before it.
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
  const whole = Math.floor(cells);
  const here = atCell(key, label, whole);
  return whole === cells ? here : here + (cells - whole) * (atCell(key, label, whole + 1) - here);
}

function atCell(key: NoiseKey, label: string, cell: number): number {
  const block = Math.floor(cell / BLOCK);
  let left = 0;
  for (let i = 0; i < block; i++) left += blockIncrement(key, label, i);
  let inside = cell - block * BLOCK;
  if (inside === 0) return left;
  let right = left + blockIncrement(key, label, block);
  let from = 0;
  for (let width = BLOCK; width > 1; width /= 2) {
    const half = width / 2;
    const draw = normal(keyed(key, label, block, width, from));
    const middle = (left + right) / 2 + Math.sqrt(width / 4) * draw;
    if (inside === half) return middle;
    if (inside < half) right = middle;
    else {
      left = middle;
      from += half;
      inside -= half;
    }
  }
  return left;
}

const blockIncrement = (key: NoiseKey, label: string, block: number): number =>
  Math.sqrt(BLOCK) * normal(keyed(key, label, block));
