const floorOfWide = (a: bigint, b: bigint): bigint => (a % b !== 0n && a < 0n !== b < 0n ? a / b - 1n : a / b);

/**
 * Part of a whole that goes with `part` of `of`: `whole x part / of`, rounded down, exact for any safe integers.
 *
 * @param of - Above 0.
 * @returns The nearest number where the share is beyond 2^53.
 */
export const shareOf = (whole: number, part: number, of: number): number => {
  // Whole is `of` times a quotient and a rest, so the share is the quotient times `part` and the rest's share.
  // A safe integer by a whole number never rounds up to the next integer, so the floor of the float is exact.
  const quotient = Math.floor(whole / of);
  const covered = quotient * of;
  const rest = (whole - covered) * part;
  // Adding 0 first makes -0 a 0.
  const share = 0 + quotient * part + Math.floor(rest / of);
  const isSafe =
    Number.isSafeInteger(whole) &&
    Number.isSafeInteger(covered) &&
    Number.isSafeInteger(rest) &&
    Number.isSafeInteger(quotient * part) &&
    Number.isSafeInteger(share);
  return isSafe ? share : Number(floorOfWide(BigInt(whole) * BigInt(part), BigInt(of)));
};

/** The same, rounded up. */
export const shareUp = (whole: number, part: number, of: number): number => 0 - shareOf(0 - whole, part, of);
