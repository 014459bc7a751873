import { defineAdlEligible, z } from 'breakwater';

/**
 * Only holders of the other side: sign(lots of the candidate) = -sign(lots of the leg).
 *
 * Lots close against the other side only, so the engine asks no predicate for it and this one has nothing to test: a config
 * names it to say so, and invariants read the capability. A `pair` here would make the engine solve case by case.
 *
 * @source https://www.bitmex.com/app/autoDeleveraging (longs and shorts are queued separately); every venue with an ADL
 */
export const oppositeSide = defineAdlEligible({
  name: 'opposite-side',
  summary: 'Only holders of the side opposite to the position being closed.',
  formula: 'may be cut: sign(lots) = -sign(lots of the leg)',
  source: 'https://www.bitmex.com/app/autoDeleveraging',
  params: z.strictObject({}),
  exempt: {
    'eligible/keeps-losers-out': 'a side is not a result: losers of it may be cut',
  },
  capabilities: { closes: 'opposite' },
});
