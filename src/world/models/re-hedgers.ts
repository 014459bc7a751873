import { z } from 'zod';
import { defineAgent, duration, type ReplacementView, type VenueView } from '../../contract/index.ts';

const params = z.strictObject({
  after: duration().prefault('5s').describe('How long after a cut its holder reacts; assumed.'),
  take: z
    .enum(['always', 'when-cheaper'])
    .default('always')
    .describe('Whether an offer is taken to be hedged again, or only at a price that is better than the mark.'),
});

/** Whether the lots are worth more at mark than an offer asks for them. */
const isCheaper = ({ market: number, lots, value }: ReplacementView, view: VenueView): boolean => {
  const market = view.markets[number];
  return market !== undefined && market.value(lots, market.mark) > value;
};

/**
 * Holders whom ADL has cut and who take what a pool offers them to open again.
 *
 * An offer is taken whole, at the first step at least `after` the cut at which it can be; one that is refused, by margin or by what the
 * pool can bear, is tried again at the next. A venue that offers nothing never hears of them.
 *
 * @source our own; the reaction time of bots among those cut on 10 October 2025 is assumed
 * @example
 * // agents: [{ use: re-hedgers, after: 5s }]
 */
export const reHedgers = defineAgent({
  name: 're-hedgers',
  summary: 'Holders who were cut and take offers to open again.',
  formula: 'takes an offer whole at the first step >= after since the cut; when-cheaper: only where it beats the mark',
  source: 'our own proposal',
  params,
  points: ['agents'],
  act: (_point, view, given) =>
    view.replacements
      .filter((offer) => view.now - offer.since >= given.after && (given.take === 'always' || isCheaper(offer, view)))
      .map(({ id }) => ({ do: 'reopen', offer: id }) as const),
});
