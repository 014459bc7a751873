import type { Ledger } from '../ledger/index.ts';
import type { Valuation } from './valuation.ts';

/**
 * Equity and initial margin of the account that was read last, kept while nothing happens.
 *
 * A maker quotes hundreds of orders in a row; as long as none fills, neither number moves. All that could move them (fills, money,
 * prices, index shifts) is an event, so the length of the log says whether anything happened.
 */
export class MarginMemo {
  readonly #ledger: Ledger;
  readonly #valuation: Valuation;
  #account = -1;
  #events = -1;
  /** Equity of the account, units of the settlement asset, signed. */
  equity = 0;
  /** Initial margin of the account, units, >= 0. */
  initial = 0;

  constructor(ledger: Ledger, valuation: Valuation) {
    this.#ledger = ledger;
    this.#valuation = valuation;
  }

  /** Reads an account into the fields. */
  read(account: number): this {
    const { length } = this.#ledger.log;
    if (account === this.#account && length === this.#events) return this;
    this.equity = this.#valuation.equityOf(account);
    this.initial = this.#valuation.initial(account);
    this.#account = account;
    this.#events = length;
    return this;
  }
}
