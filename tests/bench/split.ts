/**
 * Splitting whole units, with and without limits.
 *
 * @module
 */
import { apportion } from '../../src/money/index.ts';
import { draws } from './draws.ts';
import { agree, type Bench, type Run } from './kit/bench.ts';
import { measured } from './kit/measure.ts';
import type { Result } from './kit/result.ts';
import { apportionBySorting } from './peers/apportion.ts';

/** Weights in [1, 2^bits): every doubling equally likely. */
const weightsOf = (n: number, seed: number, bits: number): Float64Array => {
  const next = draws(seed);
  return Float64Array.from({ length: n }, () => Math.floor(2 ** (bits * next())));
};

/** One pass over all weights: what any split must do at least. */
const scan = (weights: Float64Array): number => {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i] as number;
  return total;
};

const split = async (run: Run): Promise<Result[]> => {
  const sizes = run.small ? [1_000, 10_000, 100_000] : [1_000, 10_000, 100_000, 1_000_000];
  const results: Result[] = [];
  for (const n of run.profiler === undefined ? sizes : [100_000]) {
    const next = draws(9);
    const narrow = weightsOf(n, 7, 30);
    const wide = weightsOf(n, 8, 52);
    const kinds = [
      ['largest remainder', narrow, undefined],
      ['total above 2^53', wide, undefined],
      ['water-fill', narrow, narrow.map((weight) => Math.floor(weight * 2 * next()))],
    ] as const;
    for (const [kind, weights, limits] of kinds) {
      const need = Math.floor(scan(weights) / (limits === undefined ? 100 : 3)) % 2 ** 52;
      const out = new Float64Array(n);
      const ours = (): Float64Array => apportion(need, weights, limits, out);
      const bigint = (): bigint[] => apportionBySorting(need, weights, limits);
      const small = n <= 10_000;
      const gives = ours().slice();
      agree(gives.reduce((sum, give) => sum + give, 0) === need, `${kind}: the parts sum to the whole`);
      if (small) {
        const exact = bigint();
        agree(
          gives.every((give, i) => BigInt(give) === exact[i]),
          `${kind}: the parts`,
        );
      }
      results.push(
        await measured(run, {
          name: `apportion/${kind}`,
          n,
          each: 'part',
          ours,
          ...(small || !run.small ? { peers: { 'bigint and sort': bigint } } : {}),
          limits: { 'one scan': () => scan(weights) },
        }),
      );
    }
  }
  return results;
};

/** Benchmarks of splits. */
export const benches: readonly Bench[] = [
  { name: 'apportion', says: 'an exact split by largest remainder, and one with limits', measure: split },
];
