import { CAUSE } from '../../ledger/index.ts';
import { Total } from '../../money/index.ts';

/** Causes of fills by which a piece leaves the subject of a case. */
const LEAVING: ReadonlySet<number> = new Set([CAUSE.book, CAUSE.offer, CAUSE['take-over'], CAUSE.adl]);

/** Pieces that left the subjects of default cases. Amounts are numeraire units. */
export class Liquidations {
  /** Accounts of which a piece was liquidated. */
  readonly accounts = new Set<number>();
  /** Value at mark of all pieces, and of pieces of longs. */
  readonly notional = new Total();
  readonly longNotional = new Total();

  /** A fill of a default case: signed lots, value at mark >= 0. */
  fill(cause: number, subject: number, lots: number, notional: number): void {
    if (!LEAVING.has(cause)) return;
    this.accounts.add(subject);
    this.notional.add(notional);
    if (lots > 0) this.longNotional.add(notional);
  }
}
