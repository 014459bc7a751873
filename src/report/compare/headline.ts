import { type CompareResult, compareValues, type DesignResult, type MetricId, metricOf } from '../../measure/index.ts';
import { humanAmount, percent } from '../number-format.ts';
import type { ReadingSection, ScenarioSections } from './sections.ts';

/** Who bears a loss that the defaulted account's own money does not cover, in words. */
const PAYERS = {
  adl: 'winners who were deleveraged',
  backstop: 'vaults and backstop providers',
  fund: 'insurance funds',
  socialised: 'accounts that were charged',
  uncovered: 'nobody (uncovered)',
} as const satisfies Partial<Record<MetricId, string>>;

/** From this share of the whole on, a payer is named. */
const NAMED = 0.01;

const shortfallOf = ({ metrics }: DesignResult): string => String(metrics.shortfall ?? '0');

/** Designs by shortfall, largest first; ties in the order given. */
const byLoss = (designs: readonly DesignResult[]): DesignResult[] =>
  [...designs].sort((a, b) => compareValues(shortfallOf(b), shortfallOf(a)));

/** `insurance funds 40.1m (89 %), nobody (uncovered) 5.00m (11 %)`; empty when nobody bore anything. */
const payersText = ({ metrics }: DesignResult): string => {
  const borne = (Object.keys(PAYERS) as (keyof typeof PAYERS)[]).map((id) => [id, Number(metrics[id] ?? 0)] as const);
  const total = borne.reduce((sum, [, amount]) => sum + amount, 0);
  return borne
    .filter(([, amount]) => total > 0 && amount / total >= NAMED)
    .sort(([, a], [, b]) => b - a)
    .map(([id, amount]) => `${PAYERS[id]} ${humanAmount(String(amount))} (${percent(amount / total)})`)
    .join(', ');
};

const lossText = ({ designs, scenario }: ReadingSection): string => {
  const sorted = byLoss(designs);
  const [worst, least] = [sorted[0], sorted.at(-1)] as [DesignResult, DesignResult];
  if (Number(shortfallOf(worst)) === 0)
    return `${scenario}: no design lost more than the defaulted accounts had themselves.`;
  const worstText = `${worst.exchange} lost most: ${humanAmount(shortfallOf(worst))} beyond what its defaulted accounts had themselves`;
  const other = designs.length === 1 ? '' : `; ${least.exchange} lost least, ${humanAmount(shortfallOf(least))}`;
  const paid = payersText(worst);
  return `${scenario}: ${worstText}${other}.${paid === '' ? '' : ` At ${worst.exchange} this was paid by ${paid}.`}`;
};

const equalText = ({ readings }: ScenarioSections): string[] => {
  const [published, ...others] = readings;
  return others.flatMap(({ equalised, designs }) => {
    if (published === undefined || designs.length < 2) return [];
    const before = byLoss(published.designs.filter(({ exchange }) => designs.some((one) => one.exchange === exchange)));
    const [was, is] = [before[0], byLoss(designs)[0]] as [DesignResult, DesignResult];
    const equal = `With the same ${equalised.join(', ')}`;
    const loss = humanAmount(shortfallOf(is));
    return [
      was.exchange === is.exchange
        ? `${equal} it is still ${is.exchange} that loses most, ${loss}.`
        : `${equal} it is ${is.exchange} that loses most, ${loss}: not the rules alone decide that.`,
    ];
  });
};

const PRICES = {
  path: "prices follow a given path (price: path), which the run's own selling does not move, so a design cannot make the fall worse or better",
  'path+impact':
    "prices are moved by the run's own selling (price: path+impact), by a model of impact that is itself assumed",
} as const;

/** Fields that are named in the first lines; the others are told below. */
const MOST_NAMED = 3;

const rangesText = ({ robustness: { tried, fields } }: CompareResult): string => {
  if (!tried) return 'ranges not tried';
  const all = `${fields.length} assumed ${fields.length === 1 ? 'value' : 'values'}`;
  const turned = fields.filter(({ flips }) => flips.length > 0);
  if (turned.length === 0) return `ranges tried: no verdict hinges on any of ${all}`;
  const names = turned.slice(0, MOST_NAMED).map(({ of, field }) => `${field} of ${of.replace(/^\S+ /, '')}`);
  const more = turned.length > MOST_NAMED ? ` and ${turned.length - MOST_NAMED} more` : '';
  return `ranges tried: ${turned.length} of ${all} ${turned.length === 1 ? 'changes' : 'change'} a verdict (${names.join(', ')}${more})`;
};

const seedsText = ({ seeds }: CompareResult): string =>
  seeds.length === 1 ? `one seed (${seeds[0]})` : `${seeds.length} seeds`;

/** The first lines: who lost most, who paid, and what the answer hinges on. */
export const headline = (result: CompareResult, scenarios: readonly ScenarioSections[]): string[] => {
  const losses = scenarios.flatMap((sections) => {
    const [published] = sections.readings;
    return published === undefined ? [] : [[lossText(published), ...equalText(sections)].join(' ')];
  });
  const prices = [...new Set(result.designs.filter(({ variant }) => variant === undefined).map(({ price }) => price))];
  const hinges = [`${seedsText(result)}, ${rangesText(result)}`, ...prices.map((price) => PRICES[price])].join('; ');
  const draw = result.seeds.length === 1 ? ' This is one draw of one model, not a forecast.' : '';
  return [...losses, `What this hinges on: ${hinges}.${draw}`];
};

/** How the tables are sorted and what their numbers are. */
export const readingNotes = ({ seeds, sortedBy, numeraire }: CompareResult): string => {
  const order = metricOf(sortedBy as MetricId).better === 'higher' ? 'most first' : 'least first';
  const medians = seeds.length === 1 ? '' : ` Medians over ${seeds.length} seeds.`;
  return `Sorted by ${sortedBy}, ${order}. Amounts in ${numeraire}.${medians}`;
};
