/** Metrics of a finished run, and the results that hold them. @module */
export type { CaseAccount } from './case-accounts.ts';
export { linesOfLog } from './case-lines.ts';
export { type ComparedRun, type Comparison, compareOf, compareValues } from './compare.ts';
export { type Gathered, gather } from './gather.ts';
export { glossary } from './glossary.ts';
export { gini, type Tail, tailOf, topShare } from './inequality.ts';
export { type Better, defineMetric, type Metric, type MetricValue, measure } from './metric.ts';
export { METRIC_IDS, type MetricId } from './metric-ids.ts';
export { METRICS, metricOf } from './metrics/index.ts';
export { metricsOf, type ResultHead, resultOf } from './result.ts';
export {
  type CaseResult,
  type CompareResult,
  compareResultShape,
  type DesignResult,
  type RunResult,
  resultSchemas,
  runResultShape,
} from './result-shape.ts';
export { type MeasuredAsset, type MeasuredMarket, type RunRecord, recordOf, recordOfVenue } from './run-record.ts';
export { VERSION } from './version.ts';
