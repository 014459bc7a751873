/**
 * Random draws.
 *
 * @module
 */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { stream } from '../../src/math/index.ts';
import { agree, type Bench, type Run } from './kit/bench.ts';
import { measured } from './kit/measure.ts';
import type { Result } from './kit/result.ts';

const FAIR = 0.01;

/** A sum of draws: what keeps a loop from being dropped. */
const sumOf = (n: number, draw: () => number): number => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += draw();
  return sum;
};

const prng = async (run: Run): Promise<Result[]> => {
  const n = run.small ? 100_000 : 1_000_000;
  const ours = stream(7, 'bench');
  const pure = xoroshiro128plusFromState([1, 2, 3, 4]);
  const again = stream(7, 'bench');
  const other = stream(7, 'bench');
  agree(
    Array.from({ length: 1_000 }, () => again.next()).every((x) => x === other.next()),
    'two streams of one key',
  );
  agree(Math.abs(sumOf(100_000, () => again.unit()) / 50_000 - 1) < FAIR, 'the mean of many draws and a half');
  const draws = (name: string, own: () => number, peers: Record<string, () => number>) =>
    measured(run, {
      name: `prng/${name}`,
      n,
      each: 'draw',
      grows: false,
      ours: () => sumOf(n, own),
      peers: Object.fromEntries(Object.entries(peers).map(([peer, draw]) => [peer, () => sumOf(n, draw)])),
    });
  let key = 0;
  return [
    await draws('32 bits', () => ours.next(), {
      'pure-rand, bare': () => pure.next(),
      'Math.random': () => Math.random(),
    }),
    await draws('unit', () => ours.unit(), { 'Math.random': () => Math.random() }),
    await draws('below 1,000', () => ours.below(1_000), { 'pure-rand': () => uniformInt(pure, 0, 999) }),
    await measured(run, {
      name: 'prng/open a stream',
      n: 10_000,
      each: 'stream',
      grows: false,
      ours: () => sumOf(10_000, () => stream(7, 'due-order', key++, 5).next()),
      peers: { 'jump of pure-rand': () => sumOf(10_000, () => jumped(pure)) },
    }),
  ];
};

/** A jump is the other way to get an independent stream. */
const jumped = (generator: ReturnType<typeof xoroshiro128plusFromState>): number => {
  generator.jump?.();
  return generator.next();
};

/** Benchmarks of random draws. */
export const benches: readonly Bench[] = [
  { name: 'prng', says: 'draws of a stream, and opening one by its key', measure: prng },
];
