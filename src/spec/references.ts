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
  /** Parameters that are maps from such names. */
  readonly maps?: readonly string[];
}

/** Parameters that name a pool. */
export const POOL_KEYS = ['pool', 'poolOfShorts', 'from', 'to', 'feeTo', 'by', 'difference'] as const;
/** The parameter whose default counts as much as a written name: a mechanism with a `pool` always uses it, a fee may be zero. */
const ALWAYS_USED = 'pool';

interface Reference {
  readonly name: string;
  readonly key: string;
  readonly path: Path;
  readonly end?: 'key';
}

/** Collects names, texts only where the schema takes any text: a choice from a list is no name. */
const referencesIn = (schema: Schema, value: unknown, path: Path, names: Names): readonly Reference[] => {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([entry, held]): readonly Reference[] => {
    const key = Array.isArray(value) ? Number(entry) : entry;
    const own = [...path, key];
    const below = entriesOf(schema, key).flatMap((inner): readonly Reference[] =>
      typeof held === 'string' && names.keys.includes(entry) && takesAnyText(inner)
        ? [{ name: held, key: entry, path: own }]
        : referencesIn(inner, held, own, names),
    );
    const isMap =
      names.maps?.includes(entry) === true && held !== null && typeof held === 'object' && !Array.isArray(held);
    const listed = isMap
      ? Object.keys(held).map((name): Reference => ({ name, key: entry, path: [...own, name], end: 'key' }))
      : [];
    return [...listed, ...below];
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
export const checkReferences = (
  placed: readonly Placed[],
  names: Names,
  data: unknown,
  problems: ProblemList,
): void => {
  for (const { mechanism, params, path } of placed) {
    for (const reference of referencesIn(mechanism.params, params, path, names)) {
      // A pool may be named with its scope key: insurance/BTC.
      if (names.names.includes(reference.name.split('/')[0] as string)) continue;
      const written = valueAt(data, reference.path) !== undefined;
      if (!written && reference.key !== ALWAYS_USED) continue;
      const whose = written ? '' : `, the default of ${reference.key} in ${mechanism.name},`;
      problems.add({
        path: reference.path,
        end: reference.end ?? 'value',
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
