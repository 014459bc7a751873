import type { CompareResult } from '../../measure/index.ts';
import { equalisedTexts } from '../compare/verdicts.ts';
import { listOf } from '../list-of.ts';
import { grouped } from '../number-format.ts';
import { assumedValues, noneTurned, triedWith } from '../tried-text.ts';
import type { RobustnessField } from './compared.ts';
import { assumedText, bandText, counted, flipText } from './phrases.ts';
import type { View } from './views.ts';

/** One finding: what it is about, and a few sentences. */
export interface Finding {
  readonly heading: string;
  readonly text: string;
}

/** What trying ends one at a time with few seeds leaves open. */
const UNTRIED = 'Other seeds, equalised rules, values in between and several at once were not tried.';

/** Turned orders that are told one by one. */
const MOST_FLIPS = 4;

const PRICES = {
  path: "Prices follow a given path that has the day's forced selling in it and is not moved by the run's own: here a design cannot make the fall worse or better.",
  'path+impact':
    "Prices start from a given path and are moved further by each run's own forced selling, by a model of impact that is itself an assumption. So each run has its own prices: designs share people and draws, not prices.",
} as const;

const seedsOf = ({ seeds }: CompareResult): Finding => ({
  heading: 'Seeds',
  text:
    seeds.length === 1
      ? `One seed (${seeds[0]}): one draw of one model, not a forecast. Small differences between designs may be luck of the draw, and nothing here says how large that luck is.`
      : `${counted(seeds.length, 'seed')}: each number is the median of its own metric, so the numbers of a row are not of one run and need not add up; its band runs from the ${bandText(seeds.length)}. Charts over time show the first seed.`,
});

const peopleOf = ({ designs }: View): Finding[] => {
  const people = designs[0]?.people ?? 0;
  if (people === 0) return [];
  const scaled = designs.filter(({ scaledDown }) => scaledDown > 0);
  const list = scaled.map(({ exchange, scaledDown }) => `${exchange} ${grouped(scaledDown)}`);
  return [
    {
      heading: 'People',
      text: `${grouped(people)} model traders, the same people with the same wishes in every design. ${
        scaled.length === 0
          ? 'Nobody had to be scaled down to a maximum leverage.'
          : `A design that admits less leverage scales positions down: ${list.join(', ')}. It therefore starts with less at risk.`
      }`,
    },
  ];
};

const robustOf = ({ robustness }: CompareResult): Finding => {
  const heading = 'Robust or not';
  if (!robustness.tried)
    return {
      heading,
      text: 'Values without a published source stand at one point of their range; the rest of the range was not tried. Any order of designs may hinge on them.',
    };
  const turned = robustness.fields.filter(({ flips }) => flips.length > 0);
  if (turned.length === 0) return { heading, text: `Where tried, ${noneTurned(robustness)}. ${UNTRIED}` };
  const told = turned.flatMap((field) => field.flips.map((flip) => sentenceOf(field, flip)));
  const more = told.length - MOST_FLIPS;
  return {
    heading,
    text: `Ends of the ranges of ${assumedValues(robustness.fields.length)} were tried one at a time, with ${triedWith(robustness)}. ${UNTRIED} ${
      turned.length === 1 ? 'One decides' : `${turned.length} decide`
    } a verdict: ${listOf(told.slice(0, MOST_FLIPS))}${more > 0 ? `; and ${more} more below` : ''}.`,
  };
};

const sentenceOf = ({ of, field }: RobustnessField, flip: RobustnessField['flips'][number]): string =>
  `${flipText(flip)} turns when ${field} of ${of.replace(/^(exchange|scenario) /, '')} is ${assumedText(flip.at)}`;

const rulesOf = (compare: CompareResult, { equalised }: View): string => {
  if (equalised.length === 0)
    return 'Each design with its own published rules and its own capital, so differences of money and of mechanism are mixed.';
  return [
    `The same in all designs: ${listOf(equalised)}; what still differs is the rest of their rules.`,
    ...equalisedTexts(compare),
  ].join(' ');
};

/** What a reader must know before believing a comparison. */
export const caveatsOf = (compare: CompareResult, view: View): Finding[] => [
  { heading: 'Prices', text: PRICES[view.price] },
  seedsOf(compare),
  ...peopleOf(view),
  { heading: 'Rules', text: rulesOf(compare, view) },
  robustOf(compare),
];
