/**
 * The index of triggers: taking an account out and putting it back at another price.
 *
 * @module
 */
import { TriggerLadders } from '../../src/exchange/margin/trigger-ladders.ts';
import { draws } from './draws.ts';
import { agree, type Bench, type Run } from './kit/bench.ts';
import { measured } from './kit/measure.ts';
import type { Result } from './kit/result.ts';
import { IndexedHeap, SortedColumn } from './peers/ordered.ts';

/** Changes of a run. */
const CHANGES = 10_000;
const PRICE = 1_000_000;

/** Reads places of a column in a random order, each waiting for the one before: a cache miss each, once the column is large. */
const chase = (next: Uint32Array, times: number): number => {
  let at = 0;
  for (let i = 0; i < times; i++) at = next[at] as number;
  return at;
};

/** One cycle through all places. */
const cycleOf = (n: number, draw: () => number): Uint32Array => {
  const places = Uint32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(draw() * i);
    const kept = places[i] as number;
    places[i] = places[j] as number;
    places[j] = kept;
  }
  return places;
};

/** Items whose triggers the price meets when it falls to `price`, in every structure. */
const dueAt = (reach: Float64Array, price: number): number[] => {
  const due: number[] = [];
  const ladders = new TriggerLadders(1, (item) => due.push(item));
  ladders.reserve(reach.length);
  ladders.move(0, PRICE, PRICE);
  reach.forEach((below, item) => {
    agree(ladders.link(item, 0, below), 'a trigger far below the price is linked');
  });
  ladders.move(0, price, PRICE);
  return due.sort((a, b) => a - b);
};

const triggerIndex = async (run: Run): Promise<Result[]> => {
  const sizes = run.small ? [1_000, 10_000, 100_000] : [10_000, 100_000, 1_000_000];
  const some = Float64Array.from(
    { length: 5_000 },
    (
      (draw) => () =>
        PRICE * (0.01 + 0.4 * draw())
    )(draws(5)),
  );
  const heap = new IndexedHeap(some.map((reach) => reach));
  const met = dueAt(some, 0.9 * PRICE);
  const truly = [...some.keys()].filter((item) => (some[item] as number) <= 0.1 * PRICE);
  const named = new Set(met);
  agree(
    truly.every((item) => named.has(item)) && met.length < truly.length * 1.05 && heap.least() === Math.min(...some),
    'the items that are due',
  );
  const results: Result[] = [];
  for (const n of run.profiler === undefined ? sizes : sizes.slice(-1)) {
    const draw = draws(6);
    const reach = Float64Array.from({ length: n }, () => PRICE * (0.01 + 0.4 * draw()));
    const ladders = new TriggerLadders(1, () => {});
    ladders.reserve(n);
    ladders.move(0, PRICE, PRICE);
    for (let item = 0; item < n; item++) ladders.link(item, 0, reach[item] as number);
    const indexed = new IndexedHeap(reach.slice());
    const sorted = new SortedColumn(reach);
    const next = cycleOf(n, draw);
    const items = Uint32Array.from({ length: CHANGES }, () => Math.floor(draw() * n));
    const keys = Float64Array.from({ length: CHANGES }, () => PRICE * (0.01 + 0.4 * draw()));
    const few = Math.max(20, Math.min(CHANGES, Math.floor(20_000_000 / n)));
    results.push(
      await measured(run, {
        name: 'trigger-index',
        n,
        each: 'change',
        elements: CHANGES,
        grows: false,
        ours: () => {
          for (let i = 0; i < CHANGES; i++) {
            ladders.unlink(items[i] as number);
            ladders.link(items[i] as number, 0, keys[i] as number);
          }
        },
        peers: {
          'indexed heap': () => {
            for (let i = 0; i < CHANGES; i++) indexed.change(items[i] as number, keys[i] as number);
          },
          'sorted array': {
            of: few,
            run: () => {
              for (let i = 0; i < few; i++) sorted.change(items[i] as number, keys[i] as number);
            },
          },
        },
        limits: { 'one dependent read': () => chase(next, CHANGES) },
      }),
    );
  }
  return results;
};

/** Benchmarks of the trigger ladders. */
export const benches: readonly Bench[] = [
  { name: 'trigger-index', says: 'moving one trigger to another price', measure: triggerIndex },
];
