import { type Profiler as Inspected, Session } from 'node:inspector';
import type { HotFunction } from './result.ts';

/** Microseconds between two samples. */
const INTERVAL = 200;

/** Where the engine's own code is: what is left of a path is shown from there on. */
const HOUSE = /.*\/((?:src|mechanisms|specs|tests)\/.*?)(?:\.[jt]s)?$/;

/** What is no part of the work: waiting, and the inspector's own calls. */
const OUTSIDE = new Set(['(idle)\nnode', '(program)\nnode', '(root)\nnode', 'dispatch\nnode']);

const fileOf = (url: string): string => {
  if (url === '') return 'node';
  return HOUSE.exec(url)?.[1] ?? url.replace(/^.*node_modules\//, '').replace(/^node:/, 'node:');
};

/** Takes samples of the running code, in this process, while it is told to. */
export class Profiler {
  readonly #session = new Session();
  readonly #own = new Map<string, number>();
  #total = 0;

  constructor() {
    this.#session.connect();
    this.#session.post('Profiler.enable');
    this.#session.post('Profiler.setSamplingInterval', { interval: INTERVAL });
  }

  /** Runs work under the profiler; what several pieces of work take is added up. */
  async around(work: () => Promise<void>): Promise<void> {
    this.#session.post('Profiler.start');
    try {
      await work();
    } finally {
      this.#session.post('Profiler.stop', (error, answer) => {
        if (error === null) this.#add(answer.profile);
      });
    }
  }

  #add({ nodes, samples = [], timeDeltas = [] }: Inspected.Profile): void {
    const nameOf = new Map(
      nodes.map(({ id, callFrame: { functionName, url } }) => [id, `${functionName || '(anonymous)'}\n${fileOf(url)}`]),
    );
    samples.forEach((node, i) => {
      const took = timeDeltas[i] ?? 0;
      const name = nameOf.get(node) ?? '';
      if (OUTSIDE.has(name)) return;
      this.#own.set(name, (this.#own.get(name) ?? 0) + took);
      this.#total += took;
    });
  }

  /** The functions with the largest own time, and their shares of all that was sampled. */
  hottest(count: number): readonly HotFunction[] {
    return [...this.#own]
      .sort(([, a], [, b]) => b - a)
      .slice(0, count)
      .map(([key, took]) => {
        const [name = '', file = ''] = key.split('\n');
        return { name, file, share: Number((took / this.#total).toFixed(3)) };
      });
  }

  /** Lets go of the inspector. */
  end(): void {
    this.#session.disconnect();
  }
}
