/**
 * Each benchmark runs in a process of its own, so that what one has taught the compiler, or left on the heap, changes no other.
 *
 * A benchmark and its peers share that process.
 *
 * @module
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Bench, BenchFailed } from './bench.ts';
import { Profiler } from './profiler.ts';
import type { HotFunction, Result } from './result.ts';

/** What the process of a benchmark is told. */
interface Order {
  readonly name: string;
  readonly small: boolean;
  readonly rounds?: number;
  /** Run under the profiler instead of timing. */
  readonly profile: boolean;
}

/** What it answers. */
export interface Answer {
  readonly results: readonly Result[];
  /** Empty unless it was profiled. */
  readonly hottest: readonly HotFunction[];
}

/** Functions of a profile that are told. */
const HOTTEST = 12;

/** Runs a benchmark in a process of its own. */
export const apart = (order: Order): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('../main.js', import.meta.url)), ['--apart', JSON.stringify(order)], {
      execArgv: ['--max-old-space-size=8192'],
    });
    let answer: Answer | undefined;
    child.on('message', (message) => {
      answer = message as Answer;
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0 && answer !== undefined) resolve(answer);
      else reject(new BenchFailed(`${order.name} ended with exit code ${code}`));
    });
  });

/** What such a process does. */
export const answer = async (suite: readonly Bench[], text: string): Promise<Answer> => {
  const { name, small, rounds, profile } = JSON.parse(text) as Order;
  const bench = suite.find((one) => one.name === name) as Bench;
  const profiler = profile ? new Profiler() : undefined;
  const results = await bench.measure({
    small,
    ...(rounds === undefined ? {} : { rounds }),
    ...(profiler === undefined ? {} : { profiler }),
  });
  const hottest = profiler?.hottest(HOTTEST) ?? [];
  profiler?.end();
  return { results, hottest };
};
