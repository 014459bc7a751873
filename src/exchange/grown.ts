/** A longer column that begins with the values of another. */
export const grown = <T extends Float64Array | Int32Array | Uint8Array | Int8Array>(column: T, capacity: number): T => {
  const longer = new (column.constructor as new (length: number) => T)(capacity);
  longer.set(column);
  return longer;
};
