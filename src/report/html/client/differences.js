/** Paired differences with their intervals. @module */
import { countText, metricText, tickText } from './format.js';
import { linearScale } from './scale.js';
import { drawing, fitted, label, line, node, title, widthOf } from './svg.js';

/** @import { PayloadMetric, PayloadView } from '../payload.ts' */

const ROW = 30;
const HEAD = 44;

/**
 * Mean differences of one metric from the baseline.
 *
 * @param {PayloadView['differences']} all @param {PayloadMetric} metric @param {string} unit @param {number} width
 */
export const drawDifferences = (all, metric, unit, width) => {
  const shown = all.filter((one) => one.metric === metric.id);
  if (shown.length === 0)
    return drawing(
      width,
      50,
      'No differences',
      label(0, 24, 'Nothing to compare in this metric.', { colour: 'var(--quiet)' }),
    );
  const narrow = width < 520;
  const longest = narrow ? 0 : Math.min(220, Math.max(...shown.map(({ design }) => widthOf(design))) + 14);
  const step = narrow ? ROW + 14 : ROW;
  const bottom = HEAD + shown.length * step;
  const ends = shown.flatMap(({ mean, low, high }) => [mean, low ?? mean, high ?? mean]);
  const scale = linearScale(
    Math.min(0, ...ends),
    Math.max(0, ...ends),
    narrow ? 28 : longest + 8,
    width - 16,
    Math.max(3, Math.round(width / 170)),
  );
  const axes = scale.ticks
    .map(
      (tick) =>
        line(
          scale.at(tick),
          HEAD - 6,
          scale.at(tick),
          bottom,
          tick === 0 ? 'stroke:var(--ink)' : 'stroke:var(--rule)',
        ) +
        label(scale.at(tick), HEAD - 12, tickText(metricText(metric.style, tick)), {
          anchor: 'middle',
          size: 11,
          colour: 'var(--quiet)',
        }),
    )
    .join('');
  const rows = shown.map(({ design, mean, low, high, n, lower, equal, higher }, i) => {
    const y = HEAD + i * step + (narrow ? 28 : ROW / 2);
    const clear = low !== null && high !== null && (low > 0 || high < 0);
    const colour = clear ? 'var(--first)' : 'var(--quiet)';
    const says = `${design}: ${metricText(metric.style, mean)} (${metricText(metric.style, low)} to ${metricText(metric.style, high)}) over ${countText(n)} seeds; less in ${lower}, the same in ${equal}, more in ${higher}`;
    return node(
      'g',
      {},
      title(says) +
        (narrow ? label(0, y - 10, design) : label(longest, y + 4, fitted(design, longest - 14), { anchor: 'end' })) +
        (low === null || high === null
          ? ''
          : line(scale.at(low), y, scale.at(high), y, `stroke:${colour};stroke-width:3;stroke-linecap:round`)) +
        node('circle', {
          cx: scale.at(mean),
          cy: y,
          r: 5.5,
          style: `fill:${clear ? colour : 'var(--paper)'};stroke:${colour};stroke-width:1.75`,
        }),
    );
  });
  const head = `${metric.title}${metric.style === 'amount' ? `, ${unit}` : ''}: more or less than ${shown[0]?.against}`;
  return drawing(width, bottom + 10, head, label(0, 12, fitted(head, width), { weight: 600 }) + axes + rows.join(''));
};

/** The same numbers as rows. @param {PayloadView['differences']} all */
export const differenceRows = (all) => [
  ['metric', 'design', 'against', 'mean', 'low', 'high', 'seeds', 'lower', 'equal', 'higher'],
  ...all.map((one) => [
    one.metric,
    one.design,
    one.against,
    one.mean,
    one.low,
    one.high,
    one.n,
    one.lower,
    one.equal,
    one.higher,
  ]),
];
