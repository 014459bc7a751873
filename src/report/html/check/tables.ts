import type { CheckedDesign, CheckedProperty } from '../../../measure/index.ts';
import { branchName } from '../../check/branch-names.ts';
import { endedTexts } from '../../check/ended.ts';
import { idsOf, SIGNS, signOf } from '../../check/matrix.ts';
import { boundText, countsText, playedText, scopeName, scopeText, statusName } from '../../check/text.ts';
import { grouped, percent, significant } from '../../number-format.ts';
import { html, type Markup } from '../markup.ts';
import { anchorOf } from './counterexample-section.ts';

const wordsOf = (property: CheckedProperty, checked: CheckedDesign): string => {
  const { status, runs, reason, counterexample } = property;
  if (status === 'broken') return counterexample?.tells ?? 'broken';
  return status === 'held' ? `${statusName(property, checked)} in ${grouped(runs)} runs` : (reason ?? '');
};

const cellOf = (property: CheckedProperty | undefined, checked: CheckedDesign): Markup => {
  if (property === undefined) return html`<td></td>`;
  const sign = signOf(property);
  const text = SIGNS[sign][0];
  const shown =
    property.counterexample === undefined
      ? html`${text}`
      : html`<a href="#${anchorOf(checked.design, property.id)}">${text}</a>`;
  return html`<td class="cell ${sign}" title="${checked.design}, ${property.id}: ${wordsOf(property, checked)}">${shown}</td>`;
};

/** Properties by designs, a sign a cell; a broken one leads to its counterexample. */
export const matrixSection = (designs: readonly CheckedDesign[]): Markup => {
  const says = new Map(designs.flatMap(({ properties }) => properties.map((one) => [one.id, one.says] as const)));
  const byDesign = designs.map(({ properties }) => new Map(properties.map((one) => [one.id, one])));
  return html`<section id="matrix"><h2>Designs by properties</h2>
<p class="legend">${Object.entries(SIGNS).map(([name, [sign, means]]) => html`<span class="note"><span class="cell ${name}">${sign}</span> ${means}</span> `)}</p>
<div class="scroll"><table class="matrix"><thead><tr><th scope="col">Property</th>${designs.map(({ design }) => html`<th scope="col"><a href="#design-${anchorOf(design, '')}"><span>${design}</span></a></th>`)}</tr></thead>
<tbody>${idsOf(designs).map(
    (id) =>
      html`<tr><th scope="row" title="${says.get(id) ?? ''}">${id}</th>${designs.map((checked, i) => cellOf(byDesign[i]?.get(id), checked))}</tr>\n`,
  )}</tbody></table></div></section>`;
};

/** Every property of one design, and the branches its runs reached. */
export const designSection = (checked: CheckedDesign): Markup => {
  const { design, properties, branches, runs, faults, smallScope } = checked;
  const rows = properties.map((property) => {
    const { id, says, status, counterexample, value, reached } = property;
    const name = counterexample === undefined ? html`${id}` : html`<a href="#${anchorOf(design, id)}">${id}</a>`;
    return html`<tr><th scope="row">${name}<span class="unit">${says}</span></th><td><span class="status ${signOf(property)}">${statusName(property, checked)}</span>${property.reason === undefined ? undefined : html`<span class="unit">${property.reason}</span>`}</td><td>${scopeName(property)}</td><td class="number">${grouped(property.runs)}</td><td class="number">${grouped(reached)}</td><td class="number">${status === 'held' ? boundText(property) : ''}</td><td class="number">${value === undefined ? '' : significant(value)}</td></tr>\n`;
  });
  return html`<section id="design-${anchorOf(design, '')}"><h2>${design}</h2>
<p>${playedText(checked)}. ${countsText(checked)}. ${smallScope === undefined ? undefined : scopeText(checked, smallScope)}</p>
${endedTexts(checked).map((line) => html`<p class="notice">${line}</p>`)}
${faults.map((fault) => html`<p class="notice">${fault}.</p>`)}
<details${properties.length <= 60 ? html` open` : undefined}><summary>All properties</summary><div class="scroll"><table class="properties"><thead><tr><th scope="col">Property</th><th scope="col">Status</th><th scope="col">Scope</th><th scope="col" class="number">Runs</th><th scope="col" class="number">Reached</th><th scope="col" class="number">Breaks in at most</th><th scope="col" class="number">Value</th></tr></thead><tbody>${rows}</tbody></table></div></details>
<details><summary>Branches that were reached</summary><div class="scroll"><table><thead><tr><th scope="col">Branch</th><th scope="col" class="number">Runs</th><th scope="col" class="number">Share</th></tr></thead><tbody>${Object.entries(
    branches,
  ).map(
    ([branch, count]) =>
      html`<tr><th scope="row">${branchName(branch)}</th><td class="number">${count === 0 ? 'not tried' : grouped(count)}</td><td class="number">${runs === 0 ? '' : percent(count / runs)}</td></tr>`,
  )}</tbody></table></div></details></section>`;
};
