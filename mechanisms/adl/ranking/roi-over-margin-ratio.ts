import { defineAdlRanking, z } from 'breakwater';

/**
 * Ranks winners by return on margin over the margin ratio of the account, and losers by the product.
 *
 * score = roi / ratio where roi > 0, else roi x ratio; ratio = equity / maintenance of the account, so a riskier account comes first
 * among winners and among losers alike. Dimensionless, signed; a winner without equity scores infinity.
 *
 * The venue's own text is found only in part: that leveraged return and margin level count, and the quotient. The pair with the product
 * for losers is documented by venues of the same design. Its return is on the margin posted at the leverage a trader has chosen;
 * accounts here choose none, so `margin` reads it as profit over the equity that stands behind the position (profit / entry value
 * x effective leverage), and `entry` as profit over entry value alone.
 *
 * @source https://www.okx.com/help/iv-introduction-to-auto-deleveraging-adl; https://sunx.gitbook.io/sunx/trade/auto-deleveraging-adl;
 * https://support.bityix.com/hc/en-us/articles/10678842
 */
export const roiOverMarginRatio = defineAdlRanking({
  name: 'roi-over-margin-ratio',
  summary: 'Return on margin over the margin ratio of the account; losers by the product.',
  formula:
    'score = roi / ratio where roi > 0, else roi x ratio; ratio = E / MM of the account\n' +
    'roi = uPnL / |entry value| x N / (value at mark - bankruptcy value), without the last factor with returnOn: entry\n' +
    'E <= 0: infinite where roi > 0, else 0',
  source: [
    'https://www.okx.com/help/iv-introduction-to-auto-deleveraging-adl',
    'https://sunx.gitbook.io/sunx/trade/auto-deleveraging-adl',
  ],
  params: z.strictObject({
    returnOn: z
      .enum(['margin', 'entry'])
      .default('margin')
      .describe('What the profit is divided by: the equity behind the position, or its entry value.'),
  }),
  score: ({ profitRatio, effectiveLeverage, equity, accountMaintenance }, { returnOn }) => {
    // Neither a profit of nothing nor a position worth less than half a unit is risky.
    if (profitRatio === 0 || effectiveLeverage === 0) return 0;
    // Without equity nothing stands behind the position: the riskiest of all, on either side of zero.
    if (equity <= 0) return profitRatio > 0 ? Number.POSITIVE_INFINITY : 0;
    const roi = returnOn === 'margin' ? profitRatio * effectiveLeverage : profitRatio;
    const risk = accountMaintenance / equity;
    return profitRatio > 0 ? roi * risk : roi / risk;
  },
});
