import type { RandomStream } from '../../math/index.ts';

/** Draws indices in proportion to weights, each draw in the time of a binary search. */
export class Lottery {
  readonly #upTo: Float64Array;
  /** Indices that can be drawn: those whose weight is above zero. */
  readonly size: number;

  /** @param weights - One per index, >= 0; one at least above zero. */
  constructor(weights: readonly number[]) {
    let sum = 0;
    this.#upTo = Float64Array.from(weights, (weight) => {
      sum += weight;
      return sum;
    });
    this.size = weights.filter((weight) => weight > 0).length;
  }

  /** Draws an index. */
  draw(s: RandomStream): number {
    const upTo = this.#upTo;
    const place = s.unit() * upTo[upTo.length - 1]!;
    let low = 0;
    let high = upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (upTo[middle]! > place) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
