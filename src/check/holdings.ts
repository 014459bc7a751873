const FIRST_ROWS = 64;

/**
 * Positions by account and market: rows found by a hash of the two, and chained by account.
 *
 * A row is an index into the columns; it stands for the same position until that is closed.
 */
export class Holdings {
  readonly #markets: number;
  /** Signed lots, their signed cost in units, and the index of the side when it was last settled. */
  lots = new Float64Array(FIRST_ROWS);
  cost = new Float64Array(FIRST_ROWS);
  index = new Float64Array(FIRST_ROWS);
  #market = new Int32Array(FIRST_ROWS);
  #account = new Int32Array(FIRST_ROWS);
  /** Neighbours in the chain of the account; of a free row, the next free one. */
  #next = new Int32Array(FIRST_ROWS);
  #previous = new Int32Array(FIRST_ROWS);
  #used = 0;
  #free = -1;
  /** Newest row of each account, plus one. */
  #heads = new Int32Array(FIRST_ROWS);
  /** Rows plus one at the place of their hash or the next that was empty; a power of two, at most half full. */
  #places = new Int32Array(2 * FIRST_ROWS);
  #held = 0;

  /** @param markets - Number of markets. */
  constructor(markets: number) {
    this.#markets = Math.max(1, markets);
  }

  /** Row of a position, or -1. */
  find(account: number, market: number): number {
    const places = this.#places;
    const mask = places.length - 1;
    for (let place = this.#hash(account, market) & mask; places[place] !== 0; place = (place + 1) & mask) {
      const row = (places[place] as number) - 1;
      if (this.#account[row] === account && this.#market[row] === market) return row;
    }
    return -1;
  }

  /** Opens a position of 0 lots that the account does not have; returns its row. */
  open(account: number, market: number): number {
    if (2 * (this.#held + 1) > this.#places.length) this.#spread();
    if (account >= this.#heads.length) this.#heads = longer(this.#heads, account + 1);
    const row = this.#take();
    this.#account[row] = account;
    this.#market[row] = market;
    this.lots[row] = 0;
    this.cost[row] = 0;
    this.index[row] = 0;
    const head = (this.#heads[account] as number) - 1;
    this.#next[row] = head;
    this.#previous[row] = -1;
    if (head !== -1) this.#previous[head] = row;
    this.#heads[account] = row + 1;
    this.#put(row);
    this.#held += 1;
    return row;
  }

  /** Forgets a position. */
  close(row: number): void {
    const next = this.#next[row] as number;
    const previous = this.#previous[row] as number;
    if (previous === -1) this.#heads[this.#account[row] as number] = next + 1;
    else this.#next[previous] = next;
    if (next !== -1) this.#previous[next] = previous;
    this.#lift(row);
    this.#next[row] = this.#free;
    this.#free = row;
    this.#held -= 1;
  }

  /** First row of an account, or -1. */
  first(account: number): number {
    return (this.#heads[account] ?? 0) - 1;
  }

  /** Row after one in the chain of its account, or -1. */
  after(row: number): number {
    return this.#next[row] as number;
  }

  /** Market of a row. */
  marketOf(row: number): number {
    return this.#market[row] as number;
  }

  #take(): number {
    if (this.#free !== -1) {
      const row = this.#free;
      this.#free = this.#next[row] as number;
      return row;
    }
    if (this.#used === this.lots.length) this.#grow();
    return this.#used++;
  }

  #grow(): void {
    const rows = 2 * this.lots.length;
    this.lots = longer(this.lots, rows);
    this.cost = longer(this.cost, rows);
    this.index = longer(this.index, rows);
    this.#market = longer(this.#market, rows);
    this.#account = longer(this.#account, rows);
    this.#next = longer(this.#next, rows);
    this.#previous = longer(this.#previous, rows);
  }

  #hash(account: number, market: number): number {
    const mixed = Math.imul(account * this.#markets + market, 0x9e3779b1);
    return mixed ^ (mixed >>> 15);
  }

  #put(row: number): void {
    const places = this.#places;
    const mask = places.length - 1;
    let place = this.#hash(this.#account[row] as number, this.#market[row] as number) & mask;
    while (places[place] !== 0) place = (place + 1) & mask;
    places[place] = row + 1;
  }

  /** Takes a row out of its place, and moves up those that stood behind it because it was there. */
  #lift(row: number): void {
    const places = this.#places;
    const mask = places.length - 1;
    let hole = this.#home(row);
    while (places[hole] !== row + 1) hole = (hole + 1) & mask;
    for (let place = (hole + 1) & mask; places[place] !== 0; place = (place + 1) & mask) {
      const home = this.#home((places[place] as number) - 1);
      // It may fill the hole unless its own place lies between the two.
      if (((place - home) & mask) < ((place - hole) & mask)) continue;
      places[hole] = places[place] as number;
      hole = place;
    }
    places[hole] = 0;
  }

  /** Place at which a row would like to stand. */
  #home(row: number): number {
    return this.#hash(this.#account[row] as number, this.#market[row] as number) & (this.#places.length - 1);
  }

  #spread(): void {
    const before = this.#places;
    this.#places = new Int32Array(2 * before.length);
    for (const place of before) if (place !== 0) this.#put(place - 1);
  }
}

const longer = <T extends Int32Array | Float64Array>(column: T, least: number): T => {
  const Column = column.constructor as new (length: number) => T;
  const larger = new Column(Math.max(least, 2 * column.length));
  larger.set(column);
  return larger;
};
