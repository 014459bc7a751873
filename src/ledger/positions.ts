import { exact, mulDivFloor } from '../money/index.ts';

const FIRST_CAPACITY = 64;

/**
 * Position rows as a struct of arrays, chained by account and by market. Rows of closed positions are used again.
 *
 * A market's chain is doubly linked, so that closing a position costs the same whatever the number of holders.
 */
export class Positions {
  /** Signed lots. */
  lots: Float64Array;
  /** Signed cost of the lots held, units. */
  cost: Float64Array;
  /** Index of the position's side when it was last settled, millionths of a unit per lot. */
  entryIndex: Float64Array;
  /** Holder; -1 marks a free row. */
  account: Int32Array;
  /** Market number. */
  market: Int32Array;
  /** Next row of the same account, -1 at the end. */
  nextOfAccount: Int32Array;
  /** Next and previous row of the same market, -1 at the ends. */
  nextInMarket: Int32Array;
  /** Previous row of the same market. */
  previousInMarket: Int32Array;
  /** First row of each market. */
  readonly headOfMarket: Int32Array;
  #used = 0;
  #free = -1;

  constructor(markets: number, capacity = FIRST_CAPACITY) {
    this.lots = new Float64Array(capacity);
    this.cost = new Float64Array(capacity);
    this.entryIndex = new Float64Array(capacity);
    this.account = new Int32Array(capacity).fill(-1);
    this.market = new Int32Array(capacity);
    this.nextOfAccount = new Int32Array(capacity);
    this.nextInMarket = new Int32Array(capacity);
    this.previousInMarket = new Int32Array(capacity);
    this.headOfMarket = new Int32Array(markets).fill(-1);
  }

  /** Rows ever used; free ones among them have account -1. */
  get used(): number {
    return this.#used;
  }

  /** Row of an account's position in a market, or -1. */
  find(head: number, market: number): number {
    let row = head;
    while (row !== -1 && this.market[row] !== market) row = this.nextOfAccount[row] as number;
    return row;
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
    this.entryIndex[row] = entryIndex;
    this.nextOfAccount[row] = headOfAccount;
    const first = this.headOfMarket[market] as number;
    this.nextInMarket[row] = first;
    this.previousInMarket[row] = -1;
    if (first !== -1) this.previousInMarket[first] = row;
    this.headOfMarket[market] = row;
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
    this.account[row] = -1;
    this.nextOfAccount[row] = this.#free;
    this.#free = row;
    return head;
  }

  #grow(capacity: number): void {
    const columns = [
      'lots',
      'cost',
      'entryIndex',
      'account',
      'market',
      'nextOfAccount',
      'nextInMarket',
      'previousInMarket',
    ] as const;
    for (const name of columns) {
      const from = this[name];
      const to = from instanceof Float64Array ? new Float64Array(capacity) : new Int32Array(capacity).fill(-1);
      to.set(from);
      this[name] = to as never;
    }
  }

  /** Plain copy for a snapshot. */
  save(): PositionsSnapshot {
    const cut = <T extends Float64Array | Int32Array>(column: T): T => column.slice(0, this.#used) as T;
    return {
      used: this.#used,
      free: this.#free,
      lots: cut(this.lots),
      cost: cut(this.cost),
      entryIndex: cut(this.entryIndex),
      account: cut(this.account),
      market: cut(this.market),
      nextOfAccount: cut(this.nextOfAccount),
      nextInMarket: cut(this.nextInMarket),
      previousInMarket: cut(this.previousInMarket),
      headOfMarket: this.headOfMarket.slice(),
    };
  }

  /** Rows that continue a snapshot. */
  static restore(saved: PositionsSnapshot): Positions {
    const positions = new Positions(saved.headOfMarket.length, Math.max(FIRST_CAPACITY, saved.used));
    positions.#used = saved.used;
    positions.#free = saved.free;
    positions.lots.set(saved.lots);
    positions.cost.set(saved.cost);
    positions.entryIndex.set(saved.entryIndex);
    positions.account.set(saved.account);
    positions.market.set(saved.market);
    positions.nextOfAccount.set(saved.nextOfAccount);
    positions.nextInMarket.set(saved.nextInMarket);
    positions.previousInMarket.set(saved.previousInMarket);
    positions.headOfMarket.set(saved.headOfMarket);
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
  readonly market: Int32Array;
  readonly nextOfAccount: Int32Array;
  readonly nextInMarket: Int32Array;
  readonly previousInMarket: Int32Array;
  readonly headOfMarket: Int32Array;
}
