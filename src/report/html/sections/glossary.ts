import { METRICS, TERMS } from '../../../measure/index.ts';
import { html, type Markup } from '../markup.ts';

const BETTER = { lower: 'Less is better.', higher: 'More is better.', neither: 'Neither good nor bad.' } as const;

/** What words and metrics mean. */
export const glossarySection = (): Markup => html`<section id="glossary"><h2>Glossary</h2>
<details><summary>Metrics</summary><dl class="glossary">${METRICS.map(
  ({ id, title, definition, formula, better }) =>
    html`<div><dt>${title} <code>${id}</code></dt><dd><span id="def-${id}">${definition}</span> ${BETTER[better]} <span class="quiet">Formula: ${formula}.</span></dd></div>\n`,
)}</dl></details>
<details><summary>Terms</summary><dl class="glossary">${TERMS.map(([term, meaning]) => html`<div><dt>${term}</dt><dd>${meaning}</dd></div>\n`)}</dl></details>
</section>`;
