/** Tables of claims to try a theorem on, and what is computed of them. @module */
import { type ClaimsQuestion, exp, log, pow, type RandomStream } from 'breakwater';

/** Chitra's paper, which most theorems here are from. */
export const PAPER = 'Chitra, Autodeleveraging: Impossibilities and Optimization (arXiv 2512.01112)';

/** What all can give together. */
export const total = (column: Float64Array): number => {
  let sum = 0;
  for (const x of column) sum += x;
  return sum;
};

/** The largest entry, 0 of none. */
export const largest = (column: Float64Array): number => {
  let most = 0;
  for (const x of column) most = Math.max(most, x);
  return most;
};

/** What each keeps: capacity less give. */
export const kept = ({ capacity }: ClaimsQuestion, gives: Float64Array): Float64Array =>
  capacity.map((most, i) => most - (gives[i] as number));

/** A draw from a Pareto distribution with scale 1: index alpha > 0. */
export const pareto = (random: RandomStream, alpha: number): number => pow(1 - random.unit(), -1 / alpha);

/** Claims of 2 to 9, in millionths, of sizes between one and a hundred, and a need below their sum. */
export const drawTable = (random: RandomStream): { capacity: Float64Array; need: number } => {
  const capacity = Float64Array.from({ length: 2 + random.below(8) }, () =>
    Math.floor(1_000_000 * exp(random.unit() * log(100))),
  );
  return { capacity, need: 1 + random.below(total(capacity)) };
};

/** Numbers of the paper in millionths, whole. */
export const millionths = (...numbers: readonly number[]): Float64Array =>
  Float64Array.from(numbers, (x) => Math.round(x * 1_000_000));

/** A table in words: `8, 4, 0.5; need 7.5`, at most five claims. */
export const tableText = ({ capacity, need }: ClaimsQuestion): string =>
  `claims ${Array.from(capacity.subarray(0, 5)).join(', ')}${capacity.length > 5 ? ', ...' : ''}; need ${need}`;
