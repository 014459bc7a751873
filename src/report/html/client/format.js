/** Numbers for people; the same words as the tables of the page use. @module */

const SCALES = /** @type {const} */ ([
  [1e12, 'tn'],
  [1e9, 'bn'],
  [1e6, 'm'],
  [1e3, 'k'],
]);

/** Three significant digits without an exponent. @param {number} x - At least 0. */
const threeDigits = (x) => {
  const places = x >= 100 ? 0 : x >= 10 ? 1 : 2;
  return x < 0.01 && x > 0 ? String(Number(x.toPrecision(2))) : x.toFixed(places);
};

/** An amount: `2.10bn`. @param {number | null} x */
export const amountText = (x) => {
  if (x === null) return '-';
  const size = Math.abs(x);
  if (size === 0) return '0';
  const sign = x < 0 ? '-' : '';
  const scale = SCALES.find(([at]) => size >= at * 0.9995);
  if (scale === undefined) return sign + (Number.isInteger(size) ? String(size) : threeDigits(size));
  return sign + threeDigits(size / scale[0]) + scale[1];
};

/** A whole number with separators: `34,983`. @param {number | null} x */
export const countText = (x) => {
  if (x === null) return '-';
  return (x < 0 ? '-' : '') + String(Math.abs(Math.round(x))).replace(/\B(?=(\d{3})+$)/g, ',');
};

/** A ratio as a percentage. @param {number | null} x */
export const percentText = (x) => {
  if (x === null) return '-';
  const hundreds = x * 100;
  if (Math.abs(hundreds) >= 1000) return `${countText(hundreds)} %`;
  const digits = hundreds.toFixed(Math.abs(hundreds) >= 100 ? 0 : 1);
  return `${digits === '-0.0' ? '0.0' : digits} %`;
};

/**
 * A time in two units, the smaller one only where there is something of it.
 * @param {string} large @param {number} many @param {string} small @param {number} rest
 */
const inUnits = (large, many, small, rest) => (rest === 0 ? `${many} ${large}` : `${many} ${large} ${rest} ${small}`);

/** Seconds: `12 min 5 s`, `10 min`. @param {number | null} x */
export const durationText = (x) => {
  if (x === null) return '-';
  if (x < 120) return `${Number(x.toFixed(1))} s`;
  const whole = Math.round(x);
  if (whole < 7200) return inUnits('min', Math.floor(whole / 60), 's', whole % 60);
  return inUnits('h', Math.floor(whole / 3600), 'min', Math.floor((whole % 3600) / 60));
};

/** A number with two decimals. @param {number | null} x */
export const numberText = (x) => (x === null ? '-' : x.toFixed(2));

/** The text of a tick: without zeros that say nothing, `1.50bn` as `1.5bn`. @param {string} text */
export const tickText = (text) => text.replace(/(\.\d*?)0+(?!\d)/, '$1').replace(/\.(?!\d)/, '');

/** How each style of metric is written. */
const WRITERS = {
  amount: amountText,
  count: countText,
  seconds: durationText,
  number: numberText,
  percent: percentText,
};

/** The value of a metric. @param {keyof typeof WRITERS} style @param {number | null} x */
export const metricText = (style, x) => WRITERS[style](x);

/**
 * A moment: clock time where the scenario has one, else time since the start.
 *
 * @param {number} seconds @param {string | undefined} clock - Of second 0: `2025-10-10T20:50Z`. @param {boolean} fine - With seconds.
 */
export const momentText = (seconds, clock, fine) => {
  const start = clock === undefined ? 0 : Date.parse(clock) / 1000;
  const all = Math.round(start + seconds);
  const two = (/** @type {number} */ x) => String(x).padStart(2, '0');
  const day = clock === undefined ? all : ((all % 86_400) + 86_400) % 86_400;
  const hours = Math.floor(day / 3600);
  const text = `${clock === undefined ? hours : two(hours)}:${two(Math.floor((day % 3600) / 60))}`;
  return fine ? `${text}:${two(day % 60)}` : text;
};
