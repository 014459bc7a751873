/** Designs by any two metrics, and who is not beaten. @module */
import { metricText, tickText } from './format.js';
import { linearScale, logScale } from './scale.js';
import { drawing, label, line, node, polyline, title, widthOf } from './svg.js';

/** @import { PayloadDesign, PayloadMetric } from '../payload.ts' */

/** @typedef {{ name: string, x: number, y: number }} Point */

const HEIGHT = 400;
const LEFT = 68;

/** How much worse a value is: larger is worse. @param {PayloadMetric} metric @param {number} value */
const cost = (metric, value) => (metric.better === 'higher' ? -value : value);

/**
 * Points that no other is at least as good as on both axes and better than on one.
 *
 * @param {readonly Point[]} points @param {PayloadMetric} across @param {PayloadMetric} up
 */
export const unbeaten = (points, across, up) => {
  if (across.better === 'neither' || up.better === 'neither') return [];
  const beats = (/** @type {Point} */ a, /** @type {Point} */ b) => {
    const [dx, dy] = [cost(across, b.x) - cost(across, a.x), cost(up, b.y) - cost(up, a.y)];
    return dx >= 0 && dy >= 0 && (dx > 0 || dy > 0);
  };
  return points.filter((point) => !points.some((other) => beats(other, point)));
};

/** Designs that have both metrics. @param {readonly PayloadDesign[]} designs @param {string} x @param {string} y @returns {Point[]} */
const pointsOf = (designs, x, y) =>
  designs.flatMap(({ name, metrics }) => {
    const [across, up] = [metrics[x] ?? null, metrics[y] ?? null];
    return across === null || up === null ? [] : [{ name, x: across, y: up }];
  });

/**
 * Puts a label beside each dot where it lies on no other label and no other dot, as far as there is such a place.
 *
 * @param {readonly { name: string, px: number, py: number }[]} dots @param {number} right
 */
const placed = (dots, right) => {
  /** @type {{ left: number, right: number, y: number }[]} */
  const taken = [];
  return dots.map(({ name, px, py }) => {
    const wide = widthOf(name, 12) + 4;
    const choices = [4, -10, 18, -24, 32, -38, 46, -52].flatMap((dy) => [
      { left: px + 10, right: px + 10 + wide, y: py + dy, anchor: /** @type {const} */ ('start') },
      { left: px - 10 - wide, right: px - 10, y: py + dy, anchor: /** @type {const} */ ('end') },
    ]);
    const free = choices.find(
      (place) =>
        place.left > 4 &&
        place.right < right &&
        place.y > 12 &&
        !taken.some(
          (other) => place.left < other.right && other.left < place.right && Math.abs(place.y - other.y) < 14,
        ) &&
        !dots.some(
          (dot) =>
            (dot.px !== px || dot.py !== py) &&
            dot.px > place.left - 7 &&
            dot.px < place.right + 7 &&
            Math.abs(dot.py - place.y + 4) < 11,
        ),
    );
    const place = free ?? { left: px + 10, right: px + 10 + wide, y: py + 4, anchor: /** @type {const} */ ('start') };
    taken.push(place);
    return { x: place.anchor === 'start' ? place.left : place.right, y: place.y, anchor: place.anchor };
  });
};

/** Longest texts of ticks need room. @param {PayloadMetric} metric @param {string} unit */
const axisName = (metric, unit) =>
  `${metric.title}${metric.style === 'amount' ? `, ${unit}` : ''}${metric.better === 'neither' ? '' : metric.better === 'lower' ? ' (less is better)' : ' (more is better)'}`;

/**
 * A scatter of designs.
 *
 * @param {readonly PayloadDesign[]} designs @param {PayloadMetric} across @param {PayloadMetric} up @param {boolean} log
 * @param {string} unit @param {number} width
 */
