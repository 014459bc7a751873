import { amount, configError, defineMargin, rate, rateCeil, ratio, ratioFloor, z } from 'breakwater';

const tier = z
  .strictObject({
    initial: rate({ max: '1' }).describe('Initial margin at ordinary open interest, a share of notional, 0 to 1.'),
    maintenance: ratio({ max: '1' }).prefault('0.6').describe('Maintenance margin as a share of that, 0 to 1.'),
    lowerCap: amount()
      .prefault('0')
      .describe('Open interest above which the initial margin rises, settlement asset, one-sided, at least 0.'),
    upperCap: amount()
      .prefault('0')
      .describe('Open interest at which it is the whole notional, settlement asset, at least 0; 0 for no scaling.'),
  })
  .describe('A liquidity tier.');

/** Margin of a notional at open interest between the caps: the exact share, rounded up once. */
const scaled = (notional: number, initial: number, above: number, width: number): number => {
  const million = 1_000_000n;
  const share = BigInt(initial) * BigInt(width) + (million - BigInt(initial)) * BigInt(above);
  const whole = million * BigInt(width);
  return Number((BigInt(notional) * share + whole - 1n) / whole);
};

/**
 * Margin by liquidity tier; the initial fraction rises to the whole notional as the market's open interest fills up.
 *
 * f = 0 at or below the lower cap, 1 at or above the upper, (OI - lower) / (upper - lower) between; initial(N) =
 * ceil(N x (initial + f x (1 - initial))); maintenance(N) = ceil(N x (initial x maintenance)), that share cut to six decimals as the
 * chain does, whatever the open interest. OI is one-sided, at the index price. Units of the settlement asset, rounded up.
 *
 * Our reading: `capTimes` multiplies all caps, for a scenario whose open interest is that of a larger venue.
 *
 * @source https://github.com/dydxprotocol/v4-chain: protocol/x/perpetuals/types/liquidity_tier.go
 * (GetInitialMarginQuoteQuantums, GetMaintenanceMarginPpm)
 */
export const oiScaledInitialMargin = defineMargin({
  name: 'oi-scaled-initial-margin',
  summary: 'Liquidity tiers; initial margin rises to the whole notional with open interest.',
  formula:
    'IM = ceil(N x (initial + f x (1 - initial))); MM = ceil(N x r), r = initial x maintenance, cut to six decimals\n' +
    'f = clamp((OI - lowerCap) / (upperCap - lowerCap), 0, 1), 0 where upperCap = 0; both caps x capTimes',
  source: 'https://github.com/dydxprotocol/v4-chain/blob/main/protocol/x/perpetuals/types/liquidity_tier.go',
  params: z.strictObject({
    tiers: z
      .record(z.string(), tier)
      .prefault({ 'Small-Cap': { initial: '0.1', maintenance: '0.5', lowerCap: '20000000', upperCap: '50000000' } })
      .describe('Liquidity tiers by name.'),
    markets: z.record(z.string(), z.string()).default({}).describe('Tier of each market, by market name.'),
    otherwise: z.string().default('Small-Cap').describe('Tier of the markets not named.'),
    capTimes: ratio({ max: '1000000' })
      .refine(({ n }) => n > 0, 'a multiple of 0 would leave no cap; it is above 0')
      .prefault('1')
      .describe('Multiple of all open-interest caps, above 0 to 1000000; 1 as published.'),
  }),
  exempt: {
    'margin/blind-to-the-market': 'initial margin rises with the open interest of the market, by design',
  },
  schedule: (market, params) => {
    const name = Object.hasOwn(params.markets, market.id) ? (params.markets[market.id] as string) : params.otherwise;
    const own = Object.hasOwn(params.tiers, name) ? params.tiers[name] : undefined;
    if (own === undefined) {
      throw configError('unknown-tier', `market ${market.id} is in the liquidity tier "${name}", which is not listed`, {
        where: { path: 'margin.tiers' },
        hint: `list it, or use one of: ${Object.keys(params.tiers).join(', ')}`,
      });
    }
    const [lower, upper] = [own.lowerCap, own.upperCap].map((cap) => ratioFloor(cap, params.capTimes)) as [
      number,
      number,
    ];
    if (lower > upper) {
      throw configError('caps-crossed', `the lower cap of tier ${name} is ${lower} units, its upper cap ${upper}`, {
        where: { path: `margin.tiers.${name}` },
        hint: 'the initial margin rises from the lower cap to the upper',
      });
    }
    const maintenance = ratioFloor(own.initial, own.maintenance);
    return {
      initial: (notional) => {
        const open = upper === 0 ? 0 : market.notional(market.openInterest, market.oracle);
        if (upper === 0 || open <= lower) return rateCeil(notional, own.initial);
        return open >= upper ? notional : scaled(notional, own.initial, open - lower, upper - lower);
      },
      maintenance: (notional) => rateCeil(notional, maintenance),
      slopePerMillion: maintenance,
    };
  },
});
