/** Puts the page together: reads what it carries, mounts its figures, listens to its choices. @module */
import { differenceRows, drawDifferences } from './differences.js';
import { fill, mount } from './figure.js';
import { drawFrontier, frontierRows } from './frontier.js';
import { drawHedges, hedgeRows } from './hedges.js';
import { drawLorenz, lorenzRows } from './lorenz.js';
import { drawLosses, lossRows } from './losses.js';
import { drawHedged, drawSizes, hedgedRows, sizeRows } from './payer-groups.js';
import { startTables } from './table.js';
import { startTheme } from './theme.js';
import { busySpan, panelsOf, timeRows } from './time-panels.js';
import { plotTime } from './time-plot.js';
import { drawTime } from './time-svg.js';
import { startTips } from './tips.js';

/** @import { Measure } from './payer-groups.js' */
/** @import { Payload, PayloadMetric, PayloadView } from '../payload.ts' */

const payload = /** @type {Payload} */ (JSON.parse(document.getElementById('payload')?.textContent ?? ''));
const { experiment, numeraire: unit, metrics } = payload;
const viewSelect = /** @type {HTMLSelectElement | null} */ (document.getElementById('view'));
const pairSelects = ['design-a', 'design-b'].map(
  (id) => /** @type {HTMLSelectElement | null} */ (document.getElementById(id)),
);

const view = () => /** @type {PayloadView} */ (payload.views[Number(viewSelect?.value ?? 0)]);
const metricOf = (/** @type {string} */ id) =>
  /** @type {PayloadMetric} */ (metrics.find((metric) => metric.id === id) ?? metrics[0]);
const withFigures = () => view().designs.filter(({ figures }) => figures !== undefined);
const pair = () => pairSelects.flatMap((select) => view().designs.find(({ name }) => name === select?.value) ?? []);
const pairNames = () => pair().map(({ name }) => name);

/** Fills the choices whose entries depend on the view. */
const fillChoices = () => {
  const { designs, differences } = view();
  const all = withFigures();
  // What a reader asks first: how the baseline did beside the design that lost most.
  const first = all.find(({ name }) => name === payload.baseline) ?? all[0];
  const others = all.filter((design) => design !== first);
  const second = others.toSorted((a, b) => (b.metrics.shortfall ?? 0) - (a.metrics.shortfall ?? 0))[0];
  pairSelects.forEach((select, i) => {
    const kept = withFigures().some(({ name }) => name === select?.value)
      ? select?.value
      : (i === 0 ? first : (second ?? first))?.name;
    const options = withFigures().map(({ name }) => /** @type {[string, string]} */ ([name, name]));
    fill(select, i === 0 ? options : [...options, ['', 'nothing']], kept ?? '');
  });
  const varying = metrics.filter(({ id }) => designs.some((design) => (design.metrics[id] ?? null) !== null));
  const axes = varying.map(({ id, title, group }) => /** @type {[string, string, string]} */ ([id, title, group]));
  const choice = (/** @type {string} */ figure, /** @type {string} */ name) =>
    /** @type {HTMLSelectElement | null} */ (document.querySelector(`#figure-${figure} [data-control="${name}"]`));
  for (const [name, usual] of /** @type {const} */ ([
    ['x', 'shortfall'],
    ['y', 'adlNotional'],
  ]))
    fill(choice('frontier', name), axes, choice('frontier', name)?.value || usual);
  const told = metrics.filter(({ id }) => differences.some(({ metric }) => metric === id));
  fill(
    choice('differences', 'metric'),
    told.map(({ id, title, group }) => [id, title, group]),
    told[0]?.id ?? '',
  );
};

/** Panels, the span of time they show, and its clock. @param {import('./figure.js').Frame} frame */
const course = ({ control }) => {
  const panels = panelsOf(pair(), control('price'), unit);
  const all = panels[0]?.runs.map(({ times }) => times.at(-1) ?? 0) ?? [1];
  /** @type {[number, number]} */
  const span = control('window') === 'busy' ? busySpan(panels) : [0, Math.max(...all)];
  return { panels, span, clock: pair()[0]?.figures?.clock };
};

let takeAway = () => {};

const mounted = () => [
  mount('losses', experiment, {
    svg: ({ width }) => drawLosses(view().designs, unit, width),
    rows: () => lossRows(view().designs, unit),
  }),
  mount('frontier', experiment, {
    svg: ({ width, control }) =>
      drawFrontier(
        view().designs,
        metricOf(control('x')),
        metricOf(control('y')),
        control('scale') === 'log',
        unit,
        width,
      ),
    rows: () => {
      const axis = (/** @type {string} */ name) =>
        metricOf(
          /** @type {HTMLSelectElement | null} */ (document.querySelector(`#figure-frontier [data-control="${name}"]`))
            ?.value ?? '',
        );
      return frontierRows(view().designs, axis('x'), axis('y'), unit);
    },
  }),
  mount('differences', experiment, {
    svg: ({ width, control }) => drawDifferences(view().differences, metricOf(control('metric')), unit, width),
    rows: () => differenceRows(view().differences),
  }),
  mount('time', experiment, {
    svg: (frame) => {
      const { panels, span, clock } = course(frame);
      return drawTime(panels, span, clock, Math.max(720, frame.width), pairNames());
    },
    draw: (box, frame) => {
      takeAway();
      const { panels, span, clock } = course(frame);
      takeAway = plotTime(box, panels, span, clock, frame.width);
    },
    rows: () => timeRows(pair(), unit),
  }),
  mount('lorenz', experiment, {
    svg: ({ width }) => drawLorenz(view().designs, pairNames(), width),
    rows: () => lorenzRows(view().designs),
  }),
  mount('sizes', experiment, {
    svg: ({ width, control }) => drawSizes(pair(), /** @type {Measure} */ (control('measure')), unit, width),
    rows: () => sizeRows(view().designs, unit),
  }),
  mount('hedged', experiment, {
    svg: ({ width, control }) => drawHedged(view().designs, /** @type {Measure} */ (control('measure')), unit, width),
    rows: () => hedgedRows(view().designs, unit),
  }),
  mount('hedges', experiment, {
    svg: ({ width }) => drawHedges(pair(), unit, width),
    rows: () => hedgeRows(view().designs, unit),
  }),
];

fillChoices();
const redraws = mounted();
const redrawAll = () => {
  for (const redraw of redraws) redraw();
};
for (const select of pairSelects) select?.addEventListener('change', redrawAll);
viewSelect?.addEventListener('change', () => {
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.of-view')))
    part.hidden = part.dataset.view !== viewSelect.value;
  fillChoices();
  redrawAll();
});
startTables(experiment);
startTips(metrics);
startTheme(redrawAll);
