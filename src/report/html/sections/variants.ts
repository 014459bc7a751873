import type { MetricId } from '../../../measure/index.ts';
import { metricOf } from '../../../measure/index.ts';
import { metricCell } from '../../metric-cell.ts';
import { html, type Markup } from '../markup.ts';
import type { View } from '../views.ts';

const SHOWN: readonly MetricId[] = [
  'shortfall',
  'uncovered',
  'fund',
  'adl',
  'adlNotional',
  'liquidatedNotional',
  'hedgeGroupsBroken',
];

/** What changed when one part was swapped or taken away: each variant below the design it is of. */
export const variantsSection = ({ designs, variants }: View): Markup => {
  if (variants.length === 0) return html``;
  const rows = designs.flatMap((design) => {
    const mine = variants.filter(
      ({ exchange, variantOf }) => exchange === design.exchange || variantOf === design.exchange,
    );
    return mine.length === 0 ? [] : [design, ...mine];
  });
  return html`<section aria-label="Parts swapped"><h2>One part at a time</h2>
<p class="hint">The same run with one mechanism swapped or taken away, everything else left as it was.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Table of variants, scrolls sideways"><table>
<thead><tr><th scope="col">design</th><th scope="col">variant</th>${SHOWN.map(
    (id) => html`<th scope="col" class="number" data-tip="${id}">${metricOf(id).title}</th>`,
  )}</tr></thead>
<tbody>${rows.map(
    (row) =>
      html`<tr${row.variant === undefined ? html` class="base"` : undefined}><th scope="row">${row.variant === undefined ? row.exchange : ''}</th><td>${
        row.variant ?? 'as it is'
      }</td>${SHOWN.map((id) => html`<td class="number">${metricCell(id, row.metrics[id])}</td>`)}</tr>\n`,
  )}</tbody></table></div></section>`;
};
