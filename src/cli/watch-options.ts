import { extname } from 'node:path';
import type { PoolOptions } from '../experiment/index.ts';

/** Options of commands that run something. */
export interface WatchOptions {
  readonly out: string;
  readonly stall?: number;
  readonly memory?: number;
  readonly plugin?: readonly string[];
  readonly json?: boolean;
}

/** Limits of workers, as the command line gives them. */
export const limitsOf = ({ stall, memory }: Pick<WatchOptions, 'stall' | 'memory'>): Omit<PoolOptions, 'workers'> => ({
  ...(stall === undefined ? {} : { stall }),
  ...(memory === undefined ? {} : { memory }),
});

/** Address of a module beside this one, for workers; the ending is that of this very file. */
export const addressOf = (name: string): string =>
  new URL(`./${name}${extname(import.meta.url)}`, import.meta.url).href;

/** The module that checks runs, and the one that writes their event logs. */
export const CHECKS = addressOf('checks');
export const EVENTS = addressOf('events');
