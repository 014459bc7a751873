/** How evenly the burden lay on those who bore it. @module */
import { countText } from './format.js';
import { PAIR } from './palette.js';
import { linearScale } from './scale.js';
import { drawing, LABEL, label, line, polyline, title } from './svg.js';

/** @import { PayloadDesign } from '../payload.ts' */

/** Colour of a design: one of the pair, or grey. @param {string} name @param {readonly string[]} pair */
const colourOf = (name, pair) => PAIR[/** @type {0 | 1} */ (pair.indexOf(name))] ?? 'var(--faint)';

/**
 * Lorenz curves of what payers bore.
 *
 * @param {readonly PayloadDesign[]} designs @param {readonly string[]} pair @param {number} width
 */
export const drawLorenz = (designs, pair, width) => {
  const size = Math.min(width - 60, 440);
  const [x, y] = [linearScale(0, 1, 44, 44 + size, 5), linearScale(0, 1, 12 + size, 12, 5)];
  const axes = x.ticks
    .map(
      (tick) =>
        line(x.at(tick), 12, x.at(tick), 12 + size) +
        line(44, y.at(tick), 44 + size, y.at(tick)) +
        label(x.at(tick), size + 28, `${Math.round(tick * 100)}`, {
          anchor: 'middle',
          size: 11,
          colour: 'var(--quiet)',
        }) +
        label(38, y.at(tick) + 4, `${Math.round(tick * 100)}`, { anchor: 'end', size: 11, colour: 'var(--quiet)' }),
    )
    .join('');
  const drawn = designs
    .filter(({ figures }) => (figures?.payers.lorenz.length ?? 0) > 0)
    .toSorted((a, b) => pair.indexOf(a.name) - pair.indexOf(b.name))
    .map((design) => {
      const points = /** @type {readonly (readonly [number, number])[]} */ (design.figures?.payers.lorenz);
      const chosen = pair.includes(design.name);
      return polyline(
        points.map(([payers, borne]) => [x.at(payers), y.at(borne)]),
        `stroke:${colourOf(design.name, pair)};stroke-width:${chosen ? 2.5 : 1.25}`,
        title(`${design.name}: ${countText(design.figures?.payers.payers ?? 0)} payers`),
      );
    });
  // The corner above the line of equality is free whatever the curves do.
  const words = pair
    .filter((name, i) => pair.indexOf(name) === i)
    .map((name, i) => {
      const payers = designs.find((design) => design.name === name)?.figures?.payers.payers ?? 0;
      const text = `${name}: ${payers === 0 ? 'no payers' : `${countText(payers)} payers`}`;
      return label(52, 48 + i * 18, text, {
        colour: colourOf(name, pair),
        weight: 600,
        halo: true,
        size: size < 360 ? 11 : LABEL,
      });
    });
  const inside =
    axes +
    line(x.at(0), y.at(0), x.at(1), y.at(1), 'stroke:var(--quiet);stroke-dasharray:3 4') +
    drawn.join('') +
    words.join('') +
    label(44 + size / 2, size + 46, '% of payers, smallest first', {
      anchor: 'middle',
      size: 12,
      colour: 'var(--quiet)',
    }) +
    label(x.at(0.34), y.at(0.36) - 6, 'all alike', { size: 11, colour: 'var(--quiet)', anchor: 'end' }) +
    label(52, 26, '% of the burden', { size: 12, colour: 'var(--quiet)', halo: true });
  return drawing(Math.min(width, size + 60), size + 54, 'Lorenz curves of what payers bore', inside);
};

/** The same numbers as rows. @param {readonly PayloadDesign[]} designs */
export const lorenzRows = (designs) => [
  ['design', 'share of payers', 'share of the burden'],
  ...designs.flatMap(({ name, figures }) =>
    (figures?.payers.lorenz ?? []).map(([payers, borne]) => [name, payers, borne]),
  ),
];
