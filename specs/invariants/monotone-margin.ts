import { type DesignSubject, defineInvariant, type Witness } from 'breakwater';

const LEVELS = ['initial', 'maintenance'] as const;

/** Sizes to probe with, rising: small ones, and such as reach the tiers of a rule at any price. */
const sizes = ({ random }: DesignSubject, most: number): readonly number[] => {
  // As often small as large: a tier may end anywhere.
  const tops: number[] = [];
  for (let top = Math.floor(most / 4); top >= 1; top = Math.floor(top / 4)) tops.push(top);
  const drawn = Array.from({ length: 16 }, () => 1 + random.below(tops[random.below(tops.length)] as number));
  return [...drawn, ...drawn.map((lots) => lots + 1)].sort((a, b) => a - b);
};

/** MO4: who holds more needs no less. */
export const monotoneMargin = defineInvariant({
  id: 'MO4/monotone-margin',
  says: 'A larger position never needs less initial or maintenance margin than a smaller one of the same side at the same mark.',
  scope: 'design',
  tolerance: 0,
  source: 'catalogue MO4, the half that forbids a cliff downwards',
  over: 'design',
  holds: (subject): Witness | undefined => {
    for (const [number, { id, mark, most }] of subject.markets.entries())
      for (const side of [1, -1]) {
        let before = { lots: 0, initial: 0, maintenance: 0 };
        for (const lots of sizes(subject, most)) {
          const now = { lots, ...subject.levels(number, side * lots, mark) };
          for (const level of LEVELS)
            if (now[level] < before[level])
              return {
                who: `market ${id}, ${side > 0 ? 'long' : 'short'}, at mark ${mark}`,
                expected: `${level} margin of ${lots} lots >= ${before[level]}, that of ${before.lots}`,
                found: now[level],
                difference: now[level] - before[level],
              };
          before = now;
        }
      }
    return undefined;
  },
});

/** MO4: margin has no cliff upwards either. */
export const convexMargin = defineInvariant({
  id: 'MO4/convex-margin',
  says: 'Maintenance margin is continuous and convex in size: another lot never needs less more than the lot before did.',
  scope: 'design',
  tolerance: 'two units, by rounding up',
  source: 'catalogue MO4; tiers without a deduction jump where a tier ends',
  over: 'design',
  holds: (subject): Witness | undefined => {
    for (const [number, { id, mark, most }] of subject.markets.entries()) {
      const at = (lots: number): number => subject.levels(number, lots, mark).maintenance;
      for (const lots of sizes(subject, most)) {
        const step = 1 + subject.random.below(2 * lots);
        const [low, middle, high] = [at(lots), at(lots + step), at(lots + 2 * step)];
        if (low - 2 * middle + high < -2)
          return {
            who: `market ${id}, at mark ${mark}`,
            expected: `maintenance of ${lots + step} lots of at most ${(low + high) / 2 + 1}, half way from ${low} to ${high}`,
            found: middle,
          };
      }
    }
    return undefined;
  },
});
