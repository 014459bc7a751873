import { type CompareResult, type DesignResult, type MetricId, metricOf } from '../../measure/index.ts';
import { humanAmount } from '../number-format.ts';
import { assumedValues, noneTurned, triedWith } from '../tried-text.ts';
import { byLoss, notCounted, raisedText, shortfallOf } from './raised.ts';
import type { ReadingSection, ScenarioSections } from './sections.ts';

const lossText = ({ designs, scenario }: ReadingSection): string => {
  const sorted = byLoss(designs);
  const [worst, least] = [sorted[0], sorted.at(-1)] as [DesignResult, DesignResult];
  if (Number(shortfallOf(worst)) === 0)
    return `${scenario}: no design lost more than the defaulted accounts had themselves.`;
  // To the digits shown nobody lost more than another, so nobody is named as having done so.
  if (designs.length > 1 && humanAmount(shortfallOf(worst)) === humanAmount(shortfallOf(least)))
    return `${scenario}: all designs lost about the same, ${humanAmount(shortfallOf(worst))} beyond what their defaulted accounts had themselves.`;
  const worstText = `${worst.exchange} lost most: ${humanAmount(shortfallOf(worst))} beyond what its defaulted accounts had themselves`;
  const other = designs.length === 1 ? '' : `; ${least.exchange} lost least, ${humanAmount(shortfallOf(least))}`;
  return [`${scenario}: ${worstText}${other}.`, ...raisedText(worst)].join(' ');
};

const equalText = ({ readings }: ScenarioSections): string[] => {
  const [published, ...others] = readings;
  return others.flatMap(({ equalised, designs }) => {
    if (published === undefined || designs.length < 2) return [];
    const [was, is] = [byLoss(published.designs)[0], byLoss(designs)[0]] as [DesignResult, DesignResult];
    const equal = `With the same ${equalised.join(', ')}`;
    const loss = humanAmount(shortfallOf(is));
    // The one that lost most may not be in this reading; then nothing can be "still" so.
    if (!designs.some(({ exchange }) => exchange === was.exchange))
      return [`${equal}, among those that could be made equal, ${is.exchange} loses most, ${loss}.`];
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

const rangesText = ({ robustness }: CompareResult): string => {
  const { tried, fields } = robustness;
  if (!tried) return 'ranges not tried';
  const turned = fields.filter(({ flips }) => flips.length > 0);
  if (turned.length === 0) return `ranges tried: ${noneTurned(robustness)}`;
  const names = turned.slice(0, MOST_NAMED).map(({ of, field }) => `${field} of ${of.replace(/^\S+ /, '')}`);
  const more = turned.length > MOST_NAMED ? ` and ${turned.length - MOST_NAMED} more` : '';
  return `ranges tried, one end at a time, with ${triedWith(robustness)}: ${turned.length} of ${assumedValues(fields.length)} ${turned.length === 1 ? 'changes' : 'change'} a verdict (${names.join(', ')}${more})`;
};

const seedsText = ({ seeds }: CompareResult): string =>
  seeds.length === 1 ? `one seed (${seeds[0]})` : `${seeds.length} seeds`;

/** The first lines: who lost most, who paid, and what the answer hinges on. */
export const headline = (result: CompareResult, scenarios: readonly ScenarioSections[]): string[] => {
  const losses = scenarios.flatMap((sections) => {
    const [published] = sections.readings;
    return published === undefined
      ? []
      : [[lossText(published), ...notCounted(published.designs), ...equalText(sections)].join(' ')];
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
