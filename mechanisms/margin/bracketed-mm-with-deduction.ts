import { amount, defineMargin, mulDivCeil, rate, z } from 'breakwater';
import { bracketOf, checkRising, continuousMargin } from './continuous-brackets.ts';
import { ofMarket } from './of-market.ts';

const brackets = z
  .array(
    z.strictObject({
      upTo: amount({ positive: true })
        .optional()
        .describe('Notional at which the bracket ends, settlement asset, above 0; may be left out in the last one.'),
      rate: rate({ max: '1' }).describe('Maintenance margin rate, a share of notional, 0 to 1, at most six decimals.'),
      maxLeverage: z.int().min(1).max(1000).describe('Greatest leverage in the bracket, 1 to 1000, dimensionless.'),
    }),
  )
  .min(1)
  .superRefine((list, context) => {
    for (const [i, bracket] of list.entries()) {
      if (1_000_000 < bracket.rate * bracket.maxLeverage) {
        const message = `at ${bracket.maxLeverage}x the initial margin is below the maintenance margin of bracket ${i + 1}`;
        context.addIssue({ code: 'custom', path: [i, 'maxLeverage'], message });
      }
      const next = list[i + 1];
      if (next === undefined) continue;
      if (bracket.upTo === undefined) {
        const message = `bracket ${i + 1} has no upTo, but only the last may go without`;
        context.addIssue({ code: 'custom', path: [i], message });
      }
      if (next.rate <= bracket.rate) {
        const message = `bracket ${i + 2} does not raise the rate of bracket ${i + 1}`;
        context.addIssue({ code: 'custom', path: [i + 1, 'rate'], message });
      }
      if (next.maxLeverage > bracket.maxLeverage) {
        const message = `bracket ${i + 2} allows ${next.maxLeverage}x after ${bracket.maxLeverage}x; a higher bracket allows no more`;
        context.addIssue({ code: 'custom', path: [i + 1, 'maxLeverage'], message });
      }
    }
  });

/**
 * Maintenance by notional brackets, with the cumulative deduction that keeps it continuous.
 *
 * maintenance(N) = N x rate_k - cum_k in the bracket k of N, cum_0 = 0, cum_k = cum_(k-1) + edge x (rate_k -
 * rate_(k-1)): the published `cum` column, computed. Initial margin is the whole notional over the greatest leverage of
 * its bracket; an edge belongs to the bracket below. What lies beyond the last edge keeps the last rate: a venue would
 * not let such a position be opened, but the mark can carry one there. Units of the settlement asset, rounded up.
 *
 * @source Public snapshot of the venue's brackets (24 Oct 2024):
 * https://github.com/freqtrade/freqtrade/blob/develop/freqtrade/exchange/binance_leverage_tiers.json
 */
export const bracketedMmWithDeduction = defineMargin({
  name: 'bracketed-mm-with-deduction',
  summary: 'Maintenance rate by notional bracket, less a cumulative deduction.',
  formula:
    'MM = ceil(N x rate - cum) in the bracket of N; IM = ceil(N / maxLeverage)\n' +
    'cum of the first bracket = 0, of the next = cum + upTo x (rate of the next - rate)',
  source: 'https://github.com/freqtrade/freqtrade/blob/develop/freqtrade/exchange/binance_leverage_tiers.json',
  params: z.strictObject({
    brackets: z
      .record(z.string(), brackets)
      .prefault({ default: [{ rate: '0.01', maxLeverage: 50 }] })
      .describe('Brackets by market name, by rising notional; `default` holds for markets not named.'),
  }),
  exempt: {
    'margin/no-gain-by-splitting': 'two accounts of half the size stand in lower brackets',
    'margin/initial-without-jumps': 'the greatest leverage of a bracket holds for the whole notional',
  },
  schedule: (market, params) => {
    const list = ofMarket(params.brackets, market, 'margin.brackets');
    const upTo = list.map((bracket) => bracket.upTo);
    checkRising(upTo, `margin.brackets.${market.id}`);
    const leverages = list.map((bracket) => bracket.maxLeverage);
    return {
      initial: (notional) => mulDivCeil(notional, 1, leverages[bracketOf(upTo, notional)] as number),
      maintenance: continuousMargin(
        list.map((bracket) => ({ upTo: bracket.upTo, parts: bracket.rate })),
        1_000_000,
      ),
      slopePerMillion: Math.max(...list.map((bracket) => bracket.rate)),
      tiers: upTo.slice(0, -1).filter((edge) => edge !== undefined),
    };
  },
});
