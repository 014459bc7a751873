import { html, type Markup } from '../markup.ts';

interface Control {
  readonly name: string;
  readonly label: string;
  /** Choices as [value, text]; the page fills them when left out. */
  readonly options?: readonly (readonly [value: string, text: string])[];
}

interface FigureText {
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  readonly controls?: readonly Control[];
}

const MEASURES = [
  ['borne', 'amount borne'],
  ['cut', 'ADL notional cut'],
  ['paid', 'share of accounts that paid'],
] as const;

const controlOf = ({ name, label, options = [] }: Control): Markup =>
  html`<label>${label} <select data-control="${name}">${options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}</select></label>`;

/** A figure: the page draws it into its box. */
const figureOf = ({
  id,
  title,
  caption,
  controls = [],
}: FigureText): Markup => html`<figure id="figure-${id}" data-figure="${id}">
<figcaption><div><h3>${title}</h3><p class="hint">${caption}</p></div>
<span class="saves"><button type="button" data-save="svg" aria-label="Save ${title} as SVG">SVG</button><button type="button" data-save="csv" aria-label="Save ${title} as CSV">CSV</button></span></figcaption>
${controls.length === 0 ? undefined : html`<div class="controls">${controls.map(controlOf)}</div>`}
<div class="drawing" data-drawing></div>
<details class="data"><summary>The numbers</summary><div class="scroll" tabindex="0" role="region" aria-label="Numbers of this figure" data-numbers></div></details>
</figure>
`;

const LOSSES: FigureText = {
  id: 'losses',
  title: 'Who bore the losses',
  caption:
    'All that default cases needed, by who bore it. On the right the same bars without the defaulted accounts’ own collateral, on a scale of their own.',
};
const TIME: FigureText = {
  id: 'time',
  title: 'How it went',
  caption:
    'One time axis for all panels; move along it to read values. Bands run from the least to the most within a class of markets. Dashed lines are the second design.',
  controls: [
    {
      name: 'price',
      label: 'Prices',
      options: [
        ['classes', 'by class of market'],
        ['largest', 'the largest markets'],
      ],
    },
    {
      name: 'window',
      label: 'Time',
      options: [
        ['all', 'whole run'],
        ['busy', 'the busiest part'],
      ],
    },
  ],
};
const PAYERS: readonly FigureText[] = [
  {
    id: 'lorenz',
    title: 'How evenly the burden lay',
    caption:
      'Payers from the smallest on, against their share of what all payers bore. On the straight line all would bear alike. The two chosen designs are in colour, the others in grey.',
  },
  {
    id: 'sizes',
    title: 'Who paid, by size',
    caption: 'Accounts by their equity at the start, in decades.',
    controls: [{ name: 'measure', label: 'Measure', options: MEASURES }],
  },
  {
    id: 'hedged',
    title: 'Hedged or not',
    caption: 'Accounts of a hedge group against all others.',
    controls: [{ name: 'measure', label: 'Measure', options: MEASURES }],
  },
];
const HEDGES: FigureText = {
  id: 'hedges',
  title: 'Hedges before and after',
  caption:
    'Each dot is one of the 200 largest hedge groups: how much of it was matched at the start, and how much of that ADL left without its other side. Filled dots were hedged before and are not any more: above the dashed line, at 5 %. Shares beyond 150 % stand at the top edge.',
};
const FRONTIER: FigureText = {
  id: 'frontier',
  title: 'Any two metrics',
  caption: 'Choose both axes. Filled dots are not beaten: no design is at least as good on both and better on one.',
  controls: [
    { name: 'x', label: 'Across' },
    { name: 'y', label: 'Up' },
    {
      name: 'scale',
      label: 'Scale',
      options: [
        ['linear', 'linear'],
        ['log', 'logarithmic'],
      ],
    },
  ],
};
const DIFFERENCES: FigureText = {
  id: 'differences',
  title: 'Differences under the same draws',
  caption:
    'Mean difference from the baseline over shared seeds, with its 95 % interval. An interval that reaches across zero does not tell the two apart.',
  controls: [{ name: 'metric', label: 'Metric' }],
};
const ONE_SEED =
  'Difference from the baseline in the one seed that was run. Without more seeds there is no interval, so luck of the draw cannot be told from a difference of rules.';

/** What there is to draw. */
export interface Drawn {
  readonly figures: boolean;
  readonly differences: boolean;
  readonly seeds: number;
  /** Whether times are clock times. */
  readonly clock: boolean;
}

/** All figures; the two designs that some of them show are chosen once. */
export const figuresSections = (has: Drawn): Markup => html`
<section id="losses" aria-label="Losses"><h2>Losses</h2>${figureOf(LOSSES)}</section>
<section id="frontier" aria-label="Frontier"><h2>Trade-offs</h2>${figureOf(FRONTIER)}${has.differences ? figureOf(has.seeds > 1 ? DIFFERENCES : { ...DIFFERENCES, caption: ONE_SEED }) : undefined}</section>
${
  has.figures
    ? html`<section id="runs" aria-label="Runs"><h2>Two designs, closer</h2>
<div class="pair" role="group" aria-label="Designs shown below"><label class="first"><span class="key" aria-hidden="true"></span>Show <select id="design-a"></select></label> <label class="second"><span class="key" aria-hidden="true"></span>beside <select id="design-b"></select></label></div>
${figureOf(has.clock ? TIME : { ...TIME, caption: `${TIME.caption} Times are hours and minutes since the start.` })}
<h3 class="part">Who paid</h3><div class="two">${PAYERS.map(figureOf)}</div>
<h3 class="part">Hedges</h3>${figureOf(HEDGES)}</section>`
    : undefined
}`;
