/** The ledger: columns of accounts and positions, the only code that changes a balance, the event log. @module */
export { ACCOUNT_KINDS, Accounts } from './accounts.ts';
export { type AuditFinding, audit, totalQuote } from './audit.ts';
export {
  CASE_KINDS,
  CAUSE,
  CAUSES,
  type CaseKind,
  type Cause,
  EVENT,
  EVENT_KINDS,
  EVENT_SCHEMA_VERSION,
  type EventKind,
  type LedgerEvent,
} from './event.ts';
export {
  copyColumns,
  cutColumns,
  EVENT_COLUMNS,
  type EventColumns,
  type EventSpan,
  emptyColumns,
} from './event-columns.ts';
export { BLOCK_ROWS, EventLog, type SavedLog } from './event-log.ts';
export type { EventNames, EventWriter } from './event-writer.ts';
export { grown } from './grown.ts';
export { Ledger } from './ledger.ts';
export { Positions } from './positions.ts';
export {
  type Decision,
  type NettedInventory,
  recordAssetPrice,
  recordCaseClosed,
  recordCaseOpened,
  recordDecision,
  recordDepth,
  recordFigure,
  recordNetted,
  recordNote,
  recordNotice,
  recordReplacement,
  recordReplacementOver,
  recordScore,
  recordTaken,
} from './records.ts';
export { replay, replayEvent } from './replay.ts';
export { INDEX_SCALE, type LedgerMarket, type LedgerShape } from './shape.ts';
export { type LedgerSnapshot, restoreLedger, saveLedger } from './snapshot.ts';
