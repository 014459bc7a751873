import type { CompareResult } from '../../../measure/index.ts';
import { triedWith } from '../../tried-text.ts';
import { html, type Markup } from '../markup.ts';
import { assumedText, flipText } from '../phrases.ts';

/** Which assumed values decide an order, and at which value it turns. */
export const robustnessSection = ({ robustness }: CompareResult): Markup => {
  if (!robustness.tried) return html``;
  const fields = robustness.fields.toSorted((a, b) => b.flips.length - a.flips.length);
  return html`<section aria-label="Robustness"><h2>What hinges on assumptions</h2>
<p class="hint">Each value without a published source, moved to both ends of its range while all others stay, with ${triedWith(robustness)}.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Table of assumed values, scrolls sideways"><table>
<thead><tr><th scope="col">assumed value</th><th scope="col">of</th><th scope="col" class="number">low</th><th scope="col" class="number">used</th><th scope="col" class="number">high</th><th scope="col">verdicts that turn</th></tr></thead>
<tbody>${fields.map(
    ({ of, field, low, value, high, flips }) =>
      html`<tr><th scope="row"><code>${field}</code></th><td>${of}</td><td class="number">${assumedText(low)}</td><td class="number">${assumedText(value)}</td><td class="number">${assumedText(high)}</td><td>${
        flips.length === 0
          ? html`<span class="quiet">none</span>`
          : flips.map((flip) => html`<span class="flip">${flipText(flip)}, at ${assumedText(flip.at)}</span>`)
      }</td></tr>\n`,
  )}</tbody></table></div></section>`;
};
