import { html, type Markup } from '../markup.ts';
import type { DesignNotes, ReportData, ScenarioNotes } from '../report-data.ts';

const linkOf = (source: string): Markup => {
  const url = /https:\/\/[^\s)>,;]+/.exec(source)?.[0];
  if (url === undefined) return html`<li>${source}</li>`;
  const [before, after] = [source.slice(0, source.indexOf(url)), source.slice(source.indexOf(url) + url.length)];
  return html`<li>${before}<a href="${url}" rel="noreferrer noopener">${url.replace('https://', '')}</a>${after}</li>`;
};

const assumedOf = (assumed: DesignNotes['assumed'] | undefined): Markup => {
  const entries = Object.entries(assumed ?? {});
  if (entries.length === 0) return html`<p class="quiet">Nothing is assumed without a source.</p>`;
  return html`<div class="scroll"><table><thead><tr><th scope="col">assumed value</th><th scope="col" class="number">from</th><th scope="col" class="number">to</th></tr></thead>
<tbody>${entries.map(
    ([path, [low, high]]) =>
      html`<tr><th scope="row"><code>${path}</code></th><td class="number">${low}</td><td class="number">${high}</td></tr>`,
  )}</tbody></table></div>`;
};

const notesOf = ({
  name,
  summary,
  sources,
  assumed,
}:
  | DesignNotes
  | ScenarioNotes): Markup => html`<details class="notes"><summary><b>${name}</b> <span>${summary}</span></summary>
<h4>Sources</h4>${
  sources === undefined || sources.length === 0
    ? html`<p class="quiet">None is named.</p>`
    : html`<ul>${sources.map(linkOf)}</ul>`
}
<h4>Assumed</h4>${assumedOf(assumed)}
</details>`;

/** Where each design and each scenario comes from, and what is assumed in it. */
export const sourcesSection = ({
  exchanges,
  scenarios,
}: ReportData): Markup => html`<section id="sources"><h2>Assumptions and sources</h2>
<p class="hint">What is published is linked; what is not is listed with the range it may lie in.</p>
<h3>Designs</h3>${exchanges.map(notesOf)}
<h3>Scenarios</h3>${scenarios.map(notesOf)}
</section>`;
