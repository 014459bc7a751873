import { compareFractions, mulDivFloor } from 'breakwater';

/** Columns of one length: unit x of row i, x = 0 .. limit_i - 1, has the key (first_i + x x step) / per_i. */
export interface UnitKeys {
  /** Signed integers. */
  readonly first: Float64Array;
  /** An integer >= 1; 1 when left out. */
  readonly step?: number;
  /** Integers >= 1 where the limit is above 0. */
  readonly per: Float64Array;
  /** Units of each row, integers >= 0. */
  readonly limit: Float64Array;
}

/** How many units of a row have a key of at most n / d, d a power of two. */
const countUpTo = ({ first, step = 1, per, limit }: UnitKeys, i: number, n: number, d: number): number => {
  const [least, each, most] = [first[i] as number, per[i] as number, limit[i] as number];
  if (most === 0) return 0;
  // Rounded once, so that the floor is certain where the product is not near a whole number.
  const quotient = each * (n / d);
  const whole = Math.floor(quotient);
  const doubt = Math.abs(quotient) * 2 ** -52;
  if (quotient - whole > doubt && whole + 1 - quotient > doubt)
    return Math.max(0, Math.min(most, Math.floor((whole - least) / step) + 1));
  if (compareFractions(least, each, n, d) > 0) return 0;
  if (compareFractions(least + (most - 1) * step, each, n, d) <= 0) return most;
  // Between the first and the last of the row, so that the quotient fits.
  return Math.floor((mulDivFloor(each, n, d) - least) / step) + 1;
};

/** A level as an exact fraction whose terms are below 2^53: the nearest at or below, on a grid of 2^-52 of itself or of one. */
const fractionOf = (level: number): readonly [n: number, d: number] => {
  let d = 2 ** 52;
  while (Math.abs(level) * d >= 2 ** 53) d /= 2;
  return [Math.floor(level * d), d];
};

/** Least and greatest key of any unit, rounded. */
const span = ({ first, step = 1, per, limit }: UnitKeys): readonly [low: number, high: number] => {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < limit.length; i++) {
    const most = limit[i] as number;
    if (most === 0) continue;
    low = Math.min(low, (first[i] as number) / (per[i] as number));
    high = Math.max(high, ((first[i] as number) + (most - 1) * step) / (per[i] as number));
  }
  return [low, high];
};

/** Takes, into `taken`, all units up to a level that are certain to be among the wanted; returns how many are left to find. */
const takeCertain = (wanted: number, keys: UnitKeys, taken: Float64Array): number => {
  const n = taken.length;
  let [low, high] = span(keys);
  let best: readonly [number, number] | undefined;
  let found = 0;
  // Until little is left, or the level cannot be told more finely: there are then a few units a row at most.
  while (wanted - found > n / 64) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    const [top, bottom] = fractionOf(middle);
    let count = 0;
    for (let i = 0; i < n && count <= wanted; i++) count += countUpTo(keys, i, top, bottom);
    if (count > wanted) high = middle;
    else [low, best, found] = [middle, [top, bottom], count];
  }
  if (best === undefined) return wanted;
  for (let i = 0; i < n; i++) taken[i] = countUpTo(keys, i, best[0], best[1]);
  return wanted - found;
};

/** Rows by the key of their next unit, the least at the root; ties to the lower row. */
class NextUnits {
  readonly #keys: UnitKeys;
  readonly #taken: Float64Array;
  readonly #rows: Uint32Array;
  #size = 0;

  constructor(keys: UnitKeys, taken: Float64Array) {
    this.#keys = keys;
    this.#taken = taken;
    this.#rows = new Uint32Array(taken.length);
    for (let i = 0; i < taken.length; i++) {
      if ((taken[i] as number) < (keys.limit[i] as number)) this.#rows[this.#size++] = i;
    }
    for (let at = (this.#size >> 1) - 1; at >= 0; at--) this.#sink(at);
  }

  /** Takes the unit with the least key. */
  take(): void {
    const row = this.#rows[0] as number;
    const now = (this.#taken[row] as number) + 1;
    this.#taken[row] = now;
    if (now === this.#keys.limit[row]) {
      this.#size -= 1;
      this.#rows[0] = this.#rows[this.#size] as number;
    }
    this.#sink(0);
  }

  #before(a: number, b: number): boolean {
    const { first, step = 1, per } = this.#keys;
    const x = (first[a] as number) + (this.#taken[a] as number) * step;
    const y = (first[b] as number) + (this.#taken[b] as number) * step;
    const order = compareFractions(x, per[a] as number, y, per[b] as number);
    return order < 0 || (order === 0 && a < b);
  }

  #sink(from: number): void {
    const rows = this.#rows;
    const row = rows[from] as number;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#size) break;
      if (child + 1 < this.#size && this.#before(rows[child + 1] as number, rows[child] as number)) child += 1;
      if (!this.#before(rows[child] as number, row)) break;
      rows[at] = rows[child] as number;
      at = child;
    }
    rows[at] = row;
  }
}

/**
 * Takes unit after unit, always the one with the least key, ties to the lower row: exactly what that loop would take, without running it.
 *
 * A level is found by halving, below which all units are certain; at most a few a row are then taken one by one. All comparisons that
 * decide are exact. O(n log n).
 *
 * @param wanted - How many units, an exact integer, 0 to the sum of the limits.
 * @param keys - The rows.
 * @returns Units taken of each row.
 */
export const unitsInOrder = (wanted: number, keys: UnitKeys): Float64Array => {
  const taken = new Float64Array(keys.limit.length);
  let left = takeCertain(wanted, keys, taken);
  const next = new NextUnits(keys, taken);
  for (; left > 0; left--) next.take();
  return taken;
};
