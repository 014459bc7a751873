/** What watched accounts received less paid for the lots of each market, units of the asset it settles in. */
export class Flows {
  /** By account; as long as the highest watched id asks for. */
  readonly #columns: (Float64Array | undefined)[] = [];

  /** Counts the flows of an account from now on, in a column by market. */
  watch(account: number, column: Float64Array): void {
    while (this.#columns.length <= account) this.#columns.push(undefined);
    this.#columns[account] = column;
  }

  /** Adds units that an account received, or paid where they are negative; nothing where it is not watched. */
  add(account: number, market: number, units: number): void {
    const column = account < this.#columns.length ? this.#columns[account] : undefined;
    if (column !== undefined) column[market] = (column[market] as number) + units;
  }
}
