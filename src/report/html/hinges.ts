import type { CompareResult } from '../../measure/index.ts';
import { listOf } from '../list-of.ts';
import { triedWith } from '../tried-text.ts';
import type { Finding } from './caveats.ts';
import { counted } from './phrases.ts';
import type { View } from './views.ts';

/** Fields that are named in the line; the others are in the table of robustness. */
const MOST_NAMED = 2;

const PRICES = {
  path: "given prices, which the run's own selling does not move",
  'path+impact': "prices moved by the run's own selling, by an assumed model",
} as const;

const rangesText = ({ robustness }: CompareResult, { scenario }: View): string => {
  if (!robustness.tried) return 'ranges of assumed values not tried';
  const head = `ends of ranges tried one at a time, with ${triedWith(robustness)}`;
  const turned = robustness.fields.filter(({ flips }) => flips.some((flip) => flip.scenario === scenario));
  if (turned.length === 0) return `${head}: no verdict turned`;
  const named = turned
    .slice(0, MOST_NAMED)
    .map(({ of, field }) => `${field} of ${of.replace(/^(exchange|scenario) /, '')}`);
  const more = turned.length - MOST_NAMED;
  return `${head}: verdicts turned on ${listOf(more > 0 ? [...named, `${more} more`] : named)}`;
};

/** What an answer hinges on, in one line: a stranger must see it before believing the rest. */
export const hingesOf = (compare: CompareResult, view: View): Finding => {
  const seeds = compare.seeds.length === 1 ? `one seed (${compare.seeds[0]})` : counted(compare.seeds.length, 'seed');
  const text = [seeds, PRICES[view.price], rangesText(compare, view)].join('; ');
  return { heading: 'Hinges on', text: `${text.charAt(0).toUpperCase()}${text.slice(1)}.` };
};
