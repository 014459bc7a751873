import type { MetricId } from '../metric-ids.ts';
import { frontierOf, type Judged, OBJECTIVES } from './frontier.ts';
import { compareAims } from './order.ts';

/** A verdict that is another one when an assumed value moves. */
export interface Flip {
  /** The metric by which two designs change places, or `frontier` when membership changes. */
  readonly metric: string;
  readonly design: string;
  readonly against: string;
}

const nameOf = ({ name }: Judged): string => name;

const bestOf = (designs: readonly Judged[], id: MetricId): readonly string[] =>
  designs
    .filter(({ metrics }) =>
      designs.every((other) => compareAims(id, metrics[id] ?? null, other.metrics[id] ?? null) <= 0),
    )
    .map(nameOf);

const missingIn = (names: readonly string[], others: readonly string[]): string | undefined =>
  names.find((name) => !others.includes(name));

/** Pairs that change places by a metric; the one that was better as published is named first. */
const placesChanged = (before: readonly Judged[], after: ReadonlyMap<string, Judged>, id: MetricId): Flip[] => {
  const sign = (a: Judged, b: Judged): number => compareAims(id, a.metrics[id] ?? null, b.metrics[id] ?? null);
  return before.flatMap((a, i) =>
    before.slice(i + 1).flatMap((b): Flip[] => {
      const was = sign(a, b);
      if (was === sign(after.get(a.name) ?? a, after.get(b.name) ?? b)) return [];
      const [design, against] = was <= 0 ? [a.name, b.name] : [b.name, a.name];
      return [{ metric: id, design, against }];
    }),
  );
};

const winnerChanged = (before: readonly Judged[], after: readonly Judged[], id: MetricId): Flip[] => {
  const [was, is] = [bestOf(before, id), bestOf(after, id)];
  const [lost, gained] = [missingIn(was, is), missingIn(is, was)];
  if (lost === undefined && gained === undefined) return [];
  return [{ metric: id, design: lost ?? (was[0] as string), against: gained ?? (is[0] as string) }];
};

const membersChanged = (before: readonly Judged[], after: readonly Judged[]): Flip[] => {
  const [was, is] = [frontierOf(before), frontierOf(after)];
  const beatenBy = (name: string): string | undefined =>
    [...is.dominated, ...was.dominated].find(({ design }) => design === name)?.by[0];
  return before
    .map(nameOf)
    .filter((name) => was.members.includes(name) !== is.members.includes(name))
    .map((design) => ({ metric: 'frontier', design, against: beatenBy(design) ?? '' }));
};

/**
 * The verdicts that change when an assumed value moves: which of two designs is better by the stated metric, which is best in each
 * objective, and which no other beats.
 *
 * @param before - All designs of a scenario, with the value as published.
 * @param moved - Those that were run again, with the value moved.
 * @param sortedBy - The stated metric.
 * @returns One flip a verdict, in the order of the designs; none when all verdicts stand.
 */
export const flipsOf = (before: readonly Judged[], moved: readonly Judged[], sortedBy: MetricId): readonly Flip[] => {
  const byName = new Map(moved.map((design) => [design.name, design]));
  const after = before.map((design) => byName.get(design.name) ?? design);
  return [
    ...placesChanged(before, byName, sortedBy),
    ...OBJECTIVES.filter((id) => id !== sortedBy).flatMap((id) => winnerChanged(before, after, id)),
    ...membersChanged(before, after),
  ];
};
