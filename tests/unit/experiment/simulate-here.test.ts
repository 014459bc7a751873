import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { BreakwaterError } from '../../../src/contract/index.ts';
import { type RunTask, simulateHere } from '../../../src/experiment/index.ts';
import { packError, unpackError } from '../../../src/experiment/transport.ts';
import { BLOCK_ROWS, type EventColumns } from '../../../src/ledger/index.ts';
import { told } from './counting-writer.ts';

const task: RunTask = {
  exchange: 'research-pro-rata',
  scenario: 'single-default',
  seed: 1,
  plugins: [],
  overrides: [],
};

test('a run in this process gives a result', async () => {
  const { result, verdicts } = await simulateHere(task);
  expect(result).toMatchObject({ exchange: 'research-pro-rata', scenario: 'single-default', seed: 1, steps: 6 });
  expect(verdicts).toEqual([]);
});

const writer = new URL('./counting-writer.ts', import.meta.url).href;

test('the event log goes to a writer of the caller, row by row, with the names at the end', async () => {
  const { result } = await simulateHere({ ...task, events: { writer, file: 'counted', part: 'counted.part' } });
  expect(told.get('counted')).toMatchObject({ stopped: false, names: { markets: ['X'] } });
  expect(told.get('counted')?.rows).toBeGreaterThan(10);
  expect(result).toEqual((await simulateHere(task)).result);
});

test('a writer that fails ends the run, and is stopped', async () => {
  const events = { writer, file: 'broken', part: 'broken.part' };
  await expect(simulateHere({ ...task, events })).rejects.toThrow('no more room');
  expect(told.get('broken')?.stopped).toBe(true);
});

test('a long run lets its log go as it is read, and comes to the same', async () => {
  const long: RunTask = {
    ...task,
    exchange: 'hyperliquid-2025-10',
    scenario: 'flash-crash',
    scenarioOverrides: [{ path: 'population.traders', value: 20_000 }],
    events: { writer, file: 'long', part: 'long.part' },
  };
  const whole = await simulateHere<EventColumns>({
    ...long,
    events: { writer, file: 'whole', part: 'whole.part' },
    checks: new URL('./keeping-checks.ts', import.meta.url).href,
  });
  const { result, verdicts } = await simulateHere({
    ...long,
    checks: new URL('./held-checks.ts', import.meta.url).href,
  });
  expect(result).toEqual(whole.result);
  const rows = whole.verdicts[0]?.kind.length as number;
  // A block, and what is written between two looks: people alone wrote more while they settled in.
  const held = BLOCK_ROWS + 20_000;
  expect(rows).toBeGreaterThan(held);
  expect(verdicts[0]).toBeLessThan(held);
  expect(told.get('long')?.rows).toBe(rows);
  expect(told.get('whole')?.rows).toBe(rows);
});

test('hashes are of the inputs: an override changes that of the exchange only', async () => {
  const { result: plain } = await simulateHere(task);
  const { result: other } = await simulateHere({ ...task, overrides: [{ path: 'fees.taker', value: '0.001' }] });
  expect(Object.keys(plain.hashes)).toEqual(['exchange', 'scenario']);
  expect(other.hashes.exchange).not.toBe(plain.hashes.exchange);
  expect(other.hashes.scenario).toBe(plain.hashes.scenario);
});

test('checks are a module of the caller', async () => {
  const checks = new URL('./counting-checks.ts', import.meta.url).href;
  expect((await simulateHere({ ...task, checks })).verdicts).toEqual([{ design: 'research-pro-rata', steps: 6 }]);
});

test('what reading throws names the file and no run', async () => {
  await expect(simulateHere({ ...task, exchange: resolve('nowhere.yaml') })).rejects.toMatchObject({
    kind: 'config',
    code: 'no-such-file',
    message: 'there is no such file',
  });
});

test('an error of ours crosses the border of a worker whole', () => {
  const inner = [
    new BreakwaterError('config', 'bad-exchange', 'one'),
    new BreakwaterError('config', 'bad-exchange', 'two'),
  ];
  const error = new BreakwaterError('config', 'bad-exchange', 'one\ntwo', {
    where: { file: 'a.yaml', line: 3, column: 4, path: 'fees.taker' },
    hint: 'mend it',
    cause: new AggregateError(inner, '2 problems'),
  });
  const there = unpackError(structuredClone(packError(error)));
  expect(there).toBeInstanceOf(BreakwaterError);
  expect(there).toMatchObject({
    kind: 'config',
    code: 'bad-exchange',
    message: error.message,
    where: error.where,
    hint: 'mend it',
  });
  expect((there as BreakwaterError).describe()).toBe(error.describe());
  expect(((there as BreakwaterError).cause as AggregateError).errors.map(({ message }) => message)).toEqual([
    'one',
    'two',
  ]);
});

test('a bug keeps the stack it had in the worker', () => {
  const bug = new TypeError('x is undefined');
  const there = unpackError(structuredClone(packError(bug)));
  expect(there.stack).toBe(bug.stack);
  expect(there).not.toBeInstanceOf(BreakwaterError);
});
