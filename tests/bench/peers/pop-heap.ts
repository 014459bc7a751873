/**
 * Takes rows off a binary heap, highest score first, until their sizes reach a need.
 *
 * @returns The rows taken.
 */
export const popUntil = (score: Float64Array, size: Float64Array, need: number): Uint32Array => {
  const heap = Uint32Array.from(score.keys());
  let count = heap.length;
  const sink = (from: number): void => {
    const row = heap[from] as number;
    const key = score[row] as number;
    let place = from;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= count) break;
      if (below + 1 < count && (score[heap[below + 1] as number] as number) > (score[heap[below] as number] as number))
        below += 1;
      if ((score[heap[below] as number] as number) <= key) break;
      heap[place] = heap[below] as number;
      place = below;
    }
    heap[place] = row;
  };
  for (let place = (count >> 1) - 1; place >= 0; place--) sink(place);
  const taken = new Uint32Array(count);
  let k = 0;
  for (let left = need; left > 0 && count > 0; k++) {
    const row = heap[0] as number;
    taken[k] = row;
    left -= size[row] as number;
    count -= 1;
    heap[0] = heap[count] as number;
    sink(0);
  }
  return taken.subarray(0, k);
};
