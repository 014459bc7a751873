import { normal } from '../../../../src/math/index.ts';
import { keyed, type NoiseKey } from '../../../../src/world/models/brownian.ts';

const BLOCK = 1024;

const blockIncrement = (key: NoiseKey, label: string, block: number): number =>
  Math.sqrt(BLOCK) * normal(keyed(key, label, block));

const atCell = (key: NoiseKey, label: string, cell: number): number => {
  const block = Math.floor(cell / BLOCK);
  let left = 0;
  for (let i = 0; i < block; i++) left += blockIncrement(key, label, i);
  let inside = cell - block * BLOCK;
  if (inside === 0) return left;
  let right = left + blockIncrement(key, label, block);
  let from = 0;
  for (let width = BLOCK; width > 1; width /= 2) {
    const half = width / 2;
    const middle = (left + right) / 2 + Math.sqrt(width / 4) * normal(keyed(key, label, block, width, from));
    if (inside === half) return middle;
    if (inside < half) right = middle;
    else {
      left = middle;
      from += half;
      inside -= half;
    }
  }
  return left;
};

/** A Brownian path that remembers nothing: every read draws it anew from the ends of its block. */
export const plainBrownian = (key: NoiseKey, label: string, cells: number): number => {
  const whole = Math.floor(cells);
  const here = atCell(key, label, whole);
  return whole === cells ? here : here + (cells - whole) * (atCell(key, label, whole + 1) - here);
};
