import type { CompareResult } from '../../../measure/index.ts';
import { html, type Markup } from '../markup.ts';
import type { View } from '../views.ts';
import { findingsOf } from '../words.ts';

/** What a view shows, in words, and what to know before believing it. */
export const findingsSection = (compare: CompareResult, view: View): Markup => {
  const { lead, points, caveats } = findingsOf(compare, view);
  return html`<section class="findings" aria-label="What it shows">
<p class="lead">${lead}</p>
<dl class="points">${points.map(({ heading, text }) => html`<div><dt>${heading}</dt><dd>${text}</dd></div>`)}</dl>
<details class="caveats" open><summary>Before you believe it</summary>
<dl class="points">${caveats.map(({ heading, text }) => html`<div><dt>${heading}</dt><dd>${text}</dd></div>`)}</dl>
</details>
</section>`;
};
