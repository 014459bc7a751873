const ZERO = 0x30;
const MINUS = 0x2d;
const BILLION = 1_000_000_000;

/** Tens and ones of every number below a hundred, in ASCII: dividing by a hundred halves the divisions. */
const TENS = Uint8Array.from({ length: 100 }, (_, i) => ZERO + Math.floor(i / 10));
const ONES = Uint8Array.from({ length: 100 }, (_, i) => ZERO + (i % 10));

const countOf = (x: number): number => {
  if (x < 100) return x < 10 ? 1 : 2;
  if (x < 10_000) return x < 1000 ? 3 : 4;
  if (x < 1_000_000) return x < 100_000 ? 5 : 6;
  if (x < 100_000_000) return x < 10_000_000 ? 7 : 8;
  return x < BILLION ? 9 : 10;
};

/** Writes so many digits of a whole number below 2^32 that end before `end`, with zeros in front. */
const putDigits = (bytes: Uint8Array, end: number, x: number, count: number): void => {
  let rest = x;
  let at = end;
  for (const begin = end - count; at - begin > 1; at -= 2) {
    const next = Math.floor(rest / 100);
    const pair = rest - next * 100;
    bytes[at - 1] = ONES[pair] as number;
    bytes[at - 2] = TENS[pair] as number;
    rest = next;
  }
  if (at > end - count) bytes[at - 1] = ZERO + rest;
};

const putUint32 = (bytes: Uint8Array, at: number, x: number): number => {
  const end = at + countOf(x);
  putDigits(bytes, end, x, end - at);
  return end;
};

/**
 * Writes a safe integer other than -0 in decimal digits, as `String` would.
 *
 * @param bytes - With room for 17 bytes.
 * @param at - Place of the first digit or sign.
 * @returns The place after the last digit.
 */
export const putInteger = (bytes: Uint8Array, at: number, x: number): number => {
  let begin = at;
  let rest = x;
  if (rest < 0) {
    bytes[begin++] = MINUS;
    rest = -rest;
  }
  if (rest < 10) {
    bytes[begin] = ZERO + rest;
    return begin + 1;
  }
  if (rest < BILLION) return putUint32(bytes, begin, rest);
  let high = Math.floor(rest / BILLION);
  let low = rest - high * BILLION;
  // The quotient may have been rounded up to a whole number.
  if (low < 0) {
    high -= 1;
    low += BILLION;
  }
  const end = putUint32(bytes, begin, high) + 9;
  putDigits(bytes, end, low, 9);
  return end;
};

/** Writes ASCII text. */
export const putText = (bytes: Uint8Array, at: number, text: string): number => {
  for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
  return at + text.length;
};

/** Writes bytes: for the short ones that stand in every row, a loop is quicker than a call of `set`. */
export const putBytes = (bytes: Uint8Array, at: number, from: Uint8Array): number => {
  for (let i = 0; i < from.length; i++) bytes[at + i] = from[i] as number;
  return at + from.length;
};
