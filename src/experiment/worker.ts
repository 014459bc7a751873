/**
 * The entry of a worker: one exported function for each thing it can be asked.
 *
 * Imported by tinypool only. Everything that goes in or out is plain data; errors are packed.
 *
 * @module
 */
import { type Inspection, type InspectTask, inspectHere } from './inspect-here.ts';
import { BlockWriter } from './progress-block.ts';
import { simulateHere } from './simulate-here.ts';
import type { RunOutcome, RunTask, Work, WorkTask } from './task.ts';
import { type Answer, answering } from './transport.ts';

// What a plug-in prints must not get into the one document of --json.
process.stdout.write = process.stderr.write.bind(process.stderr) as typeof process.stdout.write;

/** A task, and the memory in which the worker says how it goes on. */
export interface Watched<T> {
  readonly task: T;
  readonly block: SharedArrayBuffer;
}

/** Does one run. */
export const run = ({ task, block }: Watched<RunTask>): Promise<Answer<RunOutcome>> =>
  answering(() => simulateHere(task, new BlockWriter(block)));

/** Reads exchanges and scenarios and says what they are called. */
export const inspect = ({ task, block }: Watched<InspectTask>): Promise<Answer<Inspection>> =>
  answering(() => inspectHere(task, new BlockWriter(block)));

/** Does the work of a module. */
export const work = ({ task, block }: Watched<WorkTask>): Promise<Answer<unknown>> =>
  answering(async () => {
    const module: { readonly work: Work } = await import(task.module);
    return module.work(task.input, new BlockWriter(block));
  });
