import { exact, MoneyError, mulDivFloor } from '../money/index.ts';
import { grown } from './grown.ts';

const FIRST_CAPACITY = 64;
/** Market numbers are kept in 16 bits. */
const MOST_MARKETS = 2 ** 16;

/**
 * Position rows as a struct of arrays, chained by account and by market. Rows of closed positions are used again.
 *
 * A market's chain is doubly linked, so that closing a position costs the same whatever the number of holders. Accounts that may hold a
 * position in every market keep a directory of their rows, so that finding one costs the same whatever the number of markets.
 */
export class Positions {
  /** Signed lots. */
  lots: Float64Array;
  /** Signed cost of the lots held, units. */
  cost: Float64Array;
  /** What {@link entryIndexOf} reads; no longer than the first rows that were settled at another index than 0 ask for. */
  #entryIndex = new Float64Array(0);
  /** Holder; -1 marks a free row. */
  account: Int32Array;
  /** Market number. */
  market: Uint16Array;
  /** Next row of the same account, -1 at the end. */
  nextOfAccount: Int32Array;
  /** Next and previous row of the same market, -1 at the ends. */
  nextInMarket: Int32Array;
  /** Previous row of the same market. */
  previousInMarket: Int32Array;
  /** First row of each market. */
  readonly headOfMarket: Int32Array;
  /** Rows opened in each market so far; the latest of them stand first in its chain. */
  readonly opened: Float64Array;
  /** Row in each market, -1 for none, of the accounts that have a directory, by account. */
  readonly #directory: (Int32Array | undefined)[] = [];
  #used = 0;
  #free = -1;

  /** @throws MoneyError `out-of-range` for more than 65,536 markets. */
  constructor(markets: number, capacity = FIRST_CAPACITY) {
    if (markets > MOST_MARKETS)
      throw new MoneyError('out-of-range', `${markets} markets are more than ${MOST_MARKETS}`, 'split the venue');
    this.lots = new Float64Array(capacity);
    this.cost = new Float64Array(capacity);
    this.account = new Int32Array(capacity).fill(-1);
    this.market = new Uint16Array(capacity);
    this.nextOfAccount = new Int32Array(capacity);
    this.nextInMarket = new Int32Array(capacity);
    this.previousInMarket = new Int32Array(capacity);
    this.headOfMarket = new Int32Array(markets).fill(-1);
    this.opened = new Float64Array(markets);
  }

  /** Rows ever used; free ones among them have account -1. */
  get used(): number {
    return this.#used;
  }

  /** Makes room for so many rows in all. */
  reserve(rows: number): void {
    if (rows > this.account.length) this.#grow(rows);
  }

  /** Gives an account that holds no position a directory of its rows. */
  keepDirectory(account: number): void {
    while (this.#directory.length <= account) this.#directory.push(undefined);
    this.#directory[account] = new Int32Array(this.headOfMarket.length).fill(-1);
  }

  #directoryOf(account: number): Int32Array | undefined {
    return account < this.#directory.length ? this.#directory[account] : undefined;
  }

  /** Row of an account's position in a market, or -1. @param head - First row of the account. */
  find(account: number, head: number, market: number): number {
    const directory = this.#directoryOf(account);
    if (directory !== undefined) return directory[market] as number;
    let row = head;
    while (row !== -1 && this.market[row] !== market) row = this.nextOfAccount[row] as number;
    return row;
  }

  /** Index of the position's side when it was last settled, millionths of a unit per lot. */
  entryIndexOf(row: number): number {
    return row < this.#entryIndex.length ? (this.#entryIndex[row] as number) : 0;
  }

  /** Notes the index at which a position is settled. Where none was ever charged there is no column of them. */
  setEntryIndex(row: number, index: number): void {
    if (row >= this.#entryIndex.length) {
      if (index === 0) return;
      this.#entryIndex = grown(this.#entryIndex, this.account.length);
    }
    this.#entryIndex[row] = index;
  }

