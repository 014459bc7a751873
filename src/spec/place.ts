/** The way to a field: keys of maps, positions in lists. */
export type Path = readonly (string | number)[];

/** Where a field stands. Lines and columns count from 1. */
export interface Place {
  /** File as the user named it. */
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** Which end of an entry is meant: its key or its value. */
export type End = 'key' | 'value';

/** A spec as it was read: plain data, and where each field of it stands. */
export interface Source {
  /** File as the user named it. */
  readonly file: string;
  /** Maps, lists, texts, numbers, booleans and nulls. */
  readonly data: unknown;
  /**
   * Where a field stands; undefined when it is not written.
   *
   * @param path - The way to it; empty for the whole document.
   * @param end - Its key or its value.
   */
  find(path: Path, end: End): Place | undefined;
}

/**
 * Where a field stands, or the nearest field around it that is written.
 *
 * @param source - The spec.
 * @param path - The way to the field.
 * @param end - Its key or its value; defaults to the value.
 */
export const locate = (source: Source, path: Path, end: End = 'value'): Place => {
  const exact = source.find(path, end);
  if (exact !== undefined) return exact;
  for (let length = path.length - 1; length >= 0; length--) {
    const place = source.find(path.slice(0, length), length === 0 ? 'value' : 'key');
    if (place !== undefined) return place;
  }
  return { file: source.file };
};
