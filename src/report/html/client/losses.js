/** Losses by who bore them. @module */
import { bars, keys } from './bars.js';
import { amountText, percentText } from './format.js';
import { BEARERS, bearerColour } from './palette.js';
import { drawing, node } from './svg.js';

/** @import { PayloadDesign } from '../payload.ts' */

/** Widths from which the two panels stand side by side. */
const WIDE = 820;

/** What a bearer bore. @param {PayloadDesign} design @param {string} bearer */
const borne = (design, bearer) => (bearer === 'ownCollateral' ? design.ownCollateral : (design.metrics[bearer] ?? 0));

/**
 * Stacked bars of all losses, and of those beyond own collateral.
 *
 * @param {readonly PayloadDesign[]} designs @param {string} unit @param {number} width
 */
export const drawLosses = (designs, unit, width) => {
  const rowsOf = (/** @type {readonly (typeof BEARERS)[number][]} */ bearers) =>
    designs.map((design) => {
      const all = bearers.reduce((sum, [bearer]) => sum + Math.max(0, borne(design, bearer)), 0);
      const parts = bearers.map(([bearer, name]) => {
        const value = borne(design, bearer);
        return {
          value,
          colour: bearerColour(bearer),
          says: `${design.name}: ${name} ${amountText(value)} ${unit}${all > 0 ? `, ${percentText(value / all)}` : ''}`,
        };
      });
      return { name: design.name, parts, total: amountText(all) };
    });
  const present = BEARERS.filter(([bearer]) => designs.some((design) => borne(design, bearer) > 0));
  const key = keys(
    present.map(([bearer, name]) => [name, bearerColour(bearer)]),
    width,
  );
  const side = width >= WIDE;
  const first = side ? Math.round(width * 0.56) : width;
  const second = side ? width - first - 24 : width;
  const all = bars(rowsOf(BEARERS), 0, first, `All losses, ${unit}`, amountText);
  const others = bars(
    rowsOf(BEARERS.slice(1)),
    side ? first + 24 : 0,
    second,
    `Beyond own collateral, ${unit}`,
    amountText,
    !side,
  );
  const below = side ? key.height : key.height + all.height + 16;
  const inside =
    key.inside +
    node('g', { transform: `translate(0 ${key.height})` }, all.inside) +
    node('g', { transform: `translate(0 ${below})` }, others.inside);
  return drawing(width, below + others.height, 'Losses of each design by who bore them', inside);
};

/** The same numbers as rows. @param {readonly PayloadDesign[]} designs @param {string} unit */
export const lossRows = (designs, unit) => [
  ['design', ...BEARERS.map(([, name]) => `${name}, ${unit}`), `needed, ${unit}`],
  ...designs.map((design) => {
    const values = BEARERS.map(([bearer]) => borne(design, bearer));
    return [design.name, ...values, values.reduce((sum, value) => sum + value, 0)];
  }),
];
