import { defineSocialisation, pass, z } from 'breakwater';
import { chargesOf } from './charges-of.ts';
import { gainsOfPositions, takeFrom } from './winners.ts';

/**
 * Pays winners a smaller part of their gains: every gain loses the same percentage, positions stay open.
 *
 * haircut = min(1, deficit / sum of gains); a gain g loses g x haircut, whole units by largest remainder. Gains are those of
 * open positions in the markets of the case (percolator's h over them), so an account without a position pays nothing.
 * Principal is senior: an account never pays more than its gain, nor more than its equity. Accounts with an
 * open case pay nothing. What a gain was cut by raises its cost memo, so that no gain is cut twice.
 *
 * @source https://github.com/aeyakovenko/percolator spec.md of early 2026, section 3 (h = min(residual, gains) / gains);
 * https://github.com/vegaprotocol/vega: core/integration/features/verified, loss socialisation cases 1 to 5 (pro rata to gains)
 */
export const gainsHaircut = defineSocialisation({
  name: 'gains-haircut',
  summary: 'The same percentage off every gain; positions stay open.',
  formula:
    'charge_i = g_i x min(1, D / sum of g), by largest remainder; D = deficit\n' +
    'g = max(0, uPnL) in markets, cut to max(0, E) of the account',
  source: ['https://github.com/aeyakovenko/percolator/blob/master/spec.md', 'https://github.com/vegaprotocol/vega'],
  params: z.strictObject({
    markets: z
      .enum(['case', 'all'])
      .default('case')
      .describe('Which gains are cut: those in the markets of the case (all when it held no lots), or in all markets.'),
  }),
  capabilities: { closes: 'none', moves: 'money' },
  takesLots: false,
  next: (subject, view, params, _state, outcome) => {
    if (outcome !== undefined || subject.deficit <= 0) return pass;
    const held = subject.held.map(({ market }) => market.number);
    const markets = params.markets === 'case' && held.length > 0 ? held : view.markets.map(({ number }) => number);
    const taken = takeFrom(gainsOfPositions(view, subject, markets), subject.deficit);
    return taken.length === 0 ? pass : chargesOf(taken);
  },
});
