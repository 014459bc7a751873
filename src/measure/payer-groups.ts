import type { PayerGroup, RunPayers, SizeClass } from './figures-shape.ts';
import type { Gathered } from './gathered.ts';

/** Points of a Lorenz curve, the ends included. */
const MOST_POINTS = 100;

/**
 * Lorenz curve: share of payers, smallest first, against their share of what was borne.
 *
 * Points lie at even steps along the curve (of both shares together), so that a steep end is drawn as well as a flat start.
 *
 * @param sorted - Amounts > 0, ascending.
 * @returns At most 100 points from [0, 0] to [1, 1]; none without amounts.
 * @source Lorenz, Publications of the American Statistical Association 9 (1905).
 */
export const lorenzOf = (sorted: Float64Array): [number, number][] => {
  const total = sorted.reduce((sum, x) => sum + x, 0);
  if (sorted.length === 0) return [];
  const points: [number, number][] = [[0, 0]];
  const length = (MOST_POINTS - 2) / 2;
  let borne = 0;
  let passed = 0;
  sorted.forEach((x, i) => {
    borne += x;
    const point: [number, number] = [(i + 1) / sorted.length, borne / total];
    const steps = Math.floor((point[0] + point[1]) * length);
    if (i === sorted.length - 1) points.push([1, 1]);
    else if (steps > passed) points.push(point);
    passed = steps;
  });
  return points;
};

/** The power of ten at or below an equity of at least 1; 0 below that. */
const decadeOf = (equity: number): number => {
  if (equity < 1) return 0;
  let from = 1;
  while (equity >= from * 10) from *= 10;
  return from;
};

const nobody = { accounts: 0, payers: 0, borne: 0, cut: 0 };

const withOne = (group: PayerGroup, borne: number, cut: number): PayerGroup => ({
  accounts: group.accounts + 1,
  payers: group.payers + (borne > 0 ? 1 : 0),
  borne: group.borne + Math.max(0, borne),
  cut: group.cut + cut,
});

/** Who paid, in natural units of the numeraire. */
export const payersOf = (run: Gathered, natural: (units: number) => number): RunPayers => {
  const { borne, cut } = run.deleveraging;
  const people = run.openingEquity.equity;
  const sizes = new Map<number, PayerGroup>();
  let [hedged, unhedged, venue]: [PayerGroup, PayerGroup, PayerGroup] = [nobody, nobody, nobody];
  for (const [account, equity] of people) {
    const amounts = [natural(borne.get(account) ?? 0), natural(cut.get(account) ?? 0)] as const;
    const from = decadeOf(natural(equity));
    sizes.set(from, withOne(sizes.get(from) ?? nobody, ...amounts));
    if (run.run.hedgeGroups.has(account)) hedged = withOne(hedged, ...amounts);
    else unhedged = withOne(unhedged, ...amounts);
  }
  for (const account of new Set([...borne.keys(), ...cut.keys()]))
    if (!people.has(account)) venue = withOne(venue, natural(borne.get(account) ?? 0), natural(cut.get(account) ?? 0));
  const sorted = run.deleveraging.payers();
  return {
    payers: sorted.length,
    borne: natural(sorted.reduce((sum, units) => sum + units, 0)),
    lorenz: lorenzOf(sorted),
    sizes: [...sizes]
      .sort(([a], [b]) => a - b)
      .map(([from, group]): SizeClass => ({ from, to: from === 0 ? 1 : from * 10, ...group })),
    hedged: hedged,
    unhedged: unhedged,
    venue: venue,
  };
};
