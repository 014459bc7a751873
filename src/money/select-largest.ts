/**
 * Reorders rows so that the `wanted` largest come first, in no particular order among themselves.
 *
 * Rows compare by `high`, then `low`, then the lower `index` first. Quickselect with the median of three rows as pivot;
 * these are drawn by a fixed generator, because rows at fixed places can meet a table that is sorted just so, and then
 * the work is quadratic.
 *
 * @param wanted - How many rows, 0 to `count`.
 * @param count - Rows that take part; the columns may be longer.
 * @param index - Where each row comes from, all different.
 * @param high - First key.
 * @param low - Second key.
 */
export function moveLargestToFront(
  wanted: number,
  count: number,
  index: Uint32Array,
  high: Float64Array,
  low: Float64Array,
): void {
  let from = 0;
  let to = count - 1;
  let draw = 1;
  while (from < to) {
    const share = (to - from + 1) * 2 ** -32;
    draw = next(draw);
    const a = from + Math.floor(draw * share);
    draw = next(draw);
    const b = from + Math.floor(draw * share);
    draw = next(draw);
    const c = from + Math.floor(draw * share);
    const pivot = medianRow(a, b, c, index, high, low);
    const pivotHigh = high[pivot]!;
    const pivotLow = low[pivot]!;
    const pivotIndex = index[pivot]!;
    let i = from;
    let j = to;
    while (i <= j) {
      while (comesBefore(high[i]!, low[i]!, index[i]!, pivotHigh, pivotLow, pivotIndex)) i += 1;
      while (comesBefore(pivotHigh, pivotLow, pivotIndex, high[j]!, low[j]!, index[j]!)) j -= 1;
      if (i <= j) {
        const keptIndex = index[i]!;
        const keptHigh = high[i]!;
        const keptLow = low[i]!;
        index[i] = index[j]!;
        high[i] = high[j]!;
        low[i] = low[j]!;
        index[j] = keptIndex;
        high[j] = keptHigh;
        low[j] = keptLow;
        i += 1;
        j -= 1;
      }
    }
    if (wanted <= j) to = j;
    else if (wanted > i) from = i;
    else return;
  }
}

/** A linear congruential generator of full period; its high bits choose the rows. */
function next(draw: number): number {
  return (Math.imul(draw, 1_664_525) + 1_013_904_223) >>> 0;
}

function comesBefore(high: number, low: number, index: number, high2: number, low2: number, index2: number): boolean {
  return high > high2 || (high === high2 && (low > low2 || (low === low2 && index < index2)));
}

function medianRow(a: number, b: number, c: number, index: Uint32Array, high: Float64Array, low: Float64Array): number {
  const before = (x: number, y: number): boolean =>
    comesBefore(high[x]!, low[x]!, index[x]!, high[y]!, low[y]!, index[y]!);
  if (before(a, b)) {
    if (before(b, c)) return b;
    return before(a, c) ? c : a;
  }
  if (before(a, c)) return a;
  return before(b, c) ? c : b;
}
