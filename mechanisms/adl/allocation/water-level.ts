/** Who is drained: what each stands at above nothing, how fast it rises for a level, and the most it may give. */
export interface Vessels {
  /** Height, lots or units (real), of either sign. */
  readonly height: Float64Array;
  /** Width > 0: what it holds for each unit of the level. */
  readonly width: Float64Array;
  /** The most each may give, >= 0. */
  readonly limit: Float64Array;
}

/** What a vessel gives above a level: clamp(height - level x width, 0, limit). */
export const above = ({ height, width, limit }: Vessels, i: number, level: number): number =>
  Math.min(Math.max((height[i] ?? 0) - level * (width[i] ?? 0), 0), limit[i] ?? 0);

/**
 * The level above which vessels give a need together: the l at which sum of clamp(height - l x width, 0, limit) = need.
 *
 * The sum rises as the level falls, in straight pieces that begin where a vessel starts to give and end where it has given all; they are
 * gone through from above.
 *
 * @param need - > 0; where the limits do not reach it, the level is that at which all have given all.
 */
export const levelOf = (vessels: Vessels, need: number): number => {
  const { height, width, limit } = vessels;
  const giving = [...height.keys()].filter((i) => (limit[i] ?? 0) > 0);
  const at = (i: number, given: number): number => ((height[i] ?? 0) - given) / (width[i] ?? 1);
  const corners = giving.flatMap((i) => [
    { level: at(i, 0), width: width[i] ?? 0 },
    { level: at(i, limit[i] ?? 0), width: 0 - (width[i] ?? 0) },
  ]);
  corners.sort((a, b) => b.level - a.level);
  let level = corners[0]?.level ?? 0;
  let [given, slope] = [0, 0];
  for (const corner of corners) {
    const reached = given + slope * (level - corner.level);
    if (reached >= need && slope > 0) return level - (need - given) / slope;
    given = reached;
    level = corner.level;
    slope += corner.width;
  }
  return level;
};
