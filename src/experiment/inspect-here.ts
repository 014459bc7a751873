import type { Registry } from '../contract/index.ts';
import { type Override, readExchange, readScenario } from '../spec/index.ts';
import { modules, reading, registryWith } from './registry.ts';
import type { RunWatch } from './simulate-here.ts';

/** Files to read before any run begins, so that a mistake in the last of them is told at once. */
export interface InspectTask {
  readonly exchanges: readonly string[];
  readonly scenarios: readonly string[];
  readonly plugins: readonly string[];
  readonly overrides: readonly Override[];
}

/** What the files say they are called, in the order asked. */
export interface Inspection {
  readonly exchanges: readonly string[];
  readonly scenarios: readonly string[];
}

/**
 * Reads exchanges and scenarios in this process.
 *
 * @param task - What to read.
 * @param watch - Told what is being read.
 * @param registry - The mechanisms; the built-in ones and the task's plug-ins when left out.
 * @throws BreakwaterError what reading the first wrong one throws.
 */
export const inspectHere = async (task: InspectTask, watch: RunWatch, registry?: Registry): Promise<Inspection> => {
  watch.phase('reading');
  const known = registry ?? (await registryWith(task.plugins, watch));
  const exchanges: string[] = [];
  for (const name of task.exchanges) {
    const { overrides } = task;
    exchanges.push(
      (await reading(watch, `exchange ${name}`, () => readExchange(name, known, { overrides, modules }))).name,
    );
  }
  const scenarios: string[] = [];
  for (const name of task.scenarios) {
    scenarios.push((await reading(watch, `scenario ${name}`, () => readScenario(name, known, { modules }))).name);
  }
  return { exchanges, scenarios };
};
