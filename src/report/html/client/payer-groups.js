/** Who paid: by size of account, hedged or not. @module */
import { bars, keys } from './bars.js';
import { amountText, countText, percentText, tickText } from './format.js';
import { PAIR } from './palette.js';
import { drawing, node, widthOf } from './svg.js';

/** @import { PayerGroup } from '../../../measure/figures-shape.ts' */
/** @import { PayloadDesign } from '../payload.ts' */

/** @typedef {'borne' | 'cut' | 'paid'} Measure */

/** A measure of a group of accounts. @param {PayerGroup} group @param {Measure} measure */
const measured = (group, measure) => {
  if (measure === 'borne') return group.borne;
  if (measure === 'cut') return group.cut;
  return group.accounts === 0 ? 0 : group.payers / group.accounts;
};
/** @param {Measure} measure */
const writer = (measure) => (measure === 'paid' ? percentText : amountText);
/** @param {Measure} measure @param {string} unit */
const measureName = (measure, unit) =>
  measure === 'borne' ? `Borne, ${unit}` : measure === 'cut' ? `ADL notional cut, ${unit}` : 'Accounts that paid';

/** @param {{ from: number, to: number }} size @param {string} unit */
const sizeName = ({ from, to }, unit) =>
  from === 0 ? `below 1 ${unit}` : `${tickText(amountText(from))} to ${tickText(amountText(to))}`;

/** @param {string} who @param {PayerGroup} group @param {string} unit */
const saysOf = (who, group, unit) =>
  `${who}: ${countText(group.payers)} of ${countText(group.accounts)} accounts paid ${amountText(group.borne)} ${unit}; ADL closed ${amountText(group.cut)} ${unit}`;

/** Short enough to stand beside a bar. @param {PayerGroup} group @param {Measure} measure */
const totalOf = (group, measure) => writer(measure)(measured(group, measure));

/** Bars below their key. @param {{ height: number, inside: string }} key @param {{ height: number, inside: string }} body @param {number} width @param {string} name */
const withKey = (key, body, width, name) =>
  drawing(
    width,
    key.height + body.height,
    name,
    key.inside + node('g', { transform: `translate(0 ${key.height})` }, body.inside),
  );

/**
 * Bars by size of account for the pair.
 *
 * @param {readonly PayloadDesign[]} pair @param {Measure} measure @param {string} unit @param {number} width
 */
export const drawSizes = (pair, measure, unit, width) => {
  const shown = pair.filter((design, i) => design.figures !== undefined && pair.indexOf(design) === i);
  const decades = [
    ...new Set(shown.flatMap(({ figures }) => figures?.payers.sizes.map(({ from }) => from) ?? [])),
  ].sort((a, b) => a - b);
  const rows = decades.flatMap((from) =>
    shown.map((design, i) => {
      const group = design.figures?.payers.sizes.find((size) => size.from === from);
      const name = sizeName({ from, to: from * 10 }, unit);
      return {
        name: i === 0 ? name : '',
        parts:
          group === undefined
            ? []
            : [
                {
                  value: measured(group, measure),
                  colour: PAIR[/** @type {0 | 1} */ (pair.indexOf(design))],
                  says: saysOf(`${design.name}, ${name}`, group, unit),
                },
              ],
        total: group === undefined ? 'none' : totalOf(group, measure),
      };
    }),
  );
  const key = keys(
    shown.map((design) => [design.name, PAIR[/** @type {0 | 1} */ (pair.indexOf(design))]]),
    width,
  );
  return withKey(
    key,
    bars(rows, 0, width, measureName(measure, unit), writer(measure)),
    width,
    `${measureName(measure, unit)} by size of account`,
  );
};

/** The same numbers as rows. @param {readonly PayloadDesign[]} designs @param {string} unit */
export const sizeRows = (designs, unit) => [
  [
    'design',
    `equity from, ${unit}`,
    `equity to, ${unit}`,
    'accounts',
    'payers',
    `borne, ${unit}`,
    `ADL notional cut, ${unit}`,
  ],
  ...designs.flatMap(({ name, figures }) =>
    (figures?.payers.sizes ?? []).map((size) => [
      name,
      size.from,
      size.to,
      size.accounts,
      size.payers,
      size.borne,
      size.cut,
    ]),
  ),
];

/**
 * Bars of hedged and other accounts, a row a design.
 *
 * @param {readonly PayloadDesign[]} designs @param {Measure} measure @param {string} unit @param {number} width
 */
export const drawHedged = (designs, measure, unit, width) => {
  const kinds = /** @type {const} */ ([
    ['hedged', 'var(--hedged)'],
    ['unhedged', 'var(--unhedged)'],
  ]);
  const shown = designs.filter(({ figures }) => figures !== undefined);
  const key = keys(
    kinds.map(([kind, colour]) => [kind === 'hedged' ? 'hedged' : 'all others', colour]),
    width,
  );
  const part = (/** @type {PayloadDesign} */ design, /** @type {(typeof kinds)[number]} */ [kind, colour]) => {
    const group = /** @type {PayerGroup} */ (design.figures?.payers[kind]);
    return { value: measured(group, measure), colour, says: saysOf(`${design.name}, ${kind}`, group, unit) };
  };
  // Shares of two groups do not add up, so each has a bar of its own.
  const rows =
    measure === 'paid'
      ? shown.flatMap((design) =>
          kinds.map((kind, i) => ({
            name: i === 0 ? design.name : '',
            parts: [part(design, kind)],
            total: percentText(part(design, kind).value),
          })),
        )
      : shown.map((design) => {
          const parts = kinds.map((kind) => part(design, kind));
          const all = parts.reduce((sum, { value }) => sum + value, 0);
          return { name: design.name, parts, total: all === 0 ? '0' : `${percentText((parts[0]?.value ?? 0) / all)}` };
        });
  const head =
    measure === 'paid' ? measureName(measure, unit) : `${measureName(measure, unit)}; at the end: share of the hedged`;
  return withKey(
    key,
    bars(rows, 0, width, widthOf(head) > width ? measureName(measure, unit) : head, writer(measure)),
    width,
    `${measureName(measure, unit)}, hedged or not`,
  );
};

/** The same numbers as rows. @param {readonly PayloadDesign[]} designs @param {string} unit */
export const hedgedRows = (designs, unit) => [
  ['design', 'group', 'accounts', 'payers', `borne, ${unit}`, `ADL notional cut, ${unit}`],
  ...designs.flatMap(({ name, figures }) =>
    figures === undefined
      ? []
      : /** @type {const} */ (['hedged', 'unhedged', 'venue']).map((kind) => {
          const group = figures.payers[kind];
          return [name, kind, group.accounts, group.payers, group.borne, group.cut];
        }),
  ),
];
