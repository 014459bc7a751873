import { defineSocialisation, pass, z } from 'breakwater';
import { partsOf } from './case-legs.ts';

/**
 * Charges a deficit to all open lots of the market, longs and shorts alike.
 *
 * Each lot pays deficit / (lots long + lots short), through an index that holders settle when they are next touched. A deficit
 * of several markets is split by the maintenance their legs had. A market without open interest cannot bear one, and the
 * layer passes. Units of the settlement asset.
 *
 * @source https://github.com/drift-labs/protocol-v2: math/liquidation.rs
 * (calculate_funding_rate_deltas_to_resolve_bankruptcy); Vertex the same with open interest x 2 below the line
 */
export const cumulativeFundingShift = defineSocialisation({
  name: 'cumulative-funding-shift',
  summary: 'The deficit over all open lots of the market, longs and shorts alike.',
  formula:
    'a lot pays deficit / (lots long + lots short) of its market\n' +
    'of several markets: deficit x MM of the leg / MM of all legs',
  source: [
    'https://github.com/drift-labs/protocol-v2/blob/master/programs/drift/src/math/liquidation.rs',
    'https://github.com/vertex-protocol/vertex-contracts',
  ],
  params: z.strictObject({}),
  exempt: {
    'socialisation/losers-never-pay': 'every open lot of the market pays, also one at a loss',
  },
  capabilities: { closes: 'none', moves: 'money' },
  takesLots: false,
  next: (subject, view, _params, _state, outcome) => {
    if (outcome !== undefined || subject.deficit <= 0) return pass;
    const parts = partsOf(subject, view);
    if (parts.length === 0) return pass;
    return parts.map(({ market, amount }) => ({ do: 'shiftIndex', market, side: 0, amount }));
  },
});
