import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Digest } from '../math/index.ts';
import { exchangeWithin, type Override, readSource, resolveSpec } from '../spec/index.ts';
import type { RunTask } from './task.ts';

const hashOf = (texts: readonly string[]): string => {
  const digest = new Digest();
  for (const text of texts) digest.text(text);
  return digest.hex();
};

// Line ends do not count, so that a file checked out on another system has the same hash.
const textOf = (file: string): string => readFileSync(file, 'utf8').replaceAll('\r\n', '\n');

/** A spec file and the plug-ins it names. */
interface SpecFiles {
  readonly file: string;
  readonly plugins: readonly string[];
}

const filesOf = async (kind: 'exchange' | 'scenario', name: string): Promise<readonly SpecFiles[]> => {
  const { file } = resolveSpec(kind, name);
  const own = await withParents(file);
  if (kind === 'scenario') return own;
  // A counterexample that stands for an exchange may only name it.
  const within = exchangeWithin(await readSource(file));
  if (within === undefined || 'written' in within) return own;
  return [...own, ...(await withParents(resolveSpec('exchange', within.named, { from: dirname(file) }).file))];
};

/** A spec, and those it extends. */
const withParents = async (file: string): Promise<readonly SpecFiles[]> => {
  const { data } = await readSource(file);
  const { extends: parent, plugins } = data as { readonly extends?: unknown; readonly plugins?: unknown };
  const from = dirname(file);
  const own = { file, plugins: Array.isArray(plugins) ? plugins.map((each) => resolve(from, String(each))) : [] };
  if (typeof parent !== 'string') return [own];
  return [own, ...(await withParents(resolveSpec('scenario', parent, { from }).file))];
};

const textsOf = async (kind: 'exchange' | 'scenario', name: string): Promise<readonly string[]> =>
  (await filesOf(kind, name)).flatMap(({ file, plugins }) => [textOf(file), ...plugins.map(textOf)]);

/** All plug-in files of a run: those it was given, and those its exchange and scenario name. */
export const pluginFilesOf = async ({ exchange, scenario, plugins }: RunTask): Promise<readonly string[]> => [
  ...plugins.map((each) => resolve(each)),
  ...(await filesOf('exchange', exchange)).flatMap((each) => each.plugins),
  ...(await filesOf('scenario', scenario)).flatMap((each) => each.plugins),
];

const overrideText = ({ path, value }: Override): string => JSON.stringify([path, value]);

/**
 * Hashes of what went into a run, hexadecimal: two runs with the same hashes, seed and version give the same result.
 *
 * @param task - The run; its files have been read before, so they are there and right.
 */
export const hashesOf = async ({
  exchange,
  scenario,
  plugins,
  overrides,
  scenarioOverrides = [],
  fundShare,
  fundTotal,
}: RunTask): Promise<Readonly<Record<string, string>>> => ({
  exchange: hashOf([
    ...(await textsOf('exchange', exchange)),
    ...overrides.map(overrideText),
    ...(fundShare === undefined ? [] : [`fund share ${fundShare}`]),
    ...(fundTotal === undefined ? [] : [`fund total ${fundTotal}`]),
  ]),
  scenario: hashOf([...(await textsOf('scenario', scenario)), ...scenarioOverrides.map(overrideText)]),
  ...(plugins.length === 0 ? {} : { plugins: hashOf(plugins.map(textOf)) }),
});
