import { z } from 'zod';

const entrySchema = z
  .strictObject({
    low: z.number().gt(-1).max(10).default(-0.1).describe('Lowest entry price, as a move from the opening price.'),
    high: z.number().gt(-1).max(10).default(0.05).describe('Highest entry price, as a move from the opening price.'),
  })
  .refine((range) => range.low <= range.high, 'low must not be above high');

const classSchema = z.strictObject({
  leveredLong: z.number().min(0).max(0.95).describe('Share of long open interest held by levered accounts.'),
  leverage: z.number().positive().max(1000).describe('Median leverage of levered accounts, notional over equity.'),
  sigma: z.number().min(0).max(3).describe('Standard deviation of the logarithm of that leverage.'),
  maxLeverage: z.number().positive().max(1000).describe('Largest leverage anyone may open with in this class.'),
  shortEntry: entrySchema.optional().describe('Entry prices of shorts in this class, instead of those for all.'),
});
/** What a population needs to know of a class of markets. */
export type ClassProfile = z.infer<typeof classSchema>;

/** All assumed: orders of magnitude for October 2025, all venues together. */
const TABLE: Readonly<Record<string, ClassProfile>> = {
  btc: { leveredLong: 0.22, leverage: 8, sigma: 0.9, maxLeverage: 100 },
  eth: { leveredLong: 0.25, leverage: 8, sigma: 0.9, maxLeverage: 100 },
  sol: { leveredLong: 0.3, leverage: 7, sigma: 0.9, maxLeverage: 75 },
  'mid-cap': { leveredLong: 0.35, leverage: 6, sigma: 0.8, maxLeverage: 50 },
  'long-tail': { leveredLong: 0.4, leverage: 5, sigma: 0.7, maxLeverage: 20 },
};
const OTHERS: ClassProfile = { leveredLong: 0.3, leverage: 6, sigma: 0.8, maxLeverage: 50 };

/** The profile of a class: as given, else of the table, else the one for classes that nobody described. */
export const profileOf = (given: Readonly<Record<string, ClassProfile>>, name: string): ClassProfile =>
  Object.hasOwn(given, name) ? given[name]! : Object.hasOwn(TABLE, name) ? TABLE[name]! : OTHERS;

const rankCorrelation = (says: string) => z.number().min(-1).max(1).default(-0.3).describe(says);

const calmSchema = (median: number, sigma: number) =>
  z
    .strictObject({
      leverage: z.number().positive().max(1000).default(median).describe('Median leverage, notional over equity.'),
      sigma: z.number().min(0).max(3).default(sigma).describe('Standard deviation of its logarithm.'),
      maxLeverage: z.number().positive().max(1000).default(3).describe('Largest leverage.'),
      rankCorrelation: rankCorrelation(
        'Rank correlation of size and leverage (Spearman), for accounts below the tail.',
      ),
    })
    .prefault({});

const largeSchema = z.strictObject({
  market: z.string().describe('Market of its one position.'),
  side: z.enum(['long', 'short']).describe('Which side it is on.'),
  notional: z.number().positive().describe('Notional at the opening price, natural units; it is not scaled.'),
  leverage: z.number().positive().max(1000).describe('Notional over equity at the start.'),
  entry: z.number().gt(-1).max(10).default(0).describe('Entry price, as a move from the opening price.'),
});
/** An account written out, because it was published. */
export type LargeAccount = z.infer<typeof largeSchema>;

