import { type CompareResult, type MetricId, metricOf } from '../../measure/index.ts';
import { listOf } from '../list-of.ts';
import { assumedValues, noneTurned, triedWith } from '../tried-text.ts';
import { readingText } from './sections.ts';

type Frontier = CompareResult['frontiers'][number];
type Field = CompareResult['robustness']['fields'][number];

/** Verdicts that are told one by one; the others are in the file. */
const MOST_TOLD = 12;

const titleOf = (id: string): string => metricOf(id as MetricId).title;

const frontierText = ({ scenario, equalised, members, dominated }: Frontier): string => {
  const beaten = dominated.map(({ design, by }) => `${design} (by ${listOf(by)})`);
  const rest =
    beaten.length === 0
      ? 'no design is beaten by another'
      : `beaten: ${beaten.join(', ')}; not beaten: ${listOf(members)}`;
  return `- ${scenario}, ${readingText(equalised)}: ${rest}.`;
};

/** Which designs no other beats, in words. */
export const frontierTexts = ({ frontiers }: CompareResult): string[] => {
  const [first] = frontiers;
  if (first === undefined) return [];
  const objectives = listOf(first.objectives.map(titleOf));
  return [
    `Frontier: a design is beaten when another is at least as good in all of these and better in one: ${objectives}; less of each is better, nothing to measure counts as 0, and a cent or a millionth more or less is a tie.`,
    ...frontiers.map(frontierText),
  ];
};

/** Which designs no other beats in solvency, fairness and hedges together, in words; nothing with fewer than three designs. */
export const threeWayTexts = ({ solvencyFairnessHedges }: CompareResult): string[] => {
  const told = solvencyFairnessHedges.filter(({ members, dominated }) => members.length + dominated.length > 2);
  const [first] = told;
  if (first === undefined) return [];
  return [
    `Frontier of solvency, fairness and hedges alone (${listOf(first.objectives.map(titleOf))}):`,
    ...told.map(
      ({ scenario, equalised, members }) => `- ${scenario}, ${readingText(equalised)}: not beaten: ${listOf(members)}.`,
    ),
  ];
};

/** Pairs that are named for one metric; the others are in the file. */
const MOST_PAIRS = 3;

/** `shortfall (a against b, c against d)`, by metric. */
const changesText = (flips: Field['flips']): string =>
  [...new Set(flips.map(({ metric }) => metric))]
    .map((metric) => {
      const pairs = flips
        .filter((flip) => flip.metric === metric)
        .map(({ design, against }) => (against === '' ? design : `${design} against ${against}`));
      const more = pairs.length > MOST_PAIRS ? ` and ${pairs.length - MOST_PAIRS} more` : '';
      const title = metric === 'frontier' ? 'membership of the frontier' : titleOf(metric);
      return `${title} (${pairs.slice(0, MOST_PAIRS).join(', ')}${more})`;
    })
    .join('; ');

const fieldTexts = ({ of, field, low, value, high, flips }: Field): string[] => {
  const ends = [...new Set(flips.map(({ scenario, at }) => JSON.stringify([scenario, at])))];
  return ends.map((end) => {
    const own = flips.filter(({ scenario, at }) => JSON.stringify([scenario, at]) === end);
    const { scenario, at } = own[0] as Field['flips'][number];
    return `- ${field} of ${of}, ${value} here and anything from ${low} to ${high}: at ${at} other verdicts in ${scenario} on ${changesText(own)}`;
  });
};

/** Which verdicts hinge on a value that nobody publishes, in words. */
export const robustnessTexts = ({ robustness }: CompareResult): string[] => {
  const { tried, fields } = robustness;
  if (!tried) return ['Robustness: ranges of assumed values not tried, so no verdict above is known to be robust.'];
  const texts = fields.flatMap(fieldTexts);
  const untried = 'Other seeds, equalised readings, values in between and several at once were not tried.';
  if (texts.length === 0) return [`Robustness: ${noneTurned(robustness)}. ${untried}`];
  const more = texts.length - MOST_TOLD;
  return [
    `Robustness: ${assumedValues(fields.length)} ${fields.length === 1 ? 'was' : 'were'} run at both ends of the range, one at a time, with ${triedWith(robustness)}. ${untried} Not robust:`,
    ...texts.slice(0, MOST_TOLD),
    ...(more > 0 ? [`- and ${more} more, in the result file`] : []),
  ];
};

/** What was made equal in the equalised reading and who is not in it, in words. */
export const equalisedTexts = ({ equalisedTo, leftOut = [] }: CompareResult): string[] => {
  const equal = Object.entries(equalisedTo ?? {}).map(([what, how]) => `${what} ${how}`);
  return [
    ...(equal.length === 0 ? [] : [`Made equal: ${equal.join('; ')}.`]),
    ...leftOut.map(({ exchange, why }) => `Left out: ${exchange}, for ${why}.`),
  ];
};
