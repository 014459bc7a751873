// The thread of warm-runner.mjs: loads the tests of a folder as suites of this file, then runs those it is asked for, one mutant at a time.
import { readdirSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { BroadcastChannel } from 'node:worker_threads';
import { describe, type RunnerTestCase, type RunnerTestSuite, TestRunner, test } from 'vitest';

type Question = { mutant: string; tests: string[] };
/** What instrumented code looks at, at every place where a fault could be planted. */
type Namespace = { activeMutant: string | undefined; warm?: true; propertyFailed?: boolean };
/** A test, and what it did without any mutant; one that counts how often a branch was reached finds too little in few runs. */
type Known = { id: string; task: RunnerTestCase; looks?: number; ms: number; counts?: true };

/** A test that looks so many times as often as it should, and at least so often, runs on. */
const TIMES = 20;
const LEAST = 1_000_000;
/** Tests up to this many ms are run again after they failed; the longer ones are properties, which make all they use anew for each draw. */
const CHEAP = 100;

class RanOn extends Error {}

let alive: string | undefined;
let looks = 0;
let most = Infinity;
const global = globalThis as { __stryker__?: Namespace };
const namespace: Namespace = { ...global.__stryker__, activeMutant: undefined, warm: true };
global.__stryker__ = namespace;
Object.defineProperty(namespace, 'activeMutant', {
  get: () => {
    looks += 1;
    if (looks > most) throw new RanOn(`looked ${looks} times, but ${most} is the most`);
    return alive;
  },
  set: () => {},
});

test('answers', { timeout: 0 }, async ({ task }) => {
  const known = new Map<string, Known[]>();
  for (const suite of task.file.tasks) if (suite.type === 'suite') collect(suite, `${suite.name}#`, known);

  const channel = new BroadcastChannel('mutants');
  await new Promise<void>((done) => {
    channel.onmessage = async ({ data }: { data: Question | 'stop' }) => {
      if (data === 'stop') return done();
      channel.postMessage(await tried(data, known));
    };
    channel.postMessage('ready');
  });
  channel.close();
});

for (const folder of (process.env.MUTATE_TESTS ?? '').split(' ')) {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = posix.join(folder, name.replaceAll('\\', '/'));
    if (path.endsWith('.test.ts')) describe(path, async () => void (await import(/* @vite-ignore */ resolve(path))));
  }
}

/** Keys tests as Stryker does: the file, then the names of the suites and the test. Several may share a name. */
function collect(suite: RunnerTestSuite, prefix: string, into: Map<string, Known[]>): void {
  for (const task of suite.tasks) {
    if (task.type === 'suite') collect(task, `${prefix}${task.name} `, into);
    else {
      const id = prefix + task.name;
      into.set(id, [...(into.get(id) ?? []), { id, task, ms: 0 }]);
    }
  }
}

/** Runs the tests, the quickest first, until one fails. */
async function tried({ mutant, tests: ids }: Question, known: Map<string, Known[]>) {
  const tests = ids.flatMap((id) => {
    const list = known.get(id);
    if (!list) throw new Error(`no test is called ${id}`);
    return list;
  });
  for (const each of tests) if (!(await isFit(each))) return { stale: true };
  tests.sort((a, b) => a.ms - b.ms);
  let nrOfTests = 0;
  for (const each of tests) {
    nrOfTests += 1;
    const failure = await failureOf(each, mutant);
    if (!failure) continue;
    if (each.ms <= CHEAP && (await failureOf(each, undefined))) return { stale: true };
    return {
      result: failure.ranOn
        ? { status: 'timeout', reason: failure.message }
        : { status: 'killed', killedBy: [each.id], failureMessage: failure.message, nrOfTests },
    };
  }
  return { result: { status: 'survived', nrOfTests } };
}

/** Runs a test with a mutant, or without any, which also notes what that takes. */
async function failureOf(
  each: Known,
  mutant: string | undefined,
): Promise<{ message: string; ranOn: boolean } | undefined> {
  const began = performance.now();
  looks = 0;
  most = mutant === undefined ? Infinity : Math.max(LEAST, TIMES * (each.looks ?? 0));
  alive = mutant;
  namespace.propertyFailed = false;
  try {
    await TestRunner.getTestFn(each.task)();
    return undefined;
  } catch (error) {
    const ranOn = looks > most;
    if (each.counts && !namespace.propertyFailed && !ranOn) return undefined;
    return { message: error instanceof Error ? error.message : String(error), ranOn };
  } finally {
    if (mutant === undefined) Object.assign(each, { looks, ms: performance.now() - began });
    alive = undefined;
    most = Infinity;
  }
}

/** Whether a test passes as it was loaded, but for what it counts. */
async function isFit(each: Known): Promise<boolean> {
  if (each.looks !== undefined || !(await failureOf(each, undefined))) return true;
  if (namespace.propertyFailed) return false;
  each.counts = true;
  return true;
}
