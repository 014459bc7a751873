/** A bare name stands for a use without parameters. */
const asUse = (value: unknown): unknown => (typeof value === 'string' ? { use: value } : value);

const sorted = (value: unknown): unknown =>
  value === null || typeof value !== 'object' || Array.isArray(value)
    ? value
    : Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, held]) => [key, sorted(held)]),
      );

/** Whether two values mean the same where they stand: `queue` and `{ use: queue }` do, nothing and null do. */
export const sameValue = (a: unknown, b: unknown): boolean =>
  JSON.stringify(sorted(asUse(a ?? null))) === JSON.stringify(sorted(asUse(b ?? null)));

/**
 * A value in few words, for the label of a variant: the name of a mechanism with what is set in it, a number, a text.
 *
 * @example
 * valueText({ use: 'top-n-pro-rata', n: 20 })   // "top-n-pro-rata (n: 20)"
 */
export const valueText = (value: unknown): string => {
  if (value === null || value === undefined) return 'none';
  if (typeof value !== 'object') return String(value);
  if (!('use' in value)) return JSON.stringify(value);
  const { use, ...params } = value;
  const settings = Object.entries(params).map(
    ([key, held]) => `${key}: ${typeof held === 'object' ? JSON.stringify(held) : String(held)}`,
  );
  return settings.length === 0 ? String(use) : `${use} (${settings.join(', ')})`;
};

/** An end of a range as the field it stands for is written: a plain number where the file has one, else the text. */
export const likeWritten = (end: string, written: unknown): unknown => {
  if (typeof written !== 'number') return end;
  const [above = '', below = '1'] = end.split('/');
  return Number(above) / Number(below);
};
