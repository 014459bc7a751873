/** Key of the one pool that serves all markets. */
export const ALL = 'all';

/** What a table gives for a key, else what holds for all. */
export const forKey = (table: Readonly<Record<string, number>>, key: string, standard: number): number =>
  Object.hasOwn(table, key) ? (table[key] as number) : standard;
