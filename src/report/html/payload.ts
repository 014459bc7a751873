/**
 * What the page of a report carries for its charts: plain JSON, numbers rounded to what can be seen.
 *
 * @module
 */
import { type Better, METRICS, type MetricId, OBJECTIVES, type RunFigures } from '../../measure/index.ts';
import { type MetricStyle, metricStyle } from '../metric-cell.ts';
import type { Difference, Entry } from './compared.ts';
import { groupOf, type MetricGroup } from './metric-groups.ts';
import type { ReportData } from './report-data.ts';
import { sameView, viewsOf } from './views.ts';

/** A metric as the page knows it. */
export interface PayloadMetric {
  readonly id: string;
  readonly title: string;
  readonly definition: string;
  readonly style: MetricStyle;
  readonly better: Better;
  readonly group: MetricGroup;
}

/** A design in a view. */
export interface PayloadDesign {
  readonly name: string;
  readonly metrics: Readonly<Record<string, number | null>>;
  readonly ownCollateral: number;
  readonly figures?: RunFigures;
}

/** A view: designs that may be compared. */
export interface PayloadView {
  readonly title: string;
  readonly designs: readonly PayloadDesign[];
  readonly differences: readonly Pick<
    Difference,
    'metric' | 'design' | 'against' | 'mean' | 'low' | 'high' | 'n' | 'lower' | 'equal' | 'higher'
  >[];
}

/** All that the page carries. */
export interface Payload {
  readonly experiment: string;
  readonly numeraire: string;
  /** Exchange that the others are compared with. */
  readonly baseline?: string;
  readonly metrics: readonly PayloadMetric[];
  readonly views: readonly PayloadView[];
}

/** Significant digits of series and of metrics. */
const SERIES_DIGITS = 4;
const HEDGE_DIGITS = 3;
const METRIC_DIGITS = 6;

const short = (digits: number) => (_key: string, value: unknown) =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(digits)) : value;
const roundedTo = <T>(value: T, digits: number): T => JSON.parse(JSON.stringify(value, short(digits))) as T;

/** Figures as they are drawn: amounts need no more digits than a pixel; times, counts and small whole amounts stay as they are. */
const thinned = (figures: RunFigures): RunFigures => {
  const to = (digits: number) => (_key: string, value: unknown) =>
    typeof value === 'number' && (!Number.isInteger(value) || Math.abs(value) >= 10_000_000)
      ? Number(value.toPrecision(digits))
      : value;
  const rounded = <T>(value: T, digits: number): T => JSON.parse(JSON.stringify(value, to(digits))) as T;
  return { ...rounded(figures, SERIES_DIGITS), hedges: rounded(figures.hedges, HEDGE_DIGITS) };
};

const designOf = (design: Entry, figures: ReportData['figures']): PayloadDesign => {
  const own = figures.find(
    (one) => one.exchange === design.exchange && one.variant === undefined && sameView(one, design),
  );
  const metrics = Object.entries(design.metrics).map(([id, value]) => [id, value === null ? null : Number(value)]);
  return {
    name: design.exchange,
    metrics: roundedTo(Object.fromEntries(metrics) as Record<string, number | null>, METRIC_DIGITS),
    ownCollateral: Number(design.ownCollateral),
    ...(own === undefined ? {} : { figures: thinned(own.figures) }),
  };
};

/** Draws up what the page carries. */
export const payloadOf = (data: ReportData): Payload => {
  const { experiment, numeraire, baseline, differences } = data.compare;
  return {
    experiment,
    numeraire,
    ...(baseline === undefined ? {} : { baseline }),
    metrics: METRICS.map(({ id, title, definition, better }) => ({
      id,
      title,
      definition,
      style: metricStyle(id as MetricId),
      // What designs are judged by together is better the less it is, whatever it means by itself.
      better: OBJECTIVES.includes(id) ? 'lower' : better,
      group: groupOf(id),
    })),
    views: viewsOf(data.compare).map((view) => ({
      title: view.title,
      designs: view.designs.map((design) => designOf(design, data.figures)),
      differences: differences
        .filter((one) => sameView(one, view) && one.variant === undefined)
        .map(({ metric, design, against, mean, low, high, n, lower, equal, higher }) =>
          roundedTo({ metric, design, against, mean, low, high, n, lower, equal, higher }, METRIC_DIGITS),
        ),
    })),
  };
};
