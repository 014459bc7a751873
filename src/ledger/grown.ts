/**
 * A longer column that begins with the values of another.
 *
 * @param column - The values.
 * @param capacity - Length of the new column, no less than that of the old.
 * @param rest - What stands in the rows that are new; 0 when left out.
 */
export const grown = <T extends Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array | Int8Array>(
  column: T,
  capacity: number,
  rest = 0,
): T => {
  const longer = new (column.constructor as new (length: number) => T)(capacity);
  longer.set(column);
  if (rest !== 0) longer.fill(rest, column.length);
  return longer;
};
