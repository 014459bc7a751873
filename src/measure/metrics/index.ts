/** All metrics. @module */
import type { Metric } from '../metric.ts';
import { METRIC_IDS, type MetricId } from '../metric-ids.ts';
import { adl } from './adl.ts';
import { fairness } from './fairness.ts';
import { hedges } from './hedges.ts';
import { liquidation } from './liquidation.ts';
import { losses } from './losses.ts';
import { payers } from './payers.ts';
import { venue } from './venue.ts';

const byId = new Map<MetricId, Metric>(
  [...losses, ...liquidation, ...adl, ...payers, ...fairness, ...hedges, ...venue].map((metric) => [metric.id, metric]),
);

/** Every metric, in the order of {@link METRIC_IDS}. */
export const METRICS: readonly Metric[] = METRIC_IDS.map((id) => byId.get(id) as Metric);

/** A metric by its id. */
export const metricOf = (id: MetricId): Metric => byId.get(id) as Metric;
