import {
  type CompareResult,
  compareAims,
  compareValues,
  type MetricId,
  type MetricValue,
  metricOf,
  OBJECTIVES,
} from '../../measure/index.ts';
import { listOf } from '../list-of.ts';
import { metricCell } from '../metric-cell.ts';
import { humanAmount, percent } from '../number-format.ts';
import { caveatsOf, type Finding } from './caveats.ts';
import type { Difference, Entry, Frontier } from './compared.ts';
import { hingesOf } from './hinges.ts';
import { sameView, type View } from './views.ts';

/** What a comparison shows, in words. */
export interface Findings {
  /** The one sentence or two a reader takes away. */
  readonly lead: string;
  readonly points: readonly Finding[];
  /** What a reader must know before believing it. */
  readonly caveats: readonly Finding[];
}

/** Who bears what own collateral did not, in the order of a waterfall. */
const PAYERS = [
  ['book', 'traders in the book, who bought above mark'],
  ['backstop', 'the backstop: vaults, providers, members'],
  ['fund', 'the insurance fund'],
  ['adl', 'winners who were deleveraged'],
  ['socialised', 'accounts that were charged'],
  ['uncovered', 'nobody yet: it stayed uncovered'],
] as const satisfies readonly (readonly [MetricId, string])[];

/** Whether a value is more than nothing by more than the dust that rounding up leaves. */
const isReal = (amount: number): boolean => amount >= 0.01;

const amountOf = (design: Entry, id: MetricId): number => Number(design.metrics[id] ?? 0);
const names = (designs: readonly Entry[]): string => listOf(designs.map(({ exchange }) => exchange));

/** The entries with the best value of a metric, but for dust, and that value; undefined where none has one. */
export const bestOf = (
  designs: readonly Entry[],
  id: MetricId,
): { readonly best: readonly Entry[]; readonly value: MetricValue } | undefined => {
  const sign = metricOf(id).better === 'higher' ? -1 : 1;
  const present = designs.filter(({ metrics }) => (metrics[id] ?? null) !== null);
  const [first] = present.toSorted((a, b) => sign * compareValues(a.metrics[id], b.metrics[id]));
  if (first === undefined) return undefined;
  return {
    best: present.filter((one) => compareAims(id, one.metrics[id], first.metrics[id]) === 0),
    value: first.metrics[id],
  };
};

const leadOf = ({ designs }: View, unit: string): string => {
  const amount = (design: Entry, id: MetricId): string => `${humanAmount(String(design.metrics[id]))} ${unit}`;
  const by = (id: MetricId): Entry[] => designs.toSorted((a, b) => amountOf(b, id) - amountOf(a, id));
  const [worst] = by('uncovered') as [Entry, ...Entry[]];
  const covered = designs.filter((design) => !isReal(amountOf(design, 'uncovered')));
  const most = by('shortfall')[0] as Entry;
  const least = by('shortfall').at(-1) as Entry;
  const uncovered =
    covered.length === designs.length
      ? designs.length === 1
        ? `${worst.exchange} left no loss uncovered.`
        : `None of the ${designs.length} designs left a loss uncovered.`
      : `${worst.exchange} left the most uncovered: ${amount(worst, 'uncovered')}${
          covered.length === 0 ? '' : `, while ${covered.length} of ${designs.length} designs left nothing`
        }.`;
  if (!isReal(amountOf(most, 'shortfall'))) return `${uncovered} No account cost others more than its own money.`;
  const shortfall =
    amountOf(most, 'shortfall') === amountOf(least, 'shortfall')
      ? `The shortfall, what defaulted accounts cost others, was ${amount(most, 'shortfall')}${designs.length === 1 ? '' : ' in every design'}.`
      : `The shortfall, what defaulted accounts cost others, was largest in ${most.exchange} (${amount(most, 'shortfall')}) and smallest in ${least.exchange} (${amount(least, 'shortfall')}).`;
  return `${uncovered} ${shortfall}`;
};

const paidOf = ({ designs }: View): Finding => {
  const own = (design: Entry): number => Math.max(0, Number(design.ownCollateral));
  const others = (design: Entry): number => PAYERS.reduce((sum, [id]) => sum + amountOf(design, id), 0);
  const lost = designs.filter((design) => isReal(own(design) + others(design)));
  if (lost.length === 0) return { heading: 'Who paid', text: 'Nobody defaulted, so nobody paid.' };
  const share = (design: Entry): number => own(design) / (own(design) + others(design));
  const ordered = lost.toSorted((a, b) => share(a) - share(b));
  const [low, high] = [ordered[0] as Entry, ordered.at(-1) as Entry];
  const shares =
    lost.length === 1
      ? `The defaulted accounts' own collateral bore ${percent(share(low))} of all losses.`
      : `The defaulted accounts' own collateral bore between ${percent(share(low))} (${low.exchange}) and ${percent(share(high))} (${high.exchange}) of all losses.`;
  const rest = PAYERS.flatMap(([id, who]) => {
    const led = lost.filter(
      (design) =>
        isReal(amountOf(design, id)) && PAYERS.every(([other]) => amountOf(design, id) >= amountOf(design, other)),
    );
    return led.length === 0 ? [] : [`${who} in ${names(led)}`];
  });
  return {
    heading: 'Who paid',
    text:
      rest.length === 0
        ? `${shares} Nothing was left for others to pay.`
        : `${shares} Of the rest, the largest part was borne by ${rest.join('; by ')}.`,
  };
};

