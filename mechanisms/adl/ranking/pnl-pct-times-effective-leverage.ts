import { defineAdlRanking, z } from 'breakwater';

/**
 * Ranks by profit percentage times effective leverage, and losers by the quotient.
 *
 * score = pct x lev where pct > 0, else pct / lev; pct = (mark value - entry value) / |entry value|,
 * lev = |mark value| / (mark value - bankruptcy value). Dimensionless, signed.
 *
 * @source https://www.bitmex.com/app/autoDeleveraging
 */
export const pnlPctTimesEffectiveLeverage = defineAdlRanking({
  name: 'pnl-pct-times-effective-leverage',
  summary: 'Profit percentage times effective leverage; losers by the quotient.',
  formula:
    'score = pct x lev where pct > 0, else pct / lev\n' +
    'pct = uPnL / |entry value|, lev = N / (value at mark - bankruptcy value)',
  source: 'https://www.bitmex.com/app/autoDeleveraging',
  params: z.strictObject({}),
  score: ({ profitRatio, effectiveLeverage }) => {
    // A position worth less than half a unit has no leverage, and neither product nor quotient.
    if (effectiveLeverage === 0) return 0;
    if (profitRatio > 0) return profitRatio * effectiveLeverage;
    // Lots that cost nothing lose without bound: over a leverage without bound that is no number, and no leverage makes it a small loss.
    return profitRatio === Number.NEGATIVE_INFINITY ? profitRatio : profitRatio / effectiveLeverage;
  },
});
