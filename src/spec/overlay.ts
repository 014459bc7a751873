import { type BreakwaterError, configError } from '../contract/index.ts';
import type { Path, Place, Source } from './place.ts';
import { dotted, together } from './problems.ts';
import { valueAt } from './wording.ts';

/** A value that stands in for what a file says. */
export interface Override {
  /** Dotted path of the field: `funds.vault.capital`, `adl.ranking`. */
  readonly path: string;
  /** The value, as a file would write it; null takes the field away. */
  readonly value: unknown;
  /** Where the override was written, for messages about it. */
  readonly place?: Place;
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/**
 * Puts values in the place of what a file says.
 *
 * @param source - The file; stays as it is.
 * @param overrides - What to put where. All of a path but its last part has to be written in the file.
 * @param toPath - Reads a dotted path.
 * @returns The file with the new values; what is wrong with one is told where the override was written.
 * @throws BreakwaterError `bad-override` when a path leads nowhere.
 */
export const override = (
  source: Source,
  overrides: readonly Override[],
  toPath: (text: string, data: unknown) => Path,
): Source => {
  const faults: BreakwaterError[] = [];
  const places: { readonly path: Path; readonly place: Place | undefined }[] = [];
  let data = source.data;
  for (const { path: text, value, place } of overrides) {
    const path = toPath(text, data);
    try {
      data = put(data, path, value, []);
      places.unshift({ path, place });
    } catch (error) {
      if (!(error instanceof DeadEnd)) throw error;
      const where = { ...place, path: text };
      const hint = error.known.length === 0 ? undefined : `written there: ${error.known.join(', ')}`;
      const message = `cannot be overridden in ${source.file}: ${error.message}`;
      faults.push(configError('bad-override', message, hint === undefined ? { where } : { where, hint }));
    }
  }
  if (faults.length > 0) throw together('bad-override', faults);
  if (places.length === 0) return source;
  data = withoutAssumed(data, places, toPath);
  const under = (path: Path) => places.find((each) => each.path.every((key, i) => String(key) === String(path[i])));
  return {
    file: source.file,
    data,
    find: (path, end) => {
      const over = under(path);
      return over === undefined ? source.find(path, end) : over.place;
    },
  };
};

/** A field that is overridden, or that stood in what was, is no assumption of the file any more, and a part no choice of its own. */
const withoutAssumed = (
  data: unknown,
  overridden: readonly { readonly path: Path }[],
  toPath: (text: string, data: unknown) => Path,
): unknown => {
  if (!isMap(data)) return data;
  const stands = (text: string): boolean => {
    const field = toPath(text, data);
    return !overridden.some(({ path }) => path.every((key, i) => String(key) === String(field[i])));
  };
  const { assumed, ours } = data;
  return {
    ...data,
    ...(isMap(assumed)
      ? { assumed: Object.fromEntries(Object.entries(assumed).filter(([text]) => stands(text))) }
      : {}),
    ...(Array.isArray(ours) ? { ours: ours.filter((text) => typeof text !== 'string' || stands(text)) } : {}),
  };
};

class DeadEnd extends Error {
  readonly known: readonly string[];
  constructor(message: string, known: readonly string[]) {
    super(message);
    this.known = known;
  }
}

const put = (held: unknown, path: Path, value: unknown, trail: Path): unknown => {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const name = String(key);
  if (name === '' || name === '__proto__') throw new DeadEnd(`"${name}" is no part of a path`, []);
  const shown = trail.length === 0 ? 'the file' : dotted(trail);
  if (Array.isArray(held)) {
    const position = /^\d+$/.test(name) ? Number(name) : Number.NaN;
    if (!(position < held.length))
      throw new DeadEnd(`${shown} is a list of ${held.length} entries, counted from 0`, []);
    const next = put(held[position], rest, value, [...trail, position]);
    return held.toSpliced(position, 1, ...(next === null ? [] : [next]));
  }
  // A bare name stands for a use without parameters, so parameters may be set below it.
  const map = typeof held === 'string' && trail.length > 0 ? { use: held } : held;
  if (!isMap(map)) throw new DeadEnd(`${shown} is no map`, []);
  if (rest.length > 0 && !Object.hasOwn(map, name)) throw new DeadEnd(`${shown} has no ${name}`, Object.keys(map));
  const next = put(map[name], rest, value, [...trail, key]);
  const { [name]: _, ...others } = map;
  return next === null ? others : { ...map, [name]: next };
};

/**
 * Lays a file over its parent: maps are merged key by key, everything else replaces, null takes a field away.
 *
 * A field of the parent that the child leaves nothing of, as by another mechanism, is no assumption of the child.
 *
 * @param child - The file that extends.
 * @param parent - The file it extends.
 * @param toPath - Reads a dotted path.
 * @returns One spec under the child's name; each field knows which file it came from.
 */
export const inherit = (child: Source, parent: Source, toPath: (text: string, data: unknown) => Path): Source => ({
  file: child.file,
  data: merge(stillAssumed(parent.data, child.data, toPath), child.data),
  find: (path, end) => {
    const own = child.find(path, end);
    if (own !== undefined || path.length === 0) return own;
    return replaced(child.data, parent.data, path) ? undefined : parent.find(path, end);
  },
});

/** Whether what the child wrote on the way leaves nothing of the parent there. */
const replaced = (child: unknown, parent: unknown, path: Path): boolean => {
  let [above, below] = [child, parent];
  for (const key of path) {
    if (!isMap(above) || !isMap(below) || anotherUse(above, below)) return true;
    if (!Object.hasOwn(above, key)) return false;
    [above, below] = [above[key], below[key]];
  }
  return false;
};

/** A parent without what it assumes of fields of which the child leaves nothing. */
const stillAssumed = (parent: unknown, child: unknown, toPath: (text: string, data: unknown) => Path): unknown => {
  if (!isMap(parent) || !isMap(parent.assumed)) return parent;
  const merged = merge(parent, child);
  const gone = (text: string): boolean =>
    valueAt(parent, toPath(text, parent)) !== undefined && valueAt(merged, toPath(text, merged)) === undefined;
  return { ...parent, assumed: Object.fromEntries(Object.entries(parent.assumed).filter(([text]) => !gone(text))) };
};

/** The parameters of one mechanism mean nothing to another. */
const anotherUse = (above: Readonly<Record<string, unknown>>, below: Readonly<Record<string, unknown>>): boolean =>
  above.use !== undefined && above.use !== below.use;

const merge = (below: unknown, above: unknown): unknown => {
  if (!isMap(above) || !isMap(below) || anotherUse(above, below)) return above;
  const entries = Object.entries(above).map(([key, value]) => [key, merge(below[key], value)] as const);
  const merged = { ...below, ...Object.fromEntries(entries) };
  return Object.fromEntries(Object.entries(merged).filter(([key, value]) => value !== null || below[key] === null));
};
