/** Colours by meaning: the palette of Okabe and Ito, which readers with any colour vision tell apart. @module */

/** Who bears a loss, in the order of a waterfall. */
export const BEARERS = /** @type {const} */ ([
  ['ownCollateral', 'own collateral'],
  ['book', 'book'],
  ['backstop', 'backstop'],
  ['fund', 'fund'],
  ['adl', 'ADL'],
  ['socialised', 'socialised'],
  ['uncovered', 'uncovered'],
]);

/** Colour of a bearer. @param {string} bearer */
export const bearerColour = (bearer) => `var(--${bearer})`;

/** Colours of the two designs that are looked at closely. */
export const PAIR = /** @type {const} */ (['var(--first)', 'var(--second)']);

/** Colour of a class of markets or of a market, by its place. @param {number} i */
export const seriesColour = (i) => `var(--series-${(i % 5) + 1})`;
