import { INDEX_SCALE } from '../../ledger/index.ts';
import { mulDivCeil, mulDivFloor } from '../../money/index.ts';

const FIRST_CAPACITY = 1024;

/** Told what a holder was charged through an index, units of the asset the market settles in. */
export type ChargeListener = (account: number, market: number, units: number) => void;

/**
 * Positions rebuilt from fills: lots and cost memo of everybody, open interest, and who paid losses spread by an index.
 *
 * A `settle-index` event does not tell a spread loss from funding, so the share of each holder is worked out again from the lots it
 * held: `ceil(lots x index now) - ceil(lots x index then)`, over shifts of cause `index-shift` alone.
 */
export class Positions {
  readonly #markets: number;
  readonly #slots = new Map<number, number>();
  #lots = new Float64Array(FIRST_CAPACITY);
  #cost = new Float64Array(FIRST_CAPACITY);
  #entry = new Float64Array(FIRST_CAPACITY);
  #key = new Float64Array(FIRST_CAPACITY);
  readonly #charged: ChargeListener;
  /** Lots held long by market. */
  readonly openInterest: Float64Array;
  /** Index of spread losses of the long and of the short side, millionths of a unit per lot. */
  readonly #long: Float64Array;
  readonly #short: Float64Array;
  #shifted = false;

  /** @param markets - Number of markets. @param charged - Told of each charge. */
  constructor(markets: number, charged: ChargeListener) {
    this.#markets = markets;
    this.#charged = charged;
    this.openInterest = new Float64Array(markets);
    this.#long = new Float64Array(markets);
    this.#short = new Float64Array(markets);
  }

  /** Signed lots of an account in a market. */
  lots(account: number, market: number): number {
    const slot = this.#slots.get(account * this.#markets + market);
    return slot === undefined ? 0 : (this.#lots[slot] as number);
  }

  /** Signed cost memo of a position, units. */
  cost(account: number, market: number): number {
    const slot = this.#slots.get(account * this.#markets + market);
    return slot === undefined ? 0 : (this.#cost[slot] as number);
  }

  /** Tells of every position that is held, in the order in which they were first opened. */
  eachHeld(tell: (account: number, market: number, lots: number) => void): void {
    for (let slot = 0; slot < this.#slots.size; slot++) {
      const lots = this.#lots[slot] as number;
      const key = this.#key[slot] as number;
      const market = key % this.#markets;
      if (lots !== 0) tell((key - market) / this.#markets, market, lots);
    }
  }

  /** A fill: signed lots at signed value leave `a` for `b`. */
  fill(market: number, a: number, b: number, lots: number, worth: number): void {
    if (lots === 0) return;
    this.#take(a, market, -lots, -worth);
    this.#take(b, market, lots, worth);
  }

  /** The cost memo of a position rises, units. */
  raiseCost(account: number, market: number, units: number): void {
    const slot = this.#slot(account, market);
    this.#cost[slot] = (this.#cost[slot] as number) + units;
  }

  /** A loss is spread over one side of a market, millionths of a unit per lot. */
  shift(market: number, side: number, perLot: number): void {
    const column = side > 0 ? this.#long : this.#short;
    column[market] = (column[market] as number) + perLot;
    this.#shifted = true;
  }

  /** Charges everybody what is still owed for spread losses: at the end of a run. */
  settle(): void {
    if (!this.#shifted) return;
    for (let slot = 0; slot < this.#slots.size; slot++) this.#settle(slot);
  }

  #slot(account: number, market: number): number {
    const key = account * this.#markets + market;
    const present = this.#slots.get(key);
    if (present !== undefined) return present;
    const slot = this.#slots.size;
    if (slot === this.#lots.length) this.#grow();
    this.#slots.set(key, slot);
    this.#key[slot] = key;
    return slot;
  }

  #grow(): void {
    const longer = (column: Float64Array): Float64Array<ArrayBuffer> => {
      const next = new Float64Array(column.length * 2);
      next.set(column);
      return next;
    };
    this.#lots = longer(this.#lots);
    this.#cost = longer(this.#cost);
    this.#entry = longer(this.#entry);
    this.#key = longer(this.#key);
  }

  #index(market: number, lots: number): number {
    return (lots > 0 ? this.#long[market] : this.#short[market]) as number;
  }

  #settle(slot: number): void {
    const lots = this.#lots[slot] as number;
    const key = this.#key[slot] as number;
    const market = key % this.#markets;
    const now = this.#index(market, lots);
    const then = this.#entry[slot] as number;
    this.#entry[slot] = now;
    if (lots === 0 || now === then) return;
    const due = mulDivCeil(lots, now, INDEX_SCALE) - mulDivCeil(lots, then, INDEX_SCALE);
    if (due !== 0) this.#charged((key - market) / this.#markets, market, due);
  }

  /** The rule of the ledger: a part that closes releases its share of the cost, a part that opens brings its own. */
  #take(account: number, market: number, lots: number, worth: number): void {
    const slot = this.#slot(account, market);
    if (this.#shifted) this.#settle(slot);
    const held = this.#lots[slot] as number;
    const after = held + lots;
    const cost = this.#cost[slot] as number;
    if (held === 0 || held > 0 === lots > 0) this.#cost[slot] = cost + worth;
    else {
      const closed = Math.min(Math.abs(lots), Math.abs(held));
      const released = closed === Math.abs(held) ? cost : mulDivFloor(cost, closed, Math.abs(held));
      const opened = Math.abs(lots) > closed ? worth - mulDivFloor(worth, closed, Math.abs(lots)) : 0;
      this.#cost[slot] = cost - released + opened;
    }
    this.#lots[slot] = after;
    if (held > 0 !== after > 0 || held === 0) this.#entry[slot] = this.#index(market, after);
    this.openInterest[market] = (this.openInterest[market] as number) + Math.max(0, after) - Math.max(0, held);
  }
}
