/** Scales and their ticks. @module */

/** @typedef {{ at: (x: number) => number, ticks: number[] }} Scale */

/**
 * Round steps of 1, 2, 2.5 or 5 times a power of ten within a range.
 *
 * @param {number} low @param {number} high @param {number} count - About so many.
 */
export const niceTicks = (low, high, count) => {
  const span = high - low;
  if (!(span > 0)) return [low];
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5, 10].find((each) => each * power >= rough) ?? 10);
  const ticks = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++)
    ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
};

/**
 * A linear scale that takes a domain to pixels, widened to round ends.
 *
 * @param {number} low @param {number} high @param {number} from @param {number} to @param {number} count @returns {Scale}
 */
export const linearScale = (low, high, from, to, count) => {
  const top = high > low ? high : low + 1;
  const ticks = niceTicks(low, top, count);
  const step = (ticks[1] ?? top) - (ticks[0] ?? low);
  const [start, end] = [Math.floor(low / step + 1e-9) * step, Math.ceil(top / step - 1e-9) * step];
  return { at: (x) => from + ((x - start) / (end - start)) * (to - from), ticks: niceTicks(start, end, count) };
};

/**
 * A logarithmic scale that keeps zero and what is below it: `sign(x) log(1 + |x| / unit)`, the unit a thousandth of the largest.
 *
 * @param {number} low @param {number} high @param {number} from @param {number} to @returns {Scale}
 */
export const logScale = (low, high, from, to) => {
  const most = Math.max(Math.abs(low), Math.abs(high)) || 1;
  const unit = 10 ** (Math.floor(Math.log10(most)) - 3);
  const log = (/** @type {number} */ x) => Math.sign(x) * Math.log10(1 + Math.abs(x) / unit);
  const powers = [0];
  for (let power = unit; power <= most; power *= 10)
    powers.push(Number(power.toPrecision(6)), -Number(power.toPrecision(6)));
  const [start, end] = [log(Math.min(0, low)), log(Math.max(high, 0)) || 1];
  return {
    at: (x) => from + ((log(x) - start) / (end - start)) * (to - from),
    ticks: powers.filter((tick) => tick >= Math.min(0, low) && tick <= high).sort((a, b) => a - b),
  };
};
