import { dirname } from 'node:path';
import { z } from 'zod';
import { isBreakwaterError } from '../contract/index.ts';
import type { ReadOptions } from './exchange.ts';
import { looseUse, name } from './exchange-shape.ts';
import type { Override } from './overlay.ts';
import { locate, type Path, type Source } from './place.ts';
import { ProblemList } from './problems.ts';
import { resolveSpec, type SpecFile, type SpecKind } from './shipped.ts';
import { fileFault, readSource } from './source.ts';
import { explain, suggest } from './wording.ts';

/** An experiment: which designs meet which scenarios, under which seeds. */
export interface Experiment {
  readonly name: string;
  readonly summary: string;
  readonly sources: readonly string[];
  /** Exchanges: names of shipped ones, or files as {@link readExchange} finds them. */
  readonly exchanges: readonly string[];
  /** Scenarios: names of shipped ones, or files as {@link readScenario} finds them. */
  readonly scenarios: readonly string[];
  /** Seeds, integers >= 0, each once. */
  readonly seeds: readonly number[];
  /** Metric the table is sorted by. */
  readonly sortBy: string;
  /** Values that stand in for what the exchange files say, in every exchange. */
  readonly overrides: readonly Override[];
}

/** How an experiment is read. */
export interface ExperimentOptions extends ReadOptions {
  /** Metrics there are; any name passes when left out. */
  readonly metrics?: readonly string[];
}

const seed = z.int().min(0);

/** The schema of an experiment file. */
export const experimentShape = () =>
  z.strictObject({
    name: name.describe('Name of the experiment, as commands and reports use it.'),
    summary: z.string().min(1).describe('One sentence.'),
    sources: z.array(z.string()).default([]).describe('What it is taken from.'),
    exchanges: z.array(z.string().min(1)).min(1).describe('Shipped designs by name, or files relative to this one.'),
    scenarios: z.array(z.string().min(1)).min(1).describe('Shipped scenarios by name, or files relative to this one.'),
    seeds: z
      .union([z.array(seed).min(1), z.strictObject({ from: seed.default(1), count: z.int().min(1).max(100_000) })])
      .default([1])
      .describe('Seeds, listed or counted.'),
    sortBy: z.string().min(1).default('shortfall').describe('Metric the table is sorted by.'),
    overrides: z
      .record(z.string().min(1), z.json())
      .default({})
      .describe('Values by dotted path, put into every exchange.'),
    vary: z
      .array(z.strictObject({ path: z.string().min(1), with: z.array(looseUse()).min(1) }))
      .default([])
      .describe('Slots or layers to swap one at a time. Planned, not built.'),
    equalise: z
      .array(z.enum(['fund', 'margin', 'mark']))
      .default([])
      .describe('What is made the same in all designs. Planned, not built.'),
  });

type ExperimentFile = z.output<ReturnType<typeof experimentShape>>;

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
  for (const key of ['vary', 'equalise'] as const) {
    if (file[key].length === 0) continue;
    problems.add({
      path: [key],
      end: 'key',
      message: `${key} is planned, not built`,
      hint: 'take it out; overrides work',
    });
  }
  const { metrics } = options;
  if (metrics !== undefined && !metrics.includes(file.sortBy)) {
    const hint = suggest(file.sortBy, metrics, `metrics: ${metrics.join(', ')}`);
    problems.add({ path: ['sortBy'], message: `there is no metric called "${file.sortBy}"`, hint });
  }
  return {
    name: file.name,
    summary: file.summary,
    sources: file.sources,
    exchanges: file.exchanges.map((each, i) => found('exchange', each, ['exchanges', i], at, options, problems)),
    scenarios: file.scenarios.map((each, i) => found('scenario', each, ['scenarios', i], at, options, problems)),
    seeds: seedsOf(file, problems),
    sortBy: file.sortBy,
    overrides: Object.entries(file.overrides).map(([path, value]) => ({
      path,
      value,
      place: locate(source, ['overrides', path]),
    })),
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

const seedsOf = ({ seeds }: ExperimentFile, problems: ProblemList): readonly number[] => {
  if (!Array.isArray(seeds)) return Array.from({ length: seeds.count }, (_, i) => seeds.from + i);
  for (const [i, each] of seeds.entries()) {
    if (seeds.indexOf(each) < i)
      problems.add({ path: ['seeds', i], message: `the seed ${each} is listed twice`, hint: 'keep one of them' });
  }
  return seeds;
};
