import { type AccountView, amount, type LegView, mulDivFloor, z } from 'breakwater';

const ofMarket = z.strictObject({
  side: z
    .enum(['long', 'short', 'both'])
    .default('both')
    .describe('Positions a provider accepts: long, short or both.'),
  assignment: amount()
    .optional()
    .describe('Most notional it takes of a position at a time, settlement asset, at least 0; no limit when left out.'),
  position: amount()
    .optional()
    .describe('Most notional it holds net after it, settlement asset, at least 0; no limit when left out.'),
});

/** Parameter of what providers accept; they may limit quantities, and never the price. */
export const preferences = z
  .array(
    z.strictObject({
      count: z
        .int()
        .min(1, 'a preference is that of 1 to 10000 providers')
        .max(10_000, 'a preference is that of 1 to 10000 providers')
        .default(1)
        .describe('Providers with these preferences, 1 to 10000.'),
      markets: z.record(z.string(), ofMarket).describe('What they accept, by market name; nothing of other markets.'),
    }),
  )
  .default([])
  .describe('Preferences of providers in the order of their accounts; who has none accepts all.');
type Preferences = z.infer<typeof preferences>;

/** Preference of the provider with a place in the order of accounts; undefined for one who accepts all. */
const preferenceOf = (all: Preferences, place: number): Preferences[number] | undefined => {
  let first = 0;
  return all.find(({ count }) => {
    first += count;
    return place < first;
  });
};

/**
 * Most lots of a leg that a provider accepts, >= 0: none of a market or side it does not name, at most `assignment` at a time, and no more
 * than leaves its own position in the market within `position`, both at mark. What it holds on the other side comes off first.
 */
export const acceptedOf = (all: Preferences, place: number, leg: LegView, provider: AccountView): number => {
  const size = Math.abs(leg.lots);
  const preference = preferenceOf(all, place);
  if (preference === undefined) return size;
  if (!Object.hasOwn(preference.markets, leg.market.id)) return 0;
  const { side, assignment, position } = preference.markets[leg.market.id] as z.infer<typeof ofMarket>;
  if (side !== 'both' && (side === 'long') !== leg.lots > 0) return 0;
  const notional = Math.max(1, leg.market.notional(leg.lots));
  const lotsOf = (units: number | undefined): number =>
    units === undefined ? Number.MAX_SAFE_INTEGER : mulDivFloor(size, units, notional);
  const held = provider.positions().find(({ market }) => market.number === leg.market.number)?.lots ?? 0;
  const room = lotsOf(position) - Math.sign(leg.lots) * held;
  return Math.max(0, Math.min(size, lotsOf(assignment), room));
};
