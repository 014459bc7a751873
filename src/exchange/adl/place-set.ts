const BITS = 32;

/** Number of the lowest bit of a word that is not 0. */
const lowest = (word: number): number => 31 - Math.clz32(word & -word);

/**
 * A set of places 0 to size - 1 that is walked in rising order.
 *
 * One bit a place, and above each level one bit a word of it that is not empty, so that the next member is found over any gap in a handful
 * of steps.
 */
export class PlaceSet {
  #levels: Uint32Array[] = [new Uint32Array(1)];
  #size = 0;

  /** Number of places, in the set or not. */
  get size(): number {
    return this.#size;
  }

  /** Makes it the set of all places below a size. */
  fill(size: number): void {
    this.#size = size;
    if (size > (this.#levels[0] as Uint32Array).length * BITS) this.#levels = levelsFor(size);
    let members = size;
    for (const words of this.#levels) {
      const full = Math.floor(members / BITS);
      words.fill(0);
      words.fill(0xffff_ffff, 0, full);
      if (members % BITS > 0) words[full] = ~(-1 << (members % BITS));
      members = Math.ceil(members / BITS);
    }
  }

  /** Puts a place into the set. */
  add(place: number): void {
    let at = place;
    for (const words of this.#levels) {
      words[at >>> 5] = (words[at >>> 5] as number) | (1 << (at & 31));
      at >>>= 5;
    }
  }

  /** Takes a place out of the set. */
  delete(place: number): void {
    let at = place;
    for (const words of this.#levels) {
      const left = (words[at >>> 5] as number) & ~(1 << (at & 31));
      words[at >>> 5] = left;
      if (left !== 0) return;
      at >>>= 5;
    }
  }

  /** The first member at or after a place; `size` when there is none. */
  next(place: number): number {
    const levels = this.#levels;
    let at = place;
    for (let level = 0; level < levels.length; level++) {
      const word = at >>> 5;
      const words = levels[level] as Uint32Array;
      const left = word < words.length ? (words[word] as number) & (-1 << (at & 31)) : 0;
      if (left !== 0) {
        at = word * BITS + lowest(left);
        while (level > 0) {
          level -= 1;
          at = at * BITS + lowest((levels[level] as Uint32Array)[at] as number);
        }
        return at;
      }
      at = word + 1;
    }
    return this.#size;
  }
}

const levelsFor = (size: number): Uint32Array[] => {
  const levels: Uint32Array[] = [];
  let words = size;
  do {
    words = Math.ceil(words / BITS);
    levels.push(new Uint32Array(words));
  } while (words > 1);
  return levels;
};
