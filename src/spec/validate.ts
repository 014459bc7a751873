import { basename, dirname, extname, resolve } from 'node:path';
import { type BreakwaterError, configError, isBreakwaterError, type Registry } from '../contract/index.ts';
import { asksRules, readCounterexample } from './counterexample.ts';
import { type ReadOptions, readExchange } from './exchange.ts';
import { type ExperimentOptions, readExperiment } from './experiment.ts';
import type { Source } from './place.ts';
import { loadPlugins } from './plugins.ts';
import { problemsOf } from './problems.ts';
import { readScenario } from './scenario.ts';
import { SPEC_KINDS, type SpecKind } from './shipped.ts';
import { readSource } from './source.ts';

/** What a file may be. */
export type FileKind = SpecKind | 'plug-in' | 'counterexample';

/** Keys that only one kind of file has. */
const TELLING: Readonly<Record<SpecKind, readonly string[]>> = {
  exchange: ['waterfall', 'margin', 'funds', 'fees'],
  scenario: ['markets', 'shock', 'duration', 'step', 'extends', 'population'],
  experiment: ['exchanges', 'scenarios', 'seeds', 'sortBy'],
};

/**
 * Tells what kind of spec a file is: by the folder it lies in, else by its keys.
 *
 * @param source - The spec.
 * @throws BreakwaterError `unknown-kind`.
 */
export const kindOf = (source: Source): SpecKind => {
  const folder = basename(dirname(resolve(source.file)));
  const byFolder = SPEC_KINDS.find((kind) => `${kind}s` === folder);
  if (byFolder !== undefined) return byFolder;
  const { data } = source;
  const keys = data !== null && typeof data === 'object' ? Object.keys(data) : [];
  const counts = SPEC_KINDS.map((kind) => ({ kind, count: TELLING[kind].filter((key) => keys.includes(key)).length }));
  const [best] = counts.sort((a, b) => b.count - a.count);
  if (best !== undefined && best.count > 0) return best.kind;
  throw configError('unknown-kind', 'this looks like no exchange, scenario or experiment', {
    where: { file: source.file },
    hint: 'an exchange has a waterfall, a scenario has markets, an experiment has exchanges',
  });
};

/**
 * Says what is wrong with a file: an exchange, a scenario, an experiment or a plug-in.
 *
 * @param file - The file, as the user named it.
 * @param registry - The mechanisms there are.
 * @param options - Where to look, and which metrics there are.
 * @returns Its kind, unknown when the file cannot be read, and all problems; none when it is right.
 */
export const validateFile = async (
  file: string,
  registry: Registry,
  options: ReadOptions & Pick<ExperimentOptions, 'metrics'> = {},
): Promise<{ readonly kind?: FileKind; readonly problems: readonly BreakwaterError[] }> => {
  let kind: FileKind | undefined;
  // A name without slash or ending would be looked for among the shipped specs.
  const named = /[\\/.]/.test(file) ? file : `./${file}`;
  try {
    kind = await kindOfFile(file);
    await readAs[kind](named, registry, options);
    return { kind, problems: [] };
  } catch (error) {
    if (!isBreakwaterError(error)) throw error;
    return { ...(kind === undefined ? {} : { kind }), problems: problemsOf(error) };
  }
};

/** A scenario that is a counterexample is a scenario; one that asks allocation rules is nothing else. */
const kindOfFile = async (file: string): Promise<FileKind> => {
  if (['.ts', '.js', '.mjs'].includes(extname(file))) return 'plug-in';
  const source = await readSource(file);
  return asksRules(source) ? 'counterexample' : kindOf(source);
};

const readAs: Readonly<Record<FileKind, (file: string, registry: Registry, options: ReadOptions) => Promise<unknown>>> =
  {
    exchange: readExchange,
    scenario: readScenario,
    counterexample: async (file, registry, options) => {
      await readCounterexample(file);
      await readExchange(file, registry, options);
    },
    experiment: (file, _registry, options) => readExperiment(file, options),
    'plug-in': (file, registry, { modules }) => loadPlugins([file], registry, modules === undefined ? {} : { modules }),
  };
