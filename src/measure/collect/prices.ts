/** Prices of a run: the first, the lowest and the last mark of each market, ticks; 0 before the first. */
export class Prices {
  readonly first: Float64Array;
  readonly lowest: Float64Array;
  readonly mark: Float64Array;

  /** @param markets - Number of markets. */
  constructor(markets: number) {
    this.first = new Float64Array(markets);
    this.lowest = new Float64Array(markets);
    this.mark = new Float64Array(markets);
  }

  /** Takes note of a mark, ticks. */
  price(market: number, mark: number): void {
    if (this.first[market] === 0) {
      this.first[market] = mark;
      this.lowest[market] = mark;
    }
    if (mark < (this.lowest[market] as number)) this.lowest[market] = mark;
    this.mark[market] = mark;
  }
}
