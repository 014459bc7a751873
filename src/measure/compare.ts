import type { CompareResult, DesignResult } from './compare-shape.ts';
import { type ComparedRun, designOf, type Group, groupedBy, groupsOf, sortDesigns } from './comparison/designs.ts';
import { differencesOf } from './comparison/differences.ts';
import { frontierOf, OBJECTIVES, THREE } from './comparison/frontier.ts';
import { compareNames } from './comparison/order.ts';
import { robustnessOf } from './comparison/ranges.ts';
import { trilemmaOf } from './comparison/trilemma.ts';
import type { MetricId } from './metric-ids.ts';
import type { Thresholds } from './trilemma-shape.ts';
import { VERSION } from './version.ts';

export type { ComparedResult, ComparedRun, GridPoint, RangeEnd } from './comparison/designs.ts';

/** What a comparison says of itself. */
export interface Comparison {
  /** Name of the experiment. */
  readonly experiment: string;
  /** Metric by which designs are sorted. Defaults to `shortfall`. */
  readonly sortBy?: MetricId;
  /** Hashes of what the experiment was made from, by name; those of the runs when left out. */
  readonly hashes?: Readonly<Record<string, string>>;
  /** Exchange against which differences are shown; only variants have differences when left out. */
  readonly baseline?: string;
  /** Whether all of the experiment was run. Defaults to no. */
  readonly full?: boolean;
  /** In words, what was made equal, by what it is. */
  readonly equalisedTo?: Readonly<Record<string, string>>;
  /** Designs that could not be made equal. None by default. */
  readonly leftOut?: NonNullable<CompareResult['leftOut']>;
  /** What passes as solvent, fair and profitable, of points of a sweep; without it there is no such part. */
  readonly thresholds?: Thresholds;
}

/** Losses that differences are shown of besides the objectives and what is sorted by. */
const LOSSES = ['shortfall', 'adl'] as const satisfies readonly MetricId[];

/** The designs of one scenario and reading that no other beats. */
const frontierIn = (
  members: readonly [DesignResult, ...DesignResult[]],
  objectives: readonly MetricId[],
): CompareResult['frontiers'][number] => {
  const { scenario, equalised } = members[0];
  const judged = members.map(({ exchange: name, metrics }) => ({ name, metrics }));
  return { scenario, equalised, objectives: [...objectives], ...frontierOf(judged, objectives) };
};

/**
 * Puts the runs of an experiment side by side.
 *
 * Runs of one design, scenario and reading (as published or equalised) are one entry: medians over the seeds, and bands when there
 * are several. Beside them stand differences paired over the seeds, the designs no other beats, and the verdicts that hinge on an
 * assumed value.
 *
 * @param runs - Finished runs; blocks of variants keep the order of their first runs, all else is sorted.
 * @param about - What the comparison says of itself.
 */
export const compareOf = (runs: readonly ComparedRun[], about: Comparison): CompareResult => {
  const { sortBy = 'shortfall', baseline, equalisedTo, leftOut = [], thresholds } = about;
  const inOrder = [...runs].sort((a, b) => a.result.seed - b.result.seed);
  const groups = new Map(groupsOf(inOrder).map((group) => [designOf(group), group]));
  const designs = sortDesigns([...groups.keys()], sortBy);
  const ordered = designs.map((design) => groups.get(design) as Group);
  const hashes = about.hashes ?? Object.assign({}, ...inOrder.map(({ result }) => result.hashes));
  const sorted = Object.entries(hashes as Record<string, string>).sort(([a], [b]) => compareNames(a, b));
  const readings = groupedBy(
    designs.filter(({ variant }) => variant === undefined),
    ({ scenario, equalised }) => [scenario, equalised],
  );
  return {
    experiment: about.experiment,
    full: about.full ?? false,
    seeds: [...new Set(inOrder.map(({ result }) => result.seed))],
    version: inOrder[0]?.result.version ?? VERSION,
    hashes: Object.fromEntries(sorted),
    numeraire: inOrder[0]?.result.numeraire ?? 'USD',
    sortedBy: sortBy,
    ...(baseline === undefined ? {} : { baseline }),
    ...(equalisedTo === undefined ? {} : { equalisedTo: { ...equalisedTo } }),
    ...(leftOut.length === 0 ? {} : { leftOut: [...leftOut] }),
    designs,
    differences: differencesOf(ordered, baseline, [...new Set([sortBy, ...LOSSES, ...OBJECTIVES])]),
    frontiers: readings.map((members) => frontierIn(members, OBJECTIVES)),
    solvencyFairnessHedges: readings.map((members) => frontierIn(members, THREE)),
    robustness: robustnessOf(inOrder, sortBy),
    ...(thresholds === undefined ? {} : { trilemma: trilemmaOf(inOrder, thresholds) }),
  };
};
