/**
 * The largest-remainder split in big integers: saturated claims by sorting on limit / weight, remainders by sorting too.
 *
 * @param need - What is split, >= 0 and at most what the limits sum to.
 * @param weights - Integers >= 0, in sum above 0.
 * @param limits - Most of each; none when left out.
 */
export const apportionBySorting = (need: number, weights: Float64Array, limits: Float64Array | undefined): bigint[] => {
  const big = Array.from(weights, BigInt);
  const cap = limits === undefined ? undefined : Array.from(limits, BigInt);
  const out = big.map(() => 0n);
  let left = BigInt(need);
  let total = big.reduce((s, w) => s + w, 0n);
  let open = big.map((_, i) => i).filter((i) => big[i]! > 0n);
  if (cap !== undefined) {
    open.sort((i, j) => Number(cap[i]! * big[j]! - cap[j]! * big[i]!));
    let full = 0;
    for (const i of open) {
      if (cap[i]! * total > left * big[i]!) break;
      out[i] = cap[i]!;
      left -= cap[i]!;
      total -= big[i]!;
      full += 1;
    }
    open = open.slice(full);
  }
  let spare = left;
  const rest = out.slice();
  for (const i of open) {
    const share = (left * big[i]!) / total;
    out[i] = share;
    rest[i] = left * big[i]! - share * total;
    spare -= share;
  }
  open.sort((i, j) => (rest[i]! === rest[j]! ? i - j : rest[i]! > rest[j]! ? -1 : 1));
  for (const i of open.slice(0, Number(spare))) out[i] = out[i]! + 1n;
  return out;
};
