import { ACCOUNT_KINDS } from './accounts.ts';
import type { LedgerEvent } from './event.ts';
import { Ledger } from './ledger.ts';
import type { LedgerShape } from './shape.ts';

const record = (ledger: Ledger, event: LedgerEvent): void => {
  // The rest of the kinds say what was decided, not what moved; they are copied so that the two logs stay comparable.
  ledger.log.copy(event);
};

/** Does in a ledger what one event of another says; {@link replay} does it for all. The caller sets the step of the log. */
export const replayEvent = (ledger: Ledger, event: LedgerEvent): void => {
  switch (event.kind) {
    case 'open-account':
      if (event.a >= ledger.accounts.count)
        ledger.open(ACCOUNT_KINDS[event.value] as (typeof ACCOUNT_KINDS)[number], event.b);
      return;
    case 'transfer':
      return ledger.transfer(event.market, event.a, event.b, event.value, event.cause, event.case, event.lots);
    case 'fill':
      ledger.fill(event.market, event.a, event.b, event.lots, event.value, event.cause, event.case);
      return;
    case 'settle-index':
      return ledger.settle(event.a, event.market);
    case 'shift-index':
      return ledger.shiftIndex(event.market, event.lots === 1 ? 1 : -1, event.value, event.cause, event.case);
    case 'price':
      return ledger.setPrice(event.market, event.value, event.lots);
    case 'raise-cost':
      return ledger.raiseCost(event.a, event.market, event.value, event.case);
    case 'sell-collateral':
      return ledger.sellCollateral(event.market, event.a, event.b, event.lots, event.value, event.mark, event.case);
    case 'commit':
      return ledger.commit(event.a, event.value);
    default:
      return record(ledger, event);
  }
};

/**
 * Rebuilds a ledger from its event log alone.
 *
 * @param shape - Shape of the ledger that wrote the log.
 * @param events - Its events, in order.
 * @returns A ledger with the same balances, positions and log, byte for byte, when the log is complete.
 */
export const replay = (shape: LedgerShape, events: Iterable<LedgerEvent>): Ledger => {
  const ledger = new Ledger(shape);
  for (const event of events) {
    ledger.log.step = event.step;
    replayEvent(ledger, event);
  }
  return ledger;
};
