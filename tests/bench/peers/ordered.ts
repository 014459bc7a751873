/**
 * Other structures that know the least of many keys.
 *
 * @module
 */

/** A binary heap that knows where each item stands. */
export class IndexedHeap {
  readonly #keys: Float64Array;
  readonly #items: Uint32Array;
  readonly #places: Uint32Array;

  /** @param keys - Key of each item; kept and written. */
  constructor(keys: Float64Array) {
    this.#keys = keys;
    this.#items = Uint32Array.from(keys.keys());
    this.#places = Uint32Array.from(keys.keys());
    for (let place = (keys.length >> 1) - 1; place >= 0; place--) this.#sink(place);
  }

  /** The least key. */
  least(): number {
    return this.#keys[this.#items[0] as number] as number;
  }

  change(item: number, key: number): void {
    this.#keys[item] = key;
    this.#rise(this.#places[item] as number);
    this.#sink(this.#places[item] as number);
  }

  #put(place: number, item: number): void {
    this.#items[place] = item;
    this.#places[item] = place;
  }

  #rise(from: number): void {
    const item = this.#items[from] as number;
    const key = this.#keys[item] as number;
    let place = from;
    while (place > 0) {
      const above = this.#items[(place - 1) >> 1] as number;
      if ((this.#keys[above] as number) <= key) break;
      this.#put(place, above);
      place = (place - 1) >> 1;
    }
    this.#put(place, item);
  }

  #sink(from: number): void {
    const items = this.#items;
    const keys = this.#keys;
    const item = items[from] as number;
    const key = keys[item] as number;
    let place = from;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= items.length) break;
      const other = items[below + 1];
      if (other !== undefined && (keys[other] as number) < (keys[items[below] as number] as number)) below += 1;
      if ((keys[items[below] as number] as number) >= key) break;
      this.#put(place, items[below] as number);
      place = below;
    }
    this.#put(place, item);
  }
}

/** A sorted array that is moved piece by piece. */
export class SortedColumn {
  readonly #sorted: Float64Array;
  readonly #keys: Float64Array;

  constructor(keys: Float64Array) {
    this.#keys = keys.slice();
    this.#sorted = keys.slice().sort();
  }

  /** All keys, rising. */
  get keys(): Float64Array {
    return this.#sorted;
  }

  change(item: number, key: number): void {
    const sorted = this.#sorted;
    const out = this.#find(this.#keys[item] as number);
    sorted.copyWithin(out, out + 1);
    const into = Math.min(sorted.length - 1, this.#find(key));
    sorted.copyWithin(into + 1, into, sorted.length - 1);
    sorted[into] = key;
    this.#keys[item] = key;
  }

  /** First place whose key is not below. */
  #find(key: number): number {
    let from = 0;
    let to = this.#sorted.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#sorted[middle] as number) < key) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}
