const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
/** Where the digits of a 32-bit word begin, from its low end. */
const SHIFTS = [0, DIGIT_BITS, 2 * DIGIT_BITS];
/** Which half of a float64 holds its sign: this differs between machines. */
const HIGH_HALF = new Uint32Array(Float64Array.of(-0).buffer)[1] === 0 ? 0 : 1;

const columnsFor = (size: number) => ({
  from: new Uint32Array(size),
  to: new Uint32Array(size),
  low: new Uint32Array(size),
  high: new Uint32Array(size),
});

/** Kept from call to call, as are the counts: a full order is asked for many times a run. */
let columns = columnsFor(64);
const counts = new Uint32Array(DIGITS);

/**
 * Orders rows by several keys in turn, each falling, then by rising account; linear time.
 *
 * Radix sort from the least key to the first: a float64 is compared as the 64-bit integer that orders alike.
 *
 * @param size - Rows that take part, numbered from 0; the columns may be longer.
 * @param keys - Numbers or infinities, never NaN; 0 and -0 are equal.
 * @param accounts - Account of each row, >= 0, all different.
 * @param out - Takes the row numbers in order.
 */
export const radixOrder = (
  size: number,
  keys: readonly Float64Array[],
  accounts: Int32Array,
  out: Uint32Array,
): void => {
  if (columns.from.length < size) columns = columnsFor(Math.ceil(size * 1.25));
  byAccount(size, accounts);
  const { low, high } = columns;
  for (let k = keys.length - 1; k >= 0; k--) {
    toWords(keys[k] as Float64Array, size, low, high);
    byWord(low, size);
    byWord(high, size);
  }
  const { from } = columns;
  for (let i = 0; i < size; i++) out[i] = from[i] as number;
};

/** Rows by rising account. They mostly come in the order in which their positions were opened, or in the reverse of it. */
const byAccount = (size: number, accounts: Int32Array): void => {
  const { from, low } = columns;
  let rises = true;
  let falls = true;
  for (let i = 1; i < size; i++) {
    if ((accounts[i] as number) > (accounts[i - 1] as number)) falls = false;
    else rises = false;
  }
  for (let i = 0; i < size; i++) from[i] = falls ? size - 1 - i : i;
  if (rises || falls) return;
  for (let i = 0; i < size; i++) low[i] = accounts[i] as number;
  byWord(low, size);
};

/** Halves of integers that rise as the keys fall. */
const toWords = (keys: Float64Array, size: number, low: Uint32Array, high: Uint32Array): void => {
  const halves = new Uint32Array(keys.buffer, keys.byteOffset, 2 * size);
  for (let i = 0; i < size; i++) {
    // A zero of either sign is the same key.
    const zero = keys[i] === 0;
    const h = zero ? 0 : (halves[2 * i + HIGH_HALF] as number);
    const l = zero ? 0 : (halves[2 * i + 1 - HIGH_HALF] as number);
    const negative = h >= 2 ** 31;
    high[i] = negative ? h : ~h & 0x7fffffff;
    low[i] = negative ? l : ~l;
  }
};

/** Orders the rows by a word each, rising; rows of one word keep their order. */
const byWord = (words: Uint32Array, size: number): void => {
  for (const shift of SHIFTS) byDigit(words, shift, size);
};

const byDigit = (words: Uint32Array, shift: number, size: number): void => {
  counts.fill(0);
  for (let i = 0; i < size; i++) {
    const digit = ((words[i] as number) >>> shift) & (DIGITS - 1);
    counts[digit] = (counts[digit] as number) + 1;
  }
  // All rows share the digit: nothing moves.
  if (size === 0 || counts[((words[0] as number) >>> shift) & (DIGITS - 1)] === size) return;
  let before = 0;
  for (let digit = 0; digit < DIGITS; digit++) {
    const count = counts[digit] as number;
    counts[digit] = before;
    before += count;
  }
  const { from, to } = columns;
  for (let i = 0; i < size; i++) {
    const row = from[i] as number;
    const digit = ((words[row] as number) >>> shift) & (DIGITS - 1);
    const place = counts[digit] as number;
    counts[digit] = place + 1;
    to[place] = row;
  }
  columns.from = to;
  columns.to = from;
};
