import type { CompareResult } from '../../../measure/index.ts';
import { METRICS, type Metric, type MetricValue } from '../../../measure/index.ts';
import { metricCell } from '../../metric-cell.ts';
import type { Entry } from '../compared.ts';
import { html, type Markup } from '../markup.ts';
import { GROUPS, groupOf, OVERVIEW } from '../metric-groups.ts';
import { bandText } from '../phrases.ts';
import type { View } from '../views.ts';
import { bestOf } from '../words.ts';

const unitOf = ({ unit }: Metric, numeraire: string): string =>
  unit === 'amount' ? numeraire : unit === 'seconds' ? 'time' : unit === 'count' ? 'number' : 'ratio';

const ARROWS = { lower: '↓ less is better', higher: '↑ more is better', neither: '' } as const;

const headOf = (metric: Metric, compare: CompareResult): Markup => {
  const sorted = metric.id === compare.sortedBy;
  const order = sorted ? (metric.better === 'higher' ? 'descending' : 'ascending') : 'none';
  return html`<th scope="col" class="number" data-group="${groupOf(metric.id)}"${
    OVERVIEW.has(metric.id) ? html` data-overview` : undefined
  } aria-sort="${order}"><button type="button" class="sort" data-tip="${metric.id}" aria-describedby="def-${metric.id}">${
    metric.title
  } <span class="unit">${unitOf(metric, compare.numeraire)}${
    metric.better === 'neither'
      ? ''
      : html` <span title="${ARROWS[metric.better]}">${ARROWS[metric.better].charAt(0)}</span>`
  }</span></button></th>`;
};

const sortValue = (value: MetricValue | undefined): string =>
  value === null || value === undefined ? '' : String(value);

const cellOf = (metric: Metric, design: Entry, best: readonly Entry[], count: number): Markup => {
  const value = design.metrics[metric.id];
  const isBest = metric.better !== 'neither' && best.includes(design) && best.length < count;
  const band = design.bands?.[metric.id];
  return html`<td class="number${isBest ? ' best' : ''}" data-group="${groupOf(metric.id)}"${
    OVERVIEW.has(metric.id) ? html` data-overview` : undefined
  } data-value="${sortValue(value)}">${metricCell(metric.id, value)}${
    band === undefined || band[0] === band[2]
      ? undefined
      : html`<span class="band">${metricCell(metric.id, band[0])} to ${metricCell(metric.id, band[2])}</span>`
  }</td>`;
};

/** All designs of a view by all metrics; a family of metrics is shown at a time. */
export const metricsTable = (compare: CompareResult, view: View, index: number): Markup => {
  const { designs } = view;
  const bests = new Map(METRICS.map(({ id }) => [id, bestOf(designs, id)?.best ?? []]));
  const choices = ['overview', ...GROUPS, 'all'];
  return html`<section class="table" aria-labelledby="table-${index}">
<h2 id="table-${index}">Side by side</h2>
<p class="hint">Choose a head to sort; point at it or focus it for its definition. Bold is best. ${
    compare.seeds.length > 1 ? `Medians, each of its own metric, with the ${bandText(compare.seeds.length)} below.` : ''
  }</p>
<div class="choices" role="group" aria-label="Metrics shown">${choices.map(
    (choice, i) =>
      html`<button type="button" data-show="${choice}" aria-pressed="${i === 0 ? 'true' : 'false'}">${choice}</button>`,
  )}<button type="button" class="csv" data-csv="table-${index}">CSV</button></div>
<div class="scroll" tabindex="0" role="region" aria-label="Table of all designs, scrolls sideways"><table class="metrics" data-show="overview">
<thead><tr><th scope="col" aria-sort="none"><button type="button" class="sort">design</button></th>${METRICS.map((metric) => headOf(metric, compare))}</tr></thead>
<tbody>${designs.map(
    (design) =>
      html`<tr><th scope="row" data-value="${design.exchange}">${design.exchange}</th>${METRICS.map((metric) =>
        cellOf(metric, design, bests.get(metric.id) ?? [], designs.length),
      )}</tr>\n`,
  )}</tbody></table></div>
</section>`;
};
