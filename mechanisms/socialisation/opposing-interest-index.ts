import { defineSocialisation, pass, z } from 'breakwater';
import { partsOf } from './case-legs.ts';

/**
 * Charges a deficit to the side that faced the bankrupt position, pro rata to open interest.
 *
 * Each opposing lot pays deficit / open interest of the side, through the side's index; nobody is ranked, accounts without a
 * position pay nothing. This is the K half of A/K; the A half, which shrinks the side's positions by one factor, is an
 * allocation `integer-pro-rata` at mark. A deficit of several markets is split by the maintenance their legs had; where a case
 * never held lots, both sides of all markets pay.
 *
 * @source https://github.com/aeyakovenko/percolator: spec.md v12.15.0, sections 5.4 to 5.6
 */
export const opposingInterestIndex = defineSocialisation({
  name: 'opposing-interest-index',
  summary: 'The deficit over the opposing side, pro rata to open interest.',
  formula:
    'a lot of the other side pays deficit / lots of that side\n' +
    'of several markets: deficit x MM of the leg / MM of all legs',
  source: 'https://github.com/aeyakovenko/percolator/blob/master/spec.md',
  params: z.strictObject({}),
  exempt: {
    'socialisation/losers-never-pay': 'every lot of the opposing side pays, also one at a loss',
  },
  capabilities: { closes: 'none', moves: 'money' },
  takesLots: false,
  next: (subject, view, _params, _state, outcome) => {
    if (outcome !== undefined || subject.deficit <= 0) return pass;
    const parts = partsOf(subject, view);
    if (parts.length === 0) return pass;
    return parts.map(({ market, amount, held }) => ({
      do: 'shiftIndex',
      market,
      side: held === 1 ? -1 : held === -1 ? 1 : 0,
      amount,
    }));
  },
});
