/**
 * The choice of winners alone: the first in order of score whose lots reach a need.
 *
 * @module
 */
import { LazyOrder } from '../../src/exchange/adl/lazy-order.ts';
import { radixOrder } from '../../src/exchange/adl/radix-order.ts';
import { draws } from './draws.ts';
import { agree, type Bench, type Run } from './kit/bench.ts';
import { measured } from './kit/measure.ts';
import type { Result } from './kit/result.ts';
import { popUntil } from './peers/pop-heap.ts';
import { selectFirst } from './peers/quickselect.ts';

/** Winners: a score and lots each. */
interface Rows {
  readonly score: Float64Array;
  readonly size: Float64Array;
  readonly account: Int32Array;
  readonly need: number;
}

const rowsOf = (n: number, share: number): Rows => {
  const draw = draws(8);
  const score = Float64Array.from({ length: n }, () => draw() * 20);
  const size = Float64Array.from({ length: n }, () => Math.floor(1 + 100 * draw()));
  const all = size.reduce((sum, one) => sum + one, 0);
  return { score, size, account: Int32Array.from(score.keys()), need: Math.floor(all * share) };
};

/** How many of the ordered rows are needed. */
const prefixOf = (order: ArrayLike<number>, { size, need }: Rows): number => {
  let left = need;
  let k = 0;
  for (; k < order.length && left > 0; k++) left -= size[order[k] as number] as number;
  return k;
};

/** Each way returns the rows it takes, in any order. */
const waysOf = (rows: Rows) => {
  const { score, size, account, need } = rows;
  const n = score.length;
  const lazy = new LazyOrder();
  const radix = new Uint32Array(n);
  const copies = { score: new Float64Array(n), size: new Float64Array(n), index: new Int32Array(n) };
  const objects = Array.from(score, (one, i) => ({ score: one, account: i }));
  return {
    ours: (): Iterable<number> => {
      lazy.begin(n, [score], account);
      let left = need;
      let place = 0;
      for (; left > 0; place++) left -= size[lazy.row(place)] as number;
      return {
        *[Symbol.iterator]() {
          for (let k = 0; k < place; k++) yield lazy.row(k);
        },
      };
    },
    'bare quickselect': (): Iterable<number> => {
      copies.score.set(score);
      copies.size.set(size);
      copies.index.set(account);
      return copies.index.subarray(0, selectFirst(copies.score, copies.size, copies.index, need));
    },
    'full order by radix': (): Iterable<number> => {
      radixOrder(n, [score], account, radix);
      return radix.subarray(0, prefixOf(radix, rows));
    },
    heap: (): Iterable<number> => popUntil(score, size, need),
    'index sort': (): Iterable<number> => {
      const order = Uint32Array.from(account).sort((a, b) => (score[b] as number) - (score[a] as number));
      return order.subarray(0, prefixOf(order, rows));
    },
    'object sort': (): Iterable<number> => {
      const order = [...objects].sort((a, b) => b.score - a.score).map((one) => one.account);
      return order.slice(0, prefixOf(order, rows));
    },
  };
};

const select = async (run: Run): Promise<Result[]> => {
  const sizes = run.small ? [1_000, 10_000, 100_000] : [1_000, 10_000, 100_000, 1_000_000];
  const results: Result[] = [];
  for (const share of run.small ? [0.01] : [0.01, 0.1, 0.5]) {
    for (const n of run.profiler === undefined ? sizes : [100_000]) {
      const rows = rowsOf(n, share);
      const ways = waysOf(rows);
      const expected = new Set(ways.ours());
      for (const [name, way] of Object.entries(ways)) {
        const taken = [...way()];
        agree(taken.length === expected.size && taken.every((row) => expected.has(row)), `the rows taken by ${name}`);
      }
      const { ours, ...peers } = ways;
      const few = run.small && n > 10_000;
      results.push(
        await measured(run, {
          name: `adl-select/${share * 100} %`,
          n,
          each: 'winner',
          ours,
          peers: few ? { 'bare quickselect': peers['bare quickselect'], heap: peers.heap } : peers,
          limits: { 'linear scan': () => rows.score.reduce((most, one) => Math.max(most, one), 0) },
        }),
      );
    }
  }
  return results;
};

/** Benchmarks of the choice. */
export const benches: readonly Bench[] = [
  {
    name: 'adl-select',
    says: 'the first winners in order whose lots reach a need, without contract or books',
    measure: select,
  },
];
