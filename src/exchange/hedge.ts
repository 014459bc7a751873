import type { Market } from './market.ts';
import type { ViewSource } from './views.ts';

/** Delta of lots at mark: |value| x beta, signed as the holder gains when the common factor rises, settlement units (real). */
export const deltaOf = (market: Market, lots: number): number => Math.sign(lots) * market.notional(lots) * market.beta;

/** Long and short sums of delta over what some accounts hold, each market netted first; both >= 0. */
const sidesOf = (
  source: ViewSource,
  accounts: readonly number[],
): { readonly long: number; readonly short: number } => {
  const { accounts: heads, positions } = source.ledger;
  const net = new Map<number, number>();
  for (const account of accounts) {
    for (let row = heads.head[account] as number; row !== -1; row = positions.nextOfAccount[row] as number) {
      const market = positions.market[row] as number;
      net.set(market, (net.get(market) ?? 0) + (positions.lots[row] as number));
    }
  }
  let long = 0;
  let short = 0;
  for (const [market, lots] of net) {
    const delta = deltaOf(source.markets[market] as Market, lots);
    if (delta > 0) long += delta;
    else short -= delta;
  }
  return { long, short };
};

/**
 * Share of a position that other positions of the same accounts offset in the common factor, 0 to 1.
 *
 * Legs in one market offset each other before anything else, so that a pair of them protects nobody: of a position only what is left
 * of it after that counts, `|net| / sum of the lots on its side`. Of what is left on its side of the factor, the share
 * `min(1, other side / this side)` is hedged, over all markets.
 *
 * @param accounts - The accounts seen together; the position's own is among them.
 */
export const hedgedShareOf = (
  source: ViewSource,
  accounts: readonly number[],
  market: Market,
  lots: number,
): number => {
  const own = deltaOf(market, lots);
  if (own === 0) return 0;
  let net = 0;
  let gross = 0;
  for (const account of accounts) {
    const held = accounts.length === 1 ? lots : source.ledger.lots(account, market.number);
    net += held;
    if (held > 0 === lots > 0) gross += Math.abs(held);
  }
  if (net === 0 || net > 0 !== lots > 0) return 0;
  const { long, short } = sidesOf(source, accounts);
  const [same, other] = own > 0 ? [long, short] : [short, long];
  return Math.min(1, other / same) * (Math.abs(net) / gross);
};
