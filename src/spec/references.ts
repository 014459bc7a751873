import type { Path } from './place.ts';
import type { ProblemList } from './problems.ts';
import { entriesOf, type Schema, takesAnyText } from './schema-walk.ts';
import type { Placed } from './use.ts';
import { suggest, valueAt } from './wording.ts';

/** Names that parameters may refer to: pools of an exchange, markets of a scenario. */
export interface Names {
  /** What one is called in messages: `pool`. */
  readonly noun: string;
  /** What all are called in messages: `funds`. */
  readonly group: string;
  /** Where they are declared. */
  readonly path: Path;
  readonly names: readonly string[];
  /** Parameters whose text is such a name. */
  readonly keys: readonly string[];
}

/** Parameters that name a pool. */
export const POOL_KEYS = ['pool', 'from', 'to', 'by', 'difference'] as const;

interface Reference {
  readonly name: string;
  readonly key: string;
  readonly path: Path;
}

/** Collects texts under the given keys, but only where the schema takes any text: a choice from a list is no name. */
const referencesIn = (schema: Schema, value: unknown, path: Path, keys: readonly string[]): readonly Reference[] => {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([entry, held]): readonly Reference[] => {
    const key = Array.isArray(value) ? Number(entry) : entry;
    const own = [...path, key];
    return entriesOf(schema, key).flatMap((inner): readonly Reference[] =>
      typeof held === 'string' && keys.includes(entry) && takesAnyText(inner)
        ? [{ name: held, key: entry, path: own }]
        : referencesIn(inner, held, own, keys),
    );
  });
};

/**
 * Notes every name in the parameters of a file's mechanisms that is not declared.
 *
 * @param placed - The mechanisms.
 * @param names - What is declared.
 * @param data - The whole file, which tells a name that was written from a default.
 * @param problems - Receives what is wrong.
 */
export const checkReferences = (placed: readonly Placed[], names: Names, data: unknown, problems: ProblemList): void => {
  for (const { mechanism, params, path } of placed) {
    for (const reference of referencesIn(mechanism.params, params, path, names.keys)) {
      // A pool may be named with its scope key: insurance/BTC.
      if (names.names.includes(reference.name.split('/')[0] as string)) continue;
      const written = valueAt(data, reference.path) !== undefined;
      const whose = written ? '' : `, the default of ${reference.key} in ${mechanism.name},`;
      problems.add({
        path: reference.path,
        message: `${names.noun} "${reference.name}"${whose} is not among the ${names.group}`,
        hint: undeclared(reference.name, names, problems),
      });
    }
  }
};

/** What to do about a name that is not declared: the nearest one, and the line where they are declared. */
export const undeclared = (name: string, { group, path, names }: Names, problems: ProblemList): string =>
  names.length === 0
    ? `the file declares no ${group}`
    : suggest(name, names, `${group}${problems.lineOf(path)}: ${names.join(', ')}`);
