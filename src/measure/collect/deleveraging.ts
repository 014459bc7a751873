import { Total } from '../../money/index.ts';

/** ADL fills and what their counterparties, and payers of spread losses, bore. Amounts are numeraire units. */
export class Deleveraging {
  /** Number of fills. */
  fills = 0;
  /** Value at mark of all fills, and of those that hit hedged accounts. */
  readonly notional = new Total();
  readonly hedgedNotional = new Total();
  /** Value at mark cut, by account. */
  readonly cut = new Map<number, number>();
  /** Loss borne by ADL (executed less value at mark) and by charges, by account; below 0 for who gained. */
  readonly borne = new Map<number, number>();
  /** Seconds at which the first fill happened. */
  first: number | undefined;

  /** An ADL fill: who was cut, value at mark >= 0, loss against mark signed. */
  fill(now: number, account: number, notional: number, loss: number, hedged: boolean): void {
    this.first ??= now;
    this.fills += 1;
    this.notional.add(notional);
    if (hedged) this.hedgedNotional.add(notional);
    this.cut.set(account, (this.cut.get(account) ?? 0) + notional);
    this.bear(account, loss);
  }

  /** An account bears a loss. */
  bear(account: number, units: number): void {
    this.borne.set(account, (this.borne.get(account) ?? 0) + units);
  }

  /** What each payer bore, ascending: accounts that bore more than nothing. */
  payers(): Float64Array {
    return Float64Array.from([...this.borne.values()].filter((units) => units > 0)).sort();
  }
}
