import { type BreakwaterError, isBreakwaterError } from '../contract/index.ts';
import { modules, registryWith } from '../experiment/registry.ts';
import { METRIC_IDS } from '../measure/metric-ids.ts';
import { problemsOf, readSource, validateFile } from '../spec/index.ts';
import { claimable } from './checks.ts';
import { EXIT } from './failure.ts';
import { printJson } from './json.ts';
import { refuseLoops } from './loop-guard.ts';
import { CHECKS } from './watch-options.ts';

/** Options of `validate`. */
export interface ValidateOptions {
  readonly plugin?: readonly string[];
  readonly stall?: number;
  readonly json?: boolean;
}

/**
 * What is wrong with the designs and scenarios of an experiment once all that it puts into them is in place, in a short run and in a
 * full one: the file alone does not show it.
 */
const problemsOfPlan = async (
  file: string,
  { plugin = [], stall }: ValidateOptions,
): Promise<readonly BreakwaterError[]> => {
  const [{ planOf, WatchedPool }, { experimentOf }] = await Promise.all([
    import('../experiment/index.ts'),
    import('./plan.ts'),
  ]);
  // A name without slash or ending would be looked for among the shipped ones.
  const named = /[\\/.]/.test(file) ? file : `./${file}`;
  const { full } = (await readSource(file)).data as Readonly<Record<string, unknown>>;
  const pool = new WatchedPool({ workers: 1, ...(stall === undefined ? {} : { stall }) });
  try {
    for (const isFull of full === undefined ? [false] : [false, true])
      await planOf(await experimentOf(named, { full: isFull }), pool, { plugins: plugin, checks: CHECKS });
    return [];
  } catch (error) {
    if (!isBreakwaterError(error)) throw error;
    return problemsOf(error);
  } finally {
    await pool.close();
  }
};

/**
 * Reads files and tells what they are and all that is wrong with them; the exit code is 2 when anything is.
 *
 * @param files - Exchanges, scenarios, experiments and plug-ins.
 * @param options - Plug-ins the files may use, and the form of the answer.
 */
export const validate = async (files: readonly string[], options: ValidateOptions): Promise<void> => {
  const plugins = options.plugin ?? [];
  await refuseLoops([...plugins, ...files], options.stall);
  const registry = await registryWith(plugins);
  const reports = [];
  for (const file of files) {
    const { kind, problems: own } = await validateFile(file, registry, { modules, metrics: METRIC_IDS, claimable });
    const problems = kind === 'experiment' && own.length === 0 ? await problemsOfPlan(file, options) : own;
    reports.push({ file, ...(kind === undefined ? {} : { kind }), problems });
  }
  if (reports.some(({ problems }) => problems.length > 0)) process.exitCode = EXIT.input;
  if (options.json === true) {
    const plain = reports.map(({ file, kind, problems }) => ({
      file,
      ...(kind === undefined ? {} : { kind }),
      ok: problems.length === 0,
      problems: problems.map(({ code, message, where, hint }) => ({ code, message, where, hint })),
    }));
    return printJson({ files: plain });
  }
  for (const { file, kind, problems } of reports) {
    if (problems.length === 0) console.log(`${file}  ${kind}, ok`);
    else for (const problem of problems) console.log(problem.describe());
  }
};
