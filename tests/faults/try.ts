// Runs inside a copy of the built package in which one mistake was planted: plays trials or asks questions until the invariant breaks, and
// makes the counterexample small, with the sound package beside it to tell that the mistake is the cause.
import { resolve } from 'node:path';
import type { Outcome } from './fault.ts';
import { load } from './sound.ts';
import type { Task } from './task.ts';
import { tryRule } from './try-rule.ts';
import { tryTrials } from './try-trials.ts';

const task = JSON.parse(process.argv[2] as string) as Task;

const play = async (): Promise<Outcome> => {
  const faulty = await load(resolve(import.meta.dirname, '..', '..'), task);
  const sound = await load(task.sound, task);
  const { over } = faulty.invariant;
  return over === 'claims' || over === 'model' ? tryRule(faulty, sound, task) : tryTrials(faulty, sound, task);
};

const outcome: Outcome = await play().catch((error: unknown) => ({
  status: 'missed',
  why: `stopped: ${String(error)}`,
  also: [],
}));
process.stdout.write(`${JSON.stringify(outcome)}\n`);
