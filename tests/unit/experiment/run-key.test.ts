import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type RunTask, runKeys, simulateHere } from '../../../src/experiment/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'breakwater-key-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const plugin = join(folder, 'mine.ts');
writeFileSync(plugin, 'export default [];\n');

const task: RunTask = {
  exchange: 'research-pro-rata',
  scenario: 'single-default',
  seed: 1,
  plugins: [],
  overrides: [],
};
const keyOf = async (changes: Partial<RunTask> = {}): Promise<string> =>
  (await runKeys([{ ...task, ...changes }]))[0]?.key ?? '';

test('a run has the key it had', async () => {
  expect(await keyOf()).toBe(await keyOf());
  expect(await keyOf()).toMatch(/^[0-9a-f]{32}$/);
});

test.each<[string, Partial<RunTask>]>([
  ['seed', { seed: 2 }],
  ['exchange', { exchange: 'bitmex' }],
  ['scenario', { scenario: 'flash-crash' }],
  ['override', { overrides: [{ path: 'fees.taker', value: '0.001' }] }],
  ['override of the scenario', { scenarioOverrides: [{ path: 'step', value: '5s' }] }],
  ['share of the fund', { fundShare: '0.01' }],
  ['reading', { equalised: ['fund'] }],
  ['variant', { variant: 'fees.taker: 0' }],
  ['figures', { figures: true }],
  ['trace', { trace: true }],
  ['checks', { checks: 'file:///checks.js' }],
])('another %s gives another key', async (_, changes) => {
  expect(await keyOf(changes)).not.toBe(await keyOf());
});

test('a run with a plug-in has none: nothing shows what it imports', async () => {
  expect((await runKeys([{ ...task, plugins: [plugin] }]))[0]?.key).toBeUndefined();
});

test('the hashes of a key are those that the result states', async () => {
  const [key] = await runKeys([task]);
  expect((await simulateHere(task)).result.hashes).toEqual(key?.hashes);
});
