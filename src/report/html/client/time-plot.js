/** The panels over time on canvas, one crosshair through all. @module */
import { momentText, tickText } from './format.js';
import { spread } from './svg.js';
import { momentTicks, rangeOf, valueTicks } from './time-svg.js';

/** @import uPlot from 'uplot' */
/** @import { Panel, Series } from './time-panels.js' */

const HEIGHT = 168;
const NAMES = 148;
const AXIS = 62;

/** The value of a variable of the page, or the colour itself. @param {string} colour */
export const resolved = (colour) => {
  const name = /^var\((--[\w-]+)\)$/.exec(colour)?.[1];
  return name === undefined ? colour : getComputedStyle(document.documentElement).getPropertyValue(name).trim();
};

/** A colour with so much of it seen. @param {string} colour @param {number} share */
const faded = (colour, share) =>
  `${resolved(colour)}${Math.round(share * 255)
    .toString(16)
    .padStart(2, '0')}`;

/** Columns of a panel on the times of all its runs. @param {Panel} panel @returns {uPlot.AlignedData} */
const dataOf = (panel) => {
  const tables = panel.runs.map(
    ({ times, series }) =>
      /** @type {uPlot.AlignedData} */ ([
        times,
        ...series.flatMap((one) => (one.band === undefined ? [one.values] : [one.values, one.band[0], one.band[1]])),
      ]),
  );
  return tables.length === 1 ? /** @type {uPlot.AlignedData} */ (tables[0]) : uPlotClass().join(tables);
};

/** The chart library, which the page carries as a script of its own. @returns {typeof uPlot} */
const uPlotClass = () => /** @type {any} */ (globalThis).uPlot ?? /** @type {any} */ (window).uPlot;

/** Writes the names of the lines behind their ends. @param {uPlot} plot @param {readonly { one: Series, column: number }[]} lines @param {boolean} firstOnly */
const nameLines = (plot, lines, firstOnly) => {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const named = lines.filter(({ one }) => one.name !== '' && !(firstOnly && one.dashed));
  const max = plot.scales.x?.max ?? 0;
  const ends = named.map(({ column }) => {
    const values = /** @type {readonly (number | null | undefined)[]} */ (plot.data[column]);
    let i = values.length - 1;
    while (i > 0 && (values[i] === null || values[i] === undefined || /** @type {number} */ (plot.data[0][i]) > max))
      i--;
    return plot.valToPos(values[i] ?? 0, 'y', true);
  });
  const heights = spread(ends, 13 * ratio, bbox.top + 4 * ratio, bbox.top + bbox.height);
  ctx.save();
  ctx.font = `600 ${11 * ratio}px system-ui, sans-serif`;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  named.forEach(({ one }, i) => {
    ctx.fillStyle = resolved(one.colour);
    ctx.fillText(one.name, bbox.left + bbox.width + 6 * ratio, heights[i] ?? 0, (NAMES - 8) * ratio);
  });
  ctx.restore();
};

/**
 * Draws all panels into a box, in place of what it held.
 *
 * @param {HTMLElement} box @param {readonly Panel[]} panels @param {readonly [number, number]} span @param {string | undefined} clock @param {number} width
 * @returns {() => void} Takes the charts away again.
 */
export const plotTime = (box, panels, span, clock, width) => {
  box.replaceChildren();
  const sync = uPlotClass().sync('time');
  const { ticks, fine } = momentTicks(span, clock, Math.max(3, Math.round(width / 120)));
  const plots = panels.map((panel) => {
    const holder = document.createElement('div');
    holder.className = 'panel';
    const head = document.createElement('p');
    head.className = 'panel-head';
    const name = document.createElement('b');
    name.textContent = panel.title;
    const reading = document.createElement('output');
    head.append(name, reading);
    holder.append(head);
    box.append(holder);
    const plot = panelPlot(holder, panel, { span, clock, width, ticks, fine, sync: sync.key, reading });
    sync.sub(plot);
    return plot;
  });
  return () => {
    for (const plot of plots) {
      sync.unsub(plot);
      plot.destroy();
    }
  };
};

/**
 * @param {HTMLElement} holder @param {Panel} panel
 * @param {{ span: readonly [number, number], clock: string | undefined, width: number, ticks: number[], fine: boolean, sync: string, reading: HTMLElement }} how
 */
const panelPlot = (holder, panel, { span, clock, width, ticks, fine, sync, reading }) => {
  const [low, high] = rangeOf(panel, span);
  const room = (high - low) * 0.06;
  /** @type {uPlot.Series[]} */
  const series = [{}];
  /** @type {uPlot.Band[]} */
  const bands = [];
  /** @type {{ one: Series, column: number }[]} */
  const lines = [];
  for (const run of panel.runs)
    for (const one of run.series) {
      const column = series.length;
      lines.push({ one, column });
      series.push({
        stroke: resolved(one.colour),
        width: 1.75,
        points: { show: false },
        spanGaps: true,
        ...(one.dashed ? { dash: [5, 4] } : {}),
      });
      if (one.band === undefined) continue;
      for (const _ of one.band) series.push({ stroke: 'transparent', width: 0, points: { show: false } });
      bands.push({ series: [column + 2, column + 1], fill: faded(one.colour, 0.13) });
    }
  const axis = {
    stroke: resolved('var(--quiet)'),
    grid: { stroke: resolved('var(--rule)'), width: 1 },
    ticks: { show: false },
    font: '11px system-ui, sans-serif',
  };
  const narrow = width < 560;
  return new (uPlotClass())(
    {
      width,
      height: HEIGHT,
      padding: [6, narrow ? 12 : NAMES, 0, 0],
      legend: { show: false },
      cursor: { sync: { key: sync }, drag: { x: false, y: false }, points: { show: false }, y: false },
      scales: {
        x: { time: false, range: () => [span[0], span[1]] },
        y: { range: () => [panel.zero && low === 0 ? 0 : low - room, high + room] },
      },
      axes: [
        {
          ...axis,
          size: 30,
          gap: 9,
          splits: () => ticks,
          values: (_, splits) => splits.map((at) => momentText(at, clock, fine)),
        },
        {
          ...axis,
          size: AXIS,
          gap: 6,
          splits: () => valueTicks(low, high),
          values: (_, splits) => splits.map((at) => tickText(panel.text(at))),
        },
      ],
      series,
      bands,
      hooks: {
        draw: [(plot) => (narrow ? undefined : nameLines(plot, lines, panel.id === 'price'))],
        setCursor: [
          (plot) => {
            reading.textContent = readingOf(plot, panel, lines, clock);
          },
        ],
      },
    },
    dataOf(panel),
    holder,
  );
};

/** What stands at the crosshair. @param {uPlot} plot @param {Panel} panel @param {readonly { one: Series, column: number }[]} lines @param {string | undefined} clock */
const readingOf = (plot, panel, lines, clock) => {
  const at = plot.cursor.idx;
  if (at === null || at === undefined || (plot.cursor.left ?? -1) < 0) return '';
  const last = (/** @type {number} */ column) => {
    const values = /** @type {readonly (number | null | undefined)[]} */ (plot.data[column]);
    for (let i = at; i >= 0; i--) if (values[i] !== null && values[i] !== undefined) return values[i] ?? null;
    return null;
  };
  const values = lines.map(({ one, column }) =>
    `${one.name}${one.dashed && panel.id === 'price' ? ' (dashed)' : ''} ${panel.text(last(column))}`.trim(),
  );
  return `${momentText(/** @type {number} */ (plot.data[0][at]), clock, true)}  ${values.join('  ·  ')}`;
};
