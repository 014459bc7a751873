import { modules, registryWith } from '../experiment/registry.ts';
import { METRIC_IDS } from '../measure/metric-ids.ts';
import { validateFile } from '../spec/index.ts';
import { EXIT } from './failure.ts';
import { printJson } from './json.ts';
import { refuseLoops } from './loop-guard.ts';

/** Options of `validate`. */
export interface ValidateOptions {
  readonly plugin?: readonly string[];
  readonly stall?: number;
  readonly json?: boolean;
}

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
    const { kind, problems } = await validateFile(file, registry, { modules, metrics: METRIC_IDS });
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
