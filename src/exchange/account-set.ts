import { grown } from '../ledger/index.ts';

const FIRST_WORDS = 32;

/** A set of account ids, one bit each: as long as the highest id that was ever in it. */
export class AccountSet {
  #words = new Uint32Array(FIRST_WORDS);

  /** Whether an account is in it. */
  has(account: number): boolean {
    const word = account >>> 5;
    return word < this.#words.length && ((this.#words[word] as number) & (1 << (account & 31))) !== 0;
  }

  /** Puts an account in. */
  add(account: number): void {
    const word = account >>> 5;
    if (word >= this.#words.length) this.#words = grown(this.#words, Math.max(word + 1, 2 * this.#words.length));
    this.#words[word] = (this.#words[word] as number) | (1 << (account & 31));
  }

  /** Takes an account out. */
  delete(account: number): void {
    const word = account >>> 5;
    // Nobody is in beyond the last word, and nothing can be written there.
    this.#words[word] = (this.#words[word] as number) & ~(1 << (account & 31));
  }
}
