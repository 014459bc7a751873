/** Decisions read off a list of words, one a decision; when the list is over, every answer is the first. Shorter lists and smaller words so mean simpler things. */
export class Dice {
  readonly #words: ArrayLike<number>;
  #at = 0;

  /** @param words - Whole numbers >= 0. */
  constructor(words: ArrayLike<number>) {
    this.#words = words;
  }

  /** A whole number from 0 to n - 1. */
  below(n: number): number {
    return (this.#words[this.#at++] ?? 0) % n;
  }

  /** A whole number from low to high, both included; low is the simplest. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  /** One of a list; the first is the simplest. */
  pick<T>(list: readonly [T, ...T[]]): T {
    return list[this.below(list.length)] ?? list[0];
  }

  /** Whether something rare happens: true about once in n; false is the simplest. */
  once(n: number): boolean {
    return this.below(n) === n - 1;
  }
}
