import type { Ratio } from 'breakwater';

const MAX_EXACT = BigInt(Number.MAX_SAFE_INTEGER);

/** A multiple of units as a bound: rounded down, and the greatest exact integer where it is beyond all, for that bounds nothing. */
export const boundOf = (units: number, { n, d }: Ratio): number => {
  const bound = (BigInt(units) * BigInt(n)) / BigInt(d);
  return Number(bound > MAX_EXACT ? MAX_EXACT : bound);
};
