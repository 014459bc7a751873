import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { BreakwaterError } from '../../../src/contract/index.ts';
import { type RunTask, simulateHere } from '../../../src/experiment/index.ts';
import { packError, unpackError } from '../../../src/experiment/transport.ts';

const task: RunTask = {
  exchange: 'research-pro-rata',
  scenario: 'single-default',
  seed: 1,
  plugins: [],
  overrides: [],
};

test('a run in this process gives a result, and the event log when asked', async () => {
  const { result, events, verdicts } = await simulateHere({ ...task, events: true });
  expect(result).toMatchObject({ exchange: 'research-pro-rata', scenario: 'single-default', seed: 1, steps: 6 });
  expect(events?.markets).toEqual(['X']);
  expect(events?.columns.kind.length).toBeGreaterThan(10);
  expect(verdicts).toEqual([]);
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
