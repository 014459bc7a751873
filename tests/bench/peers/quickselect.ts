/**
 * Weighted quickselect: the first rows, highest score first, whose sizes reach a need. Bare: no ties by account, no exact sums.
 *
 * @param score - Score of each row; reordered together with the others.
 * @param size - Size of each row.
 * @param index - Where each row comes from.
 * @param need - What the sizes are to reach.
 * @returns How many rows from the front are taken, all of them when they do not reach the need.
 */
export const selectFirst = (score: Float64Array, size: Float64Array, index: Int32Array, need: number): number => {
  let from = 0;
  let to = score.length - 1;
  let left = need;
  let draw = 1;
  while (from < to) {
    draw = (Math.imul(draw, 1_664_525) + 1_013_904_223) >>> 0;
    const pivot = score[from + Math.floor((draw / 2 ** 32) * (to - from + 1))] as number;
    let i = from;
    let j = to;
    while (i <= j) {
      while ((score[i] as number) > pivot) i += 1;
      while ((score[j] as number) < pivot) j -= 1;
      if (i > j) break;
      swap(score, size, index, i, j);
      i += 1;
      j -= 1;
    }
    let front = 0;
    for (let k = from; k <= j; k++) front += size[k] as number;
    if (front >= left) {
      to = j;
      continue;
    }
    // Between the two parts stands at most one row, of the pivot's own score.
    if (i - j > 1) {
      front += size[j + 1] as number;
      if (front >= left) return j + 2;
    }
    left -= front;
    from = i;
  }
  return Math.min(score.length, from + 1);
};

const swap = (score: Float64Array, size: Float64Array, index: Int32Array, i: number, j: number): void => {
  const a = score[i] as number;
  const b = size[i] as number;
  const c = index[i] as number;
  score[i] = score[j] as number;
  size[i] = size[j] as number;
  index[i] = index[j] as number;
  score[j] = a;
  size[j] = b;
  index[j] = c;
};
