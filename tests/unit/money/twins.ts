/** Slow, obvious versions of the money functions in big integers, which the fast ones are held against. */

const floorDiv = (a: bigint, b: bigint): bigint => {
  const q = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? q - 1n : q;
};

export const mulDivFloorTwin = (a: number, b: number, c: number): bigint => floorDiv(BigInt(a) * BigInt(b), BigInt(c));

export const mulDivCeilTwin = (a: number, b: number, c: number): bigint => -floorDiv(-BigInt(a) * BigInt(b), BigInt(c));

export const mulDivNearestTwin = (a: number, b: number, c: number): bigint => {
  const p = BigInt(a) * BigInt(b);
  const size = p < 0n ? -p : p;
  const nearest = (2n * size + BigInt(c)) / (2n * BigInt(c));
  return p < 0n ? -nearest : nearest;
};

export const compareFractionsTwin = (a: number, b: number, c: number, d: number): -1 | 0 | 1 => {
  const left = BigInt(a) * BigInt(d);
  const right = BigInt(c) * BigInt(b);
  if (left === right) return 0;
  return left < right ? -1 : 1;
};

export const sumTwin = (column: Iterable<number>): bigint => {
  let total = 0n;
  for (const x of column) total += BigInt(x);
  return total;
};

interface Claim {
  readonly i: number;
  readonly weight: bigint;
  readonly limit: bigint;
}

/** Water-filling by sorting on limit / weight, then largest remainder by sorting on the remainder. */
export const apportionTwin = (
  need: number,
  weights: ArrayLike<number>,
  limits: ArrayLike<number> | undefined,
): bigint[] => {
  const out = Array.from(weights, () => 0n);
  const claims: Claim[] = Array.from(weights, (w, i) => ({
    i,
    weight: BigInt(w),
    limit: limits === undefined ? BigInt(need) : BigInt(limits[i]!),
  })).filter((claim) => claim.weight > 0n);
  claims.sort((x, y) => compareBig(x.limit * y.weight, y.limit * x.weight));
  let left = BigInt(need);
  let total = claims.reduce((s, claim) => s + claim.weight, 0n);
  let full = 0;
  for (const { i, weight, limit } of limits === undefined ? [] : claims) {
    if (limit * total > left * weight) break;
    out[i] = limit;
    left -= limit;
    total -= weight;
    full += 1;
  }
  const open = claims.slice(full).map((claim) => ({
    i: claim.i,
    floor: (left * claim.weight) / total,
    rest: (left * claim.weight) % total,
  }));
  for (const { i, floor } of open) out[i] = floor;
  const spare = open.length === 0 ? 0n : left - open.reduce((s, claim) => s + claim.floor, 0n);
  open.sort((x, y) => compareBig(y.rest, x.rest) || x.i - y.i);
  for (const { i } of open.slice(0, Number(spare))) out[i] = out[i]! + 1n;
  return out;
};

const compareBig = (x: bigint, y: bigint): number => (x < y ? -1 : x > y ? 1 : 0);
