/** Units of the human table: amounts of a thousand and more are shown in one of them. */
const SCALES = [
  { at: 1e12, name: 'tn' },
  { at: 1e9, name: 'bn' },
  { at: 1e6, name: 'm' },
  { at: 1e3, name: 'k' },
] as const;

const DIGITS = 3;
const NOTHING = '-';

/** Three significant digits without an exponent: 1230, 45.1, 0.00321. */
const short = (x: number): string => {
  const places = x >= 100 ? 0 : x >= 10 ? 1 : 2;
  return x < 0.01 && x > 0 ? String(Number(x.toPrecision(DIGITS - 1))) : x.toFixed(places);
};

/**
 * Writes a whole number with thousands separators.
 *
 * @example
 * grouped(34983)   // "34,983"
 */
export const grouped = (x: number): string => {
  const [whole = '', fraction] = String(Math.abs(x)).split('.');
  const parts = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${x < 0 ? '-' : ''}${parts}${fraction === undefined ? '' : `.${fraction}`}`;
};

/**
 * Writes an amount for people: three digits and k, m, bn or tn. Never for files.
 *
 * @param amount - Decimal text, or null for nothing to show.
 * @example
 * humanAmount('2103111431')   // "2.10bn"
 */
export const humanAmount = (amount: string | null): string => {
  if (amount === null) return NOTHING;
  const x = Number(amount);
  const size = Math.abs(x);
  if (size === 0) return '0';
  const sign = x < 0 ? '-' : '';
  // 999.6 thousand would round to 1000k, so it goes to the next unit.
  const scale = SCALES.find(({ at }) => size >= at * 0.9995);
  if (scale === undefined) return sign + (Number.isInteger(size) ? String(size) : short(size));
  return sign + short(size / scale.at) + scale.name;
};

/** Writes a ratio as a percentage: `38.2 %`. */
export const percent = (ratio: number | null): string => {
  if (ratio === null) return NOTHING;
  const x = ratio * 100;
  const digits = Math.abs(x) >= 1000 ? grouped(Math.round(x)) : x.toFixed(Math.abs(x) >= 100 ? 0 : 1);
  // Less than nothing, rounded to nothing, has no sign.
  return `${digits === '-0.0' ? '0.0' : digits} %`;
};

/** Writes a pure number with two decimals. */
export const plain = (x: number | null): string => (x === null ? NOTHING : x.toFixed(2));

/** Writes a number of any size with four significant digits: `0.2451`, `1,270,000`, `3.1e-7`. */
export const significant = (x: number | null): string => {
  if (x === null) return NOTHING;
  const short = Number(x.toPrecision(4));
  return (short !== 0 && Math.abs(short) < 1e-6) || Math.abs(short) >= 1e15 ? String(short) : grouped(short);
};

/** A time in two units, the smaller one only where there is something of it. */
const inUnits = (large: string, many: number, small: string, rest: number): string =>
  rest === 0 ? `${many} ${large}` : `${many} ${large} ${rest} ${small}`;

/** Writes seconds: `61.7 s`, `12 min 5 s`, `10 min`, `2 h`. */
export const duration = (seconds: number | null): string => {
  if (seconds === null) return NOTHING;
  if (seconds < 120) return `${Number(seconds.toFixed(1))} s`;
  const whole = Math.round(seconds);
  if (whole < 7200) return inUnits('min', Math.floor(whole / 60), 's', whole % 60);
  return inUnits('h', Math.floor(whole / 3600), 'min', Math.floor((whole % 3600) / 60));
};
