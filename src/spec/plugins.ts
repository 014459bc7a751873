import { realpathSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { type BreakwaterError, isMechanism, type Mechanism, pluginError, type Registry } from '../contract/index.ts';
import * as breakwater from '../index.ts';
import { fileFault } from './source.ts';

/** How plug-ins are loaded. */
export interface PluginOptions {
  /** Modules that plug-ins may import besides `breakwater`, by name: `breakwater/mechanisms`. */
  readonly modules?: Readonly<Record<string, unknown>>;
  /** Folder that relative files start at; the working folder when left out. */
  readonly from?: string;
  /** That folder as messages name it; nothing is put before the files when left out. */
  readonly shownFrom?: string;
}

/** The file each loaded mechanism came from, so that one named twice is no clash with itself. */
const loadedFrom = new WeakMap<Mechanism, string>();

type Importer = (file: string) => Promise<unknown>;

/**
 * Loads mechanisms from .ts, .js or .mjs files in any folder.
 *
 * What a plug-in imports from `breakwater` is this very instance. Each file exports one mechanism as its default, or several by
 * name. A file that was loaded before is passed over.
 *
 * @param files - The files, as the user named them.
 * @param registry - The mechanisms there are; stays as it is.
 * @param options - Further modules, and the folder files are relative to.
 * @returns A registry that holds those of the files too.
 * @throws BreakwaterError of kind `plugin`: `no-such-file`, `not-a-file`, `syntax`, `throws-at-load`, `no-mechanism`,
 * `not-a-mechanism`, `two-of-one-name`, `contract-version`.
 */
export const loadPlugins = async (
  files: readonly string[],
  registry: Registry,
  options: PluginOptions = {},
): Promise<Registry> => {
  if (files.length === 0) return registry;
  const load = await importer(options.modules ?? {});
  let all = registry;
  for (const named of files) {
    const path = resolve(options.from ?? '.', named);
    const file = options.shownFrom === undefined || isAbsolute(named) ? named : join(options.shownFrom, named);
    const fault = fileFault(path);
    if (fault !== undefined) throw pluginError(fault.code, fault.message, { where: { file }, hint: fault.hint });
    const origin = realpathSync(path);
    const found = mechanismsOf(await imported(load, path, file), file);
    const fresh = found.filter(({ slot, name }) => !isFrom(all.find(slot, name), origin));
    for (const mechanism of fresh) loadedFrom.set(mechanism, origin);
    all = all.with(fresh, file);
  }
  return all;
};

const importer = async (modules: Readonly<Record<string, unknown>>): Promise<Importer> => {
  const { createJiti } = await import('jiti');
  const jiti = createJiti(import.meta.url, {
    moduleCache: false,
    fsCache: false,
    tryNative: false,
    interopDefault: false,
    virtualModules: { ...modules, breakwater },
  });
  return (file) => jiti.import(file);
};

const imported = async (load: Importer, path: string, file: string): Promise<unknown> => {
  if (!/\.[cm]?[jt]s$/.test(path)) {
    throw pluginError('no-module', 'a plug-in is a TypeScript or JavaScript file, ending in .ts, .js or .mjs', {
      where: { file },
      hint: 'an exchange or a scenario is given with --exchange or --scenario',
    });
  }
  try {
    return await load(path);
  } catch (error) {
    throw loadError(error, path, file);
  }
};

/** Turns what the loader threw into an error that names the line. */
const loadError = (error: unknown, path: string, file: string): BreakwaterError => {
  const text = error instanceof Error ? error.message : String(error);
  const syntax = /^ParseError: (.*?)\s*\n\s*(.+):(\d+):(\d+)/s.exec(text);
  if (syntax !== null) {
    const [, message = '', place = path, line, column] = syntax;
    const where = { file: place === path ? file : place, line: Number(line), column: Number(column) + 1 };
    return pluginError('syntax', `is no valid TypeScript: ${message.trim()}`, { where, cause: error });
  }
  const at = error instanceof Error ? (error.stack ?? '').split(`${path}:`)[1] : undefined;
  // The loader keeps lines, but not columns.
  const line = /^\d+/.exec(at ?? '')?.[0];
  const where = line === undefined ? { file } : { file, line: Number(line) };
  const first = text.split('\n')[0] as string;
  return pluginError('throws-at-load', `the plug-in throws while it is loaded: ${first}`, { where, cause: error });
};

const mechanismsOf = (module: unknown, file: string): readonly Mechanism[] => {
  const exported: Readonly<Record<string, unknown>> =
    module !== null && typeof module === 'object' ? { ...module } : { default: module };
  // One object may be exported by name and as the default.
  const found = [...new Set(Object.values(exported).filter(isMechanism))];
  for (const mechanism of found) {
    const fault = faultOf(mechanism);
    if (fault !== undefined) throw pluginError('not-a-mechanism', fault, { where: { file } });
  }
  if (found.length > 0) return found;
  const names = Object.keys(exported);
  throw pluginError(
    'no-mechanism',
    `the file exports no mechanism; it exports ${names.length === 0 ? 'nothing' : names.join(', ')}`,
    {
      where: { file },
      hint: 'export what a define function returns: export default defineAdlRanking({ ... })',
    },
  );
};

const faultOf = ({ slot, name, params, summary }: Mechanism): string | undefined => {
  const called = `the ${slot} mechanism ${typeof name === 'string' ? `"${name}"` : 'of this file'}`;
  if (typeof name !== 'string' || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
    return `${called} has no usable name: write words in small letters, joined by hyphens`;
  }
  if (typeof summary !== 'string' || summary === '') return `${called} has no summary`;
  const isObjectSchema =
    params !== null && typeof params === 'object' && 'shape' in params && typeof params.safeParse === 'function';
  return isObjectSchema
    ? undefined
    : `the params of ${called} are no zod object: write z.strictObject({ ... }) with the z of breakwater`;
};

const isFrom = (mechanism: Mechanism | undefined, origin: string): boolean =>
  mechanism !== undefined && loadedFrom.get(mechanism) === origin;
