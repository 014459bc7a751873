import { type CompareResult, type MetricId, metricOf } from '../../../measure/index.ts';
import { listOf } from '../../list-of.ts';
import { metricCell } from '../../metric-cell.ts';
import type { Entry } from '../compared.ts';
import { html, type Markup } from '../markup.ts';
import { sameView, type View } from '../views.ts';

const SIZE = { wide: 900, high: 460, left: 70, right: 30, top: 24, bottom: 60 } as const;
const DOT = { least: 4, most: 26 } as const;
/** A label of the drawing: letters of about this many units. */
const LETTER = { wide: 6.6, high: 15 } as const;
const TICKS = [0, 0.25, 0.5, 0.75, 1] as const;

interface Dot {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly good: boolean;
  readonly text: string;
}

const worthOf = ({ metrics }: Entry, id: string): number => Number(metrics[id as MetricId] ?? 0);

const acrossAt = (share: number): number => SIZE.left + share * (SIZE.wide - SIZE.left - SIZE.right);
const upAt = (share: number): number => SIZE.high - SIZE.bottom - share * (SIZE.high - SIZE.top - SIZE.bottom);

interface Place {
  readonly left: number;
  readonly y: number;
  readonly wide: number;
}

/** Puts labels where they cover no other; of who is beaten, only where there is room nearby. */
const placed = (dots: readonly Dot[]): (Place & { readonly dot: Dot })[] => {
  const taken: (Place & { readonly dot: Dot })[] = [];
  for (const dot of dots) {
    const wide = dot.name.length * LETTER.wide;
    const right = dot.x + dot.radius + 6;
    const left = right + wide < SIZE.wide ? right : dot.x - dot.radius - 6 - wide;
    const free = (y: number): boolean =>
      y > LETTER.high &&
      taken.every((one) => Math.abs(one.y - y) >= LETTER.high || one.left > left + wide || left > one.left + one.wide);
    const steps = Array.from({ length: dot.good ? 24 : 3 }, (_, i) => dot.y + 4 - i * LETTER.high);
    const y = steps.find(free) ?? (dot.good ? dot.y + 4 : undefined);
    if (y !== undefined) taken.push({ left, wide, y, dot });
  }
  return taken;
};

const drawingOf = (dots: readonly Dot[], across: string, up: string, size: string): Markup => {
  const quiet = 'font-size:12px;fill:var(--quiet)';
  const grid = TICKS.map(
    (tick) =>
      html`<line x1="${acrossAt(tick)}" x2="${acrossAt(tick)}" y1="${SIZE.top}" y2="${upAt(0)}" style="stroke:var(--rule)"/><line y1="${upAt(tick)}" y2="${upAt(tick)}" x1="${SIZE.left}" x2="${acrossAt(1)}" style="stroke:var(--rule)"/><text x="${acrossAt(tick)}" y="${upAt(0) + 34}" text-anchor="middle" style="${quiet}">${tick}</text><text x="${SIZE.left - 34}" y="${upAt(tick) + 4}" text-anchor="end" style="${quiet}">${tick}</text>`,
  );
  const circles = dots.map(
    ({ x, y, radius, good, text }) =>
      html`<circle cx="${x}" cy="${y}" r="${radius.toFixed(1)}" style="fill:${good ? 'var(--first)' : 'none'};fill-opacity:0.75;stroke:${good ? 'var(--first)' : 'var(--quiet)'};stroke-width:1.5"><title>${text}</title></circle>`,
  );
  const labels = placed([...dots].sort((a, b) => Number(b.good) - Number(a.good) || b.y - a.y || a.x - b.x)).map(
    ({ left, y, dot }) =>
      html`<text x="${left.toFixed(1)}" y="${y.toFixed(1)}" style="font-size:12px;font-weight:${dot.good ? 600 : 400};fill:var(--${dot.good ? 'ink' : 'quiet'});paint-order:stroke;stroke:var(--paper);stroke-width:3px">${dot.name}</text>`,
  );
  return html`<svg viewBox="0 0 ${SIZE.wide} ${SIZE.high}" style="width:100%;height:auto" role="img" aria-label="Designs by ${across}, ${up} and ${size}">
${grid}<text x="4" y="14" style="${quiet}">${up}</text><text x="${acrossAt(1)}" y="${SIZE.high - 6}" text-anchor="end" style="${quiet}">${across}</text>
${circles}${labels}</svg>`;
};

/** The frontier of solvency, fairness and hedges of a view: drawn, in words and as a table; nothing with fewer than three designs. */
export const threeWaySection = ({ solvencyFairnessHedges }: CompareResult, view: View): Markup | undefined => {
  const frontier = solvencyFairnessHedges.find((one) => sameView(one, view));
  if (frontier === undefined || view.designs.length < 3) return undefined;
  const [solvency = '', fairness = '', hedges = ''] = frontier.objectives;
  const titles = frontier.objectives.map((id) => metricOf(id as MetricId).title);
  const cells = (design: Entry): string[] =>
    frontier.objectives.map((id) => metricCell(id as MetricId, design.metrics[id as MetricId]));
  const most = Math.max(...view.designs.map((design) => worthOf(design, solvency)), 1);
  const dots = view.designs.map((design): Dot => {
    const shown = cells(design).map((cell, i) => `${titles[i]} ${cell}`);
    return {
      name: design.exchange,
      x: acrossAt(Math.min(1, worthOf(design, fairness))),
      y: upAt(Math.min(1, worthOf(design, hedges))),
      radius: DOT.least + (DOT.most - DOT.least) * Math.sqrt(Math.max(0, worthOf(design, solvency)) / most),
      good: frontier.members.includes(design.exchange),
      text: `${design.exchange}: ${shown.join(', ')}`,
    };
  });
  const beatenBy = (name: string): string => {
    const found = frontier.dominated.find(({ design }) => design === name);
    return found === undefined ? 'not beaten' : listOf(found.by);
  };
  // Small dots are drawn last, so that no large one hides them.
  return html`<section aria-label="Solvency, fairness, hedges"><h2>Solvency, fairness, hedges</h2>
<figure><figcaption><div><h3>Which designs are not beaten</h3><p class="hint">Filled: no other design is at least as good in all three and better in one. Further left winners were cut more alike, further down fewer hedges broke, and the smaller the dot the less the venue and its backers lost or left unpaid. Where nobody lost a gain, nobody was cut unequally: closing at mark takes positions, not gains. What liquidators and the book lost, and what fees brought a fund back, is not held against a design here.</p>
<p>Not beaten: ${listOf(frontier.members)}.</p></div></figcaption>
<div class="drawing">${drawingOf(
    [...dots].sort((a, b) => b.radius - a.radius),
    titles[1] ?? '',
    titles[2] ?? '',
    titles[0] ?? '',
  )}</div>
<details class="data"><summary>The numbers</summary><div class="scroll" tabindex="0" role="region" aria-label="Numbers of this figure, scrolls sideways"><table>
<thead><tr><th scope="col">design</th>${titles.map((title) => html`<th scope="col" class="number">${title}</th>`)}<th scope="col">beaten by</th></tr></thead>
<tbody>${view.designs.map((design) => html`<tr><th scope="row">${design.exchange}</th>${cells(design).map((cell) => html`<td class="number">${cell}</td>`)}<td>${beatenBy(design.exchange)}</td></tr>\n`)}</tbody></table></div></details></figure></section>`;
};
