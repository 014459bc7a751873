/** SVG as text. Colours are variables of the page, so that a drawing follows its scheme. @module */

/** Size of labels, and about how wide a letter of it is. */
export const LABEL = 13;
const LETTER = 0.6;

/** Text that is safe inside SVG. @param {string} text */
export const safe = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** About how wide a text is. @param {string} text @param {number} size */
export const widthOf = (text, size = LABEL) => text.length * size * LETTER;

/** Shortens a text to a width. @param {string} text @param {number} width @param {number} size */
export const fitted = (text, width, size = LABEL) => {
  const most = Math.floor(width / (size * LETTER));
  return text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1))}…`;
};

/** Breaks a text into lines of a width. @param {string} text @param {number} width @param {number} size @returns {string[]} */
export const wrapped = (text, width, size = LABEL) =>
  text.split(' ').reduce(
    (lines, word) => {
      const last = lines.at(-1);
      if (last !== undefined && widthOf(`${last} ${word}`, size) <= width) lines[lines.length - 1] = `${last} ${word}`;
      else lines.push(word);
      return lines;
    },
    /** @type {string[]} */ ([]),
  );

const px = (/** @type {number} */ x) => String(Number(x.toFixed(1)));

/** @param {Record<string, string | number | undefined>} attributes */
const written = (attributes) =>
  Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? px(value) : safe(String(value))}"`)
    .join('');

/**
 * One element.
 *
 * @param {string} name @param {Record<string, string | number | undefined>} attributes @param {string} [inside]
 */
export const node = (name, attributes, inside = '') => `<${name}${written(attributes)}>${inside}</${name}>`;

/** What pointing at an element says. @param {string} text */
export const title = (text) => node('title', {}, safe(text));

/**
 * A text at a place.
 *
 * @param {number} x @param {number} y @param {string} text
 * @param {{ anchor?: 'start' | 'middle' | 'end', size?: number, colour?: string, weight?: number, halo?: boolean }} [how]
 */
export const label = (
  x,
  y,
  text,
  { anchor = 'start', size = LABEL, colour = 'var(--ink)', weight, halo = false } = {},
) =>
  node(
    'text',
    {
      x,
      y,
      'text-anchor': anchor,
      'font-size': size,
      'font-weight': weight,
      style: `fill:${colour}${halo ? ';stroke:var(--paper);stroke-width:4px;paint-order:stroke;stroke-linejoin:round' : ''}`,
    },
    safe(text),
  );

/** A straight line. @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 @param {string} [style] */
export const line = (x1, y1, x2, y2, style = 'stroke:var(--rule)') => node('line', { x1, y1, x2, y2, style });

/** A line through points. @param {readonly (readonly [number, number])[]} points @param {string} style @param {string} [inside] */
export const polyline = (points, style, inside = '') =>
  node(
    'polyline',
    { points: points.map(([x, y]) => `${px(x)},${px(y)}`).join(' '), style: `fill:none;${style}` },
    inside,
  );

/** A drawing. @param {number} width @param {number} height @param {string} name - What it shows, for who cannot see it. @param {string} inside */
export const drawing = (width, height, name, inside) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${px(width)}" height="${px(height)}" viewBox="0 0 ${px(width)} ${px(height)}" role="img" aria-label="${safe(name)}" font-family="system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif">${inside}</svg>`;

/**
 * Moves labels apart so that none lies on another, as little as it takes.
 *
 * @param {readonly number[]} wanted - Heights, any order. @param {number} gap @param {number} low @param {number} high
 * @returns {number[]} Heights in the same order.
 */
export const spread = (wanted, gap, low, high) => {
  const order = wanted.map((y, i) => ({ y, i })).sort((a, b) => a.y - b.y);
  order.forEach((each, k) => {
    const above = order[k - 1];
    each.y = Math.max(each.y, low, above === undefined ? low : above.y + gap);
  });
  for (let k = order.length - 1; k >= 0; k--) {
    const each = /** @type {{ y: number, i: number }} */ (order[k]);
    const below = order[k + 1];
    each.y = Math.min(each.y, below === undefined ? high : below.y - gap);
  }
  const heights = wanted.slice();
  for (const { y, i } of order) heights[i] = y;
  return heights;
};
