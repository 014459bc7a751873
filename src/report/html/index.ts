/** A comparison as one page that needs nothing but itself. @module */
import type { CompareResult } from '../../measure/index.ts';
import { html, type Markup, raw } from './markup.ts';
import { chartScript, chartStyle, pageScript, pageStyle } from './page-assets.ts';
import { pageHead } from './page-head.ts';
import { payloadOf } from './payload.ts';
import { counted } from './phrases.ts';
import type { ReportData } from './report-data.ts';
import { figuresSections } from './sections/figures.ts';
import { findingsSection } from './sections/findings.ts';
import { glossarySection } from './sections/glossary.ts';
import { metricsTable } from './sections/metrics-table.ts';
import { robustnessSection } from './sections/robustness.ts';
import { sourcesSection } from './sections/sources.ts';
import { threeWaySection } from './sections/three-way.ts';
import { trilemmaSection } from './sections/trilemma.ts';
import { variantsSection } from './sections/variants.ts';
import { type View, viewsOf } from './views.ts';

export type { DesignNotes, EntryFigures, ReportData, ScenarioNotes } from './report-data.ts';

/** Nothing may be loaded from anywhere, whatever the page holds. */
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'";

/** Inside a script element only its closing tag, and what opens a comment, mean anything. */
const inScript = (text: string): string => text.replace(/<(?=\/script|!--)/gi, '\\x3c');
const inJson = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

const titleOf = ({ experiment }: CompareResult, designs: number): string =>
  `${experiment}: ${counted(designs, 'design')} side by side`;

const viewChoice = (views: readonly View[]): Markup | undefined =>
  views.length < 2
    ? undefined
    : html`<label class="view">Shown <select id="view">${views.map(({ title }, i) => html`<option value="${i}">${title}</option>`)}</select></label>`;

/**
 * Writes a comparison as one HTML file: findings in words, sortable tables, charts, assumptions, sources, glossary.
 *
 * The same data gives the same bytes. The file asks the network for nothing.
 *
 * @param data - A comparison with at least one design, figures of its runs, and notes on designs and scenarios.
 */
export const htmlReport = (data: ReportData): string => {
  const { compare } = data;
  const views = viewsOf(compare);
  const designs = new Set(compare.designs.map(({ exchange }) => exchange)).size;
  const title = titleOf(compare, designs);
  const has = {
    figures: data.figures.length > 0,
    differences: compare.differences.length > 0,
    seeds: compare.seeds.length,
    clock: data.figures.every(({ figures }) => figures.clock !== undefined),
  };
  return html`${pageHead({ title, version: compare.version, policy: POLICY, styles: [chartStyle(), pageStyle()] })}
<body>
<a class="skip" href="#main">To the findings</a>
<header class="page">
<div><p class="brand">Breakwater</p><h1>${title}</h1>
<p class="meta">${counted(compare.seeds.length, 'seed')} · amounts in ${compare.numeraire} · version ${compare.version}</p></div>
<div class="tools">${viewChoice(views)}<button type="button" id="theme" aria-label="Switch between light and dark">Dark</button></div>
</header>
<nav class="contents" aria-label="Contents"><a href="#main">Findings</a>${compare.trilemma === undefined ? undefined : html`<a href="#trilemma">Trilemma</a>`}<a href="#losses">Losses</a><a href="#frontier">Trade-offs</a>${
    has.figures
      ? html`<a href="#runs">Over time</a><a href="#figure-lorenz">Who paid</a><a href="#figure-hedges">Hedges</a>`
      : undefined
  }<a href="#sources">Sources</a><a href="#glossary">Glossary</a></nav>
<main id="main">
<noscript><p class="notice">Charts, sorting and downloads need JavaScript; the words and tables do not.</p></noscript>
${views.map((view, i) => html`<div class="of-view" data-view="${i}"${i === 0 ? undefined : html` hidden`}>${findingsSection(compare, view)}${metricsTable(compare, view, i)}</div>\n`)}
${trilemmaSection(compare.trilemma)}
${figuresSections(has)}
${views.map((view, i) => html`<div class="of-view" data-view="${i}"${i === 0 ? undefined : html` hidden`}>${threeWaySection(compare, view)}${variantsSection(view)}</div>`)}
${robustnessSection(compare)}
${sourcesSection(data)}
${glossarySection()}
</main>
<footer><p>Made by Breakwater ${compare.version} from a simulation: what the models say, not what happened. Charts over time are drawn with uPlot (MIT licence, Leon Sorokin).</p>
<details><summary>Fingerprints of the inputs</summary><dl class="hashes">${Object.entries(compare.hashes).map(([name, hash]) => html`<div><dt>${name}</dt><dd><code>${hash}</code></dd></div>`)}</dl></details></footer>
<div id="tip" role="tooltip" hidden></div>
<script type="application/json" id="payload">${raw(inJson(payloadOf(data)))}</script>
<script>${raw(inScript(chartScript()))}</script>
<script>${raw(inScript(pageScript()))}</script>
</body>
</html>
`.html;
};
