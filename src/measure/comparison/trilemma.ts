import { rounded } from '../metric.ts';
import type { MetricId } from '../metric-ids.ts';
import type { Thresholds, Trilemma, TrilemmaPoint, TrilemmaSweep } from '../trilemma-shape.ts';
import { type ComparedRun, type GridPoint, groupedBy, medianOf } from './designs.ts';

type AtPoint = ComparedRun & { readonly point: GridPoint };
type Runs = readonly [AtPoint, ...AtPoint[]];

const amountOf = ({ result }: AtPoint, id: MetricId): number => Number(result.metrics[id] ?? 0);

/** Losses of defaulted accounts beyond their own money: what was covered or written off, and what is still owed. */
const deficitOf = (run: AtPoint): number =>
  amountOf(run, 'shortfall') + amountOf(run, 'residual') - amountOf(run, 'uncovered');

const meanOf = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
const meanOver = (runs: Runs, id: MetricId): number => meanOf(runs.map((run) => amountOf(run, id)));

const meanRatio = (runs: Runs, id: 'ptsr' | 'pmr'): number | null => {
  const present = runs.flatMap(({ result }) => (result.metrics[id] === null ? [] : [Number(result.metrics[id])]));
  return present.length === 0 ? null : rounded(meanOf(present));
};

const within = (x: number | null, [least, most]: readonly [number, number]): boolean =>
  x !== null && x >= least && x <= most;

const shareOf = (part: number, whole: number): number => (whole > 0 ? rounded(part / whole) : 0);

const pointOf = (runs: Runs, thresholds: Thresholds, bestFees: number): TrilemmaPoint => {
  const { severity, diversion } = runs[0].point;
  const [deficit, residual] = [meanOf(runs.map(deficitOf)), meanOver(runs, 'residual')];
  const breaches = runs.filter((run) => amountOf(run, 'residual') > thresholds.residual * deficitOf(run)).length;
  const [residualShare, breachShare] = [shareOf(residual, deficit), shareOf(breaches, runs.length)];
  const [ptsr, pmr] = [meanRatio(runs, 'ptsr'), meanRatio(runs, 'pmr')];
  const netRevenue = meanOver(runs, 'netRevenue');
  const revenueShare = shareOf(netRevenue, bestFees);
  return {
    severity,
    diversion,
    runs: runs.length,
    deficit: rounded(deficit),
    raised: rounded(meanOver(runs, 'adl') + meanOver(runs, 'socialised')),
    diverted: rounded(meanOver(runs, 'feeDiversion')),
    residual: rounded(residual),
    residualShare,
    breachShare,
    ptsr,
    pmr,
    tailIndex: medianOf(runs.map(({ result }) => result.tails.ptsr?.tailIndex ?? null)),
    netRevenue: rounded(netRevenue),
    revenueShare,
    solvent: residualShare <= thresholds.residual && breachShare <= thresholds.breaches,
    fair: within(ptsr, thresholds.ptsr) && within(pmr, thresholds.pmr),
    profitable: revenueShare >= thresholds.revenue,
  };
};

const largest = (values: readonly (number | null)[]): number | null => {
  const present = values.filter((x) => x !== null);
  return present.length === 0 ? null : Math.max(...present);
};

const sweepOf = (all: Runs, thresholds: Thresholds): TrilemmaSweep => {
  const { scenario, exchange } = all[0].result;
  const groups = groupedBy(all, ({ point }) => point);
  const bestFees = Math.max(...groups.map((runs) => meanOver(runs, 'feeRevenue')));
  const points = groups.map((runs) => pointOf(runs, thresholds, bestFees));
  const deficit = meanOf(points.map((point) => point.deficit));
  const sustainable = (1 - thresholds.revenue) * bestFees;
  const solventFair = points.filter(({ solvent, fair }) => solvent && fair);
  const solventProfitable = points.filter(({ solvent, profitable }) => solvent && profitable);
  const fairProfitable = points.filter(({ fair, profitable }) => fair && profitable);
  const least = largest(fairProfitable.map(({ residualShare }) => 0 - residualShare));
  return {
    scenario,
    exchange,
    bestFees: rounded(bestFees),
    deficit: rounded(deficit),
    sustainable: rounded(sustainable),
    structural: deficit > sustainable,
    passing: {
      all: solventFair.filter(({ profitable }) => profitable).length,
      solventFair: solventFair.length,
      solventProfitable: solventProfitable.length,
      fairProfitable: fairProfitable.length,
    },
    frontier: {
      fairest: largest(solventProfitable.map(({ ptsr }) => ptsr)),
      mostProfitable: largest(solventFair.map(({ revenueShare }) => revenueShare)),
      leastResidual: least === null ? null : 0 - least,
    },
    points,
  };
};

/**
 * Which points of a sweep of severity and fee diversion are solvent, fair and profitable.
 *
 * Means over the seeds, as the theorem is about expectations; where the gains of winners have a heavy tail they are unstable, which the
 * tail index beside them tells.
 *
 * @param runs - All runs of an experiment, in order of seed; those that are no point of a sweep are passed over.
 * @param thresholds - What passes.
 * @source https://arxiv.org/abs/2512.01112 (the ADL trilemma)
 */
export const trilemmaOf = (runs: readonly ComparedRun[], thresholds: Thresholds): Trilemma => ({
  thresholds,
  sweeps: groupedBy(
    runs.filter((run): run is AtPoint => run.point !== undefined),
    ({ result: { scenario } }) => scenario,
  ).map((all) => sweepOf(all, thresholds)),
});
