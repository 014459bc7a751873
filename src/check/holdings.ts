const FIRST_ROWS = 64;

/** Numbers of a row, side by side so that reading one brings the others along. */
const WIDTH = 6;
const MARKET = 0;
const LOTS = 1;
const COST = 2;
const INDEX = 3;
/** Neighbours in the chain of the account, -1 at the ends; of a free row, the next free one. */
const NEXT = 4;
const PREVIOUS = 5;

/**
 * Positions by account and market: rows found by a hash of the two, and chained by account.
 *
 * A row is a place in a table of numbers; it stands for the same position until that is closed.
 */
export class Holdings {
  readonly #markets: number;
  #table = new Float64Array(FIRST_ROWS * WIDTH);
  #account = new Int32Array(FIRST_ROWS);
  #used = 0;
  #free = -1;
  /** Number of the newest row of each account, plus one. */
  #heads = new Int32Array(FIRST_ROWS);
  /** Numbers of rows, plus one, at the place of their hash or the next that was empty; a power of two, at most half full. */
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
      if (this.#account[row] === account && this.#table[row * WIDTH + MARKET] === market) return row;
    }
    return -1;
  }

  /** Opens a position of 0 lots that the account does not have; returns its row. */
  open(account: number, market: number): number {
    if (2 * (this.#held + 1) > this.#places.length) this.#spread();
    if (account >= this.#heads.length) this.#heads = longer(this.#heads, account + 1);
    const row = this.#take();
    const table = this.#table;
    const at = row * WIDTH;
    const head = (this.#heads[account] as number) - 1;
    this.#account[row] = account;
    table[at + MARKET] = market;
    table[at + LOTS] = 0;
    table[at + COST] = 0;
    table[at + INDEX] = 0;
    table[at + NEXT] = head;
    table[at + PREVIOUS] = -1;
    if (head !== -1) table[head * WIDTH + PREVIOUS] = row;
    this.#heads[account] = row + 1;
    this.#put(row);
    this.#held += 1;
    return row;
  }

  /** Forgets a position. */
  close(row: number): void {
    const table = this.#table;
    const next = table[row * WIDTH + NEXT] as number;
    const previous = table[row * WIDTH + PREVIOUS] as number;
    if (previous === -1) this.#heads[this.#account[row] as number] = next + 1;
    else table[previous * WIDTH + NEXT] = next;
    if (next !== -1) table[next * WIDTH + PREVIOUS] = previous;
    this.#lift(row);
    table[row * WIDTH + NEXT] = this.#free;
    this.#free = row;
    this.#held -= 1;
  }

  /** First row of an account, or -1. */
  first(account: number): number {
    return (this.#heads[account] ?? 0) - 1;
  }

  /** Row after one in the chain of its account, or -1. */
  after(row: number): number {
    return this.#table[row * WIDTH + NEXT] as number;
  }

  /** Market of a row. */
  marketOf(row: number): number {
    return this.#table[row * WIDTH + MARKET] as number;
  }

  /** Signed lots of a row. */
  lotsOf(row: number): number {
    return this.#table[row * WIDTH + LOTS] as number;
  }

  /** Signed cost of those lots, units. */
  costOf(row: number): number {
    return this.#table[row * WIDTH + COST] as number;
  }

  /** Index of the side of a row when it was last settled. */
  indexOf(row: number): number {
    return this.#table[row * WIDTH + INDEX] as number;
  }

  /** Sets lots and cost of a row. */
  hold(row: number, lots: number, cost: number): void {
    this.#table[row * WIDTH + LOTS] = lots;
    this.#table[row * WIDTH + COST] = cost;
  }

  /** Sets the index from which the charges of a row count. */
  settle(row: number, index: number): void {
    this.#table[row * WIDTH + INDEX] = index;
  }

  #take(): number {
    if (this.#free !== -1) {
      const row = this.#free;
      this.#free = this.after(row);
      return row;
    }
    if (this.#used === this.#account.length) {
      this.#account = longer(this.#account, 2 * this.#used);
      this.#table = longer(this.#table, 2 * this.#used * WIDTH);
    }
    return this.#used++;
  }

  #hash(account: number, market: number): number {
    const mixed = Math.imul(account * this.#markets + market, 0x9e3779b1);
    return mixed ^ (mixed >>> 15);
  }

  /** Place at which a row would like to stand. */
  #home(row: number): number {
    return this.#hash(this.#account[row] as number, this.marketOf(row)) & (this.#places.length - 1);
  }

  #put(row: number): void {
    const places = this.#places;
    const mask = places.length - 1;
    let place = this.#home(row);
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
