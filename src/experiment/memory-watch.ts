import { totalmem } from 'node:os';

/** Megabytes that a worker takes besides what it keeps: code, stacks, what is young. */
const OF_A_WORKER = 256;

/** Most of the machine's memory that workers may hold together. */
const OF_THE_MACHINE = 0.9;

/** Milliseconds after a worker was ended until memory is looked at again: it is not given back at once. */
const RESPITE = 3000;

/** Milliseconds after which a call is long enough to be at fault by itself. */
const LONG_CALL = 1000;

/** A worker at work, as far as its memory is concerned. */
export interface Holder {
  /** When the call of a mechanism that is going on began, milliseconds. */
  readonly since: number;
  /** Megabytes it said it holds outside its heap. */
  readonly outside: number;
}

/** Megabytes that this process holds, less what its own thread keeps. */
const heldByOthers = (): number => {
  const { rss, heapTotal, external } = process.memoryUsage();
  return (rss - heapTotal - external) / 2 ** 20;
};

/**
 * Tells when workers together hold more than they may.
 *
 * The limit that Node sets for a worker is for its heap alone. Columns lie outside of it, so a mechanism that makes column after column
 * meets no limit but the machine's. A worker may hold as much there as in its heap.
 */
export class MemoryWatch {
  readonly #held: () => number;
  readonly #most: number;
  #quietUntil = Number.NEGATIVE_INFINITY;

  /**
   * @param workers - Number of workers.
   * @param memory - Heap of each, megabytes.
   * @param held - Says how many megabytes are held now; those at the start are nobody's fault.
   */
  constructor(workers: number, memory: number, held: () => number = heldByOthers) {
    this.#held = held;
    this.#most = held() + Math.min(workers * (2 * memory + OF_A_WORKER), (OF_THE_MACHINE * totalmem()) / 2 ** 20);
  }

  /**
   * Takes one look.
   *
   * @param running - The workers at work.
   * @param now - Any steady clock, milliseconds.
   * @returns Whom to end, or undefined while all is well: who has been in one call for long, else who says it holds the most.
   */
  look<H extends Holder>(running: Iterable<H>, now: number): H | undefined {
    if (now < this.#quietUntil || this.#held() <= this.#most) return undefined;
    this.#quietUntil = now + RESPITE;
    const holders = [...running];
    const long = holders.filter(({ since }) => now - since > LONG_CALL).sort((a, b) => a.since - b.since);
    return long[0] ?? holders.sort((a, b) => b.outside - a.outside)[0];
  }
}