export const drawFrontier = (designs, across, up, log, unit, width) => {
  const points = pointsOf(designs, across.id, up.id);
  if (points.length === 0)
    return drawing(
      width,
      60,
      'No design has both metrics',
      label(0, 30, 'No design has a value of both metrics.', { colour: 'var(--quiet)' }),
    );
  const right = width - 20;
  const scaleOf = (
    /** @type {number[]} */ values,
    /** @type {number} */ from,
    /** @type {number} */ to,
    /** @type {number} */ count,
  ) => {
    const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
    return log ? logScale(low, high, from, to) : linearScale(low, high === low ? low + 1 : high, from, to, count);
  };
  const x = scaleOf(
    points.map((point) => point.x),
    LEFT,
    right,
    Math.max(3, Math.round(width / 160)),
  );
  const y = scaleOf(
    points.map((point) => point.y),
    HEIGHT,
    24,
    6,
  );
  const best = unbeaten(points, across, up);
  const axes =
    x.ticks
      .map(
        (tick) =>
          line(x.at(tick), 18, x.at(tick), HEIGHT) +
          label(x.at(tick), HEIGHT + 18, tickText(metricText(across.style, tick)), {
            anchor: 'middle',
            size: 11,
            colour: 'var(--quiet)',
          }),
      )
      .join('') +
    y.ticks
      .map(
        (tick) =>
          line(LEFT, y.at(tick), right, y.at(tick)) +
          label(LEFT - 8, y.at(tick) + 4, tickText(metricText(up.style, tick)), {
            anchor: 'end',
            size: 11,
            colour: 'var(--quiet)',
          }),
      )
      .join('');
  const step = best
    .toSorted((a, b) => a.x - b.x || a.y - b.y)
    .map((point) => /** @type {[number, number]} */ ([x.at(point.x), y.at(point.y)]));
  const dots = points.map((point) => ({ ...point, px: x.at(point.x), py: y.at(point.y) }));
  const labels = placed(dots, width - 2);
  const drawn = dots.map((dot, i) => {
    const good = best.some(({ name }) => name === dot.name);
    const at = /** @type {{ x: number, y: number, anchor: 'start' | 'end' }} */ (labels[i]);
    return (
      node(
        'circle',
        {
          cx: dot.px,
          cy: dot.py,
          r: good ? 6.5 : 5,
          style: `fill:${good ? 'var(--first)' : 'var(--paper)'};stroke:${good ? 'var(--first)' : 'var(--quiet)'};stroke-width:1.75`,
        },
        title(
          `${dot.name}: ${across.title} ${metricText(across.style, dot.x)}, ${up.title} ${metricText(up.style, dot.y)}`,
        ),
      ) +
      label(at.x, at.y, dot.name, {
        anchor: at.anchor,
        size: 12,
        halo: true,
        colour: good ? 'var(--ink)' : 'var(--quiet)',
        ...(good ? { weight: 600 } : {}),
      })
    );
  });
  const inside =
    axes +
    (step.length > 1 ? polyline(step, 'stroke:var(--first);stroke-width:1.25;stroke-dasharray:2 4') : '') +
    drawn.join('') +
    label(4, 12, axisName(up, unit), { size: 12, colour: 'var(--quiet)' }) +
    label(right, HEIGHT + 40, axisName(across, unit), { anchor: 'end', size: 12, colour: 'var(--quiet)' });
  return drawing(width, HEIGHT + 50, `Designs by ${across.title} and ${up.title}`, inside);
};

/** The same numbers as rows. @param {readonly PayloadDesign[]} designs @param {PayloadMetric} across @param {PayloadMetric} up @param {string} unit */
export const frontierRows = (designs, across, up, unit) => {
  const points = pointsOf(designs, across.id, up.id);
  const best = unbeaten(points, across, up).map(({ name }) => name);
  const head = (/** @type {PayloadMetric} */ metric) =>
    `${metric.title}${metric.style === 'amount' ? `, ${unit}` : ''}`;
  return [
    ['design', head(across), head(up), 'not beaten'],
    ...points.map(({ name, x, y }) => [name, x, y, best.includes(name) ? 'yes' : 'no']),
  ];
};
