/** Pearson's statistic of counts against expected counts. */
export function chiSquare(counts: readonly number[], expected: (cell: number) => number): number {
  return counts.reduce((sum, count, cell) => sum + (count - expected(cell)) ** 2 / expected(cell), 0);
}

/**
 * A chi-square statistic as a standard normal one, by Wilson and Hilferty's cube root.
 *
 * Beyond 4 in absolute value, chance explains one sound generator in 16,000.
 */
export function chiSquareScore(statistic: number, freedom: number): number {
  const spread = 2 / (9 * freedom);
  return (Math.cbrt(statistic / freedom) - (1 - spread)) / Math.sqrt(spread);
}

/** The chi-square score of draws of equally likely cells. */
export function uniformScore(draws: readonly number[], cells: number): number {
  const counts = new Array<number>(cells).fill(0);
  for (const draw of draws) counts[draw] = (counts[draw] ?? 0) + 1;
  return chiSquareScore(
    chiSquare(counts, () => draws.length / cells),
    cells - 1,
  );
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function variance(values: readonly number[]): number {
  const centre = mean(values);
  return mean(values.map((value) => (value - centre) ** 2));
}

export function correlation(a: readonly number[], b: readonly number[]): number {
  const centreA = mean(a);
  const centreB = mean(b);
  const both = mean(a.map((value, i) => (value - centreA) * ((b[i] ?? NaN) - centreB)));
  return both / Math.sqrt(variance(a) * variance(b));
}

/** How far, in standard errors, the share of values up to a quantile is from that quantile's probability. */
export function quantileScore(values: readonly number[], quantile: number, probability: number): number {
  const share = values.filter((value) => value <= quantile).length / values.length;
  return (share - probability) / Math.sqrt((probability * (1 - probability)) / values.length);
}

/**
 * Length of the shortest linear feedback register that makes a sequence of bits: about half its length for random bits.
 *
 * @source Massey, "Shift-register synthesis and BCH decoding", IEEE Trans. Inf. Theory 15 (1969).
 */
export function linearComplexity(sequence: readonly number[]): number {
  const n = sequence.length;
  const current = new Uint8Array(n + 1);
  let previous = new Uint8Array(n + 1);
  current[0] = previous[0] = 1;
  let length = 0;
  let lastChange = -1;
  for (let at = 0; at < n; at++) {
    let discrepancy = 0;
    for (let i = 0; i <= length; i++) discrepancy ^= (current[i] ?? 0) & (sequence[at - i] ?? 0);
    if (discrepancy === 0) continue;
    const before = current.slice();
    for (let i = 0; i + at - lastChange <= n; i++)
      current[i + at - lastChange] = (current[i + at - lastChange] ?? 0) ^ (previous[i] ?? 0);
    if (length > at / 2) continue;
    length = at + 1 - length;
    lastChange = at;
    previous = before;
  }
  return length;
}
