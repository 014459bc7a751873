import type { Trilemma, TrilemmaPoint, TrilemmaSweep } from '../../../measure/index.ts';
import { humanAmount, percent, plain } from '../../number-format.ts';
import { leastToMost, sweepTexts, thresholdTexts } from '../../trilemma-text.ts';
import { html, type Markup } from '../markup.ts';

const CELL = { wide: 108, high: 56 } as const;
const LEFT = 84;
const TOP = 22;

const LEGS = [
  ['S', 'solvent'],
  ['F', 'fair'],
  ['R', 'profitable'],
] as const satisfies readonly (readonly [string, keyof TrilemmaPoint])[];

const amount = (x: number): string => humanAmount(String(x));

const pointText = (point: TrilemmaPoint): string =>
  `severity ${point.severity}, diversion ${point.diversion}: ${percent(point.residualShare)} unpaid, PTSR ${plain(point.ptsr)}, PMR ${plain(point.pmr)}, ${percent(point.revenueShare)} of the best fees left`;

/** One point: three boxes, filled where it passes; framed where it passes all. */
const cellOf = (point: TrilemmaPoint, x: number, y: number): Markup => {
  const all = LEGS.every(([, leg]) => point[leg]);
  return html`<g><title>${pointText(point)}</title><rect x="${x + 3}" y="${y + 3}" width="${CELL.wide - 6}" height="${CELL.high - 6}" rx="4" style="fill:none;stroke:${all ? 'var(--first)' : 'var(--rule)'};stroke-width:${all ? 3 : 1}"/>${LEGS.map(
    ([letter, leg], i) => {
      const left = x + 14 + i * 28;
      const passes = point[leg];
      return html`<rect x="${left}" y="${y + 16}" width="24" height="24" rx="3" style="fill:${passes ? 'var(--first)' : 'none'};stroke:${passes ? 'var(--first)' : 'var(--quiet)'}"/><text x="${left + 12}" y="${y + 33}" text-anchor="middle" style="font-size:13px;font-weight:600;fill:${passes ? 'var(--paper)' : 'var(--quiet)'}">${letter}</text>`;
    },
  )}</g>`;
};

/** All points, severity across and diversion up. */
const gridOf = ({ points }: TrilemmaSweep): Markup => {
  const { severities, diversions } = leastToMost(points);
  const [width, height] = [LEFT + severities.length * CELL.wide, TOP + diversions.length * CELL.high + 44];
  const column = (severity: string): number => LEFT + severities.indexOf(severity) * CELL.wide;
  const row = (diversion: string): number => TOP + (diversions.length - 1 - diversions.indexOf(diversion)) * CELL.high;
  const quiet = 'font-size:12px;fill:var(--quiet)';
  return html`<svg viewBox="0 0 ${width} ${height}" style="width:100%;max-width:${width}px;height:auto" role="img" aria-label="Which points are solvent, fair and profitable">
<text x="4" y="14" style="${quiet}">diversion</text>${diversions.map((diversion) => html`<text x="${LEFT - 12}" y="${row(diversion) + CELL.high / 2 + 4}" text-anchor="end" style="font-size:13px;fill:var(--ink)">${diversion}</text>`)}${severities.map((severity) => html`<text x="${column(severity) + CELL.wide / 2}" y="${height - 24}" text-anchor="middle" style="font-size:13px;fill:var(--ink)">${severity}</text>`)}<text x="${width - 4}" y="${height - 4}" text-anchor="end" style="${quiet}">severity</text>
${points.map((point) => cellOf(point, column(point.severity), row(point.diversion)))}</svg>`;
};

const yes = (passes: boolean): string => (passes ? 'yes' : 'no');

const tableOf = ({ points }: TrilemmaSweep): Markup =>
  html`<details class="data"><summary>The numbers</summary><div class="scroll" tabindex="0" role="region" aria-label="Numbers of the points, scrolls sideways"><table>
<thead><tr>${['severity', 'diversion', 'deficit', 'unpaid', 'breaches', 'PTSR', 'PMR', 'tail index', 'net revenue', 'of best fees', 'solvent', 'fair', 'profitable'].map((title) => html`<th scope="col" class="number">${title}</th>`)}</tr></thead>
<tbody>${points.map((point) => {
    const cells = [
      point.diversion,
      amount(point.deficit),
      percent(point.residualShare),
      percent(point.breachShare),
      plain(point.ptsr),
      plain(point.pmr),
      plain(point.tailIndex),
      amount(point.netRevenue),
      percent(point.revenueShare),
      ...LEGS.map(([, leg]) => yes(point[leg])),
    ];
    return html`<tr><th scope="row" class="number">${point.severity}</th>${cells.map((cell) => html`<td class="number">${cell}</td>`)}</tr>\n`;
  })}</tbody></table></div></details>`;

/** Severity times fee diversion: which points are solvent, fair and profitable; nothing without a sweep. */
export const trilemmaSection = (trilemma: Trilemma | undefined): Markup | undefined =>
  trilemma === undefined
    ? undefined
    : html`<section id="trilemma" aria-label="Trilemma"><h2>Solvency, fairness, revenue</h2>
<p class="hint">Severity is the share of each deficit that winners bear, diversion the share of trading fees that the fund gets. ${thresholdTexts(trilemma.thresholds).join(' ')}</p>
${trilemma.sweeps.map(
  (
    sweep,
  ) => html`<figure><figcaption><div><h3>${sweep.scenario}</h3>${sweepTexts(sweep, trilemma.thresholds).map((text) => html`<p class="hint">${text}</p>`)}</div></figcaption>
<div class="drawing">${gridOf(sweep)}</div>${tableOf(sweep)}</figure>`,
)}</section>`;
