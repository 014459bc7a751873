import type { MetricValue } from '../metric.ts';
import { METRIC_IDS, type MetricId } from '../metric-ids.ts';
import { compareAims } from './order.ts';

/** How a hedge's breakage is judged: weighted by what was matched where that is measured, else by counting groups. */
const BREAKAGE = ['hedgeMatchedBroken', 'hedgeGroupsBroken'].find((id) =>
  (METRIC_IDS as readonly string[]).includes(id),
) as MetricId;

/** What designs are judged by together, each the less the better: losses nobody paid, people cut, too much taken, what payers bore, how few they were, broken hedges, money drawn. */
export const OBJECTIVES: readonly MetricId[] = [
  'uncovered',
  'adlNotional',
  'overshoot',
  'payersBore',
  'top10ShareOfPayers',
  BREAKAGE,
  'fundDraw',
];

/** Solvency, fairness and hedges, each the less the better: what the venue and its backers lost or left unpaid, how unequally winners were cut, what was broken. */
export const THREE: readonly MetricId[] = ['drawnOrUnpaid', 'giniOfHaircuts', BREAKAGE];

/** A design and what it came to. */
export interface Judged {
  readonly name: string;
  readonly metrics: Readonly<Record<string, MetricValue>>;
}

/** The designs that no other beats, and those that one beats. */
export interface Frontier {
  readonly members: string[];
  readonly dominated: { design: string; by: string[] }[];
}

/** Whether the first design is at least as good as the second in every objective and better in one. */
export const dominates = (a: Judged, b: Judged, objectives: readonly MetricId[]): boolean => {
  const signs = objectives.map((id) => compareAims(id, a.metrics[id] ?? null, b.metrics[id] ?? null));
  return signs.every((sign) => sign <= 0) && signs.some((sign) => sign < 0);
};

/**
 * The Pareto set of designs.
 *
 * @param designs - Designs of one scenario and reading, in the order in which they shall be named.
 * @param objectives - What they are judged by.
 * @returns Members, and the others each with the members that beat it.
 */
export const frontierOf = (designs: readonly Judged[], objectives: readonly MetricId[] = OBJECTIVES): Frontier => {
  const beaten = (design: Judged): boolean => designs.some((other) => dominates(other, design, objectives));
  const members = designs.filter((design) => !beaten(design));
  return {
    members: members.map(({ name }) => name),
    dominated: designs
      .filter((design) => !members.includes(design))
      .map((design) => {
        const better = designs.filter((other) => dominates(other, design, objectives));
        const best = better.filter((other) => members.includes(other));
        // Dust ties are not transitive, so that who beats a design may be beaten too.
        return { design: design.name, by: (best.length > 0 ? best : better).map(({ name }) => name) };
      }),
  };
};
