/** Fewest and most buckets of a ladder: as many as there are items, so that few people cost little. */
const FEWEST = 64;
const MOST = 4096;
/** Share of the buckets that lie below the coordinate when the grid is laid: triggers are met from above. */
const BELOW = 0.75;
/** Width of the grid, as a share of the scale of the coordinate when it is laid. */
const WIDTH = 0.8;

const UNLINKED = -1;

/** Where the first item of a bucket keeps the bucket it stands in: below any item and below {@link UNLINKED}. */
const first = (place: number): number => -2 - place;

/**
 * Ladders of triggers: each ladder has a coordinate that moves, and items that are due once the coordinate has fallen to their trigger.
 *
 * Triggers lie in buckets of a grid that is laid around the coordinate. An item is handed out when the coordinate enters the bucket of
 * its trigger, so never too late and at most one bucket too early; what a move costs is the buckets and items it passes. A trigger below
 * the grid lies in its lowest bucket; a coordinate that leaves the grid hands out every item of its ladder and the grid is laid anew.
 */
export class TriggerLadders {
  readonly #due: (item: number) => void;
  readonly #coordinate: Float64Array;
  readonly #base: Float64Array;
  readonly #perBucket: Float64Array;
  /** Bucket of each coordinate; all linked items of its ladder lie in lower ones. */
  readonly #bucket: Int32Array;
  /** Buckets of each ladder. */
  #buckets = FEWEST;
  /** First item of each bucket of each ladder. */
  #head: Int32Array;
  /** Next item of the same bucket; the item before, or the place of the bucket. */
  #next = new Int32Array(0);
  #previous = new Int32Array(0);

  /**
   * @param ladders - Number of ladders.
   * @param due - Told of each item that is handed out; it is unlinked then.
   */
  constructor(ladders: number, due: (item: number) => void) {
    this.#due = due;
    this.#coordinate = new Float64Array(ladders);
    this.#base = new Float64Array(ladders);
    this.#perBucket = new Float64Array(ladders);
    this.#bucket = new Int32Array(ladders);
    this.#head = new Int32Array(ladders * FEWEST).fill(UNLINKED);
  }

  /** Makes room for items 0 to `items - 1`. With many more than before all are handed out: each ladder is to be moved next. */
  reserve(items: number): void {
    if (items <= this.#next.length) return;
    if (items > this.#buckets && this.#buckets < MOST) this.#refine(Math.min(MOST, items));
    const next = new Int32Array(items);
    const previous = new Int32Array(items).fill(UNLINKED);
    next.set(this.#next);
    previous.set(this.#previous);
    this.#next = next;
    this.#previous = previous;
  }

  /**
   * Moves the coordinate of a ladder and hands out the items it has come to.
   *
   * @param coordinate - Finite. @param scale - A size of the coordinate, > 0, from which the width of the buckets is taken when a grid is laid.
   */
  move(ladder: number, coordinate: number, scale: number): void {
    this.#coordinate[ladder] = coordinate;
    const bucket = this.#bucketOf(ladder, coordinate);
    if (!(bucket > 0 && bucket < this.#buckets)) return this.#lay(ladder, coordinate, scale);
    this.#empty(ladder, bucket);
    this.#bucket[ladder] = bucket;
  }

  /**
   * Links an item whose trigger lies `reach` below the coordinate.
   *
   * @returns False, and nothing is linked, when the trigger lies in the bucket of the coordinate: the item is as good as due.
   */
  link(item: number, ladder: number, reach: number): boolean {
    const trigger = this.#bucketOf(ladder, (this.#coordinate[ladder] as number) - reach);
    if (!(trigger < (this.#bucket[ladder] as number))) return false;
    const place = ladder * this.#buckets + (trigger > 0 ? trigger : 0);
    const behind = this.#head[place] as number;
    this.#next[item] = behind;
    this.#previous[item] = first(place);
    if (behind !== UNLINKED) this.#previous[behind] = item;
    this.#head[place] = item;
    return true;
  }

  /** Takes an item out of its ladder, where it is in one. */
  unlink(item: number): void {
    const before = this.#previous[item] as number;
    if (before === UNLINKED) return;
    const behind = this.#next[item] as number;
    if (behind !== UNLINKED) this.#previous[behind] = before;
    if (before >= 0) this.#next[before] = behind;
    else this.#head[first(before)] = behind;
    this.#previous[item] = UNLINKED;
  }

  #refine(buckets: number): void {
    for (let ladder = 0; ladder < this.#base.length; ladder++) {
      this.#empty(ladder, 0);
      this.#bucket[ladder] = 0;
    }
    this.#buckets = buckets;
    this.#head = new Int32Array(this.#base.length * buckets).fill(UNLINKED);
    this.#perBucket.fill(0);
  }

  #bucketOf(ladder: number, coordinate: number): number {
    return Math.floor((coordinate - (this.#base[ladder] as number)) * (this.#perBucket[ladder] as number));
  }

  /** Hands out the items of a ladder in buckets from `bucket` on. */
  #empty(ladder: number, bucket: number): void {
    const from = ladder * this.#buckets + bucket;
    for (let place = ladder * this.#buckets + (this.#bucket[ladder] as number) - 1; place >= from; place--) {
      let item = this.#head[place] as number;
      this.#head[place] = UNLINKED;
      while (item !== UNLINKED) {
        const behind = this.#next[item] as number;
        this.#previous[item] = UNLINKED;
        this.#due(item);
        item = behind;
      }
    }
  }

  #lay(ladder: number, coordinate: number, scale: number): void {
    this.#empty(ladder, 0);
    const width = (WIDTH * scale) / this.#buckets;
    this.#perBucket[ladder] = 1 / width;
    this.#base[ladder] = coordinate - (BELOW * this.#buckets + 0.5) * width;
    this.#bucket[ladder] = this.#bucketOf(ladder, coordinate);
  }
}
