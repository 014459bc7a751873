import { amount, defineMargin, rate, rateCeil, z } from 'breakwater';
import { bracketOf, checkRising } from './continuous-brackets.ts';
import { ofMarket } from './of-market.ts';

/** One million per million: more than the whole notional is never asked for. */
const WHOLE = 1_000_000;

const level = (name: string) =>
  rate({ max: '1' }).describe(`${name} margin rate, a share of the whole notional, 0 to 1.`);

const ladder = z
  .strictObject({
    tiers: z
      .array(
        z.strictObject({
          upTo: amount({ positive: true })
            .optional()
            .describe(
              'Notional at which the tier ends, asset the market settles in, above 0; may be left out in the last one.',
            ),
          maintenance: level('Maintenance'),
          initial: level('Initial'),
        }),
      )
      .min(1)
      .describe('The tiers that are listed one by one, by rising notional.'),
    beyond: z
      .strictObject({
        step: amount({ positive: true }).describe(
          'Notional of each further tier, asset the market settles in, above 0.',
        ),
        maintenance: level('Rise of the maintenance'),
        initial: level('Rise of the initial'),
      })
      .refine(({ maintenance, initial }) => maintenance > 0 && initial > 0, 'a step that raises no rate never ends')
      .optional()
      .describe('Steps after the last tier, each raising both rates; the last rates go on when left out.'),
  })
  .superRefine(({ tiers, beyond }, context) => {
    const add = (at: (string | number)[], message: string): void =>
      context.addIssue({ code: 'custom', path: ['tiers', ...at], message });
    for (const [i, tier] of tiers.entries()) {
      if (tier.initial < tier.maintenance)
        add([i, 'initial'], `tier ${i + 1} asks less to open than to keep a position`);
      const next = tiers[i + 1];
      if (tier.upTo === undefined && (next !== undefined || beyond !== undefined))
        add([i], `tier ${i + 1} has no upTo, but something follows it`);
      if (next !== undefined && (next.maintenance <= tier.maintenance || next.initial < tier.initial))
        add([i + 1], `tier ${i + 2} does not raise the rates of tier ${i + 1}`);
    }
    const last = tiers.at(-1);
    if (last === undefined || beyond === undefined || beyond.initial === 0) return;
    // The last step below the whole notional is the one at which maintenance has come nearest.
    const steps = Math.ceil((WHOLE - last.initial) / beyond.initial) - 1;
    const [toKeep, toOpen] = [last.maintenance + steps * beyond.maintenance, last.initial + steps * beyond.initial];
    if (steps > 0 && toKeep > toOpen) {
      const message = `after ${steps} steps ${toOpen} per million would open a position and ${toKeep} keep it`;
      context.addIssue({ code: 'custom', path: ['beyond', 'maintenance'], message });
    }
  });
type Ladder = z.infer<typeof ladder>;

interface Tier {
  readonly upTo?: number | undefined;
  readonly maintenance: number;
  readonly initial: number;
}

/** All tiers of a ladder: those listed, and the steps beyond them until a position needs its whole notional. */
const tiersOf = ({ tiers, beyond }: Ladder): Tier[] => {
  const all: Tier[] = [...tiers];
  for (let last = all.at(-1) as Tier; beyond !== undefined && last.initial < WHOLE; last = all.at(-1) as Tier) {
    all.push({
      upTo: (last.upTo as number) + beyond.step,
      maintenance: Math.min(WHOLE, last.maintenance + beyond.maintenance),
      initial: Math.min(WHOLE, last.initial + beyond.initial),
    });
  }
  return all;
};

/**
 * Margin rates that step up with the size of the position and hold for all of it.
 *
 * maintenance(N) = N x maintenance rate of the tier of N, initial(N) likewise, without deduction: at an edge both jump, and
 * falling below an edge frees margin at once. An edge belongs to the tier it ends. Beyond the listed tiers each `step` of
 * notional is a tier that adds to both rates, up to the whole notional. Units of the asset the market settles in, rounded up.
 *
 * Because of the jumps the slope is bounded within a tier only. Venues let a trader choose the tier and refuse what exceeds it; here the
 * tier always follows the position, which is ours.
 *
 * @source https://www.bitmex.com/app/riskLimitsExamples (XBTUSD: 0.5 % and 1 % up to 200 XBT, 0.5 % more for each 150 XBT);
 * https://www.okx.com/help/okx-to-adjust-position-tiers-of-several-futures-20250224 (three tiers, then 0.5 % more for each)
 */
export const riskLimitSteps = defineMargin({
  name: 'risk-limit-steps',
  summary: 'Rates that step up with size and hold for the whole position.',
  formula:
    'MM = ceil(N x maintenance), IM = ceil(N x initial), both of the tier of N, for all of N\n' +
    'each step of notional beyond the last tier is a tier with the rates of beyond added, at most 1',
  source: [
    'https://www.bitmex.com/app/riskLimitsExamples',
    'https://www.okx.com/help/okx-to-adjust-position-tiers-of-several-futures-20250224',
  ],
  params: z.strictObject({
    markets: z
      .record(z.string(), ladder)
      .prefault({ default: { tiers: [{ maintenance: '0.01', initial: '0.02' }] } })
      .describe('Tiers by market name; `default` holds for markets not named.'),
  }),
  exempt: {
    'margin/no-gain-by-splitting': 'two accounts of half the size stand on lower steps',
    'margin/initial-without-jumps': 'the rate of a step holds for the whole notional',
    'margin/maintenance-without-jumps': 'the rate of a step holds for the whole notional',
  },
  schedule: (market, params) => {
    const tiers = tiersOf(ofMarket(params.markets, market, 'margin.markets'));
    const upTo = tiers.map((tier) => tier.upTo);
    checkRising(upTo, `margin.markets.${market.id}.tiers`);
    const at = (notional: number): Tier => tiers[bracketOf(upTo, notional)] as Tier;
    return {
      initial: (notional) => rateCeil(notional, at(notional).initial),
      maintenance: (notional) => rateCeil(notional, at(notional).maintenance),
      tiers: upTo.slice(0, -1).filter((edge) => edge !== undefined),
      slopesPerMillion: tiers.map((tier) => tier.maintenance),
    };
  },
});
