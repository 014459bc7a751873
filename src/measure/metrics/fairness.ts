/** How much of their gains winners lost and kept. @module */
import type { Gathered } from '../gathered.ts';
import { gini, type Tail, tailOf } from '../inequality.ts';
import { asNumber, defineMetric, type Metric, totalOf } from '../metric.ts';

const KEPT =
  'What a winner has kept is its profit when the run ends, since the entry of its positions and after all it was charged: money and positions at mark less what it brought.';

const keptOf = ({ gains }: Gathered): Float64Array => Float64Array.from(gains.kept(), ([, units]) => units).sort();
const tailOfKept = (run: Gathered): Tail => tailOf(keptOf(run));

/** What winners gave to default cases, numeraire units: the budget that ADL raised. */
const budgetOf = ({ defaults }: Gathered): number =>
  asNumber(totalOf(defaults, ({ adl, socialised }) => adl + socialised));
const shortfallOf = ({ defaults }: Gathered): number => asNumber(totalOf(defaults, ({ shortfall }) => shortfall));

/** Haircut of everybody who gained or paid, ascending: borne over borne and kept, 0 to 1. */
const haircutsOf = ({ gains, deleveraging: { borne } }: Gathered): Float64Array => {
  const kept = new Map(gains.kept());
  const haircuts: number[] = [];
  for (const [account, units] of kept) {
    const paid = Math.max(0, borne.get(account) ?? 0);
    haircuts.push(paid / (paid + units));
  }
  for (const [account, paid] of borne) if (paid > 0 && !kept.has(account)) haircuts.push(1);
  return Float64Array.from(haircuts).sort();
};

/** Inequality of haircuts, and the two ratios of the literature that set the top winner against what was taken. */
export const fairness: readonly Metric[] = [
  defineMetric({
    id: 'giniOfHaircuts',
    title: 'Gini of haircuts',
    definition: `Inequality of the share of their gain that winners lost: 0 when all lost the same share, near 1 when few lost all and the others nothing. A winner is whoever has kept a gain or has paid. ${KEPT}`,
    unit: 'ratio',
    numeraire: 'none',
    formula:
      'Gini coefficient over winners of borne / (borne + kept), where borne is what ADL and charges took; none when nobody paid',
    better: 'lower',
    compute: (run) => {
      const haircuts = haircutsOf(run);
      return (haircuts.at(-1) ?? 0) > 0 ? gini(haircuts) : null;
    },
  }),
  defineMetric({
    id: 'ptsr',
    title: 'top survivor / raised',
    definition: `The PTSR of the literature: what the largest winner has kept over all that winners gave to defaults. Small when the many are asked for more than the largest of them has, without bound as nothing is raised. ${KEPT}`,
    unit: 'ratio',
    numeraire: 'none',
    formula: 'largest gain kept / (adl + socialised); none when nothing was raised',
    better: 'neither',
    tail: tailOfKept,
    compute: (run) => {
      const budget = budgetOf(run);
      return budget > 0 ? (keptOf(run).at(-1) ?? 0) / budget : null;
    },
  }),
  defineMetric({
    id: 'pmr',
    title: 'top survivor / largest loss',
    definition: `The PMR of the literature: what the largest winner has kept over the part of the largest single shortfall that winners bore. ${KEPT}`,
    unit: 'ratio',
    numeraire: 'none',
    formula:
      'largest gain kept / (largest shortfall of a default case x (adl + socialised) / shortfall); none when nothing was raised',
    better: 'neither',
    tail: tailOfKept,
    compute: (run) => {
      const severity = budgetOf(run) / shortfallOf(run);
      const largest = run.defaults.reduce((most, one) => Math.max(most, one.shortfall), 0);
      return severity > 0 && largest > 0 ? (keptOf(run).at(-1) ?? 0) / (severity * largest) : null;
    },
  }),
];
