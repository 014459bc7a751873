import { expect } from 'vitest';
import type { Venue } from '../../../src/exchange/index.ts';
import {
  type Gathered,
  gather,
  linesOfLog,
  METRICS,
  type MetricId,
  measure,
  recordOfVenue,
} from '../../../src/measure/index.ts';

/** Gathers a venue's run, after checking that its case records can be worked out from its log alone. */
export const gathered = (venue: Venue, hedgeGroups = new Map<number, number>()): Gathered => {
  const run = recordOfVenue(venue, hedgeGroups);
  const lines = linesOfLog(run);
  for (const { id, lines: recorded } of venue.cases.all) expect(lines.get(id)).toEqual(recorded);
  return gather(run);
};

/** Some metrics of a run. */
export const metricsNamed = (run: Gathered, ...ids: MetricId[]) =>
  Object.fromEntries(METRICS.filter(({ id }) => ids.includes(id)).map((metric) => [metric.id, measure(metric, run)]));
