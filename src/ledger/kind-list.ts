/** Ids of one kind of account, in the order in which they were opened; as accounts of a kind mostly come in a row, they are kept as stretches. */
export class KindList {
  /** First id of each stretch, and the id after its last. */
  readonly #bounds: number[] = [];
  #count = 0;
  #list: readonly number[] = Object.freeze([]);

  /** Adds an id above all before it. */
  push(id: number): void {
    const bounds = this.#bounds;
    if (bounds.length > 0 && bounds[bounds.length - 1] === id) bounds[bounds.length - 1] = id + 1;
    else bounds.push(id, id + 1);
    this.#count += 1;
  }

  /** The ids, ascending: one frozen list for all who ask until an account is added. */
  list(): readonly number[] {
    if (this.#list.length !== this.#count) this.#list = Object.freeze(this.#written());
    return this.#list;
  }

  #written(): number[] {
    const ids: number[] = [];
    for (let i = 0; i < this.#bounds.length; i += 2)
      for (let id = this.#bounds[i] as number; id < (this.#bounds[i + 1] as number); id++) ids.push(id);
    return ids;
  }
}
