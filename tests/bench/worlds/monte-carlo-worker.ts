import { parentPort } from 'node:worker_threads';
import { runOf } from './monte-carlo.ts';

/** Does the runs of the seeds it is told and answers with their hashes. */
parentPort?.on('message', (seeds: readonly number[]) => parentPort?.postMessage(seeds.map((seed) => runOf(seed))));
