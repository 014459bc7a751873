// 2^27 + 1 cuts a 53-bit significand into two halves of at most 26 bits, whose products are exact.
const SPLITTER = 134_217_729;

/**
 * Computes the part of a product that rounding lost, so that a x b = p + lost exactly.
 *
 * @param a - A number of magnitude below 2^500.
 * @param b - A number of magnitude below 2^500.
 * @param p - The rounded product `a * b`.
 * @returns The exact difference between the true product and `p`.
 * @source Dekker, "A floating-point technique for extending the available precision", 1971 (Mul12, Veltkamp's split).
 * @example
 * lostIn(2 ** 53 - 1, 3, (2 ** 53 - 1) * 3)   // 1
 */
export function lostIn(a: number, b: number, p: number): number {
  const aHigh = highHalf(a);
  const aLow = a - aHigh;
  const bHigh = highHalf(b);
  const bLow = b - bHigh;
  return aLow * bLow - (p - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

/**
 * Computes the high half of a significand; the rest of the number is its low half, and products of halves are exact.
 *
 * @param a - A number of magnitude below 2^500.
 * @returns Its upper 26 bits, rounded.
 * @source Veltkamp's split, as {@link lostIn}.
 */
export function highHalf(a: number): number {
  const cut = SPLITTER * a;
  return cut - (cut - a);
}
