import { amount, configError, defineMargin, mulDivCeil, z } from 'breakwater';
import { bracketOf, checkRising, continuousMargin } from './continuous-brackets.ts';
import { ofMarket } from './of-market.ts';

const tiers = z
  .array(
    z.strictObject({
      upTo: amount({ positive: true })
        .optional()
        .describe('Notional at which the tier ends, settlement asset, above 0; may be left out in the last one.'),
      maxLeverage: z.int().min(1).max(1000).describe('Greatest leverage in the tier, 1 to 1000, dimensionless.'),
    }),
  )
  .min(1)
  .superRefine((list, context) => {
    for (const [i, tier] of list.entries()) {
      const next = list[i + 1];
      if (next === undefined) continue;
      if (tier.upTo === undefined) {
        context.addIssue({
          code: 'custom',
          path: [i],
          message: `tier ${i + 1} has no upTo, but only the last may go without`,
        });
      }
      if (next.maxLeverage >= tier.maxLeverage) {
        const message = `tier ${i + 2} allows ${next.maxLeverage}x after ${tier.maxLeverage}x; a higher tier allows less`;
        context.addIssue({ code: 'custom', path: [i + 1, 'maxLeverage'], message });
      }
    }
  });

/** Least common multiple of what the tiers divide by, refused where exact arithmetic would leave 2^53. */
const commonDenominator = (leverages: readonly number[], path: string): number => {
  let common = 1;
  for (const leverage of leverages) {
    let [a, b] = [common, 2 * leverage];
    while (b !== 0) [a, b] = [b, a % b];
    common *= (2 * leverage) / a;
    if (common > 94_906_265) {
      throw configError(
        'leverages-too-odd',
        `the leverages ${leverages.join(', ')} have no common denominator below 94906265`,
        {
          where: { path },
          hint: 'use leverages with common factors, such as 40, 20, 10',
        },
      );
    }
  }
  return common;
};

/**
 * Maintenance is half of the initial margin at the greatest leverage of the tier, with the deduction that keeps it
 * continuous.
 *
 * rate_k = 1 / (2 x maxLeverage_k); maintenance(N) = N x rate_k - deduction_k; deduction_0 = 0; deduction_k =
 * deduction_(k-1) + lower edge of k x (rate_k - rate_(k-1)). Initial margin is the whole notional over the greatest
 * leverage of its tier, without deduction: it may jump at an edge, which belongs to the tier below. Units of the
 * settlement asset, rounded up.
 *
 * @source https://hyperliquid.gitbook.io/hyperliquid-docs/trading/margin-tiers; that the initial margin carries no
 * deduction is our reading
 */
export const halfOfInitialTiered = defineMargin({
  name: 'half-of-initial-tiered',
  summary: 'Half of initial margin at maximum leverage, tiered by notional.',
  formula:
    'MM = ceil(N x r - cum), r = 1 / (2 x maxLeverage) in the tier of N; IM = ceil(N / maxLeverage)\n' +
    'cum of the first tier = 0, of the next = cum + upTo x (r of the next - r)',
  source: 'https://hyperliquid.gitbook.io/hyperliquid-docs/trading/margin-tiers',
  params: z.strictObject({
    tiers: z
      .record(z.string(), tiers)
      .prefault({ default: [{ maxLeverage: 3 }] })
      .describe('Tiers by market name, by rising notional; `default` holds for markets not named.'),
  }),
  exempt: {
    'margin/no-gain-by-splitting': 'two accounts of half the size stand in lower tiers',
    'margin/initial-without-jumps': 'the greatest leverage of a tier holds for the whole notional',
  },
  schedule: (market, params) => {
    const path = `margin.tiers.${market.id}`;
    const list = ofMarket(params.tiers, market, 'margin.tiers');
    const upTo = list.map((tier) => tier.upTo);
    checkRising(upTo, path);
    const leverages = list.map((tier) => tier.maxLeverage);
    const denominator = commonDenominator(leverages, path);
    const lowest = Math.min(...leverages);
    return {
      initial: (notional) => mulDivCeil(notional, 1, leverages[bracketOf(upTo, notional)] as number),
      maintenance: continuousMargin(
        list.map((tier) => ({ upTo: tier.upTo, parts: denominator / (2 * tier.maxLeverage) })),
        denominator,
      ),
      slopePerMillion: mulDivCeil(1_000_000, 1, 2 * lowest),
      tiers: upTo.slice(0, -1).filter((edge) => edge !== undefined),
    };
  },
});