  /** Takes a row for a new position and links it in front of both chains; returns it. The caller keeps the account's head. */
  open(account: number, market: number, headOfAccount: number, entryIndex: number): number {
    let row = this.#free;
    if (row !== -1) this.#free = this.nextOfAccount[row] as number;
    else {
      if (this.#used === this.account.length) this.#grow(this.#used * 2);
      row = this.#used++;
    }
    this.account[row] = account;
    this.market[row] = market;
    this.lots[row] = 0;
    this.cost[row] = 0;
    this.setEntryIndex(row, entryIndex);
    this.nextOfAccount[row] = headOfAccount;
    const first = this.headOfMarket[market] as number;
    this.nextInMarket[row] = first;
    this.previousInMarket[row] = -1;
    if (first !== -1) this.previousInMarket[first] = row;
    this.headOfMarket[market] = row;
    this.opened[market] = (this.opened[market] as number) + 1;
    const directory = this.#directoryOf(account);
    if (directory !== undefined) directory[market] = row;
    return row;
  }

  /**
   * Adds signed lots at signed cost to a row.
   *
   * What closes releases its share of the cost, rounded down, and the rest stays; what goes beyond flat opens the other side at its share
   * of the new cost.
   *
   * @returns Cost released, units; 0 when nothing was closed.
   */
  add(row: number, lots: number, cost: number): number {
    const held = this.lots[row] as number;
    const costHeld = this.cost[row] as number;
    this.lots[row] = exact(held + lots);
    if (held === 0 || held > 0 === lots > 0) {
      this.cost[row] = exact(costHeld + cost);
      return 0;
    }
    const closed = Math.min(Math.abs(lots), Math.abs(held));
    const released = closed === Math.abs(held) ? costHeld : mulDivFloor(costHeld, closed, Math.abs(held));
    const openingCost = closed === Math.abs(lots) ? 0 : cost - mulDivFloor(cost, closed, Math.abs(lots));
    this.cost[row] = exact(costHeld - released + openingCost);
    return released;
  }

  /** Unlinks a flat row from both chains; returns the account's new head. */
  close(row: number, headOfAccount: number): number {
    const market = this.market[row] as number;
    const next = this.nextInMarket[row] as number;
    const previous = this.previousInMarket[row] as number;
    if (previous === -1) this.headOfMarket[market] = next;
    else this.nextInMarket[previous] = next;
    if (next !== -1) this.previousInMarket[next] = previous;
    let head = headOfAccount;
    if (head === row) head = this.nextOfAccount[row] as number;
    else {
      let before = head;
      while (this.nextOfAccount[before] !== row) before = this.nextOfAccount[before] as number;
      this.nextOfAccount[before] = this.nextOfAccount[row] as number;
    }
    const directory = this.#directoryOf(this.account[row] as number);
    if (directory !== undefined) directory[market] = -1;
    this.account[row] = -1;
    this.nextOfAccount[row] = this.#free;
    this.#free = row;
    return head;
  }

  #grow(capacity: number): void {
    this.lots = grown(this.lots, capacity);
    this.cost = grown(this.cost, capacity);
    this.account = grown(this.account, capacity, -1);
    this.market = grown(this.market, capacity);
    this.nextOfAccount = grown(this.nextOfAccount, capacity);
    this.nextInMarket = grown(this.nextInMarket, capacity);
    this.previousInMarket = grown(this.previousInMarket, capacity);
  }

  /** Plain copy for a snapshot. */
  save(): PositionsSnapshot {
    const cut = <T extends Float64Array | Int32Array | Uint16Array>(column: T): T => column.slice(0, this.#used) as T;
    const entryIndex = new Float64Array(this.#used);
    entryIndex.set(this.#entryIndex.subarray(0, this.#used));
    return {
      used: this.#used,
      free: this.#free,
      lots: cut(this.lots),
      cost: cut(this.cost),
      entryIndex,
      account: cut(this.account),
      market: cut(this.market),
      nextOfAccount: cut(this.nextOfAccount),
      nextInMarket: cut(this.nextInMarket),
      previousInMarket: cut(this.previousInMarket),
      headOfMarket: this.headOfMarket.slice(),
      withDirectory: this.#directory.flatMap((rows, account) => (rows === undefined ? [] : [account])),
    };
  }

  /** Rows that continue a snapshot. */
  static restore(saved: PositionsSnapshot): Positions {
    const positions = new Positions(saved.headOfMarket.length, Math.max(FIRST_CAPACITY, saved.used));
    positions.#used = saved.used;
    positions.#free = saved.free;
    positions.lots.set(saved.lots);
    positions.cost.set(saved.cost);
    saved.entryIndex.forEach((index, row) => {
      positions.setEntryIndex(row, index);
    });
    positions.account.set(saved.account);
    positions.market.set(saved.market);
    positions.nextOfAccount.set(saved.nextOfAccount);
    positions.nextInMarket.set(saved.nextInMarket);
    positions.previousInMarket.set(saved.previousInMarket);
    positions.headOfMarket.set(saved.headOfMarket);
    for (const account of saved.withDirectory) positions.keepDirectory(account);
    for (let row = 0; row < saved.used; row++) {
      const directory = positions.#directoryOf(saved.account[row] as number);
      if (directory !== undefined) directory[saved.market[row] as number] = row;
    }
    return positions;
  }
}

/** Position rows as plain data. */
export interface PositionsSnapshot {
  readonly used: number;
  readonly free: number;
  readonly lots: Float64Array;
  readonly cost: Float64Array;
  readonly entryIndex: Float64Array;
  readonly account: Int32Array;
  readonly market: Uint16Array;
  readonly nextOfAccount: Int32Array;
  readonly nextInMarket: Int32Array;
  readonly previousInMarket: Int32Array;
  readonly headOfMarket: Int32Array;
  /** Accounts that keep a directory of their rows. */
  readonly withDirectory: readonly number[];
}
