import type { Path } from './place.ts';
import type { ProblemList } from './problems.ts';

/** An entry of a map or list, with its name and where it stands. */
export interface Entry<T> {
  readonly name: string;
  readonly value: T;
  readonly path: Path;
}

/**
 * Brings a map from names, or a list whose entries carry their names, into one form, and refuses a name that stands twice.
 *
 * @param held - The map or list.
 * @param key - The key of the name in a list.
 * @param path - Where the map or list stands.
 * @param noun - What an entry is called in messages.
 * @param problems - Receives what is wrong.
 */
export const entriesOf = <T extends object>(
  held: readonly (T & Record<string, unknown>)[] | Readonly<Record<string, T>>,
  key: string,
  path: Path,
  noun: string,
  problems: ProblemList,
): readonly Entry<T>[] => {
  if (!Array.isArray(held))
    return Object.entries(held).map(([name, value]) => ({ name, value, path: [...path, name] }));
  const entries = held.map((value, i) => ({ name: String(value[key]), value, path: [...path, i] }));
  const first = new Map<string, Path>();
  for (const { name, path: own } of entries) {
    const other = first.get(name);
    if (other === undefined) first.set(name, own);
    else {
      const message = `${noun} ${name} is written a second time; the first stands${problems.lineOf(other)}`;
      problems.add({ path: [...own, key], message, hint: 'give each a name of its own' });
    }
  }
  return entries;
};
