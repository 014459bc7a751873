import type { Fault } from './fault.ts';

/** How faults are tried. */
export interface Effort {
  /** Trials that are played at most. */
  readonly runs: number;
  /** Seed of the trials. */
  readonly seed: number;
  /** Trials that are played at most to make a counterexample smaller. */
  readonly shrink: number;
}

/** What the program in a copy with a mistake is told. */
export interface Task extends Effort {
  readonly fault: Fault;
  /** Folder of the built package without the mistake. */
  readonly sound: string;
  /** File or name of the exchange. */
  readonly exchange: string;
  /** Folder of the shipped specs. */
  readonly specs: string;
}
