/** Ids met since the last beginning, each once, in the order they came. */
export class IdsMet {
  /** Turn in which each id came last. */
  #turns = new Int32Array(64);
  #turn = 1;
  #list: number[] = [];

  /** Begins anew; lists handed out before stay as they are. */
  begin(): void {
    this.#turn += 1;
    this.#list = [];
  }

  /** @param id - An integer; one below 0 is nobody. */
  add(id: number): void {
    if (id < 0 || this.#turns[id] === this.#turn) return;
    if (id >= this.#turns.length) this.#grow(id + 1);
    this.#turns[id] = this.#turn;
    this.#list.push(id);
  }

  #grow(least: number): void {
    const larger = new Int32Array(Math.max(least, 2 * this.#turns.length));
    larger.set(this.#turns);
    this.#turns = larger;
  }

  get list(): readonly number[] {
    return this.#list;
  }
}
