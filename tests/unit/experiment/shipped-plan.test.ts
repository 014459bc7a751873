import { expect, test } from 'vitest';
import { unwatched } from '../../../src/exchange/index.ts';
import { builtIns, planOf } from '../../../src/experiment/index.ts';
import { inspectHere } from '../../../src/experiment/inspect-here.ts';
import { METRIC_IDS } from '../../../src/measure/index.ts';
import { readExperiment, shippedExperiments } from '../../../src/spec/index.ts';

const watch = { ...unwatched, phase: () => {}, steps: () => {} };
const pool = { inspect: (task: Parameters<typeof inspectHere>[0]) => inspectHere(task, watch, builtIns()) };

// Reads every design with every variant and every end of an assumed range, as a run that takes an hour would before it begins.
test.each(shippedExperiments())('all that %s runs in full can be read', { timeout: 120_000 }, async (name) => {
  const experiment = await readExperiment(name, { full: true, metrics: METRIC_IDS });
  const { runs, exchanges, leftOut } = await planOf(experiment, pool, { plugins: [] });
  expect(new Set(runs.map(({ file }) => file.toLowerCase())).size).toBe(runs.length);
  expect(Math.max(...runs.map(({ file }) => file.length))).toBeLessThan(200);
  expect(leftOut.length).toBeLessThan(exchanges.length);
});
