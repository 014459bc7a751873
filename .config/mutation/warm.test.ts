// The thread of warm-runner.mjs: loads the tests of a folder as suites of this file, then runs those it is asked for, one mutant at a time.
import { readdirSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { BroadcastChannel } from 'node:worker_threads';
import { describe, type RunnerTestCase, type RunnerTestSuite, TestRunner, test } from 'vitest';
import { unasked } from './targets.mjs';

/** A mutant with the tests that reach it and the most of them to be asked; or all tests, without a mutant. */
type Question = { mutant: string; tests: string[]; most: number } | 'all' | 'stop';
/** What instrumented code reads and writes at every place where a fault could be planted. */
type Namespace = {
  activeMutant: string | undefined;
  currentTestId?: string | undefined;
  mutantCoverage?: { static: object; perTest: object };
  /** Whether the mutants that are reached are not to be counted: see vitest.config.ts. */
  quiet?: boolean;
  /** Set by fast-check.ts. */
  propertyFailed?: boolean;
};
/** A test, and what it did without any mutant; one that counts how often a branch was reached finds too little in few runs. */
type Known = { id: string; path: string; task: RunnerTestCase; looks?: number; ms: number; counts?: true };
type Failure = { message: string; ranOn: boolean };

/** A test that looks so many times as often as it should, and at least so often, runs on. */
const TIMES = 20;
const LEAST = 100_000;
/** Tests up to this many ms are run again after they failed; the longer ones are properties, which make all they use anew for each draw. */
const CHEAP = 100;
/** Where the tests are that speak of the folder alone. */
const OWN = process.env.MUTATE_TESTS?.split(' ')[0] ?? '';

let alive: string | undefined;
let looks = 0;
let most = Infinity;
const namespace: Namespace = { activeMutant: undefined };
(globalThis as { __stryker__?: Namespace }).__stryker__ = namespace;
Object.defineProperty(namespace, 'activeMutant', {
  get: () => {
    looks += 1;
    if (looks > most) throw new Error(`looked ${looks} times, but ${most} is the most`);
    return alive;
  },
  set: () => {},
});

test('answers', { timeout: 0 }, async ({ task }) => {
  const known = new Map<string, Known[]>();
  for (const suite of task.file.tasks) if (suite.type === 'suite') collect(suite, suite.name, `${suite.name}#`, known);

  const channel = new BroadcastChannel('mutants');
  await new Promise<void>((done) => {
    channel.onmessage = async ({ data }: { data: Question }) => {
      if (data === 'stop') return done();
      channel.postMessage(
        data === 'all' ? await reached(known) : await tried(data.mutant, named(data.tests, known), data.most),
      );
    };
    channel.postMessage('ready');
  });
  channel.close();
});

for (const folder of (process.env.MUTATE_TESTS ?? '').split(' ')) {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = posix.join(folder, name.replaceAll('\\', '/'));
    if (path.endsWith('.test.ts')) describe(path, async () => void (await import(/* @vite-ignore */ resolve(path))));
  }
}

/** Keys tests as Stryker does: the file, then the names of the suites and the test. Several may share a name. */
function collect(suite: RunnerTestSuite, path: string, prefix: string, into: Map<string, Known[]>): void {
  for (const task of suite.tasks) {
    const id = prefix + task.name;
    if (task.type === 'suite') collect(task, path, `${id} `, into);
    else if (!unasked.some((part) => id.includes(part)))
      into.set(id, [...(into.get(id) ?? []), { id, path, task, ms: 0 }]);
  }
}

function named(ids: string[], known: Map<string, Known[]>): Known[] {
  return ids.flatMap((id) => {
    const list = known.get(id);
    if (!list) throw new Error(`no test is called ${id}`);
    return list;
  });
}

/** Runs every test without a mutant. */
async function reached(known: Map<string, Known[]>) {
  const tests = [];
  for (const [id, list] of known) {
    namespace.currentTestId = id;
    let failure: Failure | undefined;
    for (const each of list) failure ??= await unfitness(each);
    const timeSpentMs = list.reduce((sum, { ms }) => sum + ms, 0);
    const result = { id, name: id.slice(id.indexOf('#') + 1), fileName: resolve(list[0]?.path ?? ''), timeSpentMs };
    tests.push(failure ? { ...result, status: 1, failureMessage: failure.message } : { ...result, status: 0 });
  }
  namespace.currentTestId = undefined;
  return { status: 'complete', tests, mutantCoverage: namespace.mutantCoverage };
}

/** Runs the tests, the quickest first, until one fails; beyond the first `most` only the folder's own unit tests. */
async function tried(mutant: string, tests: Known[], most: number) {
  namespace.quiet = true;
  for (const each of tests) if (await unfitness(each)) return { stale: each.id };
  tests.sort((a, b) => a.ms - b.ms);
  let nrOfTests = 0;
  const asked = tests.filter((each, place) => place < most || (each.ms <= CHEAP && each.path.startsWith(OWN)));
  for (const each of asked) {
    nrOfTests += 1;
    const failure = await failureOf(each, mutant);
    if (!failure) continue;
    if (each.ms <= CHEAP && (await failureOf(each, undefined))) return { stale: each.id };
    return failure.ranOn
      ? { status: 'timeout', reason: failure.message }
      : { status: 'killed', killedBy: [each.id], failureMessage: failure.message, nrOfTests };
  }
  return { status: 'survived', nrOfTests };
}

/** Why a test cannot be used: it fails without a mutant, and not for what it counts. Each test is asked once. */
async function unfitness(each: Known): Promise<Failure | undefined> {
  if (each.looks !== undefined) return undefined;
  const failure = await failureOf(each, undefined);
  if (failure === undefined || namespace.propertyFailed) return failure;
  each.counts = true;
  return undefined;
}

/** Runs a test with a mutant, or without any, which also notes what that takes. */
async function failureOf(each: Known, mutant: string | undefined): Promise<Failure | undefined> {
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
