import { type Action, defineSocialisation, pass, z } from 'breakwater';
import { type Gain, gainsOfPeriod, gainsOfPositions, takeFrom } from './winners.ts';

/** Charges of one market, or of accounts as a whole. */
const chargesOf = (taken: readonly Gain[]): Action[] => {
  const byMarket = new Map<number | undefined, { account: number; amount: number }[]>();
  for (const { market, account, amount } of taken) {
    const charges = byMarket.get(market) ?? [];
    charges.push({ account, amount });
    byMarket.set(market, charges);
  }
  return [...byMarket].map(([market, charges]) =>
    market === undefined ? { do: 'charge', base: 'equity', charges } : { do: 'charge', base: 'gains', market, charges },
  );
};

/**
 * Pays winners a smaller part of their gains: every gain loses the same percentage, positions stay open.
 *
 * haircut = min(1, deficit / sum of gains); a gain g loses g x haircut, whole units by largest remainder. Gains are those of
 * open positions in the markets of the case (percolator's h over them), or of accounts since the period began (variation
 * margin gains). Principal is senior: an account never pays more than its gain, nor more than its equity. Accounts with an
 * open case pay nothing. What a gain was cut by raises its cost memo, so that no gain is cut twice.
 *
 * @source ISDA, CCP loss allocation at the end of the waterfall, 2013 (variation margin gains haircutting);
 * https://github.com/aeyakovenko/percolator spec.md of early 2026, section 3 (h = min(residual, gains) / gains)
 */
export const gainsHaircut = defineSocialisation({
  name: 'gains-haircut',
  summary: 'The same percentage off every gain; positions stay open.',
  source: [
    'ISDA, CCP loss allocation at the end of the waterfall, 2013',
    'https://github.com/aeyakovenko/percolator/blob/master/spec.md',
  ],
  params: z.strictObject({
    gains: z
      .enum(['positions', 'period'])
      .default('positions')
      .describe(
        'Which gains are cut: unrealised ones of open positions, or all of the account since the period began.',
      ),
    markets: z
      .enum(['case', 'all'])
      .default('case')
      .describe('For positions: those in the markets of the case (all when it held no lots), or in all markets.'),
  }),
  capabilities: { closes: 'none', moves: 'money' },
  takesLots: false,
  next: (subject, view, params, _state, outcome) => {
    if (outcome !== undefined || subject.deficit <= 0) return pass;
    const held = subject.held.map(({ market }) => market.number);
    const markets = params.markets === 'case' && held.length > 0 ? held : view.markets.map(({ number }) => number);
    const gains = params.gains === 'period' ? gainsOfPeriod(view, subject) : gainsOfPositions(view, subject, markets);
    const taken = takeFrom(gains, subject.deficit);
    return taken.length === 0 ? pass : chargesOf(taken);
  },
});
