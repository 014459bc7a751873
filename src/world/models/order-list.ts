import type { OrderColumns } from '../../contract/index.ts';
import { grown } from '../../ledger/index.ts';

const FIRST_CAPACITY = 256;

/** Orders of an agent as columns, written over each time it acts. */
export class OrderList implements OrderColumns {
  count = 0;
  account = new Int32Array(FIRST_CAPACITY);
  market = new Int32Array(FIRST_CAPACITY);
  lots = new Float64Array(FIRST_CAPACITY);
  limit = new Float64Array(FIRST_CAPACITY);

  /** Adds an order: signed lots, limit in ticks. */
  add(account: number, market: number, lots: number, limit: number): void {
    if (this.count === this.account.length) this.#grow();
    const row = this.count++;
    this.account[row] = account;
    this.market[row] = market;
    this.lots[row] = lots;
    this.limit[row] = limit;
  }

  #grow(): void {
    const capacity = 2 * this.count;
    this.account = grown(this.account, capacity);
    this.market = grown(this.market, capacity);
    this.lots = grown(this.lots, capacity);
    this.limit = grown(this.limit, capacity);
  }
}