const bestAt = ({ designs }: View, objectives: readonly MetricId[]): Finding[] => {
  if (designs.length < 2) return [];
  const sentences = objectives.flatMap((id) => {
    const found = bestOf(designs, id);
    if (found === undefined) return [];
    const { title, better } = metricOf(id);
    // As on the frontier, nothing to measure is worth as much as 0; where more is better it says nothing.
    const without = better === 'higher' ? [] : designs.filter(({ metrics }) => (metrics[id] ?? null) === null);
    const sign = without.length === 0 ? 1 : compareAims(id, null, found.value);
    const best = designs.filter(
      (one) => (sign >= 0 && found.best.includes(one)) || (sign <= 0 && without.includes(one)),
    );
    if (best.length === designs.length) return [`all alike in ${title}`];
    const who = best.length > 4 ? `${best.length} of ${designs.length} designs` : names(best);
    const value = sign < 0 ? 'nothing to measure' : metricCell(id, found.value);
    return [`${better === 'higher' ? 'highest' : 'least'} ${title}: ${who} (${value})`];
  });
  const text = sentences.join('; ');
  return text === '' ? [] : [{ heading: 'Best at what', text: `${text.charAt(0).toUpperCase()}${text.slice(1)}.` }];
};

/** Beaten designs, those with the same betters together. */
const beatenOf = (dominated: Frontier['dominated']): string => {
  const groups = new Map<string, string[]>();
  for (const { design, by } of dominated) groups.set(listOf(by), [...(groups.get(listOf(by)) ?? []), design]);
  const told = [...groups].map(([by, designs]) => `${listOf(designs)} by ${by}`);
  return told.length === 0 ? '' : ` Beaten: ${told.join('; ')}.`;
};

const frontiersOf = (compare: CompareResult, view: View): Finding[] =>
  compare.frontiers
    .filter((frontier) => sameView(frontier, view))
    .map(({ objectives, members, dominated }) => ({
      heading: 'Not beaten',
      text:
        dominated.length === 0 && members.length > 1
          ? `Judged by ${listOf(objectives.map((id) => metricOf(id as MetricId).title))} together, no design beats another: each is better on something.`
          : `Judged by ${listOf(objectives.map((id) => metricOf(id as MetricId).title))} together, no design is at least as good on each and better on one than ${listOf(members)}.${beatenOf(dominated)}`,
    }));

/** How many seeds differences stand over; design by design where that differs, as a seed may have nothing to measure. */
const sharedSeeds = (differences: readonly Difference[]): string => {
  const counts = new Set(differences.map(({ n }) => n));
  if (counts.size === 1) return `${[...counts][0]} shared seeds`;
  return `shared seeds (${differences.map(({ design, n }) => `${design} ${n}`).join(', ')})`;
};

const differencesOf = (compare: CompareResult, view: View): Finding[] => {
  const { baseline, differences, sortedBy } = compare;
  const mine = differences.filter(
    (one) =>
      sameView(one, view) &&
      one.variant === undefined &&
      one.metric === sortedBy &&
      one.against === baseline &&
      one.n > 1,
  );
  if (baseline === undefined || mine.length === 0) return [];
  const clear = mine.filter(({ low, high }) => low !== null && high !== null && (low > 0 || high < 0));
  const less = clear.filter(({ mean }) => mean < 0).map(({ design }) => design);
  const more = clear.filter(({ mean }) => mean > 0).map(({ design }) => design);
  const open = mine.filter((one) => !clear.includes(one)).map(({ design }) => design);
  const parts = [
    ...(less.length === 0 ? [] : [`lower in ${listOf(less)}`]),
    ...(more.length === 0 ? [] : [`higher in ${listOf(more)}`]),
    ...(open.length === 0 ? [] : [`not told apart from it in ${listOf(open)}`]),
  ];
  const { title } = metricOf(sortedBy as MetricId);
  return [
    {
      heading: 'Against the baseline',
      text: `Over ${sharedSeeds(mine)}, at 95 %, and against ${baseline}, ${title} is ${parts.join('; ')}.`,
    },
  ];
};

/**
 * Says what a view of a comparison shows, in words made from its numbers alone.
 *
 * @param compare - The comparison.
 * @param view - One of its views, with at least one design.
 */
export const findingsOf = (compare: CompareResult, view: View): Findings => {
  const stated = compare.frontiers.find((frontier) => sameView(frontier, view))?.objectives as MetricId[] | undefined;
  const objectives = stated ?? OBJECTIVES;
  return {
    lead: leadOf(view, compare.numeraire),
    points: [
      hingesOf(compare, view),
      paidOf(view),
      ...bestAt(view, objectives),
      ...frontiersOf(compare, view),
      ...differencesOf(compare, view),
    ],
    caveats: caveatsOf(compare, view),
  };
};
