/** Results for people and for files: terminal tables, result files, event logs. @module */
export { type AllocateAnswer, type AllocateTable, allocateCsv, allocateJson, allocateText } from './allocate/index.ts';
export {
  type AttackReport,
  attackText,
  attackYaml,
  type FoundAttack,
  type RediscoveredShape,
  rediscoveredText,
  type ToldAttackText,
} from './attack.ts';
export {
  type CounterexampleText,
  checkText,
  counterexampleYaml,
  type DrawnCounterexample,
  designsText,
  junitXml,
  matrixCsv,
  matrixText,
  replayedLine,
  replayText,
  specText,
  storyText,
  withNames,
  witnessText,
} from './check/index.ts';
export { compareText } from './compare/index.ts';
export { checkEventsFile, openEvents } from './events/index.ts';
export { jsonText, outError, writeJson, writeResults, writeText, writeWhole } from './files.ts';
export { listOf } from './list-of.ts';
export { metricCell } from './metric-cell.ts';
export { duration, grouped, humanAmount, percent, significant } from './number-format.ts';
export { runSummary } from './run-summary.ts';
export { type Column, fold, formatTable, type Table } from './table.ts';
export { plainTerminal, type Terminal, terminalOf } from './terminal.ts';