/** Parameters of the population `skewed`. Sizes are relative: they are scaled until each side of each market holds its open interest. */
export const skewedParams = z.strictObject({
  traders: z.number().int().min(2).max(1_000_000).default(5000).describe('Trader accounts.'),
  makers: z.number().int().min(0).max(1000).default(12).describe('Maker accounts; they start flat.'),
  makerCapital: z
    .number()
    .positive()
    .max(10)
    .default(0.05)
    .describe('Capital of all makers together, as a share of the one-sided open interest of all markets.'),
  makerSkew: z
    .number()
    .min(0)
    .max(3)
    .default(0.5)
    .describe('Maker k has capital in proportion to k^-skew; 0 makes them equal.'),
  sizes: z
    .strictObject({
      median: z.number().positive().default(1000).describe('Median account notional before scaling, natural units.'),
      sigma: z.number().min(0).max(5).default(2.6).describe('Standard deviation of the logarithm of the body.'),
      tailFrom: z
        .number()
        .positive()
        .default(100_000)
        .describe('Size from which the Pareto tail replaces the lognormal body, natural units.'),
      alpha: z.number().positive().max(10).default(1.1).describe('Tail index, dimensionless; smaller is heavier.'),
      cap: z.number().positive().default(300_000_000).describe('Largest size before scaling, natural units.'),
    })
    .refine((sizes) => sizes.cap >= sizes.tailFrom, 'cap must be at least tailFrom')
    .prefault({}),
  positionCap: z
    .number()
    .positive()
    .max(1)
    .default(0.05)
    .describe('Largest position as a share of its market’s open interest, as far as there are accounts enough.'),
  longAccounts: z.number().positive().lt(1).default(0.6).describe('Share of the unhedged accounts that are long.'),
  leveredAccounts: z
    .strictObject({
      long: z.number().min(0).max(1).default(0.7).describe('Share of the unhedged long accounts that are levered.'),
      short: z.number().min(0).max(1).default(0.3).describe('Share of the unhedged short accounts that are levered.'),
    })
    .prefault({}),
  classes: z
    .record(z.string(), classSchema)
    .default({})
    .describe('Profiles of classes of market; those not named have assumed ones.'),
  leveredShort: z
    .number()
    .min(0)
    .max(0.95)
    .default(0.05)
    .describe('Share of short open interest held by levered accounts, in every market.'),
  calm: calmSchema(1.2, 0.5).describe('Leverage of the other longs.'),
  calmShort: calmSchema(1.2, 0.7).describe('Leverage of the other shorts.'),
  marginHeadroom: z
    .number()
    .min(1)
    .max(10)
    .default(1.05)
    .describe('Least equity of any account at the start, in multiples of notional over the largest leverage.'),
  rankCorrelation: rankCorrelation('The same for levered accounts.'),
  largeLeverage: z
    .number()
    .positive()
    .max(1)
    .default(1)
    .describe(
      'Largest leverage of accounts of the tail, as a share of that of the class: tiers allow large positions less.',
    ),
  marketTilt: z
    .number()
    .min(0)
    .max(2)
    .default(0.5)
    .describe(
      'Markets are chosen with weight open interest^tilt; below 1 small markets have more and smaller holders.',
    ),
  positionCounts: z
    .array(z.number().min(0))
    .min(1)
    .max(20)
    .default([0.55, 0.2, 0.12, 0.08, 0.05])
    .refine((weights) => weights.some((w) => w > 0), 'one weight must be above zero')
    .describe('Weights of having 1, 2, 3, ... positions.'),
  largePositionCounts: z
    .array(z.number().min(0))
    .min(1)
    .max(20)
    .default([0.2, 0.2, 0.2, 0.2, 0.2])
    .refine((weights) => weights.some((w) => w > 0), 'one weight must be above zero')
    .describe('The same for accounts of the tail, which choose and split markets by open interest itself.'),
  mixed: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe(
      'Share of the levered books of several positions that hold the one of least beta on the other side: long small coins, short BTC.',
    ),
  entry: entrySchema.prefault({}).describe('Entry prices of longs, log-uniform.'),
  shortEntry: entrySchema.prefault({}).describe('Entry prices of shorts, log-uniform.'),
  largestGain: z
    .number()
    .min(0)
    .lt(1)
    .default(0.9)
    .describe('Largest unrealised profit as a share of equity; beyond it entries are drawn towards the opening price.'),
  hedged: z
    .strictObject({
      owners: z.number().min(0).max(0.5).default(0.08).describe('Hedged owners, as a share of trader accounts.'),
      openInterest: z
        .number()
        .min(0)
        .max(0.5)
        .default(0.1)
        .describe('Notional of their long legs as a share of all open interest, as far as markets have room.'),
      oneAccount: z.number().min(0).max(1).default(0.5).describe('Share of them with both legs in one account.'),
      leverage: z.number().positive().max(1000).default(1.2).describe('Median leverage of each of their accounts.'),
      sigma: z.number().min(0).max(3).default(0.5).describe('Standard deviation of its logarithm.'),
      maxLeverage: z.number().positive().max(1000).default(3).describe('Largest leverage.'),
    })
    .prefault({})
    .describe('Owners who are long one market and short another, in equal amounts of the common factor.'),
  isolated: z
    .strictObject({
      levered: z.number().min(0).max(1).default(0).describe('Share of the positions of levered accounts.'),
      calm: z.number().min(0).max(1).default(0).describe('Share of the positions of the others.'),
    })
    .prefault({})
    .describe('Positions on isolated margin, below the tail: each is an account of its own with its own deposit.'),
  manyAccounts: z
    .strictObject({
      owners: z.number().min(0).max(1).default(0).describe('Share of the unhedged owners of the tail.'),
      accounts: z.number().int().min(2).max(100).default(3).describe('Accounts of each of them.'),
    })
    .prefault({})
    .describe('Owners who split one book over several accounts of unequal size.'),
  large: z
    .array(largeSchema)
    .default([])
    .describe('Accounts written out; they count among the traders and take part of what calm accounts would hold.'),
});
/** Parsed parameters of the population `skewed`. */
export type SkewedParams = z.infer<typeof skewedParams>;
