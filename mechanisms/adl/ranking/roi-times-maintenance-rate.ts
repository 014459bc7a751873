import { type Candidate, defineAdlRanking, z } from 'breakwater';

/** How near to liquidation: maintenance of the account over its equity, or of the position over its value; Infinity without equity. */
const rateOf = (
  { accountMaintenance, equity, maintenance, notional }: Candidate,
  of: 'account' | 'position',
): number => {
  if (of === 'position') return notional === 0 ? 0 : maintenance / notional;
  return equity <= 0 ? Number.POSITIVE_INFINITY : accountMaintenance / equity;
};

/**
 * Ranks winners by return times maintenance margin rate, and losers by the quotient.
 *
 * score = roi x rate where roi > 0, else roi / rate; roi = profit / |entry value|; rate = maintenance of the account / its equity, which is 1
 * at liquidation. So a riskier account comes first among winners and among losers alike. Dimensionless, signed; a winner without equity
 * scores infinity.
 *
 * Isolated positions read their own rate. Of an account with one position that is the same; of one with several, equity here stands
 * behind each by its maintenance, so that it would be the same too. `position` takes the word as the venue's tier table has it,
 * maintenance over value, which grows with size and knows no leverage.
 *
 * @source https://www.bitget.com/support/articles/12560603800805 (version of September 2025)
 */
export const roiTimesMaintenanceRate = defineAdlRanking({
  name: 'roi-times-maintenance-rate',
  summary: 'Return times maintenance margin rate; losers by the quotient.',
  formula:
    'score = roi x rate where roi > 0, else roi / rate; roi = uPnL / |entry value|\n' +
    'rate = MM / E of the account, infinite where E <= 0; MM / N of the position with rate: position',
  source: 'https://www.bitget.com/support/articles/12560603800805',
  params: z.strictObject({
    rate: z
      .enum(['account', 'position'])
      .default('account')
      .describe('Rate: maintenance of the account over its equity, or of the position over its value.'),
  }),
  score: (candidate, { rate: of }) => {
    const { profitRatio: roi } = candidate;
    if (roi === 0) return 0;
    const rate = rateOf(candidate, of);
    return roi > 0 ? roi * rate : roi / rate;
  },
});
