import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configError, nearest } from '../contract/index.ts';

/** What a spec file may describe. */
export type SpecKind = 'exchange' | 'scenario' | 'experiment';

/** All kinds of spec file. */
export const SPEC_KINDS: readonly SpecKind[] = ['exchange', 'scenario', 'experiment'];

/** A spec file, and the name it has in messages. */
export interface SpecFile {
  /** The file to open. */
  readonly file: string;
  /** As the user named it, or `specs/exchanges/NAME.yaml` for a shipped one. */
  readonly shown: string;
}

/** Most names that are told beside one that was meant. */
const MOST_TOLD = 8;

const ENDINGS: readonly string[] = ['.yaml', '.yml', '.json'];

const packageRoot = (): string => {
  // This file runs from src/spec and from dist/src/spec.
  for (let folder = import.meta.dirname ?? dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'breakwater') return folder;
    if (dirname(folder) === folder) throw new Error('the package of breakwater was not found around its own files');
  }
};

/** The folder of the specs that come with the package. */
export const shippedFolder = (): string => join(packageRoot(), 'specs');

const shipped = (kind: SpecKind, folder: string): ReadonlyMap<string, SpecFile> => {
  const place = join(folder, `${kind}s`);
  if (!existsSync(place)) return new Map();
  const files = readdirSync(place).filter((file) => ENDINGS.includes(extname(file)));
  return new Map(
    files
      .sort()
      .map((file) => [
        file.slice(0, -extname(file).length),
        { file: join(place, file), shown: `specs/${kind}s/${file}` },
      ]),
  );
};

/** Names of the exchanges that come with the package, sorted. */
export const shippedExchanges = (): readonly string[] => [...shipped('exchange', shippedFolder()).keys()];
/** Names of the scenarios that come with the package, sorted. */
export const shippedScenarios = (): readonly string[] => [...shipped('scenario', shippedFolder()).keys()];
/** Names of the experiments that come with the package, sorted. */
export const shippedExperiments = (): readonly string[] => [...shipped('experiment', shippedFolder()).keys()];

const looksLikeFile = (text: string): boolean => /[\\/]/.test(text) || ENDINGS.includes(extname(text));

/**
 * Finds the spec a user or a file names.
 *
 * What has a slash or ends in .yaml, .yml or .json is a file. Another name is a shipped spec, or else a file of that very name.
 *
 * @param kind - What it shall describe.
 * @param name - A name or a file.
 * @param options - `from`: folder that relative files start at, for names that stand in a file, with `shownFrom`, that folder as
 * messages name it; the working folder when left out. `folder`: folder of the shipped specs.
 * @throws BreakwaterError `unknown-spec` for a name that is neither, with the nearest one.
 */
export const resolveSpec = (
  kind: SpecKind,
  name: string,
  options: { readonly from?: string; readonly shownFrom?: string; readonly folder?: string } = {},
): SpecFile => {
  const file = resolve(options.from ?? '.', name);
  const asFile = {
    file,
    shown: options.shownFrom === undefined || file === name ? name : join(options.shownFrom, name),
  };
  if (looksLikeFile(name)) return asFile;
  const known = shipped(kind, options.folder ?? shippedFolder());
  const found = known.get(name);
  if (found !== undefined) return found;
  if (existsSync(file) && statSync(file).isFile()) return asFile;
  const names = [...known.keys()];
  const near = nearest(name, names);
  const all = `shipped: ${names.join(', ')}`;
  const others = names.length > MOST_TOLD ? `${names.length} are shipped: breakwater list ${kind}s` : all;
  throw configError('unknown-spec', `there is no ${kind} called "${name}"`, {
    hint:
      names.length === 0
        ? `name a file that ends in .yaml`
        : `${near === undefined ? all : `did you mean ${near}? (${others})`}; a file ends in .yaml`,
  });
};
