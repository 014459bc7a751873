import { Accounts, type AccountsSnapshot } from './accounts.ts';
import { EventLog, type SavedLog } from './event-log.ts';
import { Ledger } from './ledger.ts';
import { Positions, type PositionsSnapshot } from './positions.ts';
import type { LedgerShape } from './shape.ts';

/** Columns of a ledger that are kept by market or by asset. */
const COLUMNS = [
  'mark',
  'oracle',
  'longIndex',
  'shortIndex',
  'longLots',
  'shortLots',
  'indexBalance',
  'drift',
] as const;

/** A ledger as plain data. */
export interface LedgerSnapshot {
  readonly accounts: AccountsSnapshot;
  readonly positions: PositionsSnapshot;
  readonly events: SavedLog;
  readonly step: number;
  readonly columns: Readonly<Record<(typeof COLUMNS)[number], Float64Array>>;
}

/** Plain data from which {@link restoreLedger} continues to the same bytes. */
export const saveLedger = (ledger: Ledger): LedgerSnapshot => ({
  accounts: ledger.accounts.save(),
  positions: ledger.positions.save(),
  events: ledger.log.save(),
  step: ledger.log.step,
  columns: Object.fromEntries(COLUMNS.map((name) => [name, ledger[name].slice()])) as LedgerSnapshot['columns'],
});

/** A ledger that continues a snapshot of one with the same shape. */
export const restoreLedger = (shape: LedgerShape, saved: LedgerSnapshot): Ledger => {
  const ledger = new Ledger(shape);
  ledger.accounts = Accounts.restore(saved.accounts);
  ledger.positions = Positions.restore(saved.positions);
  ledger.log = EventLog.restore(saved.events, saved.step);
  for (const name of COLUMNS) ledger[name].set(saved.columns[name]);
  return ledger;
};
