import { amount, defineMargin, rate, z } from 'breakwater';
import { checkRising, continuousMargin } from './continuous-brackets.ts';
import { ofMarket } from './of-market.ts';

const LEVELS = ['initial', 'maintenance', 'closeOut'] as const;

const tiers = z
  .array(
    z.strictObject({
      upTo: amount({ positive: true })
        .optional()
        .describe(
          'Notional at which the tier ends, asset the market settles in, above 0; may be left out in the last one.',
        ),
      initial: rate({ max: '1' }).prefault('0.02').describe('Initial margin, a share of notional, 0 to 1; assumed.'),
      maintenance: rate({ max: '1' })
        .prefault('0.012')
        .describe('Maintenance margin, a share of notional, 0 to 1; assumed.'),
      closeOut: rate({ max: '1' })
        .prefault('0.008')
        .describe('Close-out margin, a share of notional, 0 to 1; assumed.'),
    }),
  )
  .min(1)
  .superRefine((list, context) => {
    for (const [i, tier] of list.entries()) {
      const add = (at: (string | number)[], message: string): void =>
        context.addIssue({ code: 'custom', path: at, message });
      if (tier.maintenance >= tier.initial) add([i, 'maintenance'], `tier ${i + 1} asks no more to open than to keep`);
      if (tier.closeOut >= tier.maintenance)
        add([i, 'closeOut'], `tier ${i + 1} closes out where it liquidates already`);
      const next = list[i + 1];
      if (next === undefined) continue;
      if (tier.upTo === undefined) add([i], `tier ${i + 1} has no upTo, but only the last may go without`);
      for (const level of LEVELS)
        if (next[level] < tier[level]) add([i + 1, level], `tier ${i + 2} asks less than tier ${i + 1}`);
    }
  });

/**
 * Three margin fractions for each market, close-out < maintenance < initial, each with a step of its own.
 *
 * margin(N) = ceil(N x fraction). Below initial margin an account may only reduce, below maintenance it is liquidated, below
 * close-out margin a backstop takes it over. Units of the asset the market settles in, rounded up.
 *
 * With several tiers each level grows at the fraction of its tier from where the tier before ended, so that nothing jumps:
 * tiers are ours, the venue publishes one fraction for each level and market.
 *
 * @source https://docs.lighter.xyz/perpetual-futures/liquidations-and-insurance-fund
 */
export const threeLevelCloseOut = defineMargin({
  name: 'three-level-close-out',
  summary: 'Initial, maintenance and close-out fractions for each market.',
  formula:
    'IM = ceil(N x initial - cum); MM = ceil(N x maintenance - cum); close-out margin = ceil(N x closeOut - cum)\n' +
    'cum of the first tier = 0, of the next = cum + upTo x (share of the next - share), by level',
  source: 'https://docs.lighter.xyz/perpetual-futures/liquidations-and-insurance-fund',
  params: z.strictObject({
    markets: z
      .record(z.string(), tiers)
      .prefault({ default: [{}] })
      .describe('Tiers by market name, by rising notional; `default` holds for markets not named.'),
  }),
  exempt: { 'margin/no-gain-by-splitting': 'two accounts of half the size stand in lower tiers' },
  hasCloseOut: () => true,
  schedule: (market, params) => {
    const list = ofMarket(params.markets, market, 'margin.markets');
    const upTo = list.map((tier) => tier.upTo);
    checkRising(upTo, `margin.markets.${market.id}`);
    const [initial, maintenance, closeOut] = LEVELS.map((level) =>
      continuousMargin(
        list.map((tier) => ({ upTo: tier.upTo, parts: tier[level] })),
        1_000_000,
      ),
    ) as [Level, Level, Level];
    return {
      initial,
      maintenance,
      closeOut,
      slopePerMillion: Math.max(...list.map((tier) => tier.maintenance)),
      tiers: upTo.slice(0, -1).filter((edge) => edge !== undefined),
    };
  },
});

type Level = (notional: number) => number;
