import type { Asked } from '../../../measure/index.ts';
import { askedHead, askedTable, unseenClaims } from '../../check/asked-text.ts';
import { html, type Markup } from '../markup.ts';

/** What an allocation rule was asked, as a table of the claims before and after its answer. */
export const askedSection = (asked: Asked): Markup => {
  const { columns, rows } = askedTable(asked);
  const more = unseenClaims(asked);
  return html`<h4>${askedHead(asked)}</h4>
<div class="scroll"><table><thead><tr>${columns.map(({ title }, i) => html`<th scope="col"${i === 0 ? undefined : html` class="number"`}>${title}</th>`)}</tr></thead><tbody>${rows.map(
    ([name, ...cells]) =>
      html`<tr><th scope="row">${name ?? ''}</th>${cells.map((cell) => html`<td class="number">${cell}</td>`)}</tr>`,
  )}</tbody></table></div>
${more === 0 ? undefined : html`<p>And ${more} claims more.</p>`}`;
};
