/** What a claim gives on average over all orders of arrival: whole + rest / of, exactly. */
export interface Mean {
  readonly whole: number;
  /** A fraction in [0, 1). */
  readonly rest: bigint;
  readonly of: bigint;
}

/** Numbers of sets of claims, by their sum and then by how many they hold. */
type Sets = Map<number, bigint[]>;

const add = (sets: Sets, sum: number, count: number, ways: bigint): void => {
  const bySize = sets.get(sum);
  if (bySize === undefined)
    sets.set(
      sum,
      Array.from({ length: count + 1 }, (_, k) => (k === count ? ways : 0n)),
    );
  else {
    while (bySize.length <= count) bySize.push(0n);
    bySize[count] = (bySize[count] as bigint) + ways;
  }
};

/** Adds `many` claims of one size; sets whose sum reaches the need are left out. */
const withClaims = (sets: Sets, size: number, many: number, need: number): Sets => {
  const more: Sets = new Map();
  for (const [sum, bySize] of sets) {
    let ways = 1n;
    for (let k = 0; k <= many && sum + k * size < need; k++) {
      for (const [count, number] of bySize.entries())
        if (number > 0n) add(more, sum + k * size, count + k, number * ways);
      ways = (ways * BigInt(many - k)) / BigInt(k + 1);
    }
  }
  return more;
};

/** Takes one claim of a size out again. */
const withoutOne = (sets: Sets, size: number): Sets => {
  const less: Sets = new Map();
  for (const sum of [...sets.keys()].sort((a, b) => a - b)) {
    const before = less.get(sum - size);
    const bySize = (sets.get(sum) as bigint[]).map((number, count) => number - (before?.[count - 1] ?? 0n));
    less.set(sum, bySize);
  }
  return less;
};

/**
 * Computes what claims give on average over all orders in which they might be asked in full, exactly.
 *
 * give(c) = sum over sets S of the others with sum s < need of |S|! (n - 1 - |S|)! / n! x min(c, need - s): the Shapley value of
 * min(need, sum). The sets are counted by sum and number, all at once, and one claim is taken out of the count for each size.
 *
 * @param need - To be given, an exact integer > 0, at most the sum of the claims.
 * @param sizes - The sizes that occur, each once, >= 1, and how many claims have each.
 * @returns The mean for each size. Time grows with the number of sums below the need: all sets of a few claims, or few units.
 */
export const arrivalMeans = (need: number, sizes: ReadonlyMap<number, number>): Map<number, Mean> => {
  let n = 0;
  let all: Sets = new Map([[0, [1n]]]);
  for (const [size, many] of sizes) {
    n += many;
    all = withClaims(all, size, many, need);
  }
  const most = Math.max(...[...all.values()].map((bySize) => bySize.length - 1));
  // |S|! (n - 1 - |S|)! / n! over the common n (n - 1) .. (n - most).
  const weights: bigint[] = [];
  let [factorial, of] = [1n, 1n];
  for (let k = 0; k <= Math.min(most, n - 1); k++) {
    for (let j = 0; j < k; j++) weights[j] = (weights[j] as bigint) * BigInt(n - k);
    factorial *= BigInt(Math.max(1, k));
    of *= BigInt(n - k);
    weights.push(factorial);
  }
  const means = new Map<number, Mean>();
  for (const size of sizes.keys()) {
    let total = 0n;
    for (const [sum, bySize] of withoutOne(all, size)) {
      const gives = BigInt(Math.min(size, need - sum));
      for (const [count, number] of bySize.entries())
        if (number > 0n) total += number * (weights[count] as bigint) * gives;
    }
    means.set(size, { whole: Number(total / of), rest: total % of, of });
  }
  return means;
};
