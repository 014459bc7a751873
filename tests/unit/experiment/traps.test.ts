import { randomInt } from 'node:crypto';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type AskedRule, askRule } from '../../../src/check/axioms/index.ts';
import type { AdlAllocation, BreakwaterError } from '../../../src/contract/index.ts';
import { lookingAway, trapped } from '../../../src/experiment/index.ts';
import { registryWith } from '../../../src/experiment/registry.ts';

const FILE = relative(process.cwd(), join(import.meta.dirname, '../../fixtures/misbehaved/untimely.ts'));
const CLOCK =
  'take view.now, the seconds since the run began: the same run must come out the same on any day and machine';
const RANDOMNESS =
  'take view.random(...), or the random stream it is handed: it is made of the seed, so that a run can be repeated';
const TIMER =
  'decide at once: a mechanism is a pure, synchronous function; what it must remember belongs into its state';

const table = { capacity: Float64Array.of(3, 4) };

/** Loads the fixture and asks one of its rules, all with traps set. */
const answer = (name: string): Promise<Float64Array> =>
  trapped(lookingAway, async (watch) => {
    watch.phase('reading');
    const registry = await registryWith([FILE], watch);
    watch.phase('running');
    const rule: AskedRule = askRule(
      { name, mechanism: registry.find('adl.allocation', name) as unknown as AdlAllocation, params: {} },
      { watch },
    );
    return rule.ask(table, 5);
  });

const refusal = async (name: string): Promise<BreakwaterError> => {
  try {
    await answer(name);
  } catch (error) {
    return error as BreakwaterError;
  }
  throw new Error(`${name} was let through`);
};

describe('a mechanism is refused that', () => {
  test.each([
    ['date-now', 13, 'reads the clock (Date.now)', CLOCK],
    ['new-date', 14, 'reads the clock (Date)', CLOCK],
    ['date-called', 15, 'reads the clock (Date)', CLOCK],
    ['date-subclass', 8, 'reads the clock (Date)', CLOCK],
    ['performance-now', 17, 'reads the clock (performance.now)', CLOCK],
    ['time-origin', 18, 'reads the clock (performance.timeOrigin)', CLOCK],
    ['perf-hooks', 19, 'reads the clock (performance.now)', CLOCK],
    ['hrtime', 20, 'reads the clock (process.hrtime)', CLOCK],
    ['hrtime-bigint', 21, 'reads the clock (process.hrtime.bigint)', CLOCK],
    ['math-random', 22, 'uses its own randomness (Math.random)', RANDOMNESS],
    ['get-random-values', 23, 'uses its own randomness (crypto.getRandomValues)', RANDOMNESS],
    ['random-uuid', 24, 'uses its own randomness (crypto.randomUUID)', RANDOMNESS],
    ['random-bytes', 25, 'uses its own randomness (crypto.randomBytes)', RANDOMNESS],
    ['random-int', 26, 'uses its own randomness (crypto.randomInt)', RANDOMNESS],
    ['timeout', 27, 'puts something off until after it has answered (setTimeout)', TIMER],
    ['node-timers', 28, 'puts something off until after it has answered (timers.setTimeout)', TIMER],
    ['microtask', 29, 'puts something off until after it has answered (queueMicrotask)', TIMER],
    ['swallows', 34, 'uses its own randomness (Math.random)', RANDOMNESS],
  ])('%s', async (name, line, does, hint) => {
    const error = await refusal(name);
    expect(error.describe()).toBe(`${FILE}:${line}  adl.allocation ${name} ${does}\n  ${hint}`);
    expect(error.kind).toBe('contract');
  });
});

test('a date that is given is let through, and is a date', async () => {
  expect([...(await answer('calendar'))]).toEqual([3, 2]);
});

test('who is no mechanism reads the clock and draws as ever, and afterwards all is as before', async () => {
  const before = [Date, Date.now, performance.now, process.hrtime, Math.random, setTimeout, randomInt] as const;
  const now = await trapped(lookingAway, async () => {
    expect(new Date()).toBeInstanceOf(Date);
    expect(randomInt(1)).toBe(0);
    await new Promise<void>((done) => setTimeout(done, 0));
    return Date.now() + Number(process.hrtime.bigint()) + Math.random();
  });
  expect(now).toBeGreaterThan(1e12);
  const after = [Date, Date.now, performance.now, process.hrtime, Math.random, setTimeout, randomInt];
  for (const [i, one] of before.entries()) expect(after[i]).toBe(one);
  expect(Object.hasOwn(performance, 'now')).toBe(false);
});
