/** Horizontal bars of parts, one row a design. @module */
import { tickText } from './format.js';
import { linearScale } from './scale.js';
import { fitted, label, line, node, title, widthOf } from './svg.js';

/**
 * @typedef {{ value: number, colour: string, says: string }} Part
 * @typedef {{ name: string, parts: readonly Part[], total: string, key?: string }} Row
 */

const ROW = 26;
const BAR = 16;
const NAME = 16;
const TOTAL = 64;
const HEAD = 34;
const LONGEST = 220;
/** Names that would take more than this share of the width stand above their bars. */
const ROOM = 0.4;

/**
 * Rows of bars. A row without a name belongs to the one before it.
 *
 * @param {readonly Row[]} rows @param {number} left @param {number} width @param {string} head
 * @param {(x: number) => string} text - Writes a tick.
 * @param {boolean} [named] - Whether names are shown; a second panel goes without.
 * @returns {{ height: number, inside: string }}
 */
export const bars = (rows, left, width, head, text, named = true) => {
  const longest = named ? Math.min(LONGEST, Math.max(...rows.map(({ name }) => widthOf(name))) + 12) : 0;
  const above = longest > width * ROOM;
  const start = left + (above ? 0 : longest);
  const end = left + width - TOTAL;
  const most = Math.max(...rows.map(({ parts }) => parts.reduce((sum, part) => sum + Math.max(0, part.value), 0)), 0);
  const scale = linearScale(0, most, start, end, Math.max(2, Math.round((end - start) / 110)));
  let y = HEAD;
  const drawn = rows.map(({ name, parts, total }) => {
    const lead = above && name !== '' ? NAME : 0;
    const top = y + lead + (ROW - BAR) / 2;
    y += ROW + lead;
    let sum = 0;
    const pieces = parts
      .filter(({ value }) => value > 0)
      .map(({ value, colour, says }) => {
        const [x, to] = [scale.at(sum), scale.at(sum + value)];
        sum += value;
        const box = { x, y: top, width: Math.max(0.75, to - x - 1), height: BAR };
        return node('rect', { ...box, style: `fill:${colour}` }, title(says));
      });
    const called = !named
      ? ''
      : above
        ? label(left, top - 5, fitted(name, width))
        : label(start - 10, top + BAR - 4, fitted(name, longest - 12), { anchor: 'end' });
    return (
      called + pieces.join('') + label(scale.at(sum) + 6, top + BAR - 4, total, { size: 12, colour: 'var(--quiet)' })
    );
  });
  const axis = scale.ticks.map((tick) => {
    const x = scale.at(tick);
    const anchor = x < left + 12 ? 'start' : 'middle';
    return (
      line(x, HEAD - 4, x, y) + label(x, HEAD - 8, tickText(text(tick)), { anchor, size: 11, colour: 'var(--quiet)' })
    );
  });
  const inside = label(left, 12, fitted(head, width, 14), { weight: 600 }) + axis.join('') + drawn.join('');
  return { height: y + 6, inside };
};

/**
 * A row of keys that wraps.
 *
 * @param {readonly (readonly [name: string, colour: string])[]} entries @param {number} width
 * @returns {{ height: number, inside: string }}
 */
export const keys = (entries, width) => {
  let [x, y] = [0, 12];
  const drawn = entries.map(([name, colour]) => {
    const wide = widthOf(name) + 34;
    if (x > 0 && x + wide > width) [x, y] = [0, y + 22];
    const at = x;
    x += wide;
    return (
      node('rect', { x: at, y: y - 10, width: 12, height: 12, rx: 2, style: `fill:${colour}` }) +
      label(at + 18, y, name)
    );
  });
  return { height: y + 14, inside: drawn.join('') };
};
