/**
 * `npm run bench`: runs the suite; `-- --help` says how.
 *
 * Every benchmark asserts that what it times is right before it times it. Exit code 1: an assertion failed, or something got worse;
 * 2: the arguments are wrong.
 *
 * @module
 */
import { cpus, totalmem } from 'node:os';
import { terminalOf } from '../../src/report/index.ts';
import { type Answer, answer, apart } from './kit/apart.ts';
import { baselineOf, benchOf, FAILING, type Finding, fails, judged, missing, told } from './kit/baseline.ts';
import { type Bench, BenchFailed } from './kit/bench.ts';
import { committed, write } from './kit/committed.ts';
import { growthOf } from './kit/growth.ts';
import { type Options, optionsOf, USAGE, UsageError } from './kit/options.ts';
import { fullReport, merged, performancePage, profileText } from './kit/page.ts';
import type { Environment, HotFunction, Report, Result } from './kit/result.ts';
import { reportText } from './kit/table.ts';
import { suite } from './suite.ts';

/** How often a benchmark is run before a worse ratio counts; the best run stands. */
const TRIES = 3;
const AGAIN = 'npm run bench -- --small --update';

const environmentOf = (small: boolean): Environment => ({
  node: process.version,
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  size: small ? 'small' : 'full',
});

const note = (text: string): void => console.error(text);

const run = async ({ name }: Bench, { small, rounds }: Options, profile: boolean): Promise<Answer> => {
  const start = performance.now();
  const done = await apart({ name, small, profile, ...(rounds === undefined ? {} : { rounds }) });
  note(`${name}${profile ? ', profiled' : ''}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return done;
};

/** Runs a benchmark until no ratio of it is worse than what is committed, or the tries are used up. */
const checked = async (
  bench: Bench,
  options: Options,
): Promise<{ results: readonly Result[]; worse: readonly Finding[] }> => {
  const baseline = committed.baseline();
  const tries = [(await run(bench, options, false)).results];
  let outcome = judged(baseline, tries);
  while (tries.length < TRIES && outcome.findings.some(({ what }) => what === 'ratio')) {
    tries.push((await run(bench, options, false)).results);
    outcome = judged(baseline, tries);
  }
  return { results: outcome.results, worse: outcome.findings };
};

const measure = async (options: Options): Promise<number> => {
  const results: Result[] = [];
  const worse: Finding[] = [];
  const profiles: Record<string, readonly HotFunction[]> = {};
  for (const bench of options.benches) {
    if (options.check) {
      const outcome = await checked(bench, options);
      results.push(...outcome.results);
      worse.push(...outcome.worse);
    } else results.push(...(await run(bench, options, false)).results);
    if (options.save) profiles[bench.name] = (await run(bench, options, true)).hottest;
  }
  if (options.check) {
    const whole = options.benches.length === suite.length;
    const names = whole ? undefined : options.benches.map(({ name }) => name);
    worse.push(...missing(committed.baseline(), results, names));
  }
  const report: Report = { environment: environmentOf(options.small), results, growth: growthOf(results), profiles };
  if (options.save) save(report);
  console.log(options.json ? JSON.stringify(report, undefined, 2) : reportText(report, terminalOf(process.stdout)));
  return verdict(worse);
};

/** Tells what got worse; the exit code. */
const verdict = (worse: readonly Finding[]): number => {
  const failed = worse.filter(fails);
  const slower = worse.filter((one) => !fails(one));
  if (slower.length > 0) {
    note(
      `\nslower against a peer than tests/bench/baseline.json by more than half again; told, as it may be the machine:`,
    );
    for (const one of slower) note(`  ${told(one)}`);
  }
  if (failed.length === 0) return 0;
  note(`\nworse than tests/bench/baseline.json, by hash, by ${FAILING} times, or not measured:`);
  for (const one of failed) note(`  ${told(one)}`);
  note(`if this is meant, commit what "${AGAIN}" writes`);
  return 1;
};

const save = (report: Report): void => {
  const all = merged(committed.report(), report);
  write.report(all);
  write.page(performancePage(committed.words(), all));
};

const update = async (options: Options): Promise<number> => {
  const runs: Result[][] = Array.from({ length: TRIES }, () => []);
  for (const bench of options.benches)
    for (const results of runs) results.push(...(await run(bench, options, false)).results);
  const anew = new Set(options.benches.map(({ name }) => name));
  const kept = Object.entries(committed.baseline()).filter(
    ([key]) => options.benches.length < suite.length && !anew.has(benchOf(key)),
  );
  write.baseline({ ...Object.fromEntries(kept), ...baselineOf(runs) });
  return 0;
};

const profile = async (options: Options): Promise<number> => {
  for (const bench of options.benches)
    console.log(`${bench.name}\n${profileText((await run(bench, options, true)).hottest)}\n`);
  return 0;
};

const list = ({ benches }: Options): number => {
  for (const { name, says } of benches) console.log(`${name.padEnd(24)}${says}`);
  return 0;
};

const main = async (args: readonly string[]): Promise<number> => {
  if (args[0] === '--apart') {
    process.send?.(await answer(suite, args[1] as string));
    return 0;
  }
  if (args.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  const options = optionsOf(suite, args);
  switch (options.mode) {
    case 'list':
      return list(options);
    case 'profile':
      return profile(options);
    case 'update':
      return update(options);
    case 'page':
      write.page(performancePage(committed.words(), fullReport(committed.report())));
      return 0;
    case 'measure':
      return measure(options);
  }
};

/** What people are told of an error: its stack only where nobody has said more already. */
const failure = (error: unknown): string => {
  if (error instanceof UsageError) return `${error.message}\n\n${USAGE}`;
  if (error instanceof BenchFailed) return error.message;
  return String((error as Error).stack ?? error);
};

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = error instanceof UsageError ? 2 : 1;
  note(failure(error));
}
// A process that runs one benchmark would wait for more orders.
process.disconnect?.();
