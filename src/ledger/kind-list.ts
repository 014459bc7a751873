const FIRST_CAPACITY = 16;

/** Ids of one kind of account, in the order in which they were opened; four bytes an account until somebody asks for the list. */
export class KindList {
  #ids = new Int32Array(FIRST_CAPACITY);
  #count = 0;
  #list: readonly number[] = Object.freeze([]);

  /** Adds an id above all before it. */
  push(id: number): void {
    if (this.#count === this.#ids.length) {
      const longer = new Int32Array(2 * this.#count);
      longer.set(this.#ids);
      this.#ids = longer;
    }
    this.#ids[this.#count++] = id;
  }

  /** The ids, ascending: one frozen list for all who ask until an account is added. */
  list(): readonly number[] {
    if (this.#list.length !== this.#count) this.#list = Object.freeze(Array.from(this.#ids.subarray(0, this.#count)));
    return this.#list;
  }
}
