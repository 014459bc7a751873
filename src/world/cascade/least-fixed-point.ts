const MOST_STEPS = 200_000;

/** Bounds on a least fixed point. */
export interface Bracket {
  /** Greatest number known to be no larger. */
  readonly low: number;
  /** Least number known to be no smaller. */
  readonly high: number;
}

/**
 * Finds the least fixed point of a non-decreasing function above a start: the limit of start, f(start), f(f(start)), ...
 *
 * Iterates never pass the least fixed point (Tarski). From above it is closed in with numbers u for which f(u) <= u: on [start, u] the
 * function then maps into itself, so its least fixed point lies there. Candidates for u are extrapolated from the last two steps, and the
 * gap is then halved; where the middle is no such number only the iteration moves the lower bound, so no lower fixed point is missed.
 *
 * @param f - Non-decreasing, with f(start) >= start.
 * @param tolerance - Gap at which it ends.
 * @returns The bracket; both ends alike where the iteration met the point itself. Wider than the tolerance only when 200,000 steps did not do.
 * @source Tarski, "A lattice-theoretical fixpoint theorem and its applications", Pacific Journal of Mathematics 5 (1955).
 * @example
 * leastFixedPoint((x) => 0.1 + x / 2, 0.1, 1e-12)   // 0.2, 0.2
 */
export const leastFixedPoint = (f: (x: number) => number, start: number, tolerance: number): Bracket => {
  let low = start;
  let high = Number.POSITIVE_INFINITY;
  let before = 0;
  const closes = (u: number): boolean => u < high && f(u) <= u;
  for (let i = 0; i < MOST_STEPS && high - low > tolerance; i++) {
    const next = f(low);
    if (!(next > low)) return { low, high: low };
    const step = next - low;
    const ratio = before > 0 ? step / before : 1;
    low = next;
    before = step;
    // Halving first: a bracket once found shrinks by at least the step.
    if (Number.isFinite(high)) {
      const middle = low + (high - low) / 2;
      if (closes(middle)) high = middle;
    }
    if (ratio < 1) {
      const ahead = low + (step * ratio) / (1 - ratio);
      for (const u of [ahead + tolerance / 2, ahead + (ahead - low) / 8 + tolerance]) if (closes(u)) high = u;
    }
  }
  return { low, high: Math.max(low, Number.isFinite(high) ? high : low) };
};
