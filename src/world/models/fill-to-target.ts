/**
 * Scales sizes to a total, none above a cap: proportional shares, filled like water.
 *
 * @param sizes - Relative sizes, >= 0, at least one above zero.
 * @param target - What they are to sum to, >= 0.
 * @param cap - Largest share, as far as the sizes above zero can hold the target under it; else they are made equal enough.
 * @returns One share per size, in its order, min(cap, k x size) for one k; their sum is the target, up to rounding.
 * @example
 * fillToTarget([1, 2, 97], 100, 50)   // 16.67, 33.33, 50
 */
export function fillToTarget(sizes: readonly number[], target: number, cap: number): number[] {
  const holders = sizes.filter((size) => size > 0).length;
  const limit = Math.max(cap, (1.5 * target) / Math.max(1, holders));
  const capped = sizes.map(() => false);
  for (;;) {
    let room = target;
    let free = 0;
    for (let i = 0; i < sizes.length; i++) {
      if (capped[i]) room -= limit;
      else free += sizes[i]!;
    }
    const scale = free > 0 ? room / free : 0;
    let changed = false;
    for (let i = 0; i < sizes.length; i++) {
      if (capped[i] || sizes[i]! * scale <= limit) continue;
      capped[i] = true;
      changed = true;
    }
    if (!changed) return sizes.map((size, i) => (capped[i] ? limit : size * scale));
  }
}
