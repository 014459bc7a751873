/** What one figure of a rule came to over a run. */
export interface FigureCount {
  records: number;
  last: number;
  smallest: number;
  largest: number;
}

/** The figures that rules have of their own, by their number. */
export class Figures {
  readonly #counts = new Map<number, FigureCount>();

  /** A rule has recorded a figure. */
  record(figure: number, value: number): void {
    const count = this.#counts.get(figure);
    if (count === undefined) {
      this.#counts.set(figure, { records: 1, last: value, smallest: value, largest: value });
      return;
    }
    count.records += 1;
    count.last = value;
    count.smallest = Math.min(count.smallest, value);
    count.largest = Math.max(count.largest, value);
  }

  /** What a figure came to; undefined while it has not been recorded. */
  of(figure: number): Readonly<FigureCount> | undefined {
    return this.#counts.get(figure);
  }
}
