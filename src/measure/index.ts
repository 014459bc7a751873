/** Metrics of a finished run, and the results that hold them. @module */
export { type AllocateResult, allocateResultShape } from './allocate-shape.ts';
export type { CaseAccount } from './case-accounts.ts';
export { linesOfLog } from './case-lines.ts';
export {
  type Asked,
  type CheckedDesign,
  type CheckedProperty,
  type CheckResult,
  checkResultShape,
  type Replayed,
  type ReplayResult,
  replayResultShape,
} from './check-shape.ts';
export {
  type ComparedResult,
  type ComparedRun,
  type Comparison,
  compareOf,
  type GridPoint,
  type RangeEnd,
} from './compare.ts';
export { type CompareResult, compareResultShape, type DesignResult, resultSchemas } from './compare-shape.ts';
export { dominates, type Frontier, frontierOf, type Judged, OBJECTIVES, THREE } from './comparison/frontier.ts';
export { compareAims, compareValues } from './comparison/order.ts';
export { type PairedDifference, pairedDifference } from './comparison/paired.ts';
export { type Flip, flipsOf } from './comparison/robustness.ts';
export { student95 } from './comparison/student.ts';
export { type CostShifted, costShifted } from './cost-shifted.ts';
export { figuresOf } from './figures.ts';
export type {
  ClassSeries,
  HedgeBar,
  PayerGroup,
  RunFigures,
  RunHedges,
  RunLosses,
  RunPayers,
  RunSeries,
  SizeClass,
} from './figures-shape.ts';
export { Gatherer, gather } from './gather.ts';
export type { Gathered } from './gathered.ts';
export { glossary } from './glossary.ts';
export { TERMS } from './glossary-terms.ts';
export {
  gini,
  type Inequality,
  inequalityOf,
  jain,
  maxOverMean,
  type Tail,
  tailOf,
  theil,
  topShare,
} from './inequality.ts';
export { type Better, defineMetric, type Metric, type MetricValue, measure } from './metric.ts';
export { METRIC_IDS, type MetricId } from './metric-ids.ts';
export { METRICS, metricOf } from './metrics/index.ts';
export { metricsOf, type ResultHead, resultOf } from './result.ts';
export { type CaseResult, type RuleFigureResult, type RunResult, runResultShape } from './result-shape.ts';
export {
  type MeasuredAsset,
  type MeasuredMarket,
  type RunRecord,
  recordOf,
  recordOfVenue,
} from './run-record.ts';
export { type Happening, type Story, type StoryPerson, storyShape } from './story-shape.ts';
export type { Thresholds, Trilemma, TrilemmaPoint, TrilemmaSweep } from './trilemma-shape.ts';
export { VERSION } from './version.ts';
