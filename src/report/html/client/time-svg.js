/** The panels over time as a drawing to keep: what the page shows on canvas. @module */
import { momentText, tickText } from './format.js';
import { linearScale, niceTicks } from './scale.js';
import { drawing, label, line, node, polyline, spread, widthOf } from './svg.js';

/** @import { Panel, Series } from './time-panels.js' */

const HEIGHT = 132;
const GAP = 44;
const LEFT = 64;

/** Least and most that a panel shows within a span of time. @param {Panel} panel @param {readonly [number, number]} span @returns {[number, number]} */
export const rangeOf = (panel, [from, to]) => {
  const values = panel.runs
    .flatMap(({ times, series }) =>
      series.flatMap((one) =>
        times.flatMap((time, i) =>
          time < from || time > to ? [] : [one.values[i] ?? null, one.band?.[0][i] ?? null, one.band?.[1][i] ?? null],
        ),
      ),
    )
    .filter((value) => value !== null);
  if (panel.zero) values.push(0);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low < high ? [low, high] : [low - (low === 0 ? 0 : 1), low + 1];
};

/** Round moments for an axis: whole seconds, minutes or hours. @param {readonly [number, number]} span @param {string | undefined} clock @param {number} count */
export const momentTicks = ([from, to], clock, count) => {
  const start = clock === undefined ? 0 : (Date.parse(clock) / 1000) % 86_400;
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];
  const step = steps.find((each) => (to - from) / each <= count) ?? 86_400;
  const ticks = [];
  for (let at = Math.ceil((from + start) / step) * step; at <= to + start; at += step) ticks.push(at - start);
  return { ticks, fine: step < 60 };
};

/**
 * All panels below one another.
 *
 * @param {readonly Panel[]} panels @param {readonly [number, number]} span @param {string | undefined} clock @param {number} width
 * @param {readonly string[]} names - The designs; the second is dashed.
 */
export const drawTime = (panels, span, clock, width, names) => {
  const right = width - 148;
  const x = (/** @type {number} */ seconds) => LEFT + ((seconds - span[0]) / (span[1] - span[0])) * (right - LEFT);
  const { ticks, fine } = momentTicks(span, clock, Math.max(3, Math.round(width / 110)));
  const bodies = panels.map((panel, p) => {
    const top = 30 + p * (HEIGHT + GAP);
    const [low, high] = rangeOf(panel, span);
    const y = linearScale(low, high, top + HEIGHT, top, 5);
    const axes =
      y.ticks
        .map(
          (tick) =>
            line(LEFT, y.at(tick), right, y.at(tick)) +
            label(LEFT - 8, y.at(tick) + 4, tickText(panel.text(tick)), {
              anchor: 'end',
              size: 11,
              colour: 'var(--quiet)',
            }),
        )
        .join('') +
      ticks
        .map(
          (tick) =>
            line(x(tick), top, x(tick), top + HEIGHT) +
            label(x(tick), top + HEIGHT + 15, momentText(tick, clock, fine), {
              anchor: 'middle',
              size: 11,
              colour: 'var(--quiet)',
            }),
        )
        .join('');
    const inside = panel.runs.flatMap(({ times, series }) => series.map((one) => ({ one, times })));
    const shape = (/** @type {readonly number[]} */ times, /** @type {Series['values']} */ values) =>
      times.flatMap((time, i) => {
        const value = values[i] ?? null;
        return value === null || time < span[0] || time > span[1]
          ? []
          : [/** @type {[number, number]} */ ([x(time), y.at(value)])];
      });
    const bands = inside.flatMap(({ one, times }) =>
      one.band === undefined
        ? []
        : [
            node('polygon', {
              points: [...shape(times, one.band[1]), ...shape(times, one.band[0]).reverse()]
                .map((point) => point.map((at) => at.toFixed(1)).join(','))
                .join(' '),
              style: `fill:${one.colour};fill-opacity:0.12`,
            }),
          ],
    );
    const curves = inside.map(({ one, times }) =>
      polyline(
        shape(times, one.values),
        `stroke:${one.colour};stroke-width:1.75${one.dashed ? ';stroke-dasharray:5 4' : ''}`,
      ),
    );
    const ends = inside.map(({ one, times }) => shape(times, one.values).at(-1)?.[1] ?? top);
    const heights = spread(ends, 13, top + 4, top + HEIGHT);
    const words = inside.map(({ one }, i) =>
      one.name === '' || (panel.id === 'price' && one.dashed)
        ? ''
        : label(right + 6, (heights[i] ?? top) + 4, one.name, { size: 11, colour: one.colour }),
    );
    return (
      label(LEFT, top - 10, panel.title, { weight: 600 }) + axes + bands.join('') + curves.join('') + words.join('')
    );
  });
  const head = names.length > 1 ? `${names[0]} (solid), ${names[1]} (dashed)` : (names[0] ?? '');
  const inside =
    label(width - widthOf(head) > LEFT + 300 ? width - 6 : LEFT, 12, head, {
      anchor: width - widthOf(head) > LEFT + 300 ? 'end' : 'start',
      colour: 'var(--quiet)',
    }) + bodies.join('');
  return drawing(width, 30 + panels.length * (HEIGHT + GAP), `Course of ${head}`, inside);
};

/** Ticks for an axis of values. @param {number} low @param {number} high */
export const valueTicks = (low, high) => niceTicks(low, high, 5);
