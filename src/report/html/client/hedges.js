/** Hedge groups before and after ADL. @module */
import { amountText, countText, percentText, tickText } from './format.js';
import { PAIR } from './palette.js';
import { linearScale } from './scale.js';
import { drawing, label, line, node, title, wrapped } from './svg.js';

/** @import { PayloadDesign } from '../payload.ts' */

/** A hedge counts as broken above this share. */
const BROKEN = 0.05;
/** Shares beyond this one stand at the top edge: a few far out would press all others flat. */
const MOST = 1.5;
const HEIGHT = 300;
const LEFT = 52;
const TOP = 26;

/** What one design did to its hedges, in words. @param {PayloadDesign} design @param {string} unit */
const summaryOf = ({ name, figures }, unit) => {
  const hedges = figures?.hedges;
  if (hedges === undefined || hedges.groups === 0) return `${name}: no hedge groups`;
  return `${name}: ${countText(hedges.broken)} of ${countText(hedges.groups)} broken; ${percentText(hedges.after / hedges.matched)} of ${amountText(hedges.matched)} ${unit} left naked (${percentText(hedges.before / hedges.matched)} before)`;
};

/** What happened to each design's hedges, a paragraph each. @param {readonly string[]} texts @param {number} width */
const summaries = (texts, width) => {
  let y = 12;
  const drawn = texts.map((text, i) => {
    const colour = PAIR[/** @type {0 | 1} */ (i)] ?? PAIR[0];
    const mark = node('rect', { x: 0, y: y - 10, width: 12, height: 12, rx: 2, style: `fill:${colour}` });
    const lines = wrapped(text, width - 24).map((words) => {
      const at = y;
      y += 18;
      return label(18, at, words);
    });
    y += 4;
    return mark + lines.join('');
  });
  return { height: y + 6, inside: drawn.join('') };
};

/**
 * Each group by its matched notional and the share of it that lost its other side.
 *
 * @param {readonly PayloadDesign[]} pair @param {string} unit @param {number} width
 */
export const drawHedges = (pair, unit, width) => {
  const shown = pair.filter((design, i) => design.figures !== undefined && pair.indexOf(design) === i);
  const key = summaries(
    shown.map((design) => summaryOf(design, unit)),
    width,
  );
  const groups = shown.flatMap(({ figures }) => figures?.hedges.largest ?? []);
  if (groups.length === 0) return drawing(width, key.height + 8, 'Hedge groups', key.inside);
  const logs = groups.map(({ matched }) => Math.log10(matched));
  const [low, high] = [Math.floor(Math.min(...logs)), Math.ceil(Math.max(...logs) + 1e-9)];
  const most = Math.min(MOST, Math.max(0.1, ...groups.map(({ after, matched }) => after / matched)));
  const x = linearScale(low, high, LEFT, width - 16, high - low);
  const y = linearScale(0, most, HEIGHT, TOP, 5);
  const powers = Array.from({ length: high - low + 1 }, (_, i) => low + i);
  const axes =
    powers
      .map(
        (power) =>
          line(x.at(power), TOP, x.at(power), HEIGHT) +
          label(x.at(power), HEIGHT + 18, tickText(amountText(10 ** power)), {
            anchor: power === high ? 'end' : 'middle',
            size: 11,
            colour: 'var(--quiet)',
          }),
      )
      .join('') +
    y.ticks
      .map(
        (tick) =>
          line(LEFT, y.at(tick), width - 16, y.at(tick)) +
          label(LEFT - 6, y.at(tick) + 4, tickText(percentText(tick)), {
            anchor: 'end',
            size: 11,
            colour: 'var(--quiet)',
          }),
      )
      .join('') +
    line(LEFT, y.at(BROKEN), width - 16, y.at(BROKEN), 'stroke:var(--ink);stroke-dasharray:5 4');
  const dots = shown.flatMap((design, i) =>
    (design.figures?.hedges.largest ?? []).map(({ group, matched, before, after }) => {
      const share = after / matched;
      const broken = before <= BROKEN * matched && share > BROKEN;
      const colour = PAIR[/** @type {0 | 1} */ (i)] ?? PAIR[0];
      const says = `${design.name}, group ${group}: ${amountText(matched)} ${unit} matched, ${percentText(before / matched)} naked before and ${percentText(share)} after`;
      const at = { cx: x.at(Math.log10(matched)), cy: y.at(Math.min(share, MOST)), r: broken ? 4.5 : 3 };
      return node(
        'circle',
        { ...at, style: `fill:${broken ? colour : 'var(--paper)'};stroke:${colour};fill-opacity:0.75` },
        title(says),
      );
    }),
  );
  const inside =
    key.inside +
    node(
      'g',
      { transform: `translate(0 ${key.height})` },
      axes +
        dots.join('') +
        label(LEFT + (width - 16 - LEFT) / 2, HEIGHT + 38, `matched at the start, ${unit}`, {
          anchor: 'middle',
          size: 12,
          colour: 'var(--quiet)',
        }) +
        label(0, 8, 'share without its other side after ADL', { size: 12, colour: 'var(--quiet)' }),
    );
  return drawing(width, key.height + HEIGHT + 46, 'Hedge groups by matched notional and share left naked', inside);
};

/** The same numbers as rows, of the whole and of each group. @param {readonly PayloadDesign[]} designs @param {string} unit */
export const hedgeRows = (designs, unit) => [
  ['design', 'group', `matched before, ${unit}`, `|delta| before, ${unit}`, `|delta| after, ${unit}`],
  ...designs.flatMap(({ name, figures }) =>
    figures === undefined
      ? []
      : [
          [name, 'all', figures.hedges.matched, figures.hedges.before, figures.hedges.after],
          ...figures.hedges.largest.map(({ group, matched, before, after }) => [name, group, matched, before, after]),
        ],
  ),
];
