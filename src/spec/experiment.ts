import { dirname } from 'node:path';
import { isBreakwaterError } from '../contract/index.ts';
import type { ReadOptions } from './exchange.ts';
import { type ExperimentFile, experimentShape } from './experiment-shape.ts';
import { readStudy } from './experiment-study.ts';
import type { Path, Source } from './place.ts';
import { ProblemList } from './problems.ts';
import { resolveSpec, type SpecFile, type SpecKind } from './shipped.ts';
import { fileFault, readSource } from './source.ts';
import type { StudyPlan } from './study-plan.ts';
import { explain, suggest } from './wording.ts';

/** An experiment: which designs meet which scenarios, under which seeds, and what is varied. */
export interface Experiment extends StudyPlan {
  readonly name: string;
  readonly summary: string;
  readonly sources: readonly string[];
  /** Exchanges: names of shipped ones, or files as {@link readExchange} finds them. */
  readonly exchanges: readonly string[];
  /** Scenarios: names of shipped ones, or files as {@link readScenario} finds them. */
  readonly scenarios: readonly string[];
  /** The exchange against which differences are shown: one of the exchanges. */
  readonly baseline: string;
  /** Metric the table is sorted by. */
  readonly sortBy: string;
  /** Whether what the file says under `full` is in it. */
  readonly full: boolean;
}

/** How an experiment is read. */
export interface ExperimentOptions extends ReadOptions {
  /** Metrics there are; any name passes when left out. */
  readonly metrics?: readonly string[];
  /** Whether what the file says under `full` is added. Defaults to no. */
  readonly full?: boolean;
}

/**
 * Reads an experiment.
 *
 * @param name - A file, or the name of a shipped experiment.
 * @param options - Where to look, and which metrics there are.
 * @throws BreakwaterError `bad-experiment` with all that is wrong; `unknown-spec`, what {@link readSource} throws.
 */
export const readExperiment = async (name: string, options: ExperimentOptions = {}): Promise<Experiment> => {
  const found = resolveSpec('experiment', name, options.folder === undefined ? {} : { folder: options.folder });
  return parseExperiment(await readSource(found.file, found.shown), found, options);
};

/**
 * Makes an experiment of a spec that was read already.
 *
 * @param source - The spec.
 * @param file - Its file, which the files it names are relative to.
 * @param options - Where to look, and which metrics there are.
 * @throws BreakwaterError `bad-experiment` with all that is wrong.
 */
export const parseExperiment = (source: Source, file: SpecFile, options: ExperimentOptions = {}): Experiment => {
  const problems = new ProblemList(source, 'bad-experiment');
  const schema = experimentShape();
  const parsed = schema.safeParse(source.data);
  if (!parsed.success) problems.add(...explain(parsed.error.issues, { schema, value: source.data, path: [] }));
  const experiment = parsed.success ? checked(parsed.data, source, file, options, problems) : undefined;
  problems.throwIfAny();
  return experiment as Experiment;
};

const checked = (
  file: ExperimentFile,
  source: Source,
  at: SpecFile,
  options: ExperimentOptions,
  problems: ProblemList,
): Experiment => {
  const { metrics } = options;
  if (metrics !== undefined && !metrics.includes(file.sortBy)) {
    const hint = suggest(file.sortBy, metrics, `metrics: ${metrics.join(', ')}`);
    problems.add({ path: ['sortBy'], message: `there is no metric called "${file.sortBy}"`, hint });
  }
  if (options.full === true && file.full === undefined) {
    const hint = 'write what shall be added: full: { seeds: [1, 2, 3] }';
    problems.add({ path: [], message: 'has no `full`, so there is nothing that a full run adds', hint });
  }
  const named = (kind: SpecKind, list: 'exchanges' | 'scenarios'): readonly string[] =>
    file[list].map((each, i) => found(kind, each, [list, i], at, options, problems));
  const [exchanges, scenarios] = [named('exchange', 'exchanges'), named('scenario', 'scenarios')];
  const byName = (names: readonly string[], all: readonly string[]): ReadonlyMap<string, string> =>
    new Map(names.map((each, i) => [each, all[i] as string]));
  const specs = { exchange: byName(file.exchanges, exchanges), scenario: byName(file.scenarios, scenarios) };
  const baseline = specs.exchange.get(file.baseline ?? (file.exchanges[0] as string));
  if (baseline === undefined) {
    const { baseline: name = '', exchanges: all } = file;
    const hint = suggest(name, all, `exchanges: ${all.join(', ')}`);
    problems.add({ path: ['baseline'], message: `"${name}" is not among the exchanges`, hint });
  }
  return {
    name: file.name,
    summary: file.summary,
    sources: file.sources,
    exchanges,
    scenarios,
    baseline: baseline as string,
    sortBy: file.sortBy,
    full: options.full === true,
    ...readStudy(file, specs, options.full === true, source, problems),
  };
};

/** The name of a shipped spec as it is, a file as it is found from the working folder. */
const found = (
  kind: SpecKind,
  name: string,
  path: Path,
  at: SpecFile,
  options: ReadOptions,
  problems: ProblemList,
): string => {
  try {
    const folder = options.folder === undefined ? {} : { folder: options.folder };
    const spec = resolveSpec(kind, name, { ...folder, from: dirname(at.file), shownFrom: dirname(at.shown) });
    if (spec.shown.startsWith(`specs/${kind}s/`) && !name.includes('/')) return name;
    const fault = fileFault(spec.file);
    if (fault !== undefined)
      problems.add({ path, message: `${name}: ${fault.message}`, hint: 'files are relative to this one' });
    return at.shown.startsWith('specs/') ? spec.file : spec.shown;
  } catch (error) {
    if (!isBreakwaterError(error)) throw error;
    const { message, hint } = error;
    problems.add({ path, message, ...(hint === undefined ? {} : { hint }) });
    return name;
  }
};
